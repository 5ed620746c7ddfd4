package staff

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
)

// examine reads a grant and refuses what does not fit together.
func (d *Desk) examine(ctx context.Context, r store.Reader, a Account, g trenza.Grant) (trenza.Grant, error) {
	if !slices.Contains(trenza.Roles(), g.Role) {
		return g, trenza.Refuse("staff.role_unknown", g.Role)
	}
	if g.From == "" {
		g.From = d.Today()
	}
	for _, check := range []func() error{
		func() error { return spanOf(g) },
		func() error { return reachOf(a, g) },
		func() error { return d.ground(ctx, r, a.Organisation, g) },
	} {
		if err := check(); err != nil {
			return g, err
		}
	}
	return g, nil
}

// spanOf refuses days that are none, or in the wrong order.
func spanOf(g trenza.Grant) error {
	for _, day := range []trenza.Day{g.From, g.Until} {
		if _, err := trenza.ParseDay(string(day)); day != "" && err != nil {
			return trenza.Refuse("staff.day_unknown", string(day)).Because(err)
		}
	}
	if g.Until != "" && g.Until < g.From {
		return trenza.Refuse("staff.grant_backwards", g.From, g.Until)
	}
	return nil
}

// reachOf refuses a role that goes where roles of its kind do not (domain rule 0).
func reachOf(a Account, g trenza.Grant) error {
	role := locale.Key(RoleKey(g.Role))
	narrowed := g.Programme != "" || g.Place != "" || g.Course != "" || g.Team != "" || g.Person != ""
	switch {
	case g.Role == trenza.RoleAdministrator && a.Employer != "":
		return trenza.Refuse("staff.partner_administrator")
	case g.Role == trenza.RoleAdministrator && narrowed:
		return trenza.Refuse("staff.administrator_narrowed")
	case a.Employer != "" && g.Programme == "":
		return trenza.Refuse("staff.partner_programme")
	case g.Role == trenza.RolePublicPartner && g.Programme == "":
		return trenza.Refuse("staff.role_programme", role)
	case g.Course != "" && g.Programme == "":
		return trenza.Refuse("staff.course_programme")
	case g.Team != "" && !slices.Contains(ofTeam, g.Role):
		return trenza.Refuse("staff.role_without_team", role)
	case g.Role == trenza.RoleParticipant && g.Person == "":
		return trenza.Refuse("staff.participant_record")
	case g.Role != trenza.RoleParticipant && g.Person != "":
		return trenza.Refuse("staff.role_without_record", role)
	case g.Place != "" && !spelledPlace(g.Place):
		return trenza.Refuse("staff.place_unknown", string(g.Place))
	}
	return nil
}

// spelledPlace reports whether a place is spelled as INEI numbers a department, a
// province or a district.
func spelledPlace(p trenza.Place) bool {
	digits := !slices.ContainsFunc([]byte(p), func(b byte) bool { return b < '0' || b > '9' })
	return digits && (len(p) == 2 || len(p) == 4 || len(p) == 6)
}

// ground refuses a programme, a course or a place that there is not.
func (d *Desk) ground(ctx context.Context, r store.Reader, organisation string, g trenza.Grant) error {
	if d.Grounds == nil {
		return nil
	}
	if g.Place != "" && !d.Grounds.HasPlace(g.Place) {
		return trenza.Refuse("staff.place_unknown", string(g.Place))
	}
	if g.Programme == "" {
		return nil
	}
	has, err := d.Grounds.HasProgramme(ctx, r, organisation, g.Programme)
	if err == nil && !has {
		err = trenza.Refuse("staff.programme_unknown", g.Programme)
	}
	if err != nil || g.Course == "" {
		return err
	}
	has, err = d.Grounds.HasCourse(ctx, r, organisation, g.Programme, g.Course)
	if err == nil && !has {
		err = trenza.Refuse("staff.course_unknown", g.Course, g.Programme)
	}
	return err
}
