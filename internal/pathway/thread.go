package pathway

import (
	"context"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Thread is all that a reader may see of one person, however many records she
// has. What the reader may not see is not there, and leaves no gap.
type Thread struct {
	Code       string             // of the surviving record
	Class      trenza.Class       // of the most sensitive thing that is shown
	Identified bool               // who she is is shown; otherwise records have no names
	Forgotten  bool               // her keys were destroyed: of her there is the code alone
	Records    []*registry.Person // in the order of registration; their Health is for who reads health
	Since      time.Time          // when the first of them was registered
	Team       []string           // accounts that accompany her, for one of them and for who shares out the work
	Household  []Mate
	Consents   []registry.Consent
	Seats      []collective.HeldSeat
	Attentions []Attended // the latest first
	Milestones []Came     // the latest first
	Ahead      []Agreed   // what is planned with her, the soonest first
}

// Offered is what a programme says of a service that she received.
type Offered struct {
	Title   programme.Text // of the service
	Offerer programme.Text // title of the programme
	Field   access.Field
	Offer   *programme.Service // as the newest version that has it defines it
}

// Mate is somebody with whom she lives: by her code, and by name where the reader
// reads who she is.
type Mate struct {
	registry.Housemate
	Person *registry.Person // nil by code alone
}

// Attended is one service that she received on a day.
type Attended struct {
	attention.Attention
	Offered
}

// Came is a condition over several attentions that came true for her.
type Came struct {
	attention.Milestone
	Class trenza.Class
	Offered
}

// Agreed is something that is planned with her.
type Agreed struct {
	agenda.Step
	Offered // of the service; nothing for a plain reminder
}

// Open reads the thread of a person, by the code of any record of hers, as far as
// a scope sees it. The scope knows the services of the organisation's programmes
// ([programme.Catalogue]).
//
// When anything sensitive is in it (P3), or who she is for a role whose readings
// are on record, an entry that says which role read what lands in her chain
// before anything is returned; when it does not land, nothing is (domain rule
// 0.1). Somebody beyond the scope, of another organisation, or who does not exist
// is the same Problem of kind NotFound.
func Open(ctx context.Context, j *journal.Journal, scope access.Scope, code string) (*Thread, error) {
	var t *Thread
	var read ThreadRead
	err := j.Read(ctx, func(r store.Reader) error {
		o := opening{r: r, journal: j, scope: scope}
		err := o.gather(ctx, code)
		t, read = o.thread, o.read(scope.Actor)
		return err
	})
	if err != nil {
		return nil, err
	}
	t.Class = read.highest
	if read.onRecord() {
		err := j.Write(ctx, scope.Actor, func(tx *journal.Tx) error {
			_, err := tx.Tell(ctx, read)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

// opening is a thread being read.
type opening struct {
	r       store.Reader
	journal *journal.Journal
	scope   access.Scope
	root    string
	person  access.Row // what policies are asked of her beside a service
	thread  *Thread
	offers  offers
}

// gather reads what the scope sees of the thread of a record.
func (o *opening) gather(ctx context.Context, code string) error {
	reached, err := registry.Reach(ctx, o.r, o.scope, code)
	if err != nil {
		return err
	}
	o.root, o.thread = reached.Root, &Thread{Code: reached.Code, Identified: reached.Identified}
	if err := o.records(ctx); err != nil || o.thread.Forgotten {
		return err
	}
	if o.offers, err = offersOf(ctx, o.r, o.scope.Organisation); err != nil {
		return err
	}
	steps := []func(context.Context) error{o.known, o.received, o.ahead, o.health, o.since}
	if o.thread.Identified {
		steps = append(steps, o.life)
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// records opens the records of the thread. One of somebody who was forgotten has
// nothing but its code.
func (o *opening) records(ctx context.Context) error {
	ids, err := registry.Thread(ctx, o.r, o.scope.Organisation, o.root)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, err := registry.Find(ctx, o.r, o.journal.Vault(), o.scope.Organisation, id)
		if err != nil {
			return err
		}
		if p.Forgotten {
			*o.thread = Thread{Code: o.thread.Code, Forgotten: true}
			return nil
		}
		if !o.thread.Identified {
			p.Identity = registry.Identity{}
		}
		o.thread.Records = append(o.thread.Records, p)
	}
	return nil
}

// since reads when the first record of the thread was registered.
func (o *opening) since(ctx context.Context) error {
	entry, err := registry.RegisteredAt(ctx, o.r, o.scope.Organisation, o.thread.Records[0].ID)
	if err != nil {
		return err
	}
	moment, err := journal.MomentOf(ctx, o.r, o.scope.Organisation, entry)
	if err != nil {
		return err
	}
	o.thread.Since, err = time.Parse(time.RFC3339, moment.At)
	return err
}

// received reads what she received and what came true by it.
func (o *opening) received(ctx context.Context) error {
	attentions, err := attention.Read(ctx, o.r, o.journal.Vault(), o.scope, o.root, o.offers.class)
	if err != nil {
		return err
	}
	for _, a := range attentions {
		offer := o.offers[attention.Kind{Programme: a.Programme, Service: a.Service}]
		a.Form = o.answers(a, offer)
		o.thread.Attentions = append(o.thread.Attentions, Attended{a, offer.Offered})
	}
	milestones, err := attention.ReadMilestones(ctx, o.r, o.scope, o.root, o.offers.class)
	for _, m := range milestones {
		offer := o.offers[attention.Kind{Programme: m.Programme, Service: m.Service}]
		o.thread.Milestones = append(o.thread.Milestones, Came{m, offer.service.Class, offer.Offered})
	}
	return err
}

// ahead reads what is planned with her.
func (o *opening) ahead(ctx context.Context) error {
	steps, err := agenda.OfThread(ctx, o.r, o.journal.Vault(), o.scope, o.root)
	for _, s := range steps {
		o.thread.Ahead = append(o.thread.Ahead, Agreed{s, o.offers[attention.Kind{Programme: s.Programme, Service: s.Service}].Offered})
	}
	return err
}

// known reads what policies ask of her: who accompanies her, and whether her case
// worker may read her other files.
func (o *opening) known(ctx context.Context) error {
	assigned, err := registry.Assigned(ctx, o.r, o.scope.Organisation, o.root)
	if err != nil {
		return err
	}
	consents, err := o.consents(ctx)
	shared := slices.ContainsFunc(consents, func(c registry.Consent) bool {
		return c.Purpose == registry.ForSharing && c.Revoked == ""
	})
	o.person = access.Row{Kind: access.Attention, Person: o.root, Assigned: assigned, Shared: shared}
	return err
}

// answers are those of a form that the reader may see. An answer may be more
// sensitive than the row that it is in.
func (o *opening) answers(a attention.Attention, offer offer) map[string]string {
	for id := range a.Form {
		class := offer.answerClass(id)
		if class <= a.Class {
			continue
		}
		row := o.person
		row.Class, row.Programme, row.Service, row.Field, row.Place = class, a.Programme, a.Service, offer.Field, a.Place
		if class >= trenza.P4 || o.scope.May("attention.read", row) != nil {
			delete(a.Form, id)
		}
	}
	return a.Form
}

// health takes out of the records what touches her health, unless the reader sees
// the field of health: everywhere, or where she received what is shown.
func (o *opening) health(context.Context) error {
	row := o.person
	row.Class, row.Field = trenza.P3, access.Health
	seen := o.scope.May("attention.read", row) == nil
	for _, a := range o.thread.Attentions {
		row.Programme, row.Place = a.Programme, a.Place
		seen = seen || o.scope.May("attention.read", row) == nil
	}
	for _, p := range o.thread.Records {
		if !seen {
			p.Health = registry.Health{}
		}
	}
	return nil
}
