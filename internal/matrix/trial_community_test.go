package matrix

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// communityTrials are those about people counted without names, and about
// committees.
func communityTrials() []trial {
	activities := within(func(w *world) []*thing { return w.activities })
	committees := within(func(w *world) []*thing { return w.committees })
	seats := within(func(w *world) []*thing { return w.seats })
	return []trial{
		{verb: "activity.read", rows: activities, see: readsActivities},
		{verb: "activity.count", rows: fairs, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			s := r.at[0]
			_, err := w.Intake.Count(w.Context, tx, w.in(p.Organisation).Service(s.programme, s.service), headcount(s.programme, s.service, s.place, "Otra feria"))
			return err
		}},
		{verb: "survey.answer", rows: fairs, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			s := r.at[0]
			return w.Intake.Answer(w.Context, tx, w.in(p.Organisation).Service(s.programme, s.service), "2020-03-25", s.place, []string{"asked"})
		}},
		{verb: "activity.withdraw", rows: activities, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := pathway.WithdrawActivity(w.Context, tx, r.id)
			return err
		}},
		{verb: "headcount.link", rows: activities, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			return outreach.Link(w.Context, tx, w.counted[r.id], w.records[w.hers(p)])
		}},
		{verb: "headcount.unlink", rows: activities, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			return outreach.Unlink(w.Context, tx, outreach.Membership{Activity: r.id, Person: w.linked[r.id].ID, Sex: "F", MinAge: 18})
		}},
		{verb: "replica.report", rows: within(func(w *world) []*thing { return w.toHold }), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := collective.HoldOn(w.Context, tx, w.reque(), r.id, "2020-03-22")
			return err
		}},
		{verb: "replica.verify", rows: within(func(w *world) []*thing { return w.toVerify }), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := collective.VerifyBy(w.Context, tx, w.reque(), r.id, collective.ByCall)
			return err
		}},
		{verb: "committee.keep", rows: committees, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return collective.NoteRecognition(w.Context, tx, r.id, collective.Recognition{Resolution: "R.A. 045-2019"})
		}, ghost: &thing{id: trenza.NewID()}},
		{verb: "committee.read", rows: committees, see: readsCommittees},
		{verb: "seat.read", rows: seats, see: readsSeats},
		{verb: "committee.recognise", rows: somethingNew, do: func(w *world, _ *player, tx *journal.Tx, _ *thing) error {
			c := collective.Committee{Kind: collective.VasoDeLeche, Name: "Las Delicias", Place: inReque}
			_, err := collective.Recognise(w.Context, tx, c, spelling.Fold)
			return err
		}},
		{verb: "committee.withdraw", rows: committees, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := collective.Withdraw(w.Context, tx, r.id)
			return err
		}},
		{verb: "seat.take", rows: committees, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			return collective.Take(w.Context, tx, collective.Seat{Committee: r.id, Holder: w.hers(p), Role: "presidenta", Since: "2020-03-25"})
		}},
		{verb: "seat.withdraw", rows: seats, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			held, err := collective.HeldBy(w.Context, tx, tx.Organisation(), r.id, r.person)
			if err != nil {
				return err
			}
			return collective.HoldFrom(w.Context, tx, held[0], "")
		}},
	}
}

// hers is a woman of the player's organisation.
func (w *world) hers(p *player) string {
	if p.Organisation == reque {
		return w.theirs
	}
	return w.mine
}

// fairs are occasions that were not counted yet.
func fairs(w *world, p *player) (rows []*thing) {
	at := []spot{{taler, "replica", inReque}}
	if p.Organisation == care {
		at = append(at, spot{alma, "informacion_proteccion", tumbes}, spot{alma, "informacion_proteccion", lima})
	}
	for _, s := range at {
		rows = append(rows, &thing{name: s.service + " in " + string(s.place), organisation: p.Organisation, at: []spot{s}})
	}
	return rows
}

func readsActivities(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	for id, a := range w.counted {
		shown[id] = w.scope(p).May("activity.read", a.Row()) == nil
	}
	return shown, nil
}

func readsCommittees(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		all, err := collective.Select{}.Read(w.Context, r, w.Vault, w.scope(p))
		for _, c := range all {
			shown[c.ID] = true
		}
		return err
	})
	return shown, err
}

// reque is the programme that has committees.
func (w *world) reque() *programme.Definition {
	d, _ := programme.Shipped(taler)
	return d
}

// ambits are spots as policies know them.
func ambits(at []spot) (known []access.Ambit) {
	for _, s := range at {
		known = append(known, access.Ambit{Programme: s.programme, Course: s.service, Place: s.place})
	}
	return known
}

func readsSeats(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		for _, seat := range w.seats {
			served := map[string][]access.Ambit{seat.id: ambits(seat.at)}
			held, err := collective.ReadSeats(w.Context, r, w.Vault, w.scope(p), seat.person, served)
			if err != nil {
				return err
			}
			people, err := collective.People(w.Context, r, w.scope(p), seat.id)
			if err != nil {
				return err
			}
			ofHer := slices.ContainsFunc(held, func(s collective.HeldSeat) bool { return s.Seat.Committee == seat.id })
			if shown[seat.id] = ofHer; ofHer != (len(people) > 0) {
				w.t.Errorf("%s: %s shows hers %v, and the committee's %v", p.name, seat.name, ofHer, len(people) > 0)
			}
		}
		return nil
	})
	return shown, err
}
