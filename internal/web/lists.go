package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// listsOf lists the programmes of which she may take lists out.
func (v *visit) listsOf() error {
	some, err := v.offering("list.export", access.List)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Programmes(v.view(), page.ProgrammesShow{
		Title: "web.room.lists", Under: "web.lists.which", Path: "/listas/", All: some,
	}))
}

// lists asks which list she wants of a programme. The address may say what was
// chosen already, before she stepped up.
func (v *visit) lists() error {
	d, err := v.offered("list.export", access.List)
	if err != nil {
		return err
	}
	return v.drawLists(http.StatusOK, d, page.Form{Values: v.r.URL.Query()})
}

func (v *visit) drawLists(status int, d *programme.Definition, form page.Form) error {
	show := page.ListsShow{Programme: d, Form: form, Names: v.reaches("person.read", access.Person)}
	for _, s := range d.Offers() {
		if service, known := d.Service(s.ID); known && v.scope.Reaches("list.export", access.List, s) {
			show.Services = append(show.Services, page.Option{Value: s.ID, Label: service.Title.In(v.words.Lang())})
			show.Sensitive = show.Sensitive || s.Class >= trenza.P3
		}
	}
	return v.show(status, page.Lists(v.view(), show))
}

// asked is the list that a form asks for.
func (v *visit) asked(d *programme.Definition) (exchange.Exporter, exchange.Kind, []page.Fault) {
	typed := v.r.PostForm
	x := exchange.Exporter{
		Journal: v.Journal, Definition: d, Actor: v.actor, Service: typed.Get("service"),
		Names: typed.Has("names"), Answers: typed.Has("answers"), Words: v.words,
	}
	var faults []page.Fault
	x.Period, faults = v.periodIn(typed)
	kind := exchange.Kind(typed.Get("kind"))
	if !slices.Contains(exchange.Kinds(), kind) {
		faults = append(faults, page.Fault{Field: "kind", Text: v.words.Text("web.missing.kind")})
	}
	return x, kind, faults
}

// takeOut answers with a list as a file. Where anything sensitive may be in it, she
// shows her password or passkey first.
func (v *visit) takeOut() error {
	d, err := v.offered("list.export", access.List)
	if err != nil {
		return err
	}
	x, kind, faults := v.asked(d)
	if len(faults) > 0 {
		return v.drawLists(http.StatusUnprocessableEntity, d, page.Form{Values: v.r.PostForm, Faults: faults})
	}
	scope := v.scope
	scope.Programme = d.ID
	if x.TakesSensitive(scope, kind) {
		if !v.steppedUp() {
			return v.goTo(withQuery("/step-up", url.Values{"back": {v.chosenList(d)}}))
		}
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
	}
	err = v.sendList(x, kind)
	if err == nil || trenza.KindOf(err) != trenza.Invalid {
		return err
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawLists(status, d, form)
}

// chosenList is the page that asks for a list, with what was chosen on it.
func (v *visit) chosenList(d *programme.Definition) string {
	chosen := make(url.Values)
	for _, name := range []string{"kind", "service", "from", "to", "names", "answers"} {
		if value := v.r.PostForm.Get(name); value != "" {
			chosen.Set(name, value)
		}
	}
	return withQuery("/listas/"+d.ID, chosen)
}

// sendList writes a list into the answer. The name of the file says nothing but
// whose notes they are, and the day.
func (v *visit) sendList(x exchange.Exporter, kind exchange.Kind) error {
	file := &held{w: v.w, limit: heldLimit, kind: "text/csv; charset=utf-8", name: "trenza-" + string(v.Desk.Today()) + ".csv"}
	w, err := sheet.To(file, sheet.CSV)
	if err != nil {
		return err
	}
	if _, err = x.Export(v.ctx(), w, kind); err == nil {
		err = w.Close()
	}
	return file.end(err)
}
