package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// productRoutes are what a cohort makes and sells, and its own account.
var productRoutes = []Route{
	{Method: "GET", Path: "/talleres/{cohort}/productos", Name: "products", Door: Within, Verb: "attention.read", Kind: access.Attention, handler: (*visit).products},
	{Method: "POST", Path: "/talleres/{cohort}/productos", Name: "products", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).changeProducts},
}

// products shows the notebook of a cohort.
func (v *visit) products() error {
	form := v.form(page.ProductsPath(v.r.PathValue("cohort")))
	if form.Values == nil {
		query, today := v.r.URL.Query(), string(v.Desk.Today())
		form.Values = url.Values{"lot": {query.Get("lote")}, "do": {query.Get("anotar")}, "day": {today}}
	}
	return v.drawProducts(http.StatusOK, form)
}

func (v *visit) drawProducts(status int, form page.Form) error {
	show, err := v.made()
	if err != nil {
		return err
	}
	show.Form, show.Number = form, v.formNumberOf(form)
	return v.show(status, page.Products(v.view(), show))
}

// made is what the cohort of the address made and sold, as far as she sees it: the
// batches themselves only where she sees who is in the cohort.
func (v *visit) made() (show page.ProductsShow, err error) {
	show = page.ProductsShow{Today: v.Desk.Today(), Makers: make(map[string]registry.Face)}
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		if show.Cohort, show.Members, err = learning.Roster(v.ctx(), r, v.Vault, v.scope, v.r.PathValue("cohort")); err != nil {
			return err
		}
		c := show.Cohort.Cohort
		if show.Account, err = venture.OfWorkshop(v.ctx(), r, v.Vault, v.scope, c.Programme, c.ID, trenza.Period{}); err != nil || !show.Cohort.Detailed {
			return err
		}
		if show.Lots, err = venture.LotsOf(v.ctx(), r, v.scope, c.Programme, c.ID); err != nil {
			return err
		}
		slices.Reverse(show.Lots)
		return v.makers(r, show)
	})
	if err != nil {
		return show, err
	}
	show.Products = show.Cohort.Definition.MadeIn(show.Cohort.Training)
	if len(show.Products) == 0 {
		return show, v.nothing()
	}
	show.Mine = slices.DeleteFunc(slices.Clone(show.Products), func(p programme.Product) bool { return !v.makes(show.Cohort, p) })
	return show, nil
}

// makes reports whether she may write down what a cohort made of a product.
func (v *visit) makes(c learning.View, p programme.Product) bool {
	s := v.scope.Service(c.Programme, p.Service)
	return c.Detailed && v.scope.May("attention.give", access.Row{
		Kind: access.Attention, Class: s.Class, Programme: c.Programme, Service: s.ID, Field: s.Field, Place: c.Place,
	}) == nil
}

// makers are whoever made a batch by herself.
func (v *visit) makers(r store.Reader, show page.ProductsShow) error {
	for _, l := range show.Lots {
		if _, known := show.Makers[l.Person]; known || l.Person == "" {
			continue
		}
		root, err := registry.RootOf(v.ctx(), r, v.actor.Organisation, l.Person)
		if err != nil {
			return err
		}
		if show.Makers[l.Person], err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, root); err != nil {
			return err
		}
	}
	return nil
}

// changeProducts writes into the notebook what its form says.
func (v *visit) changeProducts() error {
	show, err := v.made()
	if err != nil {
		return err
	}
	act, known := productActs[v.r.PostFormValue("do")]
	if !known || len(show.Mine) == 0 {
		return v.nothing()
	}
	t := &entry{visit: v}
	do := act(t, show)
	form := v.typedForm()
	if form.Faults = t.faults; len(t.faults) > 0 {
		return v.drawProducts(http.StatusUnprocessableEntity, form)
	}
	if err := v.write(do); err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawProducts(status, form)
	}
	v.tellGood("web.product.noted")
	return v.goTo(page.ProductsPath(show.Cohort.Code))
}

// productActs read what a form of the notebook says, and return what is to be
// written.
var productActs = map[string]func(*entry, page.ProductsShow) func(*journal.Tx) error{
	"make": func(t *entry, show page.ProductsShow) func(*journal.Tx) error {
		b := venture.Batch{
			Cohort: show.Cohort.ID, Product: t.text("product"), Day: t.day("day"), Units: t.count("units"), Minutes: t.minutes("hours"),
			Material: t.money("material"), Price: t.money("price"),
		}
		if i := slices.IndexFunc(show.Members, func(m learning.Member) bool { return m.Enrolment.ID == t.text("maker") }); i >= 0 {
			b.Person = show.Members[i].Enrolment.Root
		}
		return func(tx *journal.Tx) error {
			_, err := pathway.Make(t.ctx(), tx, b)
			return err
		}
	},
	"use": func(t *entry, show page.ProductsShow) func(*journal.Tx) error {
		u := venture.Use{
			Batch: t.text("lot"), How: t.text("how"), Day: t.day("day"), Units: t.count("units"), Amount: t.money("amount"),
		}
		return func(tx *journal.Tx) error {
			if !show.Has(u.Batch) {
				return t.nothing()
			}
			_, err := venture.Dispose(t.ctx(), tx, u)
			return err
		}
	},
	"unmake": func(t *entry, show page.ProductsShow) func(*journal.Tx) error {
		return func(tx *journal.Tx) error {
			if !show.Has(t.text("lot")) {
				return t.nothing()
			}
			return venture.WithdrawBatch(t.ctx(), tx, t.text("lot"))
		}
	},
	"line": func(t *entry, show page.ProductsShow) func(*journal.Tx) error {
		l := venture.Line{
			Cohort: show.Cohort.ID, Service: show.Mine[0].Service, How: t.text("side"), Day: t.day("day"), Amount: t.money("amount"), For: t.text("for"),
		}
		return func(tx *journal.Tx) error {
			_, err := pathway.NoteLine(t.ctx(), tx, l)
			return err
		}
	},
	"unline": func(t *entry, show page.ProductsShow) func(*journal.Tx) error {
		return func(tx *journal.Tx) error {
			if !slices.ContainsFunc(show.Account.Lines, func(l venture.Line) bool { return l.ID == t.text("line") }) {
				return t.nothing()
			}
			return venture.WithdrawLine(t.ctx(), tx, t.text("line"))
		}
	},
}
