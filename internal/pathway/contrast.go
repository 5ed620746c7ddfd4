package pathway

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Contrast is what a held row says beside what was recorded before, for people
// to compare.
type Contrast struct {
	Programme   string // id
	Service     string // id
	Day         trenza.Day
	Place       trenza.Place
	Record      registry.Record // of whom the row speaks; empty for a headcount
	Activity    string          // title of a headcount, "" otherwise
	Differences []Difference
	Entries     []int64 // positions at which what it resembles was told
}

// Difference is one thing in which both sides differ, as it was read.
type Difference struct {
	What   string // "day", "place", "mark", a question of the form, a group of a headcount
	Before string
	Now    string
}

// Contrast opens a held row beside what it resembles. A row about somebody who
// was forgotten cannot be opened: the error is seal.ErrForgotten.
func (h Held) Contrast(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (Contrast, error) {
	said, err := h.open(ctx, vault, organisation)
	if err != nil {
		return Contrast{}, err
	}
	c := Contrast{Programme: said.Programme, Service: said.Service, Record: said.Participant.Record}
	if said.Activity != nil {
		return c.ofActivity(ctx, r, organisation, h, *said.Activity)
	}
	c.Day, c.Place = said.Given[0].Day, said.Given[0].Place
	for _, id := range h.Others {
		before, found, err := attention.Opened(ctx, r, vault, organisation, id, h.Class)
		if err != nil {
			return c, err
		}
		if !found {
			continue
		}
		c.Entries = append(c.Entries, before.Entry)
		c.Differences = append(c.Differences, differences(spell(before), spell(closestTo(before, said.Given)))...)
	}
	return c, nil
}

// open reads what a held row says.
func (h Held) open(ctx context.Context, vault *seal.Vault, organisation string) (reception, error) {
	var said reception
	plain, err := vault.Open(ctx, organisation, heldKey(organisation, h.Person), h.Class, heldSlot(h.ID), h.said)
	if err != nil {
		return said, err
	}
	return said, json.Unmarshal(plain, &said)
}

// ofActivity compares two headcounts of one occasion.
func (c Contrast) ofActivity(ctx context.Context, r store.Reader, organisation string, h Held, now outreach.Activity) (Contrast, error) {
	c.Day, c.Place, c.Activity = now.Day, now.Place, now.Title
	for _, id := range h.Others {
		before, found, err := outreach.ByID(ctx, r, organisation, id)
		if err != nil {
			return c, err
		}
		if found {
			c.Entries = append(c.Entries, before.Entry)
			c.Differences = append(c.Differences, differences(heads(before), heads(now))...)
		}
	}
	return c, nil
}

// closestTo returns the attention of a row that is of the day of another, the
// first when none is.
func closestTo(before attention.Attention, given []attention.Attention) attention.Attention {
	at := slices.IndexFunc(given, func(a attention.Attention) bool { return a.Day == before.Day })
	return given[max(at, 0)]
}

// spell writes what tells two attentions apart.
func spell(a attention.Attention) map[string]string {
	said := map[string]string{
		"day": string(a.Day), "place": string(a.Place), "mark": a.Mark, "outcomes": strings.Join(a.Outcomes, " "),
	}
	maps.Copy(said, a.Form)
	return said
}

// heads writes how many were counted in each group.
func heads(a outreach.Activity) map[string]string {
	said := map[string]string{"total": fmt.Sprint(a.Total)}
	for _, g := range a.Groups {
		if g.People > 0 {
			said[fmt.Sprintf("%s %d-%d", g.Sex, g.MinAge, g.MaxAge)] = fmt.Sprint(g.People)
		}
	}
	for population, people := range a.Populations {
		if people > 0 {
			said[population] = fmt.Sprint(people)
		}
	}
	return said
}

// differences lists what two spellings do not agree on.
func differences(before, now map[string]string) []Difference {
	all := maps.Clone(before)
	maps.Copy(all, now)
	var found []Difference
	for _, what := range slices.Sorted(maps.Keys(all)) {
		if before[what] != now[what] {
			found = append(found, Difference{what, before[what], now[what]})
		}
	}
	return found
}
