package web

import (
	"errors"
	"net/http"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/web/page"
)

// listAccount shows what became of a list that was taken in. What became of taking
// it back is read first: if that ends meanwhile, the list is seen to be gone.
func (v *visit) listAccount(d *programme.Definition) error {
	back, err := v.backOf(d)
	if err != nil {
		return err
	}
	taken, err := exchange.TakenIn(v.ctx(), v.Journal, v.narrowed(d), v.r.PathValue("list"), v.words.Lang())
	if err != nil {
		return err
	}
	show := page.AccountShow{
		Programme: d, Path: listPath(d.ID, taken.Code), Taken: taken, Mine: taken.By.Account == v.account.ID,
		Undoes: v.reaches("list.undo", access.List), Imports: v.reaches("list.import", access.List), Back: back,
	}
	if _, built := v.pages["/revisar"]; built && v.reaches("review.read", access.Pair) {
		show.Review = "/revisar"
	}
	if len(d.Trainings) > 0 && v.leadsTo(planWorkshopPath) {
		show.Workshop = planFromList(taken.Code)
	}
	if show.Handed, err = v.Tray.OfImport(v.ctx(), v.actor, d.ID, taken.ID); err != nil && trenza.KindOf(err) != trenza.NotFound {
		return err
	}
	if show.Handed != nil && show.Handed.State == exchange.HandedTaking {
		return v.goTo(listPath(d.ID, show.Handed.Code))
	}
	view := v.viewOf(d)
	if show.Back.Busy() {
		view.Renew = 3
	}
	return v.show(http.StatusOK, page.Account(view, show))
}

// backOf is the work of taking the list of the address back.
func (v *visit) backOf(d *programme.Definition) (exchange.TakenBack, error) {
	taken, err := v.imported(d)
	if err != nil {
		return exchange.TakenBack{}, err
	}
	back, _, err := v.Tray.BackOf(v.ctx(), v.actor, taken)
	return back, err
}

// imported is the import of the address. One that she may not read is not there.
func (v *visit) imported(d *programme.Definition) (exchange.ImportSummary, error) {
	return exchange.ImportOf(v.ctx(), v.Journal, v.narrowed(d), v.r.PathValue("list"))
}

// rejectedRows gives the rejected rows of a list back to whoever handed it in, as
// long as they are kept.
func (v *visit) rejectedRows() error {
	d, h, err := v.handed("list.import")
	if trenza.KindOf(err) == trenza.NotFound && d != nil {
		var i exchange.ImportSummary
		if i, err = v.imported(d); err == nil {
			h, err = v.Tray.OfImport(v.ctx(), v.actor, d.ID, i.ID)
		}
	}
	if err != nil {
		return err
	}
	workbook, kept, err := v.Tray.RejectedOf(v.ctx(), h)
	if err == nil && !kept {
		err = v.nothing()
	}
	if err != nil {
		return err
	}
	file := &held{w: v.w, limit: heldLimit, kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		name: "trenza-" + string(v.Desk.Today()) + ".xlsx"}
	_, err = file.Write(workbook)
	return file.end(err)
}

// undoPage says what taking a list back would come to, and what has to be taken
// back before.
func (v *visit) undoPage() error {
	d, err := v.offered("list.undo", access.List)
	if err != nil {
		return err
	}
	i, err := v.imported(d)
	if err != nil {
		return err
	}
	foreseen, err := exchange.Foresee(v.ctx(), v.Journal, v.actor, i.Code)
	if trenza.KindOf(err) == trenza.Conflict {
		v.tell(page.Info, v.words.Error(err))
		return v.goTo(listPath(d.ID, i.Code))
	}
	if err != nil {
		return err
	}
	show := page.UndoShow{Programme: d, Path: listPath(d.ID, i.Code), Import: i, Foreseen: foreseen}
	for _, err := range foreseen.First {
		show.First = append(show.First, v.words.Error(onPage(err)))
	}
	return v.show(http.StatusOK, page.Undo(v.viewOf(d), show))
}

// pageWords are the sentences that say on a page what those of the rooms say of
// the command line.
var pageWords = map[string]string{
	"exchange.undo_merged": "web.listas.first_merged",
	"exchange.undo_moved":  "web.listas.first_moved",
}

// onPage is a problem as a page says it.
func onPage(err error) error {
	if problem, is := errors.AsType[*trenza.Problem](err); is && pageWords[problem.Key] != "" {
		said := *problem
		said.Key = pageWords[problem.Key]
		return &said
	}
	return err
}

// undoList has a list taken back, whole.
func (v *visit) undoList() error {
	d, err := v.offered("list.undo", access.List)
	if err != nil {
		return err
	}
	i, err := v.imported(d)
	if err != nil {
		return err
	}
	if _, err := exchange.Foresee(v.ctx(), v.Journal, v.actor, i.Code); err != nil && trenza.KindOf(err) != trenza.Conflict {
		return err
	}
	if err := v.Tray.TakeBack(v.ctx(), v.actor, i); err != nil {
		return err
	}
	return v.goTo(listPath(d.ID, i.Code))
}
