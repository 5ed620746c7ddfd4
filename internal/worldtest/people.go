package worldtest

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Today is the day on which people come, where a test does not care.
const Today trenza.Day = "2020-03-02"

// Woman returns the record of a woman with her papers; Born reads her birth.
func Woman(surnames, given, born string, papers ...registry.Document) registry.Record {
	return registry.Record{
		Name: registry.Name{Surnames: surnames, Given: given}, Sex: "F", Birth: Born(born), Documents: papers,
	}
}

// Born reads a day, a year alone, or "" for a birth that is not known.
func Born(text string) registry.Birth {
	switch len(text) {
	case 0:
		return registry.Birth{}
	case 4:
		return registry.Birth{Day: trenza.Day(text + "-01-01"), Precision: "year", Basis: "declared"}
	}
	return registry.Birth{Day: trenza.Day(text), Precision: "day", Basis: "declared"}
}

// Paper is a document of a kind.
func Paper(kind, number string) registry.Document {
	return registry.Document{Type: kind, Number: number}
}

// Phone adds a phone to a record.
func Phone(r registry.Record, number string) registry.Record {
	r.Phones = append(slices.Clone(r.Phones), number)
	return r
}

// Person is somebody of whom a record is all that is known.
func Person(r registry.Record) *registry.Person {
	return &registry.Person{Sex: r.Sex, Nationality: r.Nationality, Population: r.Population, Identity: registry.Identity{
		Names: []registry.Name{r.Name}, Birth: r.Birth, Documents: r.Documents, Phones: r.Phones, Address: r.Address,
		LifeStages: r.LifeStages,
	}}
}

// Numbered is a different woman for each number: nothing of her is another's.
func Numbered(n int) registry.Record {
	text := strconv.Itoa(10_000_000 + n)
	return Woman("Apellido"+text, "Nombre"+text, strconv.Itoa(1950+n%50), Paper("DNI", text))
}

// Meet recognises or registers somebody on a day.
func (w *World) Meet(r registry.Record, on trenza.Day) (known registry.Known) {
	w.Helper()
	w.Write(func(tx *journal.Tx) (err error) {
		known, err = w.Registry.Recognise(w.Context, tx, r, on)
		return err
	})
	return known
}

// Find returns a record as it is now.
func (w *World) Find(id string) (p *registry.Person) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		p, err = registry.Find(w.Context, r, w.Vault, w.Actor.Organisation, id)
		return err
	})
	return p
}

// Service returns a service of a shipped programme.
func (w *World) Service(program, id string) attention.Service {
	w.Helper()
	d := w.definition(program)
	s, ok := d.Service(id)
	if !ok {
		w.Fatalf("%s has no service %s", program, id)
	}
	return attention.Service{Programme: d, Service: s}
}

// Give gives a service of Alma Llanera to whoever a record names.
func (w *World) Give(r registry.Record, service string, given ...attention.Attention) (received pathway.Received) {
	w.Helper()
	s := w.Service("alma-llanera", service)
	w.Write(func(tx *journal.Tx) (err error) {
		received, err = w.Intake.Give(w.Context, tx, pathway.Participant{Record: r}, s, slices.Clone(given)...)
		return err
	})
	return received
}

// Delivered is an attention on a day in a place.
func Delivered(day trenza.Day, place trenza.Place) attention.Attention {
	return attention.Attention{Day: day, Place: place, Outcomes: []string{programme.Delivered}}
}

// Pairs returns the pairs that wait for a decision.
func (w *World) Pairs() (pairs []registry.Pair) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		pairs, err = registry.Pairs(w.Context, r, w.Vault, w.Scope())
		return err
	})
	return pairs
}

// PairOf returns the pair raised between two records.
func (w *World) PairOf(a, b string) (pair registry.Pair) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		pair, err = registry.PairOf(w.Context, r, w.Vault, w.Scope(), a, b)
		return err
	})
	return pair
}

// Decide decides about a pair and lets what depends on it follow. Where it takes
// two people, a second one says the same.
func (w *World) Decide(p registry.Pair, verdict registry.Verdict) (joined bool) {
	w.Helper()
	decided := w.Say(p, verdict)
	if decided.Waits {
		decided = w.As("Segunda Revisora", w.Actor.Teams...).Say(w.PairOf(p.First, p.Second), verdict)
	}
	return decided.Joined
}

// Say is what one person says of a pair.
func (w *World) Say(p registry.Pair, verdict registry.Verdict) (decided pathway.Decision) {
	w.Helper()
	w.Write(func(tx *journal.Tx) (err error) {
		decided, err = pathway.Decide(w.Context, tx, p, verdict)
		return err
	})
	return decided
}

// As is the same world seen by somebody else, who serves restricted teams or,
// mostly, none.
func (w *World) As(name string, teams ...string) *World {
	other := *w
	other.Actor.Name, other.Actor.Teams = name, teams
	return &other
}

// Unmerge undoes what a pair led to and returns what the survivor keeps.
func (w *World) Unmerge(p registry.Pair) []attention.Attention {
	w.Helper()
	return w.Part(p).Attentions
}

// Part undoes what a pair led to and returns all that was recorded meanwhile.
func (w *World) Part(p registry.Pair) (kept pathway.Kept) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		merge, err := registry.MergeOf(w.Context, tx, w.Actor.Organisation, p)
		if err != nil {
			return err
		}
		kept, err = pathway.Unmerge(w.Context, tx, merge)
		return err
	})
	return kept
}

// Roots returns the surviving thread of every record, by the record's id.
func (w *World) Roots() map[string]string {
	w.Helper()
	roots := make(map[string]string)
	w.Read(func(r store.Reader) error {
		return r.Each(w.Context, `
			select id, root
			from person
			where organisation = $1`, store.Args(w.Actor.Organisation), func(scan store.Scan) error {
			var id, root string
			err := scan(&id, &root)
			roots[id] = root
			return err
		})
	})
	return roots
}

// Count asks the engine.
func (w *World) Count(q reach.Question) reach.Answer {
	w.Helper()
	answer, err := w.Engine.Count(w.Context, w.Scope(), q)
	if err != nil {
		w.Fatal(err)
	}
	return answer
}
