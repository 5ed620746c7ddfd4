package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// checkRoutes are for whoever holds a certificate in her hand.
var checkRoutes = []Route{
	{Method: "GET", Path: "/comprobar/{certificate}", Name: "check", Door: Open, handler: (*visit).check},
}

// check says what a certificate proves, to anybody, and that there is none of every
// code that proves nothing, whatever the reason. Guesses are counted as those at
// links are.
func (v *visit) check() error {
	if err := v.knock(); err != nil {
		return err
	}
	var proof learning.Proof
	var valid bool
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		proof, valid, err = learning.Check(v.ctx(), r, v.Vault, v.r.PathValue("certificate"))
		return err
	})
	if err != nil {
		return err
	}
	view := v.outside()
	if !valid {
		view.Path = "/comprobar/-" // one page for every code that proves nothing
		return v.show(http.StatusNotFound, page.Unproven(view))
	}
	return v.show(http.StatusOK, page.Proven(view, proof))
}
