package web_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/web"
)

// warming is an engine whose index is not there yet.
type warming struct {
	reach.Engine
	there atomic.Bool
}

func (e *warming) Count(ctx context.Context, scope access.Scope, q reach.Question) (reach.Answer, error) {
	if !e.there.Load() {
		return reach.Answer{}, &trenza.Problem{Kind: trenza.Unavailable, Key: "reach.being_counted", Args: []any{"43"}}
	}
	return e.Engine.Count(ctx, scope, q)
}

// While the rows are being counted the figures say so and how far that is, and Hoy
// goes on without them. Neither remembers it.
func TestFiguresWhileTheRowsAreBeingCounted(t *testing.T) {
	engine := &warming{}
	s := one(t, func(c *web.Config) {
		engine.Engine = c.Engine
		c.Engine = engine
	})
	s.counted(24)
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	b := s.in("marta")
	for _, path := range []string{"/cifras/alma-llanera", "/cifras/alma-llanera/corte"} {
		b.shows(b.get(path), http.StatusServiceUnavailable, "Vuelve en unos segundos: se están contando las filas, 43 de cada 100")
	}
	b.shows(b.get("/"), http.StatusOK, "Hoy")
	b.shows(b.get("/hoy/cifras"), http.StatusOK, "")
	s.web.Wait()
	engine.there.Store(true)
	b.shows(b.get("/hoy/cifras"), http.StatusOK, "Junio, hasta hoy")
	b.shows(b.get("/cifras/alma-llanera/corte"), http.StatusOK, "cerca de 20 personas distintas")
}
