package collective

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// replicaTold is an event about a replica: the replica as it is from now on. It is
// the committee's, and its body names nobody, so that it can be told when whoever
// taught was forgotten.
type replicaTold struct {
	Replica
	trainer *registry.Person
}

// Class implements journal.Event.
func (replicaTold) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (replicaTold) Person() string { return "" }

// ReplicaPlanned is told when somebody is to teach on what she learnt.
type ReplicaPlanned struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaPlanned) Verb() string { return "replica.planned" }

// ReplicaHeld is told when she did.
type ReplicaHeld struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaHeld) Verb() string { return "replica.held" }

// ReplicaReported is told when it was reported who came and what was taught.
type ReplicaReported struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaReported) Verb() string { return "replica.reported" }

// Deliveries implements journal.Delivers.
func (e ReplicaReported) Deliveries() []journal.Delivery { return e.all(e.trainer, programme.Taught) }

// ReplicaVerified is told when somebody else checked that it was held.
type ReplicaVerified struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaVerified) Verb() string { return "replica.verified" }

// Deliveries implements journal.Delivers.
func (e ReplicaVerified) Deliveries() []journal.Delivery {
	return e.all(e.trainer, programme.Replicated)
}

// ReplicaClosed is told when nothing more is to be done about it.
type ReplicaClosed struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaClosed) Verb() string { return "replica.closed" }

// ReplicaCancelled is told when it was not held, or was not what was reported.
type ReplicaCancelled struct{ replicaTold }

// Verb implements journal.Event.
func (ReplicaCancelled) Verb() string { return "replica.cancelled" }

// Withdrawn implements journal.Withdraws.
func (e ReplicaCancelled) Withdrawn() []journal.Withdrawal {
	return []journal.Withdrawal{{Source: e.ID, Outcome: programme.Taught}}
}

// ReplicaWithdrawn is told when a replica is taken back with the list that brought
// it, as if nobody had told of it.
type ReplicaWithdrawn struct {
	ID string `json:"id"`
}

// Verb implements journal.Event.
func (ReplicaWithdrawn) Verb() string { return "replica.withdrawn" }

// Class implements journal.Event.
func (ReplicaWithdrawn) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (ReplicaWithdrawn) Person() string { return "" }

// Withdrawn implements journal.Withdraws.
func (e ReplicaWithdrawn) Withdrawn() []journal.Withdrawal {
	return []journal.Withdrawal{{Source: e.ID, Outcome: programme.Taught}}
}

// ReplicaVerbs returns the verbs of everything that is told of replicas.
func ReplicaVerbs() []string {
	return []string{
		ReplicaPlanned{}.Verb(), ReplicaHeld{}.Verb(), ReplicaReported{}.Verb(), ReplicaVerified{}.Verb(), ReplicaClosed{}.Verb(),
		ReplicaCancelled{}.Verb(),
	}
}

// Outcomes are what the replica counts as for whoever taught it.
func (r Replica) Outcomes() (outcomes []string) {
	if r.Told() && r.Counts() {
		outcomes = append(outcomes, programme.Taught)
	}
	if r.Checked() && r.InTime {
		outcomes = append(outcomes, programme.Replicated)
	}
	return outcomes
}

// all are the deliveries of an outcome, if the replica counts as that.
func (r Replica) all(trainer *registry.Person, outcome string) (deliveries []journal.Delivery) {
	for _, o := range r.Outcomes() {
		if o == outcome {
			deliveries = append(deliveries, r.Delivery(trainer, outcome))
		}
	}
	return deliveries
}

// Delivery says what an outcome of the replica is for counting, of whoever taught
// it: that she did, for her committee.
func (r Replica) Delivery(p *registry.Person, outcome string) journal.Delivery {
	return journal.Delivery{
		Number: p.Number, Programme: r.Programme, Service: r.Service, Outcome: outcome, Day: r.Day, Place: r.Place,
		Sex: p.Sex, Age: p.AgeOn(r.Day), Population: p.Population, Nationality: p.Nationality,
		Flags: p.FlagsOn(r.Day), Collective: r.Committee, Source: r.ID,
	}
}
