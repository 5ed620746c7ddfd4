package learning

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
)

// Session is a meeting of a cohort for one of its courses.
type Session struct {
	ID        string       `json:"id"`
	Cohort    string       `json:"cohort"`
	Course    string       `json:"course"` // id of the service
	Number    int          `json:"number"` // within its course, from 1
	Day       trenza.Day   `json:"day"`
	Hour      string       `json:"hour,omitempty"`   // "15:00"
	Topics    []string     `json:"topics,omitempty"` // ids, of the syllabus
	Place     trenza.Place `json:"place"`
	Venue     string       `json:"venue,omitempty"` // where in the place: "Casa comunal"
	Modality  Modality     `json:"modality"`
	Account   string       `json:"account,omitempty"`   // of who gives it
	Partner   string       `json:"partner,omitempty"`   // id of the organisation that gives it, "" for the one that runs the programme
	Planned   int          `json:"planned"`             // minutes
	Lasted    int          `json:"lasted,omitempty"`    // minutes, of one that was held
	Materials string       `json:"materials,omitempty"` // what it needs
	Childcare bool         `json:"childcare,omitempty"` // somebody looks after children meanwhile
	Stipend   trenza.Money `json:"stipend,omitempty"`   // for the way, for each who comes
	State     SessionState `json:"state"`
	Reason    string       `json:"reason,omitempty"` // why it was cancelled
	Entry     int64        `json:"-"`
}

// Modality is how a session is held.
type Modality string

// The modalities.
const (
	InPerson Modality = "in_person"
	Remote   Modality = "remote"
	Mixed    Modality = "mixed"
)

// Modalities returns the modalities.
func Modalities() []Modality { return []Modality{InPerson, Remote, Mixed} }

// Minutes is how long the session is: as it lasted, and as it is planned until
// then.
func (s Session) Minutes() int {
	if s.State == SessionHeld {
		return s.Lasted
	}
	return s.Planned
}

// Says spells what a row says, for comparison with the journal.
func (s Session) Says() string {
	return strings.Join([]string{
		s.ID, s.Cohort, s.Course, strconv.Itoa(s.Number), string(s.Day), s.Hour, strings.Join(s.Topics, " "), string(s.Place),
		s.Venue, string(s.Modality), s.Account, s.Partner, strconv.Itoa(s.Planned), strconv.Itoa(s.Lasted), s.Materials,
		strconv.FormatBool(s.Childcare), strconv.FormatInt(int64(s.Stipend), 10), string(s.State), s.Reason,
	}, "|")
}

// CoursePlan says when the sessions of a course are: "twice a week from January".
type CoursePlan struct {
	Course   string
	Weekdays []time.Weekday
	From     trenza.Day   // "" for the day after the last session that is planned
	Sessions int          // 0 for as many as the course has
	Off      []trenza.Day // days on which there is none; national holidays are left out anyway
	Each     Session      // what is alike in all of them; what is empty is as the course and the cohort have it
}

// PlanSessions puts sessions of courses on the calendar of a cohort, one course
// after the other, with the topics of their syllabus.
func PlanSessions(ctx context.Context, tx *journal.Tx, cohort string, plans ...CoursePlan) (all []Session, err error) {
	if len(plans) == 0 {
		return nil, nil
	}
	g, err := groupOf(ctx, tx, tx.Organisation(), cohort)
	if err != nil {
		return nil, err
	}
	for _, plan := range plans {
		planned, err := g.plan(ctx, tx, plan)
		if err != nil {
			return nil, err
		}
		all = append(all, planned...)
	}
	return all, g.bindEverybody(ctx, tx)
}

// plan puts the sessions of one course on the calendar.
func (g group) plan(ctx context.Context, tx *journal.Tx, plan CoursePlan) ([]Session, error) {
	service, err := g.service(plan.Course)
	if err != nil {
		return nil, err
	}
	known, err := sessionsOf(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return nil, err
	}
	if plan.From == "" && len(known) > 0 {
		plan.From = slices.MaxFunc(known, func(a, b Session) int { return strings.Compare(string(a.Day), string(b.Day)) }).Day.Add(1)
	}
	if plan.Sessions == 0 {
		plan.Sessions = service.Course.Sessions
	}
	days := Calendar(plan.From, plan.Weekdays, plan.Sessions, plan.Off...)
	if len(days) == 0 || len(days) < plan.Sessions {
		return nil, trenza.Refuse("learning.no_days")
	}
	each := g.session(plan.Each, plan.Course)
	treated := topicsOf(service.Course, len(days), each.Planned)
	last := 0
	for _, s := range known {
		if s.Course == plan.Course {
			last = max(last, s.Number)
		}
	}
	all := make([]Session, len(days))
	for i, day := range days {
		all[i] = each
		all[i].Day, all[i].Number = day, last+1+i
		if len(each.Topics) == 0 {
			all[i].Topics = treated[i]
		}
		if all[i], err = g.put(ctx, tx, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// session is a session of a course, with what is empty as the course and the cohort
// have it.
func (g group) session(s Session, course string) Session {
	s.Cohort, s.Course, s.State, s.Lasted, s.Reason = g.ID, course, SessionPlanned, 0, ""
	service, _ := g.service(course)
	if s.Planned == 0 {
		s.Planned = service.Course.Minutes / service.Course.Sessions
	}
	if s.Place == "" {
		s.Place = g.Place
	}
	if s.Partner == "" {
		s.Partner = service.Partner
	}
	if s.Modality == "" {
		s.Modality = InPerson
	}
	return s
}

// put puts a session on the calendar.
func (g group) put(ctx context.Context, tx *journal.Tx, s Session) (Session, error) {
	if err := access.May(tx.Actor(), "lesson.plan", g.sessionRow(s)); err != nil {
		return s, err
	}
	if err := g.check(&s); err != nil {
		return s, err
	}
	s.ID = trenza.NewID()
	var err error
	if s.Entry, err = tx.Tell(ctx, SessionTold{s, lessonPlanned}); err != nil {
		return s, err
	}
	return s, insertSession(ctx, tx, s)
}

// longest is how long a session is at most: more is a slip in a number.
const longest = 12 * 60

// check tidies what a session says, and refuses what cannot be.
func (g group) check(s *Session) error {
	service, err := g.service(s.Course)
	if err != nil {
		return err
	}
	if err := service.Running(s.Day); err != nil {
		return err
	}
	if s.Hour != "" {
		hour, err := time.Parse("15:04", s.Hour)
		if err != nil {
			return trenza.Refuse("learning.hour_shape", s.Hour)
		}
		s.Hour = hour.Format("15:04")
	}
	for _, topic := range s.Topics {
		if _, known := service.Course.Topic(topic); !known {
			return trenza.Refuse("learning.topic_unknown", topic)
		}
	}
	partner := func() bool {
		for _, o := range g.definition.Organisations {
			if o.ID == s.Partner {
				return true
			}
		}
		return false
	}
	switch {
	case s.Planned <= 0 || s.Planned > longest || s.Lasted < 0 || s.Lasted > longest:
		return trenza.Refuse("learning.minutes_unlikely", longest/60)
	case !slices.Contains(Modalities(), s.Modality):
		return trenza.Refuse("learning.modality_unknown", string(s.Modality))
	case s.Partner != "" && !partner():
		return trenza.Refuse("learning.partner_unknown", s.Partner)
	case s.Stipend < 0:
		return trenza.Refuse("learning.stipend_negative")
	}
	s.Venue, s.Materials, s.Reason = strings.TrimSpace(s.Venue), strings.TrimSpace(s.Materials), strings.TrimSpace(s.Reason)
	return nil
}

func today(tx *journal.Tx) trenza.Day { return trenza.LocalDay(tx.Now()) }
