package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// changeSeed applies for seed capital, shows a receipt for it, or makes a move with
// it, as the button says.
func (v *visit) changeSeed() error {
	show, err := v.businesses()
	if err != nil {
		return err
	}
	e := &entry{visit: v}
	do, said := v.seedTyped(e, show)
	if do == nil || !show.Gives() && !show.Decides() {
		return v.nothing()
	}
	form := v.typedForm()
	if form.Faults = e.faults; len(e.faults) > 0 {
		return v.drawVenture(http.StatusUnprocessableEntity, form)
	}
	return v.ventureChanged(v.write(do), said, show.Face.Code)
}

// seedTyped is what a form about seed capital does, and what is said of it then; nil
// for nothing that is known.
func (v *visit) seedTyped(e *entry, show page.VentureShow) (do func(*journal.Tx) error, said string) {
	seed, applied := show.Business.Seed()
	act := e.text("do")
	switch {
	case act == page.ApplyForSeed:
		s := venture.Seed{
			Venture: show.Business.ID, Kind: e.text("kind"), Day: e.day("day"), Amount: e.money("amount"),
			SeedWords: venture.SeedWords{For: e.text("for"), Owner: e.text("owner"), Control: e.text("control")},
		}
		return func(tx *journal.Tx) error {
			_, err := venture.Apply(v.ctx(), tx, s)
			return err
		}, "web.venture.applied"
	case !applied:
		return nil, ""
	case act == string(venture.Show):
		r := venture.Receipt{Seed: seed.ID, Day: e.day("day"), Amount: e.money("amount"), For: e.text("for")}
		return func(tx *journal.Tx) error {
			_, err := venture.ShowReceipt(v.ctx(), tx, r)
			return err
		}, "web.venture.receipt_kept"
	}
	d := venture.Decision{Move: venture.Move(act), Day: e.day("moved"), Reason: e.text("reason")}
	return func(tx *journal.Tx) error {
		_, err := venture.Decide(v.ctx(), tx, seed.ID, d)
		return err
	}, "web.venture.moved"
}
