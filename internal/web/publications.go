package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// publications lists the frozen sets that she may read, the latest first.
func (v *visit) publications() error {
	sets, err := v.reporter().Frozen(v.ctx(), v.scope, "")
	if err != nil {
		return err
	}
	awaited, err := v.awaited()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Publications(v.view(), sets, awaited))
}

// publication shows a frozen set as it was printed.
func (v *visit) publication() error {
	f, err := v.reporter().FrozenAs(v.ctx(), v.scope, tidyCode(v.r.PathValue("code")))
	if err != nil {
		return err
	}
	show := page.PublicationShow{Frozen: f, Compares: v.reaches("publication.recompute", access.Publication)}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		d, err := programme.FindVersion(v.ctx(), r, f.Organisation, f.Programme, f.Definition, f.DefinitionHash)
		if err == nil {
			show.Lines = f.Lines(v.words.Lang(), d)
		}
		return err
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Publication(v.view(), show))
}
