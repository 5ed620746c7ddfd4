package learning

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/trenza/trenza/internal/store"
)

// spoken is a row that spells what it says.
type spoken interface{ Says() string }

// Heard reads what an entry of the room says: of which row, and how it spells from
// then on, "" for one that was taken back. known is false for a verb of another
// room.
func Heard(verb string, body []byte) (row, says string, known bool, err error) {
	read := func(into interface {
		spoken
		key() string
	}) {
		if err = json.Unmarshal(body, into); err == nil {
			row, says = into.key(), into.Says()
		}
	}
	noun, what, _ := strings.Cut(verb, ".")
	switch noun {
	case "cohort":
		read(&Cohort{})
	case "lesson":
		read(&Session{})
	case "enrolment":
		read(&Enrolment{})
	case "skill":
		read(&SkillStep{})
	case "certificate":
		read(&Certificate{})
	default:
		return "", "", false, nil
	}
	if noun == "skill" && what == "withdrawn" {
		says = ""
	}
	return row, says, true, err
}

func (c *Cohort) key() string      { return "cohort " + c.ID }
func (s *Session) key() string     { return "lesson " + s.ID }
func (e *Enrolment) key() string   { return "enrolment " + e.ID }
func (s *SkillStep) key() string   { return "skill_step " + s.ID }
func (c *Certificate) key() string { return "certificate " + c.ID }

// EachRow calls each for every row of the room: how it spells, of whom it is, ""
// for nobody, and the position of the entry that first told it.
func EachRow(ctx context.Context, r store.Reader, organisation string, each func(row, says, person string, entry int64) error) error {
	cohorts, err := cohortsOf(ctx, r, organisation, "")
	for _, c := range cohorts {
		if err == nil {
			err = each(c.key(), c.Says(), "", c.Entry)
		}
	}
	if err != nil {
		return err
	}
	if err := eachRow(ctx, r, organisation, `select `+sessionColumns+` from lesson l where l.organisation = $1`, scanSession, func(s Session) error {
		return each(s.key(), s.Says(), "", s.Entry)
	}); err != nil {
		return err
	}
	if err := eachRow(ctx, r, organisation, enrolmentQuery+` where e.organisation = $1`, scanEnrolment, func(e Enrolment) error {
		return each(e.key(), e.Says(), e.Whose, e.Entry)
	}); err != nil {
		return err
	}
	if err := eachRow(ctx, r, organisation, `select `+skillColumns+` from skill_step s where s.organisation = $1`, scanSkill, func(s SkillStep) error {
		return each(s.key(), s.Says(), s.Whose, s.Entry)
	}); err != nil {
		return err
	}
	return eachRow(ctx, r, organisation, `select `+certificateColumns+` from certificate c where c.organisation = $1`, scanCertificate, func(c closedCertificate) error {
		return each(c.key(), c.Says(), c.Whose, c.Entry)
	})
}

func eachRow[T any](ctx context.Context, r store.Reader, organisation, query string, scan func(store.Scan) (T, error), each func(T) error) error {
	rows, err := store.All(ctx, r, query, store.Args(organisation), scan)
	for _, row := range rows {
		if err != nil {
			return err
		}
		err = each(row)
	}
	return err
}
