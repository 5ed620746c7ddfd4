package web

import (
	"net/http"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// heldRow shows a row of a list that nearly repeats what was recorded before. What
// is sensitive of it is on record before it is shown.
func (v *visit) heldRow() error {
	h, err := exchange.ReadHeld(v.ctx(), v.Journal, v.scope, v.r.PathValue("held"))
	if err != nil {
		return err
	}
	return v.drawHeld(http.StatusOK, h, "")
}

func (v *visit) drawHeld(status int, h exchange.HeldRow, fault string) error {
	if err := v.tellHeld(h); err != nil {
		return err
	}
	title, err := v.heldTitle(h)
	if err != nil {
		return err
	}
	show := page.NewHeldShow(v.words, h, title)
	show.Fault, show.Number, show.Decides = fault, formNumber(), v.reaches("review.decide", access.Pair)
	return v.show(status, page.HeldRow(v.view(), show))
}

// tellHeld puts it on record that a row is read.
func (v *visit) tellHeld(h exchange.HeldRow) error {
	if h.Person == "" {
		return nil
	}
	var fields []access.Field
	if h.Class >= trenza.P3 {
		fields = []access.Field{v.scope.Service(h.Programme, h.Service).Field}
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
	}
	return pathway.TellShown(v.ctx(), v.Journal, v.actor, h.Class, fields, h.Person)
}

func (v *visit) heldTitle(h exchange.HeldRow) (title string, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		title = v.titleIn(r, h.Programme, h.Service)
		return nil
	})
	return title, err
}

// decideHeldRow keeps a verdict about a held row. The room does the same verdict
// once; another one that was carried out stands.
func (v *visit) decideHeldRow() error {
	h, err := exchange.ReadHeld(v.ctx(), v.Journal, v.scope, v.r.PathValue("held"))
	if err != nil {
		return err
	}
	verdict := pathway.HeldVerdict(v.r.PostFormValue("verdict"))
	if known, err := pathway.ParseHeldVerdict(string(verdict)); err != nil || known != verdict {
		return v.drawHeld(http.StatusUnprocessableEntity, h, v.words.Text("web.review.choose"))
	}
	err = v.Journal.Write(v.ctx(), v.actor, func(tx *journal.Tx) error {
		return exchange.DecideHeld(v.ctx(), tx, v.Intake, h.Code, string(verdict))
	})
	v.waits.forget()
	switch trenza.KindOf(err) {
	case trenza.Conflict, trenza.Invalid:
		return v.undecidedHeld(h.Code, err)
	}
	if err != nil {
		return err
	}
	v.tellGood("web.held.kept", v.words.Text("web.held.say."+string(verdict)))
	return v.goTo(page.ReviewPath)
}

// undecidedHeld shows a row again about which nothing was decided, as it is now.
func (v *visit) undecidedHeld(code string, because error) error {
	h, err := exchange.ReadHeld(v.ctx(), v.Journal, v.scope, code)
	if err != nil {
		return err
	}
	return v.drawHeld(http.StatusConflict, h, v.words.Error(because))
}
