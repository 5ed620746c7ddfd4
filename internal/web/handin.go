package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/web/page"
)

// listPath is the address of something of a programme's lists.
func listPath(programme string, parts ...string) string {
	path := "/listas/" + url.PathEscape(programme)
	for _, part := range parts {
		path += "/" + url.PathEscape(part)
	}
	return path
}

// handInPage asks for lists.
func (v *visit) handInPage() error {
	d, err := v.offered("list.import", access.List)
	if err != nil {
		return err
	}
	form := v.form(v.r.URL.Path)
	return v.drawHandIn(http.StatusOK, d, form, len(form.Values) > 0)
}

// drawHandIn asks for lists; again when they did not arrive.
func (v *visit) drawHandIn(status int, d *programme.Definition, form page.Form, again bool) error {
	return v.show(status, page.HandIn(v.viewOf(d), page.HandInShow{
		Programme: d, Form: form, Services: v.bringsIn(d), Number: formNumber(), Most: v.MaxUpload, Again: again,
	}))
}

// bringsIn are the services of which she may bring lists in.
func (v *visit) bringsIn(d *programme.Definition) (options []page.Option) {
	for _, s := range d.Offers() {
		if service, known := d.Service(s.ID); known && s.Class < trenza.P4 && v.scope.Reaches("list.import", access.List, s) {
			options = append(options, page.Option{Value: s.ID, Label: service.Title.In(v.words.Lang())})
		}
	}
	return options
}

// handIn keeps lists, sealed, and has them read. What is wrong with one keeps the
// others out of nothing.
func (v *visit) handIn() error {
	d, err := v.offered("list.import", access.List)
	if err != nil {
		return err
	}
	u, err := v.readUpload(v.ctx())
	v.r.PostForm = u.fields // which are kept if we fail
	form := page.Form{Values: u.fields}
	if errors.Is(err, errTooLarge) {
		form.Faults = []page.Fault{{Field: "file", Text: v.words.Text("web.listas.too_large", int(v.MaxUpload>>20))}}
		return v.drawHandIn(http.StatusRequestEntityTooLarge, d, form, false)
	}
	if err != nil {
		return trenza.Refuse("web.problem.form").Because(err)
	}
	service, place, faults := v.holdsForAll(d, u.fields)
	if len(u.files) == 0 {
		faults = append(faults, page.Fault{Field: "file", Text: v.words.Text("web.missing.file")})
	}
	if form.Faults = faults; len(faults) > 0 {
		return v.drawHandIn(http.StatusUnprocessableEntity, d, form, false)
	}
	if number := u.fields.Get("form"); number != "" && !v.sent.first(v.account.ID+" "+number, v.now()) {
		v.tell(page.Info, v.words.Text("web.form.sent_before"))
		return v.goTo(listPath(d.ID))
	}
	return v.keepLists(d, u, service, place)
}

// keepLists hands the files to the tray, and leads to them.
func (v *visit) keepLists(d *programme.Definition, u upload, service, place string) error {
	var codes []string
	form := page.Form{Values: u.fields}
	for _, file := range u.files {
		code, err := v.Tray.Hand(v.ctx(), v.actor, exchange.HandIn{
			Programme: d.ID, Name: file.name, Content: file.content, Service: service, Place: place, Lang: v.words.Lang(),
		})
		switch {
		case err == nil:
			codes = append(codes, code)
		case trenza.KindOf(err) == trenza.Invalid:
			form.Faults = append(form.Faults, page.Fault{Field: "file", Text: v.words.Error(err)})
		default:
			return err
		}
	}
	switch {
	case len(form.Faults) > 0:
		if len(codes) > 0 {
			v.tell(page.Info, v.words.Count("web.listas.some_handed", len(codes)))
		}
		return v.drawHandIn(http.StatusUnprocessableEntity, d, form, false)
	case len(codes) == 1:
		return v.goTo(listPath(d.ID, codes[0]))
	}
	return v.goTo(listPath(d.ID))
}

// holdsForAll reads what holds for every row of a list that does not say it.
func (v *visit) holdsForAll(d *programme.Definition, typed url.Values) (service, place string, faults []page.Fault) {
	service, place = typed.Get("service"), strings.TrimSpace(typed.Get("place"))
	if service != "" && !slices.ContainsFunc(v.bringsIn(d), func(o page.Option) bool { return o.Value == service }) {
		err := trenza.Refuse("exchange.service_unknown", service, d.ID)
		faults = append(faults, page.Fault{Field: "service", Text: v.words.Error(err)})
	}
	if place != "" {
		found, err := directory.ReadPlace(place)
		if err != nil {
			faults = append(faults, page.Fault{Field: "place", Text: v.words.Error(err)})
		}
		place = string(found.Code)
	}
	return service, place, faults
}
