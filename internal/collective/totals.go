package collective

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Measure is how far a programme multiplied what it taught, in totals.
type Measure struct {
	Reach Reach

	Committees   int // that take part
	Represented  int // by a woman who came to the workshop
	Replicating  int // in which a replica was reported
	InTime       int // in which one was verified and counts (B3)
	Training     int // in which whoever speaks for them taught on herself
	Planned      int // replicas that were not held yet
	Replicas     int // reported
	Verified     int
	Unverified   int // that it takes until the share of the definition is verified
	TopicsToTell int // topics that were planned, over the replicas reported
	TopicsTold   int // of them, that were covered
	Posts        int // held today by women who came to the workshop
	Proposals    int
	Adopted      int
	Spheres      []string // ids of those in which something was adopted, in the order of the definition

	representatives, taughtBy int
	declared                  int
}

// Measured measures a programme, for whoever sees its committees everywhere it
// works.
func Measured(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, d *programme.Definition, today trenza.Day) (Measure, error) {
	for _, place := range d.Places {
		row := access.Row{Kind: access.Committee, Class: trenza.P1, Programme: d.ID, Place: place.Code}
		if err := scope.May("committee.read", row); err != nil {
			return Measure{}, err
		}
	}
	facts, err := gather(ctx, r, vault, scope, d)
	if err != nil {
		return Measure{}, err
	}
	return facts.measure(d, today), nil
}

// material is what a measure rests on.
type material struct {
	committees []Committee
	seats      []MemberSeat
	replicas   []Replica
	present    []outreach.Presence
	trained    map[string]trenza.Day // last session, by thread
	proposals  []Proposal
}

func gather(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, d *programme.Definition) (m material, err error) {
	organisation := scope.Organisation
	if m.committees, err = (Select{Programme: d.ID}).Read(ctx, r, vault, scope); err != nil {
		return m, err
	}
	if m.seats, err = seated(ctx, r, organisation, ""); err != nil {
		return m, err
	}
	err = EachProposal(ctx, r, organisation, func(p Proposal) error {
		if p.Programme == d.ID {
			m.proposals = append(m.proposals, p)
		}
		return nil
	})
	if err != nil || d.Replication == nil {
		return m, err
	}
	err = EachReplica(ctx, r, organisation, func(one Replica) error {
		if one.Programme == d.ID {
			m.replicas = append(m.replicas, one)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	if m.present, err = outreach.PresencesAt(ctx, r, organisation, d.ID, d.Replication.Service); err != nil {
		return m, err
	}
	m.trained, err = attention.LastDays(ctx, r, organisation, d.ID, d.Replication.Courses)
	return m, err
}

// set is a set of ids.
type set map[string]bool

// measure reckons. Committees, women and threads count once, whatever they did.
func (m material) measure(d *programme.Definition, today trenza.Day) Measure {
	out := Measure{Committees: len(m.committees)}
	speaks, represented := m.representatives()
	out.representatives, out.Represented = len(speaks), len(represented)
	out.Posts = m.posts(today)
	m.addReplicas(&out, speaks)
	m.addProposals(&out, d)
	if d.Replication != nil {
		due := (out.Replicas*d.Replication.VerifyShare + 99) / 100
		out.Unverified = max(0, due-out.Verified)
	}
	return out
}

// representatives returns the threads that speak or spoke for a committee and came
// to the workshop, and the committees for which they do.
func (m material) representatives() (speaks, represented set) {
	speaks, represented = set{}, set{}
	for _, s := range m.seats {
		if m.takesPart(s.Committee) && s.Role == Representative && m.trained[s.Root] != "" {
			speaks[s.Root], represented[s.Committee] = true, true
		}
	}
	return speaks, represented
}

func (m material) takesPart(committee string) bool {
	return slices.ContainsFunc(m.committees, func(c Committee) bool { return c.ID == committee })
}

// posts counts the women who came to the workshop and hold a post of a board today.
func (m material) posts(today trenza.Day) int {
	holds := set{}
	for _, s := range m.seats {
		post := s.Role != Representative && s.Role != Member
		if post && m.takesPart(s.Committee) && m.trained[s.Root] != "" && s.Since <= today && (s.Until == "" || today < s.Until) {
			holds[s.Root] = true
		}
	}
	return len(holds)
}

// addReplicas reckons what the replicas add.
func (m material) addReplicas(out *Measure, speaks set) {
	replicating, inTime, training, teachers, counted := set{}, set{}, set{}, set{}, set{}
	first, heads, beyond := 0, 0, 0
	for _, r := range m.replicas {
		if r.State == Planned || r.State == Held {
			out.Planned++
		}
		if !r.Told() {
			continue
		}
		if !r.Counts() {
			beyond += r.FirstTime
			continue
		}
		counted[r.Activity] = true
		out.Replicas++
		first, heads = first+r.FirstTime, heads+r.Total
		out.TopicsToTell, out.TopicsTold = out.TopicsToTell+len(r.Topics), out.TopicsTold+r.faithful()
		replicating[r.Committee], teachers[r.Root] = true, true
		if speaks[r.Root] {
			training[r.Committee] = true
		}
		if r.Checked() {
			out.Verified++
		}
		if r.InTime {
			inTime[r.Committee] = true
		}
	}
	known := set{}
	for _, p := range m.present {
		if !counted[p.Activity] {
			continue
		}
		if p.First {
			first--
		}
		if !speaks[p.Root] {
			known[p.Root] = true
		}
	}
	out.Replicating, out.InTime, out.Training = len(replicating), len(inTime), len(training)
	out.taughtBy, out.declared = len(teachers), first
	out.Reach = Reach{
		Counted{direct, len(speaks)}, Counted{registered, len(known)}, Counted{declared, first}, Counted{attendances, heads},
		Counted{estimated, beyond},
	}
}

// addProposals counts what was proposed, and in which spheres something of it was
// adopted.
func (m material) addProposals(out *Measure, d *programme.Definition) {
	adopted := set{}
	for _, p := range m.proposals {
		out.Proposals++
		if p.Fate == Adopted {
			out.Adopted++
			adopted[p.Sphere] = true
		}
	}
	if d.Committees == nil {
		return
	}
	for _, sphere := range d.Committees.Spheres {
		if adopted[sphere.ID] {
			out.Spheres = append(out.Spheres, sphere.ID)
		}
	}
}
