package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// registrarRoutes register whoever comes, and correct what is known of her.
var registrarRoutes = []Route{
	{Method: "POST", Path: "/hilos", Name: "search", Door: Within, Verb: "person.list", Kind: access.Person, handler: (*visit).searchPeople},
	{Method: "GET", Path: "/hilos/{code}/datos", Name: "amend", Door: Within, Verb: "person.amend", Kind: access.Person, handler: (*visit).amendPage},
	{Method: "POST", Path: "/hilos/{code}/datos", Name: "amend", Door: Within, Verb: "person.amend", Kind: access.Person, handler: (*visit).amend},
	{Method: "GET", Path: "/registrar", Name: "register", Door: Within, Verb: "person.register", Kind: access.Person, handler: (*visit).registerPage},
	{Method: "POST", Path: "/registrar", Name: "register", Door: Within, Verb: "person.register", Kind: access.Person, handler: (*visit).register},
	{Method: "POST", Path: "/registrar/parecidas", Name: "alike", Door: Within, Verb: "person.register", Kind: access.Person, handler: (*visit).alike},
	{Method: "POST", Path: "/registrar/lugares", Name: "places", Door: Within, Verb: "person.register", Kind: access.Person, handler: (*visit).placesLike},
}

// mostAlike is how many people she is shown who resemble somebody.
const mostAlike = 3

// longestNumber is how long the number of a form may be.
const longestNumber = 40

func registerPath(form string, step int) string {
	return withQuery("/registrar", url.Values{"f": {form}, "paso": {strconv.Itoa(step)}})
}

// registerPage shows a step of the form. Its number is in the address, so that
// going back comes to the form that was left; without a number it is the one that
// was not finished, or a new one.
func (v *visit) registerPage() error {
	query := v.r.URL.Query()
	form := query.Get("f")
	if form == "" || len(form) > longestNumber {
		form = v.unfinished()
	}
	d := v.draft(form)
	if typed := v.form("/registrar"); typed.Value("f") == form && d.Saved == "" {
		d.typed(typed.Values, stepFields[stepOf(typed.Value("paso"))-1])
	}
	if d.Saved != "" {
		return v.show(http.StatusOK, page.RegisteredBefore(v.view(), threadPath(d.Saved)))
	}
	return v.drawStep(http.StatusOK, d, stepOf(query.Get("paso")))
}

// stepOf reads which step of the form is meant; what is none is the first.
func stepOf(text string) int {
	step, err := strconv.Atoi(text)
	if err != nil || step < 1 || step > len(stepFields) {
		return 1
	}
	return step
}

// drawStep shows a step with what was typed, and whom she resembles beside the
// first.
func (v *visit) drawStep(status int, d draft, step int, faults ...page.Fault) error {
	show := page.RegisterShow{
		Form: d.form(faults...), Number: d.Form, Step: step, Explains: v.account.Name,
		Goes: len(d.Values) > 0 && !v.r.URL.Query().Has("f") && v.r.Method == http.MethodGet,
	}
	if step == 1 {
		alike, err := v.alikeTo(d)
		if err != nil {
			return err
		}
		show.Alike = alike
	}
	if step == 2 {
		var err error
		if show.Arrivals, err = v.arrivals(); err != nil {
			return err
		}
	}
	return v.show(status, page.Register(v.view(), show))
}

// arrivals are the programmes, and the places, in which her roles have her receive
// people.
func (v *visit) arrivals() (options []page.Option, err error) {
	ground, err := v.ground()
	if err != nil {
		return nil, err
	}
	for _, g := range v.actor.Grants {
		for _, p := range ground.Programmes {
			if g.Programme != "" && g.Programme != p.Value {
				continue
			}
			o := page.Option{Value: p.Value + " " + string(g.Place), Label: p.Label}
			if place, known := directory.PlaceOf(g.Place); known {
				o.Label += ", " + place.Name
			}
			if !slices.Contains(options, o) {
				options = append(options, o)
			}
		}
	}
	return options, nil
}

// alikeTo shows whom the woman of a draft resembles, but for those of whom she
// said that it is not they.
func (v *visit) alikeTo(d draft) (page.AlikeShow, error) {
	record, _ := v.record(d.Values)
	if record.Name.Empty() && len(record.Documents) == 0 && len(record.Phones) == 0 || v.Finder == nil {
		return page.AlikeShow{}, nil
	}
	var found []pathway.Alike
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		found, err = pathway.AlikeTo(v.ctx(), r, v.Vault, v.Finder, v.scope, record, mostAlike+len(d.Not))
		return err
	})
	if err != nil {
		return page.AlikeShow{}, err
	}
	found = slices.DeleteFunc(found, func(a pathway.Alike) bool { return slices.Contains(d.Not, a.Person.Root) })
	show := page.NewAlike(v.words, record, found[:min(len(found), mostAlike)])
	for i := range show.People {
		if show.People[i].Token, err = v.tokenOf(d.Form, found[i].Person.Root); err != nil {
			return show, err
		}
	}
	return show, nil
}

// tokenOf names somebody in a form without saying who she is: by a blind token
// that means nothing in any other form.
func (v *visit) tokenOf(form, root string) (string, error) {
	return v.Vault.Token(v.ctx(), v.actor.Organisation, "alike in "+form, root)
}

// alike answers with whom the woman resembles of whom so much is typed. It keeps
// nothing.
func (v *visit) alike() error {
	typed := v.r.PostForm
	d := v.draft(typed.Get("f"))
	d.Values = url.Values{}
	d.typed(typed, stepFields[0])
	show, err := v.alikeTo(d)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Alike(v.view(), show))
}

// placesLike answers with places whose name begins as what is typed.
func (v *visit) placesLike() error {
	const most = 8
	return v.show(http.StatusOK, page.PlacesLike(directory.FindPlaces(v.r.PostFormValue("place"), most)))
}

// register takes in a step of the form: it goes on, goes back, says who it is or
// is not, or keeps her.
func (v *visit) register() error {
	typed := v.r.PostForm
	if number := typed.Get("f"); number == "" || len(number) > longestNumber {
		return v.beginWith(typed.Get("texto"))
	}
	d, step := v.draft(typed.Get("f")), stepOf(typed.Get("paso"))
	if d.Saved != "" {
		return v.goTo(registerPath(d.Form, step))
	}
	if d.typed(typed, stepFields[step-1]); step == 1 {
		d.Review = false
	}
	if err := v.said(&d); err != nil {
		return err
	}
	if err := v.keepDraft(d); err != nil {
		return err
	}
	return v.onward(d, step)
}

// beginWith opens a form with what she searched for.
func (v *visit) beginWith(text string) error {
	d := draft{Form: formNumber(), Values: url.Values{}}
	for name, value := range guessed(text) {
		d.Values.Set(name, value)
	}
	if err := v.keepDraft(d); err != nil {
		return err
	}
	return v.goTo(registerPath(d.Form, 1))
}

// said notes what she says of those whom the woman resembles.
func (v *visit) said(d *draft) error {
	token := v.r.PostFormValue("no")
	if token == "" {
		return nil
	}
	root, err := v.meantBy(*d, token)
	if err == nil && root != "" {
		d.Not = append(d.Not, root)
	}
	return err
}

// meantBy returns the thread that a token of a form means, "" for none of those
// whom she resembles.
func (v *visit) meantBy(d draft, token string) (string, error) {
	record, _ := v.record(d.Values)
	root := ""
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		found, err := registry.New(v.Finder).Lookalikes(v.ctx(), r, v.Vault, v.scope, record)
		for _, l := range found {
			if err != nil || root != "" {
				break
			}
			var hers string
			if hers, err = v.tokenOf(d.Form, l.Person.Root); hers == token {
				root = l.Person.Root
			}
		}
		return err
	})
	return root, err
}

// onward is where a step leads.
func (v *visit) onward(d draft, step int) error {
	typed := v.r.PostForm
	switch {
	case typed.Get("do") == "discard":
		if err := v.dropDraft(d.Form); err != nil {
			return err
		}
		return v.goTo("/registrar")
	case typed.Get("do") == "back":
		return v.goTo(registerPath(d.Form, max(1, step-1)))
	case typed.Has("si"):
		root, err := v.meantBy(d, typed.Get("si"))
		if err != nil {
			return err
		}
		return v.keepNewcomer(d, step, root)
	case typed.Has("no"):
		return v.goTo(registerPath(d.Form, 1) + "#parecidas")
	}
	if faults := v.faultsOf(d, step); len(faults) > 0 {
		return v.drawStep(http.StatusUnprocessableEntity, d, step, faults...)
	}
	if waits, err := v.unanswered(&d, step); err != nil || waits {
		return err
	}
	if typed.Get("do") == "save" || step == len(stepFields) {
		return v.keepNewcomer(d, step, "")
	}
	return v.goTo(registerPath(d.Form, step+1))
}

// unanswered leads back to those whom she resembles while nothing was said of
// them. Whoever is not sure asks for a review, and goes on.
func (v *visit) unanswered(d *draft, step int) (bool, error) {
	if v.r.PostFormValue("do") == "review" {
		d.Review = true
		return false, v.keepDraft(*d)
	}
	if step != 1 || d.Review {
		return false, nil
	}
	alike, err := v.alikeTo(*d)
	if err != nil || len(alike.People) == 0 {
		return false, err
	}
	v.tell(page.Info, v.words.Count("web.registrar.answer", len(alike.People)))
	return true, v.goTo(registerPath(d.Form, 1) + "#parecidas")
}

// faultsOf are what is wrong with a step.
func (v *visit) faultsOf(d draft, step int) (faults []page.Fault) {
	_, all := v.record(d.Values)
	for _, f := range all {
		if slices.Contains(stepFields[step-1], f.Field) {
			faults = append(faults, f)
		}
	}
	if step == 2 && d.Values.Get("mate") != "" {
		if _, err := v.mate(d); err != nil {
			faults = append(faults, page.Fault{Field: "mate", Text: v.words.Text("web.registrar.mate_unknown")})
		}
	}
	if step == len(stepFields) {
		faults = append(faults, v.consentFaults(d)...)
	}
	return faults
}

// consentFaults refuse to keep somebody who does not want it, and consents of
// which nobody could say later how they were given.
func (v *visit) consentFaults(d draft) (faults []page.Fault) {
	if v.r.PostFormValue("do") == "save" {
		return nil // her consents are asked another day
	}
	if !slices.Contains(d.Values["consents"], registry.ForService) {
		faults = append(faults, page.Fault{Field: "consents", Text: v.words.Text("web.registrar.no_service")})
	}
	if len(d.Values["consents"]) > 0 && d.Values.Get("mode") == "" {
		faults = append(faults, page.Fault{Field: "mode", Text: v.words.Text("web.registrar.mode_missing")})
	}
	return faults
}

// mate is the thread of the woman with whom she lives, as far as the reader sees
// it.
func (v *visit) mate(d draft) (root string, err error) {
	code := d.Values.Get("mate")
	if code == "" {
		return "", nil
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		reached, err := registry.Reach(v.ctx(), r, v.scope, tidyCode(code))
		root = reached.Root
		return err
	})
	return root, err
}

// consentText is the version of the sentences by which consent is asked.
const consentText = "registro-1"

// keepNewcomer keeps whoever was registered, as she is or as somebody known: once,
// however often the form is sent.
func (v *visit) keepNewcomer(d draft, step int, is string) error {
	record, faults := v.record(d.Values)
	if len(faults) > 0 {
		return v.drawStep(http.StatusUnprocessableEntity, d, stepWith(faults, step), faults...)
	}
	mate, err := v.mate(d)
	if err != nil {
		return err
	}
	n := pathway.Newcomer{Record: record, Mate: mate, Kinship: d.Values.Get("kinship"), Answers: registry.Answers{Is: is, Not: d.Not, Unsure: d.Review}}
	for _, purpose := range d.Values["consents"] {
		n.Consents = append(n.Consents, registry.Consent{
			Purpose: purpose, TextVersion: consentText, Language: v.words.Lang(), Mode: d.Values.Get("mode"), Given: v.Desk.Today(),
		})
	}
	kept, err := v.welcome(d.Form, n)
	if trenza.KindOf(err) == trenza.Conflict || is == "" && trenza.KindOf(err) == trenza.Invalid {
		return v.refused(d, step, err)
	}
	if err != nil {
		return err
	}
	if err := v.keepDraft(draft{Form: d.Form, Saved: kept.Code}); err != nil {
		return err
	}
	return v.toThread(kept)
}

// refused shows a step again with why nothing was kept.
func (v *visit) refused(d draft, step int, err error) error {
	if trenza.KindOf(err) == trenza.Conflict {
		step = 1 // whom she resembles is asked there
	}
	return v.drawStep(http.StatusUnprocessableEntity, d, step, page.Fault{Text: v.words.Error(err)})
}

// stepWith is the first step that has one of some faults.
func stepWith(faults []page.Fault, otherwise int) int {
	for i, fields := range stepFields {
		if slices.ContainsFunc(faults, func(f page.Fault) bool { return slices.Contains(fields, f.Field) }) {
			return i + 1
		}
	}
	return otherwise
}

// welcomed is who was kept.
type welcomed struct {
	Code string `json:"code"` // of her thread
	New  bool   `json:"new"`  // nobody knew her
}

// welcome writes, once for each form.
func (v *visit) welcome(form string, n pathway.Newcomer) (welcomed, error) {
	return wrote(v, form, func(tx *journal.Tx) (welcomed, error) {
		known, err := v.Intake.Welcome(v.ctx(), tx, n, v.Desk.Today())
		if err != nil {
			return welcomed{}, err
		}
		code, err := registry.CodeOf(v.ctx(), tx, tx.Organisation(), known.Person.Root)
		return welcomed{code, known.New}, err
	})
}

// toThread leads to the thread of whoever was kept, where she may see it.
func (v *visit) toThread(kept welcomed) error {
	key := "web.registrar.completed"
	if kept.New {
		key = "web.registrar.registered"
	}
	v.tellGood(key, kept.Code)
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		_, err := registry.Reach(v.ctx(), r, v.scope, kept.Code)
		return err
	})
	if trenza.KindOf(err) == trenza.NotFound {
		return v.goTo("/")
	}
	if err != nil {
		return err
	}
	return v.goTo(threadPath(kept.Code))
}
