package collective

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Proposal is something that a woman proposed, in her committee or beyond.
type Proposal struct {
	ID        string     `json:"id"`
	Programme string     `json:"programme"`
	Committee string     `json:"committee"`
	Holder    string     `json:"person"` // id of her record
	Sphere    string     `json:"sphere"` // where: her committee, the municipality, as the definition has it
	Made      trenza.Day `json:"made"`
	Fate      Fate       `json:"fate"`
	Decided   trenza.Day `json:"decided,omitempty"`
	What      string     `json:"what,omitempty"` // she proposed, sealed under her key

	Root  string `json:"-"` // her thread, when it is read
	Entry int64  `json:"-"` // that told it
}

// Fate is what became of a proposal.
type Fate string

// What may become of one: it waits until it is adopted or declined.
const (
	Open     Fate = "open"
	Adopted  Fate = "adopted"
	Declined Fate = "declined"
)

// Fates lists them.
func Fates() []Fate { return []Fate{Open, Adopted, Declined} }

// becomes says what a proposal may become from each fate. What was declined may be
// adopted later, and what was adopted was.
var becomes = map[Fate][]Fate{Open: {Adopted, Declined}, Declined: {Adopted}}

// Says spells what a row says in the clear, for comparison with the journal.
func (p Proposal) Says() string {
	return strings.Join([]string{
		p.ID, p.Programme, p.Committee, p.Holder, p.Sphere, string(p.Made), string(p.Fate), string(p.Decided),
	}, "|")
}

// ProposalMade is told when somebody proposes something.
type ProposalMade struct{ Proposal }

// Verb implements journal.Event.
func (ProposalMade) Verb() string { return "proposal.made" }

// Class implements journal.Event.
func (ProposalMade) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e ProposalMade) Person() string { return e.Holder }

// ProposalDecided is told when what she proposed is adopted or declined. Its body
// names nobody, so that it can be told of somebody who was forgotten.
type ProposalDecided struct {
	ID      string     `json:"id"`
	Fate    Fate       `json:"fate"`
	Decided trenza.Day `json:"decided"`
}

// Verb implements journal.Event.
func (ProposalDecided) Verb() string { return "proposal.decided" }

// Class implements journal.Event.
func (ProposalDecided) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (ProposalDecided) Person() string { return "" }

// Propose keeps what a woman proposed on a day, and where. It is for whoever keeps
// her committee and reaches her.
func Propose(ctx context.Context, tx *journal.Tx, d *programme.Definition, p Proposal) (Proposal, error) {
	k, err := keeping(ctx, tx)
	if err != nil {
		return p, err
	}
	if _, err := k.committee(ctx, p.Committee); err != nil {
		return p, err
	}
	if err := p.check(d, trenza.LocalDay(tx.Now())); err != nil {
		return p, err
	}
	her, err := k.reached(ctx, p.Holder)
	if err != nil {
		return p, err
	}
	p.ID, p.Programme, p.Holder, p.Root, p.Fate, p.Decided = trenza.NewID(), d.ID, her.Root, her.Root, Open, ""
	if p.Entry, err = tx.Tell(ctx, ProposalMade{p}); err != nil {
		return p, err
	}
	return p, insertProposal(ctx, tx, p)
}

// check refuses a proposal that says nothing, or made nowhere or on no day.
func (p *Proposal) check(d *programme.Definition, today trenza.Day) error {
	if p.What = strings.TrimSpace(p.What); p.What == "" {
		return trenza.Refuse("collective.proposal_empty")
	}
	if d.Committees == nil {
		return trenza.Refuse("collective.none_take_part", d.Title.ES)
	}
	if _, known := programme.Named(d.Committees.Spheres, p.Sphere); !known {
		return trenza.Refuse("collective.sphere_unknown", p.Sphere)
	}
	return pastDay(p.Made, today)
}

// pastDay refuses what is no day, or is still to come.
func pastDay(day, today trenza.Day) error {
	if _, err := trenza.ParseDay(string(day)); err != nil {
		return trenza.Refuse("collective.proposal_day", string(day))
	}
	if day > today {
		return trenza.Refuse("collective.day_to_come", day)
	}
	return nil
}

// Decide notes what became of a proposal.
func Decide(ctx context.Context, tx *journal.Tx, id string, fate Fate, on trenza.Day) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	found, err := proposals(ctx, tx, k.scope, "committee.keep", "p.id", id)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "collective.no_such_proposal"}
	}
	if err != nil {
		return err
	}
	p := found[0].Proposal
	switch err := pastDay(on, trenza.LocalDay(tx.Now())); {
	case err != nil:
		return err
	case !slices.Contains(becomes[p.Fate], fate):
		return &trenza.Problem{Kind: trenza.Conflict, Key: "collective.proposal_over"}
	case on < p.Made:
		return trenza.Refuse("collective.decided_before", p.Made)
	}
	if _, err := tx.Tell(ctx, ProposalDecided{p.ID, fate, on}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update proposal
		set state = $3, decided = $4
		where organisation = $1 and id = $2`, tx.Organisation(), p.ID, fate, on)
	return err
}

func proposalSlot(id string) seal.Slot {
	return seal.Slot{Table: "proposal", Row: id, Column: "words"}
}

func insertProposal(ctx context.Context, tx *journal.Tx, p Proposal) error {
	words, err := tx.Seal(ctx, p.Holder, trenza.P2, proposalSlot(p.ID), []byte(p.What))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into proposal (organisation, id, programme, collective, person, sphere, made, state, decided, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		tx.Organisation(), p.ID, p.Programme, p.Committee, p.Holder, p.Sphere, p.Made, p.Fate, p.Decided, words, p.Entry)
	return err
}

// closedProposal is a row of the table, its words still sealed.
type closedProposal struct {
	Proposal
	words []byte
}

const proposalColumns = `
	p.id,
	p.programme,
	p.collective,
	p.person,
	p.sphere,
	p.made,
	p.state,
	p.decided,
	p.entry,
	own.root,
	p.words`

const proposalTables = `
		from proposal p
		join collective c on c.organisation = p.organisation and c.id = p.collective
		join person own on own.organisation = p.organisation and own.id = p.person`

func scanProposal(scan store.Scan) (closedProposal, error) {
	var p closedProposal
	return p, scan(&p.ID, &p.Programme, &p.Committee, &p.Holder, &p.Sphere, &p.Made, &p.Fate, &p.Decided, &p.Entry, &p.Root, &p.words)
}

// proposals returns those whose column has a value, of committees within a scope for
// a verb, the latest first.
func proposals(ctx context.Context, r store.Reader, scope access.Scope, verb, column, value string) ([]closedProposal, error) {
	q := within(scope, value)
	return store.All(ctx, r, `select `+proposalColumns+proposalTables+`
		where p.organisation = $1 and `+column+` = $2 and `+q.committee(verb)+`
		order by p.made desc, p.entry desc`, q.args, scanProposal)
}

// Proposals returns what was proposed on behalf of a committee, the latest first, to
// whoever may know who sits in it. What somebody proposed who was forgotten says
// nothing any more.
func Proposals(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, committee string) ([]Proposal, error) {
	found, err := proposals(ctx, r, scope, "seat.read", "p.collective", committee)
	if err != nil {
		return nil, err
	}
	all := make([]Proposal, len(found))
	for i, p := range found {
		what, err := vault.Open(ctx, scope.Organisation, seal.PersonKey(p.Holder), trenza.P2, proposalSlot(p.ID), p.words)
		if err != nil && !errors.Is(err, seal.ErrForgotten) {
			return nil, err
		}
		all[i] = p.Proposal
		all[i].What = string(what)
	}
	return all, nil
}

// ProposalsMade returns what a record proposed by the entries from one position to
// another, without its words, as far as a scope may know who sits in its committees.
func ProposalsMade(ctx context.Context, r store.Reader, scope access.Scope, person string, first, last int64) (made []Proposal, err error) {
	found, err := proposals(ctx, r, scope, "seat.read", "p.person", person)
	for _, p := range found {
		if first <= p.Entry && p.Entry <= last {
			made = append(made, p.Proposal)
		}
	}
	return made, err
}

// EachProposal calls each for every proposal of an organisation, in the order of
// entry, with what stands in the clear.
func EachProposal(ctx context.Context, r store.Reader, organisation string, each func(Proposal) error) error {
	return r.Each(ctx, `select `+proposalColumns+proposalTables+`
		where p.organisation = $1
		order by p.entry`, store.Args(organisation), func(scan store.Scan) error {
		p, err := scanProposal(scan)
		if err != nil {
			return err
		}
		return each(p.Proposal)
	})
}
