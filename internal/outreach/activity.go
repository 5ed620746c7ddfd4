package outreach

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Oldest is the upper end of an age band that has none.
const Oldest = 150

// Group is how many people of a sex and an age band were counted.
type Group struct {
	Sex    string `json:"sex"` // F, M, or I for neither or not said
	MinAge int    `json:"min_age"`
	MaxAge int    `json:"max_age"`
	People int    `json:"people"`
}

// Activity is one occasion on which people were counted.
type Activity struct {
	ID          string         `json:"id"`
	Programme   string         `json:"programme"`
	Service     string         `json:"service"`
	Title       string         `json:"title"`
	Day         trenza.Day     `json:"day"`
	Place       trenza.Place   `json:"place"`
	Method      string         `json:"method"` // counted, sign_in or estimated
	Total       int            `json:"total"`
	Groups      []Group        `json:"groups"`
	Populations map[string]int `json:"populations"`          // by population type; nil when nobody asked
	FirstTime   *int           `json:"first_time,omitempty"` // of all, how many came for the first time; nil when nobody asked
	Entry       int64          `json:"-"`                    // position at which it was told
}

// Methods are the ways of counting heads.
func Methods() []string { return []string{"counted", "sign_in", "estimated"} }

// Check refuses a headcount that contradicts itself, saying which sums differ.
func (a Activity) Check() error {
	byGroup, byPopulation := 0, 0
	for _, g := range a.Groups {
		byGroup += g.People
	}
	for _, n := range a.Populations {
		byPopulation += n
	}
	switch {
	case a.Title == "":
		return trenza.Refuse("outreach.no_title")
	case a.Day == "":
		return trenza.Refuse("outreach.no_day")
	case !slices.Contains(Methods(), a.Method):
		return trenza.Refuse("outreach.method_unknown", a.Method, Methods())
	case a.negative():
		return trenza.Refuse("outreach.negative_count")
	case byGroup == 0:
		return trenza.Refuse("outreach.nobody_counted")
	case a.Populations != nil && byGroup != byPopulation:
		return trenza.Refuse("outreach.sums_differ", byGroup, byPopulation)
	case byGroup != a.Total:
		return trenza.Refuse("outreach.total_differs", a.Total, byGroup)
	case a.FirstTime != nil && (*a.FirstTime < 0 || *a.FirstTime > a.Total):
		return trenza.Refuse("outreach.first_time_beyond", *a.FirstTime, a.Total)
	}
	return nil
}

// negative reports whether any group has fewer than no people.
func (a Activity) negative() bool {
	for _, n := range a.Populations {
		if n < 0 {
			return true
		}
	}
	return slices.ContainsFunc(a.Groups, func(g Group) bool { return g.People < 0 })
}

// Count records a headcount of a service and returns it with its id.
func Count(ctx context.Context, tx *journal.Tx, s *programme.Service, a Activity) (Activity, error) {
	if err := access.May(tx.Actor(), "activity.count", access.Row{Kind: access.Activity, Class: s.Class, Programme: a.Programme, Service: s.ID, Field: s.Field, Place: a.Place}); err != nil {
		return a, err
	}
	if !s.Has(programme.Headcount) {
		return a, trenza.Refuse("outreach.not_by_heads", s.ID)
	}
	if err := a.Check(); err != nil {
		return a, err
	}
	a.ID = trenza.NewID()
	entry, err := tx.Tell(ctx, Counted{a})
	if err != nil {
		return a, err
	}
	return a, insert(ctx, tx, a, entry)
}

// Row is the activity as policies know it: people counted without names.
func (a Activity) Row() access.Row {
	return access.Row{Kind: access.Activity, Class: trenza.P1, Programme: a.Programme, Service: a.Service, Place: a.Place}
}

// Counted reports whether anybody like a person was counted, of whom she may be one.
func (a Activity) Counted(p *registry.Person) bool { return a.groupOf(p.Sex, p.AgeOn(a.Day)) != nil }

// groupOf returns the group in which a person was counted, nil when the
// headcount has none for her. Whoever is neither F nor M was counted with the
// others; whoever did not say, where people of one sex alone came, with them; whoever
// is of unknown age, with the youngest of those who may be adults (domain rule 15).
// Where nobody said who came, she was one of all.
func (a Activity) groupOf(sex string, age *int) *Group {
	if sex != "F" && sex != "M" && sex != "I" {
		sex = a.only()
	}
	for i, g := range a.Groups {
		inBand := age == nil && g.MaxAge >= 18 || age != nil && g.MinAge <= *age && *age <= g.MaxAge
		if g.Sex == sex && inBand && g.People > 0 {
			return &a.Groups[i]
		}
	}
	if len(a.Groups) == 1 && a.Groups[0].Sex == "I" && a.Groups[0].MinAge == 0 && a.Groups[0].MaxAge == Oldest {
		return &a.Groups[0]
	}
	return nil
}

// only is the sex of those who came where it was one, I where it was not.
func (a Activity) only() string {
	only := ""
	for _, g := range a.Groups {
		switch {
		case g.People == 0 || g.Sex == only:
		case only != "":
			return "I"
		default:
			only = g.Sex
		}
	}
	return only
}
