package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// programmeRoutes show what the programmes offer and count, and bring a new
// version of one into use.
var programmeRoutes = []Route{
	{Method: "GET", Path: "/programas", Name: "programmes", Door: Within, Verb: "programme.read", Kind: access.Definition, handler: (*visit).definitions},
	{Method: "GET", Path: "/programas/{programme}", Name: "programme", Door: Within, Verb: "programme.read", Kind: access.Definition, handler: (*visit).definition},
	{Method: "GET", Path: "/programas/{programme}/version", Name: "new-version", Door: Within, Verb: "programme.adopt", Kind: access.Definition, handler: (*visit).versionPage},
	{Method: "POST", Path: "/programas/{programme}/version", Name: "new-version", Door: Within, Verb: "programme.adopt", Kind: access.Definition, handler: (*visit).tryVersion},
	{Method: "POST", Path: "/programas/{programme}/uso", Name: "adopt", Door: Within, Verb: "programme.adopt", Kind: access.Definition, handler: (*visit).adopt},
}

// definitions lists the programmes in use whose definition she may read.
func (v *visit) definitions() error {
	some, err := v.defined("programme.read")
	if err != nil {
		return err
	}
	if len(some) == 1 {
		return v.goTo("/programas/" + some[0].ID)
	}
	return v.show(http.StatusOK, page.Programmes(v.view(), page.ProgrammesShow{
		Title: "web.room.programmes", Under: "web.programme.which", Path: "/programas/", All: some,
	}))
}

// defined are the programmes in use on which she may use a verb.
func (v *visit) defined(verb string) (some []*programme.Definition, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := v.programmes(r, v.actor.Organisation)
		some = slices.DeleteFunc(all, func(d *programme.Definition) bool {
			return access.May(v.actor, verb, access.Row{Kind: access.Definition, Class: trenza.P1, Programme: d.ID}) != nil
		})
		return err
	})
	return some, err
}

// inUse is the programme of the address, if she may use a verb on it. Any other is
// not there.
func (v *visit) inUse(verb string) (*programme.Definition, error) {
	some, err := v.defined(verb)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(some, func(d *programme.Definition) bool { return d.ID == v.r.PathValue("programme") })
	if i < 0 {
		return nil, v.nothing()
	}
	return some[i], nil
}

// definition says in words what a programme offers and counts.
func (v *visit) definition() error {
	d, err := v.inUse("programme.read")
	if err != nil {
		return err
	}
	adopts := access.May(v.actor, "programme.adopt", access.Row{Kind: access.Definition, Class: trenza.P1, Programme: d.ID}) == nil
	return v.show(http.StatusOK, page.Definition(v.view(), page.NewDefinition(v.words, d, adopts)))
}

func versionPath(d *programme.Definition) string { return "/programas/" + d.ID + "/version" }

// versionPage shows the file in use, to be changed.
func (v *visit) versionPage() error {
	d, err := v.inUse("programme.adopt")
	if err != nil {
		return err
	}
	form := v.form(versionPath(d))
	if form.Values == nil {
		form.Values = map[string][]string{"text": {string(d.Text)}}
	}
	return v.show(http.StatusOK, page.Version(v.view(), page.VersionShow{Programme: d, Form: form}))
}

// tryVersion checks a file and says what it would change, in the definition and in
// the figures. Nothing of it lands.
func (v *visit) tryVersion() error {
	d, err := v.inUse("programme.adopt")
	if err != nil {
		return err
	}
	show := page.VersionShow{Programme: d, Form: v.typedForm()}
	then, faulty, err := v.typedDefinition(d, &show)
	if err != nil {
		return err
	}
	if faulty {
		return v.show(http.StatusUnprocessableEntity, page.Version(v.view(), show))
	}
	trial, err := v.reporter().Try(v.ctx(), v.actor, v.narrowed(d), d, then, func(tx *journal.Tx) error { return pathway.Adopt(v.ctx(), tx, then) })
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		show.Form = form
		return v.show(status, page.Version(v.view(), show))
	}
	show.Trial = page.NewTrial(v.words, d, then, trial)
	return v.show(http.StatusOK, page.Version(v.view(), show))
}

// adopt brings the file into use.
func (v *visit) adopt() error {
	d, err := v.inUse("programme.adopt")
	if err != nil {
		return err
	}
	show := page.VersionShow{Programme: d, Form: v.typedForm()}
	then, faulty, err := v.typedDefinition(d, &show)
	if err != nil {
		return err
	}
	if !faulty {
		err = v.write(func(tx *journal.Tx) error { return pathway.Adopt(v.ctx(), tx, then) })
		if err == nil {
			v.tellGood("web.programme.adopted", then.Version)
			return v.goTo("/programas/" + d.ID)
		}
		if show.Form, _, err = v.faulty(err); err != nil {
			return err
		}
	}
	return v.show(http.StatusUnprocessableEntity, page.Version(v.view(), show))
}

// typedDefinition reads the file that was typed. What is wrong with it stands in
// show afterwards.
func (v *visit) typedDefinition(d *programme.Definition, show *page.VersionShow) (then *programme.Definition, faulty bool, err error) {
	text := strings.ReplaceAll(v.r.PostFormValue("text"), "\r\n", "\n") // as browsers send lines
	show.Form.Values.Set("text", text)
	then, err = programme.ParseWith(d.ID+".yaml", []byte(text), directory.CheckPlace)
	if err != nil {
		show.Mistakes = page.MistakesOf(v.words, err)
		if len(show.Mistakes) == 0 {
			return nil, false, err
		}
		show.Form.Faults = []page.Fault{{Field: "text", Text: v.words.Count("web.programme.mistakes", len(show.Mistakes))}}
		return nil, true, nil
	}
	switch {
	case then.ID != d.ID || then.Runs() != d.Runs():
		show.Form.Faults = []page.Fault{{Field: "text", Text: v.words.Text("web.programme.other", d.ID, d.Runs())}}
	case then.Hash == d.Hash:
		show.Form.Faults = []page.Fault{{Field: "text", Text: v.words.Text("web.programme.same")}}
	case then.Version <= d.Version:
		show.Form.Faults = []page.Fault{{Field: "text", Text: v.words.Text("web.programme.version", d.Version+1)}}
	}
	return then, len(show.Form.Faults) > 0, nil
}
