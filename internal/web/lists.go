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

// listRoutes bring lists in and out. {list} is the code of an import, or of a list
// that was handed in and is not taken in yet.
var listRoutes = []Route{
	{Method: "GET", Path: "/listas", Name: "lists", Door: Within, Verb: "list.read", Kind: access.List, handler: (*visit).listsOf},
	{Method: "GET", Path: "/listas/{programme}", Name: "lists-of", Door: Within, Verb: "list.read", Kind: access.List, handler: (*visit).lists},
	{Method: "GET", Path: "/listas/{programme}/sacar", Name: "take-out", Door: Within, Verb: "list.export", Kind: access.List, handler: (*visit).takeOutPage},
	{Method: "POST", Path: "/listas/{programme}/sacar", Name: "take-out", Door: Within, Verb: "list.export", Kind: access.List, handler: (*visit).takeOut},
	{Method: "GET", Path: "/listas/{programme}/subir", Name: "hand-in", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).handInPage},
	{Method: "POST", Path: "/listas/{programme}/subir", Name: "hand-in", Door: Within, Verb: "list.import", Kind: access.List, Files: true, handler: (*visit).handIn},
	{Method: "GET", Path: "/listas/{programme}/{list}", Name: "list", Door: Within, Verb: "list.read", Kind: access.List, handler: (*visit).list},
	{Method: "GET", Path: "/listas/{programme}/{list}/avance", Name: "list-progress", Door: Within, Verb: "list.read", Kind: access.List, handler: (*visit).listProgress},
	{Method: "POST", Path: "/listas/{programme}/{list}/mapa", Name: "list-map", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).correctList},
	{Method: "POST", Path: "/listas/{programme}/{list}/incorporar", Name: "take-in", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).takeIn},
	{Method: "POST", Path: "/listas/{programme}/{list}/seguir", Name: "list-go-on", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).goOnWithList},
	{Method: "POST", Path: "/listas/{programme}/{list}/dejar", Name: "list-drop", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).dropList},
	{Method: "GET", Path: "/listas/{programme}/{list}/rechazadas", Name: "list-rejected", Door: Within, Verb: "list.import", Kind: access.List, handler: (*visit).rejectedRows},
	{Method: "GET", Path: "/listas/{programme}/{list}/deshacer", Name: "list-undo", Door: Within, Verb: "list.undo", Kind: access.List, handler: (*visit).undoPage},
	{Method: "POST", Path: "/listas/{programme}/{list}/deshacer", Name: "list-undo", Door: Within, Verb: "list.undo", Kind: access.List, handler: (*visit).undoList},
}

// listsOf lists the programmes whose lists she may read.
func (v *visit) listsOf() error {
	some, err := v.offering("list.read", access.List)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Programmes(v.view(), page.ProgrammesShow{
		Title: "web.room.lists", Under: "web.lists.which", Path: "/listas/", All: some,
	}))
}

// takeOutPage asks which list she wants of a programme. The address may say what
// was chosen already, before she stepped up.
func (v *visit) takeOutPage() error {
	d, err := v.offered("list.export", access.List)
	if err != nil {
		return err
	}
	return v.drawTakeOut(http.StatusOK, d, page.Form{Values: v.r.URL.Query()})
}

func (v *visit) drawTakeOut(status int, d *programme.Definition, form page.Form) error {
	show := page.TakeOutShow{Programme: d, Form: form, Names: v.reaches("person.read", access.Person)}
	for _, s := range d.Offers() {
		if service, known := d.Service(s.ID); known && v.scope.Reaches("list.export", access.List, s) {
			show.Services = append(show.Services, page.Option{Value: s.ID, Label: service.Title.In(v.words.Lang())})
			show.Sensitive = show.Sensitive || s.Class >= trenza.P3
		}
	}
	return v.show(status, page.TakeOut(v.view(), show))
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
	if !slices.Contains(exchange.KindsOf(d), kind) {
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
		return v.drawTakeOut(http.StatusUnprocessableEntity, d, page.Form{Values: v.r.PostForm, Faults: faults})
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
	return v.drawTakeOut(status, d, form)
}

// chosenList is the page that asks for a list, with what was chosen on it.
func (v *visit) chosenList(d *programme.Definition) string {
	chosen := make(url.Values)
	for _, name := range []string{"kind", "service", "from", "to", "names", "answers"} {
		if value := v.r.PostForm.Get(name); value != "" {
			chosen.Set(name, value)
		}
	}
	return withQuery(listPath(d.ID, "sacar"), chosen)
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
