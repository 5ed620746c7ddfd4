package matrix

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// crowd is an organisation of women who received what chance gave them.
type crowd struct {
	*worldtest.World
	dice     *rand.Rand
	services []access.Service
	people   []*registry.Person
	given    []attention.Attention
	pairs    []registry.Pair
}

const crowded = 24

// newCrowd registers women, gives them services of both programmes anywhere, and
// assigns, asks, joins and guards some of them.
func newCrowd(t *testing.T, location string) *crowd {
	t.Helper()
	base := worldtest.Plain(t, location)
	c := &crowd{World: base.In(t, "gente", alma, taler), dice: rand.New(rand.NewPCG(4, 7))}
	for n := range crowded {
		record := worldtest.Numbered(n)
		if n%4 < 2 { // two and two share a phone, and are asked about
			record = worldtest.Phone(record, fmt.Sprint(900_000_000+n/4))
		}
		c.Write(func(tx *journal.Tx) error { return c.register(tx, record) })
	}
	c.Read(func(r store.Reader) (err error) {
		c.services, err = programme.Catalogue(c.Context, r, c.Actor.Organisation)
		return err
	})
	c.pairs = c.Pairs()
	for i, pair := range c.pairs {
		switch i % 3 {
		case 0:
			c.Decide(pair, registry.Same)
		case 1:
			c.As("Eva", "vbg").Write(func(tx *journal.Tx) error { return registry.Guard(c.Context, tx, pair.Second, "vbg") })
		}
	}
	return c
}

// register registers a woman with whatever chance gives her.
func (c *crowd) register(tx *journal.Tx, record registry.Record) error {
	known, err := c.Registry.Recognise(c.Context, tx, record, "2020-03-20")
	if err != nil {
		return err
	}
	p := known.Person
	c.people = append(c.people, p)
	for range c.dice.IntN(4) {
		program, id := alma, offered[c.dice.IntN(len(offered))]
		if c.dice.IntN(5) == 0 {
			program, id = taler, "crochet"
		}
		place := []trenza.Place{"240101", "240302", "150101", "140113"}[c.dice.IntN(4)]
		a, err := attention.Give(c.Context, tx, p, c.Service(program, id), delivered(id, place))
		if err != nil {
			return err
		}
		c.given = append(c.given, a)
	}
	for _, account := range []string{"rosa", "luz"} {
		if c.dice.IntN(4) == 0 {
			if err := registry.Assign(c.Context, tx, p.ID, account, "2020-03-20"); err != nil {
				return err
			}
		}
	}
	if c.dice.IntN(3) > 0 {
		return nil
	}
	_, err = registry.Consents(c.Context, tx, registry.Consent{
		Person: p.ID, Purpose: registry.ForSharing, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-03-20",
	})
	return err
}

// somebody draws who asks: one role or two, given as far as chance has it.
func (c *crowd) somebody(t *rapid.T) trenza.Actor {
	grant := rapid.Custom(func(t *rapid.T) trenza.Grant {
		return trenza.Grant{
			Role:      rapid.SampledFrom(trenza.Roles()).Draw(t, "role"),
			Programme: rapid.SampledFrom([]string{"", alma, alma, taler}).Draw(t, "programme"),
			Place:     rapid.SampledFrom([]trenza.Place{"", "", "24", "2401", "240101", "15", "140113"}).Draw(t, "place"),
			Course:    rapid.SampledFrom([]string{"", "", "", "empleabilidad", "crochet"}).Draw(t, "course"),
			Team:      rapid.SampledFrom([]string{"", "vbg", "trata"}).Draw(t, "team"),
			Person:    c.rootOf(rapid.SampledFrom(c.people).Draw(t, "person").ID),
		}
	})
	actor := trenza.Actor{
		Organisation: c.Actor.Organisation, Account: rapid.SampledFrom([]string{"rosa", "luz", "eva"}).Draw(t, "account"),
		Grants: rapid.SliceOfN(grant, 1, 2).Draw(t, "grants"),
	}
	for _, g := range actor.Grants {
		if g.Team != "" && (g.Role == trenza.RoleCaseWorker || g.Role == trenza.RoleCaseSupervisor) {
			actor.Teams = append(actor.Teams, g.Team)
		}
	}
	return actor
}

func (c *crowd) rootOf(id string) string { return c.Roots()[id] }

// What the SQL of a list lets through is what would be decided row by row, over
// the rows of the tables: of people, of services, of facts and of pairs.
func TestTheSQLOfEveryListIsTheSumOfItsDecisions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		c := newCrowd(t, location)
		seen := make(map[string]map[bool]int)
		rapid.Check(t, func(t *rapid.T) {
			actor := c.somebody(t)
			scope, err := access.For(actor, c.services...)
			if err != nil {
				t.Fatal(err)
			}
			for kind, compare := range map[string]func(*rapid.T, access.Scope) (yes, no int){
				"people": c.comparePeople, "services": c.compareServices, "facts": c.compareFacts, "pairs": c.comparePairs,
			} {
				yes, no := compare(t, scope)
				if seen[kind] == nil {
					seen[kind] = make(map[bool]int)
				}
				seen[kind][true] += yes
				seen[kind][false] += no
			}
		})
		for kind, n := range seen {
			if n[true] == 0 || n[false] == 0 {
				t.Errorf("%s: the property never saw both answers: %v", kind, n)
			}
		}
	})
}

// same counts an answer that agrees, and fails on one that does not.
func same(t *rapid.T, scope access.Scope, verb string, listed bool, row access.Row, yes, no *int) {
	decided := access.Decide(scope.Actor, verb, row).Allowed
	if listed != decided {
		t.Fatalf("%s: listed %v, decided %v: %+v on %+v", verb, listed, decided, scope.Actor.Grants, row)
	}
	if listed {
		*yes++
	} else {
		*no++
	}
}

func (c *crowd) rowOf(r store.Reader, id string) access.Row {
	row, err := registry.RowOf(c.Context, r, c.Actor.Organisation, id, c.services)
	if err != nil {
		c.Fatal(err)
	}
	return row
}

func (c *crowd) comparePeople(t *rapid.T, scope access.Scope) (yes, no int) {
	verb := rapid.SampledFrom([]string{
		"person.list", "person.read", "person.forget", "person.assign", "person.seen", "consent.revoke",
	}).Draw(t, "verb")
	c.Read(func(r store.Reader) error {
		within, _, err := registry.PeopleWithin(c.Context, r, scope, verb)
		for _, p := range c.people {
			same(t, scope, verb, err == nil && within(p.ID), c.rowOf(r, p.ID), &yes, &no)
		}
		return err
	})
	return yes, no
}

func (c *crowd) compareServices(t *rapid.T, scope access.Scope) (yes, no int) {
	verb := rapid.SampledFrom([]string{"attention.read", "attention.give", "attention.withdraw", "attention.move"}).Draw(t, "verb of services")
	c.Read(func(r store.Reader) error {
		for _, a := range c.given {
			listed, err := attention.Permits(c.Context, r, scope, verb, a.ID)
			if err != nil {
				return err
			}
			row, s := c.rowOf(r, a.Person), access.Among(c.services, a.Programme, a.Service)
			row.Kind, row.Known, row.Class, row.Field = access.Attention, nil, s.Class, s.Field
			row.Programme, row.Service, row.Place = a.Programme, a.Service, a.Place
			same(t, scope, verb, listed, row, &yes, &no)
		}
		return nil
	})
	return yes, no
}

func (c *crowd) compareFacts(t *rapid.T, scope access.Scope) (yes, no int) {
	counted := make(map[string]bool)
	for _, program := range []string{alma, taler} {
		err := c.Engine.Facts(c.Context, scope, reach.Question{Programme: program}, func(f reach.Fact) error {
			counted[f.Source] = true
			return nil
		})
		if err != nil && trenza.KindOf(err) != trenza.Forbidden {
			t.Fatal(err)
		}
	}
	for _, a := range c.given {
		s := access.Among(c.services, a.Programme, a.Service)
		row := access.Row{Kind: access.Delivery, Class: s.Class, Programme: s.Programme, Service: s.ID, Field: s.Field, Place: a.Place}
		same(t, scope, "figures.count", counted[a.ID], row, &yes, &no)
	}
	return yes, no
}

// comparePairs: of a pair that a team guards, whoever does not serve it knows
// nothing, whatever the policies say of pairs.
func (c *crowd) comparePairs(t *rapid.T, scope access.Scope) (yes, no int) {
	c.Read(func(r store.Reader) error {
		for i, pair := range c.pairs {
			known, err := pair.Knows(c.Context, r, c.Vault, scope)
			if err != nil {
				return err
			}
			row := access.Both(c.rowOf(r, pair.First), c.rowOf(r, pair.Second))
			row.Guarded = i%3 == 1
			if row.Guarded && !slices.Contains(scope.Actor.Teams, "vbg") {
				if known {
					t.Fatalf("%+v knows of a pair that a team guards", scope.Actor.Grants)
				}
				continue
			}
			same(t, scope, "review.read", known, row, &yes, &no)
		}
		return nil
	})
	return yes, no
}
