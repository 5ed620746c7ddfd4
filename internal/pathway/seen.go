package pathway

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// ThreadRead is told when something of a person is read that is to be on record:
// in which roles, and what kind of thing; never what it said.
type ThreadRead struct {
	Whose   string         `json:"person"`
	Roles   []string       `json:"roles"`
	Classes []string       `json:"classes"`          // that were shown
	Fields  []access.Field `json:"fields,omitempty"` // of what is sensitive

	highest trenza.Class
	logged  bool // who she is was shown to a role whose readings are on record
}

// Verb implements journal.Event.
func (ThreadRead) Verb() string { return journal.Reading }

// Class implements journal.Event: that of the most sensitive thing shown, for in
// which fields somebody has rows is as sensitive as the rows.
func (e ThreadRead) Class() trenza.Class { return e.highest }

// Person implements journal.Event.
func (e ThreadRead) Person() string { return e.Whose }

// onRecord reports whether the reading has to be told.
func (e ThreadRead) onRecord() bool { return e.highest >= trenza.P3 || e.logged }

// TellTaken puts it on record that something sensitive of a person, in some fields,
// left in a list.
func TellTaken(ctx context.Context, tx *journal.Tx, root string, fields []access.Field) error {
	_, err := tx.Tell(ctx, ThreadRead{
		Whose: root, Roles: slices.Sorted(slices.Values(tx.Actor().RoleNames())),
		Classes: []string{trenza.P3.String()}, Fields: fields, highest: trenza.P3,
	})
	return err
}

// readOnRecord are the roles that see who somebody is, and whose every reading is
// on record ("R log", domain rule 0.1).
var readOnRecord = []string{trenza.RoleDataOfficer}

// read is what is told of a thread that is shown to somebody.
func (o *opening) read(reader trenza.Actor) ThreadRead {
	e := ThreadRead{Whose: o.root, Roles: slices.Sorted(slices.Values(reader.RoleNames()))}
	if o.thread == nil {
		return e
	}
	shown, fields := make(map[trenza.Class]bool), make(map[access.Field]bool)
	show := func(class trenza.Class, field access.Field) {
		shown[class] = true
		if class >= trenza.P3 {
			fields[field] = true
		}
	}
	if o.thread.Identified && !o.thread.Forgotten {
		show(trenza.P2, "")
		e.logged = slices.ContainsFunc(e.Roles, func(role string) bool { return slices.Contains(readOnRecord, role) })
	}
	for _, p := range o.thread.Records {
		if len(p.Health.LifeStages) > 0 || !p.Health.Functioning.Empty() {
			show(trenza.P3, access.Health)
		}
	}
	for _, a := range o.thread.Attentions {
		show(o.sensitivity(a), a.Field)
	}
	for _, m := range o.thread.Milestones {
		show(m.Class, m.Field)
	}
	for _, a := range o.thread.Ahead {
		show(a.Class, a.Field)
	}
	for _, class := range slices.Sorted(maps.Keys(shown)) {
		e.Classes, e.highest = append(e.Classes, class.String()), class
	}
	e.Fields = slices.Sorted(maps.Keys(fields))
	return e
}

// sensitivity is the class of the most sensitive thing that is shown of an
// attention.
func (o *opening) sensitivity(a Attended) trenza.Class {
	highest, offer := a.Class, o.offers[attention.Kind{Programme: a.Programme, Service: a.Service}]
	for id := range a.Form {
		highest = max(highest, offer.answerClass(id))
	}
	return highest
}

// Sight is that somebody in a role saw something of a person on a day.
type Sight struct {
	Day     trenza.Day // of Lima
	Role    string
	Classes []trenza.Class // what was seen, ascending
}

// Seen answers "who has seen me" (domain rule 0.1): by day, the latest first, and
// by role, never by name. It tells of every record of the thread, whichever was
// read; of somebody who was forgotten nobody can tell any more. It asks access for
// "person.seen", and somebody beyond the scope is NotFound.
func Seen(ctx context.Context, j *journal.Journal, scope access.Scope, code string) ([]Sight, error) {
	seen := make(sights)
	err := j.Read(ctx, func(r store.Reader) error {
		clear(seen)
		p, err := answeredFor(ctx, r, j, scope, code)
		if err != nil {
			return err
		}
		return seen.of(ctx, r, j, scope.Organisation, p.Root)
	})
	return seen.list(), err
}

// sights are the classes that were seen, by day and role.
type sights map[sightedOn]map[trenza.Class]bool

type sightedOn struct {
	day  trenza.Day
	role string
}

// of notes who read the records of a thread.
func (s sights) of(ctx context.Context, r store.Reader, j *journal.Journal, organisation, root string) error {
	records, err := registry.Thread(ctx, r, organisation, root)
	if err != nil {
		return err
	}
	for _, record := range records {
		readings, err := journal.ReadingsOf(ctx, r, j.Vault(), organisation, record)
		if err != nil {
			return err
		}
		for _, reading := range readings {
			body, err := reading.Open(ctx, j.Vault())
			if err != nil {
				return err
			}
			if err := s.note(reading.At, body); err != nil {
				return err
			}
		}
	}
	return nil
}

// note notes one reading. The body of one that was forgotten says nothing.
func (s sights) note(at string, body []byte) error {
	if body == nil {
		return nil
	}
	moment, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return err
	}
	var e ThreadRead
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	for _, role := range e.Roles {
		on := sightedOn{trenza.LocalDay(moment), role}
		if s[on] == nil {
			s[on] = make(map[trenza.Class]bool)
		}
		for _, name := range e.Classes {
			if class, known := trenza.ParseClass(name); known {
				s[on][class] = true
			}
		}
	}
	return nil
}

// list returns the sights, the latest day first.
func (s sights) list() (all []Sight) {
	for on, classes := range s {
		all = append(all, Sight{on.day, on.role, slices.Sorted(maps.Keys(classes))})
	}
	slices.SortFunc(all, func(a, b Sight) int {
		return cmp.Or(-cmp.Compare(a.Day, b.Day), cmp.Compare(a.Role, b.Role))
	})
	return all
}
