package registry

import (
	"context"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/spelling"
)

// Registry registers and recognises people, finding them with a Finder.
type Registry struct {
	finder Finder
}

// New returns a registry that finds people with the finder.
func New(finder Finder) *Registry { return &Registry{finder} }

// Known is the answer to "do we know her already?".
type Known struct {
	Person *Person // the surviving thread
	New    bool    // she was not known and is registered now
	Asked  int     // pairs raised for people to decide, as far as the actor may know
}

// Recognise returns the person whom a record speaks of on a day, registering
// her when nobody certain is found. What the record adds to what is known is
// kept; whoever may be the same woman, short of certain, is raised as a pair.
// Errors are Problems about the record, or failures of the store.
func (g *Registry) Recognise(ctx context.Context, tx *journal.Tx, r Record, on trenza.Day) (Known, error) {
	seen, err := g.Look(ctx, tx, r, on)
	if err != nil {
		return Known{}, err
	}
	return g.Keep(ctx, tx, seen)
}

// Sighting is whom a record seems to speak of, before anything is kept.
type Sighting struct {
	record Record
	said   *Person
	match  *Person // the record that is certainly hers, nil when there is none

	follows bool     // whoever keeps it accompanies her from then on
	not     []string // threads that are somebody else's, as whoever was there says
	ask     []string // threads about which people are asked because whoever was there could not tell
}

// Root returns the id of the surviving thread that certainly is hers, "" when
// nobody knows her.
func (s Sighting) Root() string {
	if s.match == nil {
		return ""
	}
	return s.match.Root
}

// Look finds whom a record speaks of on a day and keeps nothing.
func (g *Registry) Look(ctx context.Context, tx *journal.Tx, r Record, on trenza.Day) (Sighting, error) {
	if err := access.May(tx.Actor(), "person.register", access.Row{Kind: access.Person, Class: trenza.P2}); err != nil {
		return Sighting{}, err
	}
	if err := r.Check(on); err != nil {
		return Sighting{}, err
	}
	r.Phones = normalPhones(r.Phones)
	seen := Sighting{record: r, said: draft(r)}
	var err error
	seen.match, err = g.finder.Certain(ctx, tx, tx.Organisation(), seen.said)
	return seen, err
}

// Keep registers or completes whom a record speaks of, as [Registry.Recognise]
// does.
func (g *Registry) Keep(ctx context.Context, tx *journal.Tx, seen Sighting) (Known, error) {
	if seen.match == nil {
		return g.register(ctx, tx, seen.said)
	}
	return g.complete(ctx, tx, seen.record, seen.match)
}

// draft is the person whom a record describes, before anybody knows her.
func draft(r Record) *Person {
	p := &Person{Sex: "NS"}
	p.absorb(r)
	return p
}

func normalPhones(phones []string) []string {
	normal := make([]string, len(phones))
	for i, phone := range phones {
		normal[i] = spelling.Phone(phone)
	}
	return normal
}

// register registers a person and asks about whoever may be the same woman.
func (g *Registry) register(ctx context.Context, tx *journal.Tx, p *Person) (Known, error) {
	number, err := nextNumber(ctx, tx)
	if err != nil {
		return Known{}, err
	}
	p.ID, p.Number = trenza.NewID(), number
	p.Root = p.ID
	if p.Code, err = tx.Vault().Code(ctx, tx.Organisation(), "person", strconv.FormatInt(number, 10)); err != nil {
		return Known{}, err
	}
	entry, err := tx.Tell(ctx, registered(p))
	if err != nil {
		return Known{}, err
	}
	if err := insertPerson(ctx, tx, p, entry); err != nil {
		return Known{}, err
	}
	if err := keepTokens(ctx, tx, p.ID, p.Identity); err != nil {
		return Known{}, err
	}
	if err := tellHealth(ctx, tx, p); err != nil {
		return Known{}, err
	}
	if account := tx.Actor().Account; account != "" { // whoever registers her accompanies her
		if err := assign(ctx, tx, p.ID, account, trenza.DayOf(tx.Now())); err != nil {
			return Known{}, err
		}
	}
	asked, err := g.ask(ctx, tx, p)
	return Known{Person: p, New: true, Asked: asked}, err
}

// complete adds what a record says to the thread that it certainly belongs to.
// When it makes more of her known, she is asked about anew, by all of it: her name
// in one list and her birth in another find together whom neither finds alone.
func (g *Registry) complete(ctx context.Context, tx *journal.Tx, r Record, match *Person) (Known, error) {
	p, err := thread(ctx, tx, match)
	if err != nil {
		return Known{}, err
	}
	more, err := add(ctx, tx, p, r)
	if err != nil || !more {
		return Known{Person: p}, err
	}
	asked, err := g.ask(ctx, tx, p)
	return Known{Person: p, Asked: asked}, err
}

// add keeps what a record says beyond what is known. It reports whether more is
// known of who she is.
func add(ctx context.Context, tx *journal.Tx, p *Person, r Record) (more bool, err error) {
	before := countedOf(p)
	identity, health := p.absorb(r)
	if !identity && !health {
		return false, nil
	}
	if err := updatePerson(ctx, tx, p); err != nil {
		return identity, err
	}
	if err := keepTokens(ctx, tx, p.ID, p.Identity); err != nil {
		return identity, err
	}
	if _, err := tx.Tell(ctx, updated(p, before)); err != nil || !health {
		return identity, err
	}
	return identity, tellHealth(ctx, tx, p)
}

// thread returns the surviving thread of a record.
func thread(ctx context.Context, tx *journal.Tx, record *Person) (*Person, error) {
	if record.Root == record.ID {
		return record, nil
	}
	return Find(ctx, tx, tx.Vault(), tx.Organisation(), record.Root)
}

// ask raises a pair with everybody who may be the same woman as p but is on
// another thread. It returns how many the actor may know of.
func (g *Registry) ask(ctx context.Context, tx *journal.Tx, p *Person) (asked int, err error) {
	candidates, err := g.finder.Candidates(ctx, tx, tx.Organisation(), p)
	if err != nil {
		return 0, err
	}
	for _, c := range candidates {
		known, err := ask(ctx, tx, p, c.Person, c.Likeness)
		if err != nil {
			return asked, err
		}
		if known {
			asked++
		}
	}
	return asked, nil
}

// tellHealth tells what is known of her health, when anything is.
func tellHealth(ctx context.Context, tx *journal.Tx, p *Person) error {
	if len(p.Health.LifeStages) == 0 && p.Health.Functioning.Empty() {
		return nil
	}
	_, err := tx.Tell(ctx, HealthNoted{ID: p.ID, Health: p.Health})
	return err
}
