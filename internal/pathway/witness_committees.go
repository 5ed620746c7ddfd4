package pathway

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// committees is what the journal says of organisations of base: how they are
// recognised, who sits in them, what was taught on and proposed there.
type committees struct {
	recognised map[string]collective.Recognition
	seats      []collective.Seat
	replicas   map[string]testimony // by id, under the position of the entry that planned it
	proposals  map[string]heardProposal
}

// heardProposal is a proposal as it was told, and what became of it.
type heardProposal struct {
	collective.Proposal
	entry int64
}

func newCommittees() *committees {
	return &committees{
		recognised: make(map[string]collective.Recognition), replicas: make(map[string]testimony),
		proposals: make(map[string]heardProposal),
	}
}

// hear notes what an entry says, if it is of this room.
func (c *committees) hear(h journal.Header, body []byte) error {
	if slices.Contains(collective.ReplicaVerbs(), h.Verb) {
		return c.hearReplica(h, body)
	}
	switch h.Verb {
	case collective.ReplicaWithdrawn{}.Verb():
		var e collective.ReplicaWithdrawn
		err := json.Unmarshal(body, &e)
		delete(c.replicas, e.ID)
		return err
	case collective.RecognitionNoted{}.Verb(), collective.RecognitionRestored{}.Verb():
		var e collective.RecognitionNoted
		err := json.Unmarshal(body, &e)
		c.recognised[e.ID] = e.Recognition
		return err
	case collective.SeatTaken{}.Verb():
		var e collective.SeatTaken
		err := json.Unmarshal(body, &e)
		c.taken(e.Seat)
		return err
	case collective.SeatLeft{}.Verb():
		var e collective.SeatLeft
		err := json.Unmarshal(body, &e)
		open := e.Seat
		open.Until = ""
		if at := slices.Index(c.seats, open); at >= 0 {
			c.seats[at] = e.Seat
		}
		return err
	case collective.SeatReopened{}.Verb():
		var e collective.SeatReopened
		err := json.Unmarshal(body, &e)
		if at := slices.Index(c.seats, e.Seat); at >= 0 {
			c.seats[at].Until = ""
		}
		return err
	case collective.SeatWithdrawn{}.Verb():
		return c.hearWithdrawn(body)
	case collective.ProposalMade{}.Verb():
		var e collective.ProposalMade
		err := json.Unmarshal(body, &e)
		c.proposals[e.ID] = heardProposal{e.Proposal, h.Number}
		return err
	case collective.ProposalDecided{}.Verb():
		var e collective.ProposalDecided
		err := json.Unmarshal(body, &e)
		p := c.proposals[e.ID]
		p.Fate, p.Decided = e.Fate, e.Decided
		c.proposals[e.ID] = p
		return err
	}
	return nil
}

func (c *committees) hearReplica(h journal.Header, body []byte) error {
	var r collective.Replica
	if err := json.Unmarshal(body, &r); err != nil {
		return err
	}
	entry := h.Number
	if before, heard := c.replicas[r.ID]; heard {
		entry = before.entry
	}
	c.replicas[r.ID] = testimony{entry: entry, says: r.Says()}
	return nil
}

// taken notes a seat: one that ends on the same day begins earlier than was known.
func (c *committees) taken(s collective.Seat) {
	at := slices.IndexFunc(c.seats, func(known collective.Seat) bool {
		return known.Committee == s.Committee && known.Holder == s.Holder && known.Role == s.Role && known.Until == s.Until
	})
	if at < 0 {
		c.seats = append(c.seats, s)
		return
	}
	c.seats[at].Since = s.Since
}

// hearWithdrawn notes that a seat began later than was said, or was never held.
func (c *committees) hearWithdrawn(body []byte) error {
	var e collective.SeatWithdrawn
	err := json.Unmarshal(body, &e)
	at := slices.Index(c.seats, e.Seat)
	switch {
	case err != nil || at < 0:
		return err
	case e.From == "":
		c.seats = slices.Delete(c.seats, at, at+1)
	default:
		c.seats[at].Since = e.From
	}
	return nil
}

// testifyCommittees proves the rows of organisations of base. Of whoever was
// forgotten the journal no longer says where she sat, nor what she proposed.
func (w *witness) testifyCommittees(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	for _, testify := range []func() error{
		func() error { return w.committees.testifyRecognitions(ctx, r, organisation) },
		func() error { return w.committees.testifySeats(ctx, r, organisation, people) },
		func() error { return w.committees.testifyReplicas(ctx, r, organisation) },
		func() error { return w.committees.testifyProposals(ctx, r, organisation, people) },
	} {
		if err := testify(); err != nil {
			return err
		}
	}
	return nil
}

func (c *committees) testifyRecognitions(ctx context.Context, r store.Reader, organisation string) error {
	return collective.EachRecognition(ctx, r, organisation, func(committee string, n collective.Recognition, entry int64) error {
		if c.recognised[committee] != n {
			return damaged("pathway.recognition_differs", entry)
		}
		return nil
	})
}

func (c *committees) testifySeats(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	heard := make(map[collective.Seat]bool, len(c.seats))
	for _, s := range c.seats {
		heard[s] = true
	}
	err := collective.EachSeat(ctx, r, organisation, func(s collective.Seat, entry int64) error {
		if p := people[s.Holder]; !heard[s] && (p == nil || !p.Forgotten) {
			return damaged("pathway.seat_differs", entry)
		}
		delete(heard, s)
		return nil
	})
	for s := range heard {
		if p := people[s.Holder]; err == nil && (p == nil || !p.Forgotten) {
			return damaged("pathway.seat_gone", string(s.Since))
		}
	}
	return err
}

func (c *committees) testifyReplicas(ctx context.Context, r store.Reader, organisation string) error {
	err := collective.EachReplica(ctx, r, organisation, func(one collective.Replica) error {
		heard := c.replicas[one.ID]
		if heard.entry != one.Entry || heard.says != one.Says() {
			return damaged("pathway.replica_differs", one.Entry, difference(heard.says, one.Says()))
		}
		delete(c.replicas, one.ID)
		return nil
	})
	if gone, any := earliest(c.replicas); any && err == nil {
		return damaged("pathway.replica_gone", gone.entry)
	}
	return err
}

func (c *committees) testifyProposals(ctx context.Context, r store.Reader, organisation string, people map[string]*registry.Person) error {
	err := collective.EachProposal(ctx, r, organisation, func(one collective.Proposal) error {
		heard := c.proposals[one.ID]
		delete(c.proposals, one.ID)
		p := people[one.Holder]
		switch {
		case heard.ID == "" && p != nil && p.Forgotten && heard.Fate == fateTold(one):
			return nil
		case heard.entry != one.Entry || heard.Says() != one.Says():
			return damaged("pathway.proposal_differs", one.Entry, difference(heard.Says(), one.Says()))
		}
		return nil
	})
	for _, gone := range c.proposals {
		if err == nil {
			return damaged("pathway.proposal_gone", gone.entry)
		}
	}
	return err
}

// fateTold is what an entry that names nobody told of a proposal: nothing, as long
// as it waits.
func fateTold(p collective.Proposal) collective.Fate {
	if p.Fate == collective.Open {
		return ""
	}
	return p.Fate
}
