package collective

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Plan keeps that somebody is to teach on what she learnt: who, in which committee,
// which topics of the courses, when and where. Whoever teaches represents a
// committee, or came to a replica herself.
func Plan(ctx context.Context, tx *journal.Tx, d *programme.Definition, r Replica) (Replica, error) {
	if d.Replication == nil {
		return r, trenza.Refuse("collective.nothing_replicated", d.Title.ES)
	}
	r.Programme, r.Service, r.State = d.ID, d.Replication.Service, Planned
	if err := access.May(tx.Actor(), "replica.report", r.Row()); err != nil {
		return r, err
	}
	k, err := keeping(ctx, tx)
	if err != nil {
		return r, err
	}
	if _, err := ByID(ctx, tx, tx.Vault(), k.scope, "committee.read", r.Committee); err != nil {
		return r, err
	}
	if err := r.plannable(d); err != nil {
		return r, err
	}
	p, err := k.reached(ctx, r.Trainer)
	if err != nil {
		return r, err
	}
	r.ID, r.Trainer, r.Root = trenza.NewID(), p.Root, p.Root
	if r.Ring, err = ringOf(ctx, tx, p.Root, r); err != nil {
		return r, err
	}
	if r.Entry, err = tx.Tell(ctx, ReplicaPlanned{replicaTold{Replica: r}}); err != nil {
		return r, err
	}
	return r, insertReplica(ctx, tx, r)
}

// plannable refuses a replica of topics that no course teaches, on a day on which
// the programme does not run, or where it does not work.
func (r *Replica) plannable(d *programme.Definition) error {
	if err := topicsOf(d, r.Topics); err != nil {
		return err
	}
	s, _ := d.Service(r.Service)
	if err := (attention.Service{Programme: d, Service: s}).Running(r.Day); err != nil {
		return err
	}
	if r.Minutes < 0 || r.Minutes > longest {
		return trenza.Refuse("collective.minutes", r.Minutes)
	}
	return worksAt(d, r.Place)
}

// longest is how many minutes a replica takes at most: a day.
const longest = 24 * 60

// topicsOf refuses topics that are none of the courses that are taught on.
func topicsOf(d *programme.Definition, topics []string) error {
	if len(topics) == 0 {
		return trenza.Refuse("collective.topics_missing")
	}
	taught := d.TopicsTaughtOn()
	for _, id := range topics {
		if !slices.ContainsFunc(taught, func(t programme.Topic) bool { return t.ID == id }) {
			return trenza.Refuse("collective.topic_unknown", id)
		}
	}
	return nil
}

// Account is what is reported of a replica that was held.
type Account struct {
	Covered   []string // ids of the topics that were taught
	Minutes   int
	Groups    []outreach.Group // who came, by sex and age band
	FirstTime int              // of them, how many came to a replica for the first time
	Form      map[string]string
	Known     []string // ids of registered people who came
}

// HoldOn notes that a replica was held, on its day or on another.
func HoldOn(ctx context.Context, tx *journal.Tx, d *programme.Definition, id string, day trenza.Day) (Replica, error) {
	return change(ctx, tx, id, Hold, func(m *moving) (journal.Event, error) {
		r := &m.Replica
		if r.Day = day; day > m.today() {
			return nil, trenza.Refuse("collective.day_to_come", day)
		}
		return ReplicaHeld{m.told()}, r.plannable(d)
	})
}

// ReportOf keeps what is reported of a replica that was held. Who came is a
// headcount of the service, and is declared beside the people; whoever is known by
// name leaves it. Beyond the rings of the definition it is an estimate, which no
// figure holds.
func ReportOf(ctx context.Context, tx *journal.Tx, d *programme.Definition, id string, a Account) (Replica, error) {
	r, err := change(ctx, tx, id, Report, func(m *moving) (journal.Event, error) {
		r := &m.Replica
		if err := a.check(d); err != nil {
			return nil, err
		}
		r.Covered, r.FirstTime, r.Form = a.Covered, a.FirstTime, a.Form
		if a.Minutes > 0 {
			r.Minutes = a.Minutes
		}
		for _, g := range a.Groups {
			r.Total += g.People
		}
		var err error
		if r.Reporter, err = registry.ActorToken(ctx, tx); err != nil {
			return nil, err
		}
		if r.Ring > d.Replication.Rings {
			r.Groups = a.Groups
			return ReplicaReported{m.told()}, nil
		}
		r.Activity, err = m.count(ctx, d, a)
		return ReplicaReported{m.told()}, err
	})
	if err != nil {
		return r, err
	}
	for _, person := range a.Known {
		if err := Present(ctx, tx, r.ID, person); err != nil {
			return r, err
		}
	}
	return r, nil
}

// check refuses a report that says nothing of who came or what was taught.
func (a Account) check(d *programme.Definition) error {
	people := 0
	for _, g := range a.Groups {
		if g.People < 0 {
			return trenza.Refuse("outreach.negative_count")
		}
		people += g.People
	}
	switch {
	case people == 0:
		return trenza.Refuse("outreach.nobody_counted")
	case a.FirstTime < 0 || a.FirstTime > people:
		return trenza.Refuse("outreach.first_time_beyond", a.FirstTime, people)
	case a.Minutes < 0 || a.Minutes > longest:
		return trenza.Refuse("collective.minutes", a.Minutes)
	}
	for id := range a.Form {
		if !slices.ContainsFunc(d.Replication.Fields, func(f programme.Field) bool { return f.ID == id }) {
			return trenza.Refuse("collective.field_unknown", id)
		}
	}
	return topicsOf(d, a.Covered)
}

// count keeps who came as a headcount of the service.
func (m *moving) count(ctx context.Context, d *programme.Definition, a Account) (string, error) {
	s, _ := d.Service(m.Service)
	counted, err := outreach.Count(ctx, m.tx, s, outreach.Activity{
		Programme: m.Programme, Service: m.Service, Title: s.Title.ES, Day: m.Day, Place: m.Place, Method: "counted",
		Total: m.Total, Groups: a.Groups, FirstTime: &a.FirstTime,
	})
	return counted.ID, err
}

// Present notes that somebody who is registered came to a replica that was
// reported: she is not declared any more. Saying it twice changes nothing.
func Present(ctx context.Context, tx *journal.Tx, id, person string) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	r, err := ReplicaByID(ctx, tx, tx.Vault(), k.scope, "replica.report", id)
	if err != nil {
		return err
	}
	p, err := k.reached(ctx, person)
	if err != nil {
		return err
	}
	a, found, err := outreach.ByID(ctx, tx, tx.Organisation(), r.Activity)
	switch {
	case err != nil:
		return err
	case !found:
		return trenza.Refuse("collective.only_estimated")
	case p.Root == r.Root:
		return trenza.Refuse("collective.trainer_present")
	}
	return outreach.Link(ctx, tx, a, p)
}

// VerifyBy notes that somebody other than who reported a replica checked that it was
// held, by a call or a visit. Within the days of the definition after the last
// session of whoever taught it, it counts for her committee (B3).
func VerifyBy(ctx context.Context, tx *journal.Tx, d *programme.Definition, id, way string) (Replica, error) {
	return change(ctx, tx, id, Verify, func(m *moving) (journal.Event, error) {
		r := &m.Replica
		checker, err := registry.ActorToken(ctx, tx)
		switch {
		case err != nil:
			return nil, err
		case checker == r.Reporter:
			return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "collective.verify_same"}
		case !slices.Contains(Ways(), way):
			return nil, trenza.Refuse("collective.way_unknown", way, strings.Join(Ways(), ", "))
		}
		last, err := attention.LastDay(ctx, tx, tx.Organisation(), r.Root, r.Programme, d.Replication.Courses)
		if err != nil {
			return nil, err
		}
		r.Way, r.Verified = way, m.today()
		r.InTime = r.Counts() && last != "" && r.Day <= last.Add(d.Replication.Days)
		return ReplicaVerified{m.told()}, nil
	})
}

// CloseUp notes that nothing more is to be done about a replica.
func CloseUp(ctx context.Context, tx *journal.Tx, id string) (Replica, error) {
	return change(ctx, tx, id, Close, func(m *moving) (journal.Event, error) { return ReplicaClosed{m.told()}, nil })
}

// CallOff notes that a replica was not held, or was not what was reported, and why.
// What was counted at it is taken back, and whoever was linked to it with it.
func CallOff(ctx context.Context, tx *journal.Tx, id, reason string) (Replica, error) {
	return change(ctx, tx, id, Cancel, func(m *moving) (journal.Event, error) {
		r := &m.Replica
		if r.Reason = strings.TrimSpace(reason); r.Reason == "" {
			return nil, trenza.Refuse("collective.reason_missing")
		}
		if err := m.uncount(ctx); err != nil {
			return nil, err
		}
		r.Activity, r.Total, r.FirstTime, r.Groups = "", 0, 0, nil
		return ReplicaCancelled{m.told()}, nil
	})
}

// uncount takes the headcount of a replica back, with its links.
func (m *moving) uncount(ctx context.Context) error {
	if m.Activity == "" {
		return nil
	}
	links, err := outreach.LinkedTo(ctx, m.tx, m.tx.Organisation(), m.Activity)
	if err != nil {
		return err
	}
	for _, link := range links {
		if err := outreach.Unlink(ctx, m.tx, link); err != nil {
			return err
		}
	}
	return outreach.Withdraw(ctx, m.tx, m.Activity)
}

// moving is a replica of which a step is taken.
type moving struct {
	Replica
	tx      *journal.Tx
	trainer *registry.Person
}

func (m *moving) today() trenza.Day { return trenza.LocalDay(m.tx.Now()) }

func (m *moving) told() replicaTold { return replicaTold{m.Replica, m.trainer} }

// change takes a step with a replica. What the actor does not read is not there.
func change(ctx context.Context, tx *journal.Tx, id string, step Step, how func(*moving) (journal.Event, error)) (Replica, error) {
	k, err := keeping(ctx, tx)
	if err != nil {
		return Replica{}, err
	}
	r, err := ReplicaByID(ctx, tx, tx.Vault(), k.scope, "activity.read", id)
	if err != nil {
		return r, err
	}
	to, err := r.State.next(step)
	if err != nil {
		return r, err
	}
	if err := access.May(tx.Actor(), step.verb(), r.Row()); err != nil {
		return r, err
	}
	m := moving{Replica: r, tx: tx}
	if m.trainer, err = registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), r.Trainer); err != nil {
		return r, err
	}
	m.State = to
	event, err := how(&m)
	if err != nil {
		return r, err
	}
	if _, err := tx.Tell(ctx, event); err != nil {
		return r, err
	}
	return m.Replica, updateReplica(ctx, tx, m.Replica)
}
