package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/web/page"
)

// listsAtOnce is how many lists a page shows.
const listsAtOnce = 60

// lists shows what has been taken in of a programme, and what she has handed in
// herself and is still on its way.
func (v *visit) lists() error {
	d, err := v.offered("list.read", access.List)
	if err != nil {
		return err
	}
	taken, err := exchange.Imports(v.ctx(), v.Journal, v.narrowed(d))
	if err != nil {
		return err
	}
	mine, err := v.Tray.Mine(v.ctx(), v.actor, d.ID)
	if err != nil {
		return err
	}
	show := page.ListsShow{
		Programme: d, Uploads: v.reaches("list.import", access.List), TakesOut: v.reaches("list.export", access.List), All: len(taken),
	}
	for _, h := range mine {
		if h.State != exchange.HandedTaken || h.Import == "" {
			show.Underway = append(show.Underway, h)
		}
	}
	show.From, _ = strconv.Atoi(v.r.URL.Query().Get("desde"))
	for i := len(taken) - 1 - max(show.From, 0); i >= 0 && len(show.Taken) < listsAtOnce; i-- {
		show.Taken = append(show.Taken, taken[i])
	}
	return v.show(http.StatusOK, page.Lists(v.viewOf(d), show))
}

// handed is the list of the address, when she handed it in.
func (v *visit) handed(verb string) (*programme.Definition, *exchange.Handed, error) {
	d, err := v.offered(verb, access.List)
	if err != nil {
		return nil, nil, err
	}
	h, err := v.Tray.Find(v.ctx(), v.actor, d.ID, v.r.PathValue("list"))
	return d, h, err
}

// list shows one list: how far it has come that she handed in, or what became of
// one that was taken in.
func (v *visit) list() error {
	d, h, err := v.handed("list.read")
	if trenza.KindOf(err) == trenza.NotFound && d != nil {
		return v.listAccount(d)
	}
	if err != nil {
		return err
	}
	if h.State == exchange.HandedTaken && h.Import != "" {
		return v.leadToImport(d, h)
	}
	return v.drawHanded(http.StatusOK, d, h, page.Form{})
}

// leadToImport leads from a list that was handed in to what became of it.
func (v *visit) leadToImport(d *programme.Definition, h *exchange.Handed) error {
	taken, err := exchange.ImportOf(v.ctx(), v.Journal, v.narrowed(d), h.Import)
	if trenza.KindOf(err) == trenza.NotFound {
		return v.drawHanded(http.StatusOK, d, h, page.Form{}) // it holds what she may not read: the sums are hers
	}
	if err != nil {
		return err
	}
	return v.goTo(listPath(d.ID, taken.Code))
}

// drawHanded shows a list that is not taken in yet.
func (v *visit) drawHanded(status int, d *programme.Definition, h *exchange.Handed, form page.Form) error {
	view := v.viewOf(d)
	show := page.HandedShow{
		Programme: d, Path: listPath(d.ID, h.Code), Handed: h, Form: form, Services: v.bringsIn(d), Number: formNumber(),
		Live: h.Busy(), Failed: h.Job.State == jobs.Failed,
	}
	if show.Live {
		view.Renew = 3
	}
	return v.show(status, page.Handed(view, show))
}

// progressed is how far a list has come, for a module of ours.
type progressed struct {
	Over  bool   `json:"over,omitempty"` // the page has something else to show now
	Done  int    `json:"done"`
	Total int    `json:"total"`
	Text  string `json:"text"` // both, in words
	Left  string `json:"left"` // how fast, and how long the rest takes
}

// listProgress answers how far the work about a list has come.
func (v *visit) listProgress() error {
	d, h, err := v.handed("list.read")
	said := progressed{}
	switch {
	case trenza.KindOf(err) == trenza.NotFound && d != nil:
		back, err := v.backOf(d)
		if err != nil {
			return err
		}
		said.Over = !back.Busy()
	case err != nil:
		return err
	default:
		said.Over = !h.Busy()
		said.Done, said.Total = h.Job.Done, max(h.Job.Total, h.Job.Done)
		words := v.words.Grouping(d.Numbers.In(v.words.Lang()).Thousands)
		said.Text, said.Left = page.ProgressText(words, h.Job.Progress), page.LeftText(words, h.Job.Progress)
	}
	text, err := json.Marshal(said)
	if err != nil {
		return err
	}
	send(v.w, v.r, http.StatusOK, "application/json", text)
	return nil
}

// takeIn has a list taken in that was rehearsed.
func (v *visit) takeIn() error {
	d, h, err := v.handed("list.import")
	if err != nil {
		return err
	}
	if err := v.Tray.TakeIn(v.ctx(), v.actor, h); err != nil {
		return v.changedMeanwhile(d, h, err)
	}
	return v.goTo(listPath(d.ID, h.Code))
}

// goOnWithList has work go on that went wrong.
func (v *visit) goOnWithList() error {
	d, h, err := v.handed("list.import")
	if err == nil {
		err = v.Tray.GoOn(v.ctx(), h)
	}
	if err != nil {
		return err
	}
	return v.goTo(listPath(d.ID, h.Code))
}

// dropList clears a list away.
func (v *visit) dropList() error {
	d, h, err := v.handed("list.import")
	if err != nil {
		return err
	}
	if err := v.Tray.Drop(v.ctx(), h); err != nil {
		return v.changedMeanwhile(d, h, err)
	}
	v.tellGood("web.listas.dropped", h.Name)
	return v.goTo(listPath(d.ID))
}

// changedMeanwhile leads back to a list that another window of hers has changed,
// and says so.
func (v *visit) changedMeanwhile(d *programme.Definition, h *exchange.Handed, err error) error {
	if trenza.KindOf(err) != trenza.Conflict {
		return err
	}
	v.tell(page.Info, v.words.Error(err))
	return v.goTo(listPath(d.ID, h.Code))
}
