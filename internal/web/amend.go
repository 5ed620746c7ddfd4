package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// amended is the record that a page corrects, and the others of its thread.
func (v *visit) amended() (p *registry.Person, others []string, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		if p, err = registry.FindByCode(v.ctx(), r, v.Vault, v.actor.Organisation, tidyCode(v.r.PathValue("code"))); err != nil {
			return err
		}
		permitted, err := registry.Permits(v.ctx(), r, v.scope, "person.amend", p.ID)
		if err == nil && (!permitted || p.Forgotten) {
			err = v.nothing()
		}
		if err != nil {
			return err
		}
		records, err := registry.Thread(v.ctx(), r, v.actor.Organisation, p.Root)
		for _, id := range records {
			if err != nil || id == p.ID {
				continue
			}
			var code string
			code, err = registry.CodeOf(v.ctx(), r, v.actor.Organisation, id)
			others = append(others, code)
		}
		return err
	})
	return p, others, err
}

// amendPage shows what a record says, to be corrected.
func (v *visit) amendPage() error {
	p, others, err := v.amended()
	if err != nil {
		return err
	}
	form := v.form(v.r.URL.Path)
	if form.Values == nil {
		form.Values = written(p)
	}
	return v.drawAmend(http.StatusOK, p, others, form)
}

func (v *visit) drawAmend(status int, p *registry.Person, others []string, form page.Form) error {
	number := form.Value("form")
	if number == "" {
		number = formNumber()
	}
	return v.show(status, page.Amend(v.view(), page.AmendShow{
		Form: form, Number: number, Path: threadPath(p.Code), Name: page.Called(p), Others: others,
	}))
}

// amend keeps what a record says from now on.
func (v *visit) amend() error {
	p, others, err := v.amended()
	if err != nil {
		return err
	}
	typed := draft{Values: make(map[string][]string)}
	typed.typed(v.r.PostForm, slices.Concat(stepFields[0], stepFields[1], stepFields[2], []string{"reason", "form"}))
	record, faults := v.record(typed.Values)
	if typed.Values.Get("reason") == "" {
		faults = append(faults, page.Fault{Field: "reason", Text: v.words.Text("web.missing.reason")})
	}
	if len(faults) > 0 {
		return v.drawAmend(http.StatusUnprocessableEntity, p, others, typed.form(faults...))
	}
	record = asBefore(p, record, typed.Values.Get("place"))
	asked, err := wrote(v, v.formSent(), func(tx *journal.Tx) (int, error) {
		known, err := v.Intake.Registry.Amend(v.ctx(), tx, p.ID, record, typed.Values.Get("reason"))
		return known.Asked, err
	})
	if trenza.KindOf(err) == trenza.Invalid {
		return v.drawAmend(http.StatusUnprocessableEntity, p, others, typed.form(page.Fault{Text: v.words.Error(err)}))
	}
	if err != nil {
		return err
	}
	if asked > 0 {
		v.tell(page.Warn, v.words.Count("web.registrar.amended_asked", asked))
	} else {
		v.tellGood("web.registrar.amended")
	}
	return v.goTo(threadPath(p.Code))
}

// asBefore keeps what a form does not ask for, and what it says in other words:
// papers beyond those that it shows, who issued them, a birth as it was known.
func asBefore(p *registry.Person, r registry.Record, place string) registry.Record {
	id := p.Identity
	for i, d := range r.Documents {
		for _, known := range id.Documents {
			if known.Type == d.Type && strings.EqualFold(known.Number, d.Number) {
				known.Expires = d.Expires
				r.Documents[i] = known
			}
		}
	}
	r.Documents = append(r.Documents, id.Documents[min(papers, len(id.Documents)):]...)
	r.Phones = append(r.Phones, id.Phones[min(2, len(id.Phones)):]...)
	if page.BornText(r.Birth) == page.BornText(id.Birth) && (r.Birth.Basis == id.Birth.Basis || id.Birth.Basis == "") {
		r.Birth = id.Birth
	}
	if written(p).Get("place") == place {
		r.Address = id.Address
	}
	return r
}
