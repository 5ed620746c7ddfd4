package web

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// keptThing is something that was recorded while two threads were one, with what
// it takes to move it: one of the three, or nothing where it stays.
type keptThing struct {
	page.KeptLine
	attention *attention.Attention
	seat      *collective.Seat
	link      *outreach.Membership
}

// keepingPage puts what was recorded while both were one on the page, as far as the
// reader sees it.
type keepingPage struct {
	*visit
	r     store.Reader
	sides [2]side
	all   []keptThing
}

// keptThings lists what was recorded while both were one, as far as she reads it.
func (v *visit) keptThings(j joined, sides [2]side) (all []keptThing, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		kept, err := pathway.ReadKept(v.ctx(), r, v.Vault, v.scope, j.merge)
		if err != nil {
			return err
		}
		k := keepingPage{visit: v, r: r, sides: sides}
		for _, add := range []func(pathway.Kept) error{k.attentions, k.groups, k.others} {
			if err := add(kept); err != nil {
				return err
			}
		}
		all = k.all
		return nil
	})
	return all, err
}

// add puts a line on the page, of whose record it is; what may be moved has a name
// by which a form says so, made blind.
func (k *keepingPage) add(thing keptThing, record, named string) (err error) {
	for i, s := range k.sides {
		other := k.sides[1-i].records[0]
		if s.has(record) {
			thing.On, thing.To, thing.Whose = page.Named(s.records[0]), other.Code, page.Named(other)
		}
	}
	if thing.Kind != "" {
		if thing.Code, err = k.Vault.Code(k.ctx(), k.actor.Organisation, thing.Kind, named); err != nil {
			return err
		}
	}
	k.all = append(k.all, thing)
	return nil
}

func (k *keepingPage) attentions(kept pathway.Kept) error {
	for _, a := range kept.Attentions {
		line := page.KeptAttention(a, k.titleIn(k.r, a.Programme, a.Service))
		line.Kind = "attention"
		if err := k.add(keptThing{KeptLine: line, attention: &a}, a.Person, a.ID); err != nil {
			return err
		}
	}
	return nil
}

// groups adds the seats that she sees on either thread, and the headcounts that she
// sees.
func (k *keepingPage) groups(kept pathway.Kept) error {
	takes := k.scope.May("seat.take", access.Row{Kind: access.Committee, Class: trenza.P2}) == nil &&
		k.scope.May("seat.withdraw", access.Row{Kind: access.Committee, Class: trenza.P2}) == nil
	for _, held := range k.seats() {
		seat := held.Seat
		if !slices.Contains(kept.Seats, seat) {
			continue
		}
		line := page.KeptSeat(k.words, held)
		if takes && seat.Until == "" {
			line.Kind = "seat"
		}
		if err := k.add(keptThing{KeptLine: line, seat: &seat}, seat.Holder, seatName(seat)); err != nil {
			return err
		}
	}
	for _, link := range kept.Links {
		a, err := outreach.Permitted(k.ctx(), k.r, k.scope, "activity.read", link.Activity)
		if trenza.KindOf(err) == trenza.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		line := page.KeptLink(k.words, a)
		if k.scope.May("headcount.unlink", a.Row()) == nil && k.scope.May("headcount.link", a.Row()) == nil {
			line.Kind = "link"
		}
		if err := k.add(keptThing{KeptLine: line, link: &link}, link.Person, linkName(link)); err != nil {
			return err
		}
	}
	return nil
}

// seats are those that she sees on either side, each once.
func (k *keepingPage) seats() (all []collective.HeldSeat) {
	for _, s := range k.sides {
		if s.thread == nil {
			continue
		}
		for _, held := range s.thread.Seats {
			if s.has(held.Holder) {
				all = append(all, held)
			}
		}
	}
	return all
}

// seatName and linkName tell one from another.
func seatName(s collective.Seat) string {
	return strings.Join([]string{s.Committee, s.Holder, s.Role, string(s.Since)}, " ")
}

func linkName(m outreach.Membership) string { return m.Activity + " " + m.Person }

// stay puts a line on the page of what stays where it was recorded.
func (k *keepingPage) stay(line page.KeptLine, record string) error {
	return k.add(keptThing{KeptLine: line}, record, "")
}

// others adds what stays where it was recorded.
func (k *keepingPage) others(kept pathway.Kept) error {
	for _, s := range kept.Steps {
		title := ""
		if !s.Reminder() {
			title = k.titleIn(k.r, s.Programme, s.Service)
		}
		if err := k.stay(page.KeptStep(k.words, s, title), s.Person); err != nil {
			return err
		}
	}
	for _, c := range kept.Consents {
		if err := k.stay(page.KeptConsent(k.words, c), c.Person); err != nil {
			return err
		}
	}
	for _, p := range kept.Proposals {
		if err := k.stay(page.KeptProposal(k.words, p), p.Holder); err != nil {
			return err
		}
	}
	for _, h := range kept.Households {
		if err := k.stay(page.KeptHousehold(k.words), h.Person); err != nil {
			return err
		}
	}
	return k.taught(kept)
}

// taught adds the places in cohorts, and the certificates.
func (k *keepingPage) taught(kept pathway.Kept) error {
	for _, e := range kept.Enrolments {
		title, err := learning.TitleOf(k.ctx(), k.r, k.actor.Organisation, e.Cohort)
		if err != nil {
			return err
		}
		if err := k.stay(page.KeptEnrolment(k.words, e, title), e.Whose); err != nil {
			return err
		}
	}
	for _, c := range kept.Papers {
		if err := k.stay(page.KeptPaper(k.words, c), c.Whose); err != nil {
			return err
		}
	}
	return nil
}

// moveKept gives what was recorded while two threads were one to the other of them:
// what the page offers to move, and where it would go.
func (v *visit) moveKept() error {
	j, err := v.joinedPair()
	if err != nil {
		return err
	}
	wanted, err := v.wanted(j)
	if err != nil {
		return err
	}
	err = v.write(func(tx *journal.Tx) error {
		if _, err := registry.Reach(v.ctx(), tx, v.scope, wanted.To); err != nil {
			return err
		}
		record, err := registry.FindByCode(v.ctx(), tx, tx.Vault(), tx.Organisation(), wanted.To)
		if err != nil {
			return err
		}
		kept, err := pathway.KeptFor(v.ctx(), tx, record)
		if err != nil {
			return err
		}
		return wanted.move(v, tx, kept, record)
	})
	if trenza.KindOf(err) == trenza.Invalid {
		v.tell(page.Warn, v.words.Error(err))
		return v.goTo(page.PartPath(j.Code))
	}
	if err != nil {
		return err
	}
	v.tellGood("web.part.moved")
	return v.goTo(page.PartPath(j.Code))
}

// wanted is what the form names, among what the page of a parted pair offers.
func (v *visit) wanted(j joined) (keptThing, error) {
	sides, err := v.sides(j)
	if err != nil {
		return keptThing{}, err
	}
	all, err := v.keptThings(j, sides)
	if err != nil {
		return keptThing{}, err
	}
	for _, k := range all {
		if k.Kind != "" && strings.EqualFold(k.Code, v.r.PostFormValue(k.Kind)) && strings.EqualFold(k.To, v.r.PostFormValue("to")) {
			return k, nil
		}
	}
	return keptThing{}, v.nothing()
}

// move moves it, if it is still where the page said.
func (k keptThing) move(v *visit, tx *journal.Tx, kept pathway.Kept, to *registry.Person) error {
	switch {
	case k.attention != nil:
		for _, a := range kept.Attentions {
			if a.ID == k.attention.ID && a.Person == k.attention.Person {
				return pathway.Move(v.ctx(), tx, to, a)
			}
		}
	case k.seat != nil && slices.Contains(kept.Seats, *k.seat):
		return pathway.MoveSeat(v.ctx(), tx, to, *k.seat)
	case k.link != nil && slices.Contains(kept.Links, *k.link):
		return pathway.MoveLink(v.ctx(), tx, to, *k.link)
	}
	return v.nothing()
}
