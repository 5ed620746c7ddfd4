package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/web/page"
)

// system shows every part that pages are put together from, in every state that
// it has: the drawing that all pages are held against.
func (v *visit) system() error {
	return v.show(http.StatusOK, page.System(v.view()))
}
