package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/worldtest"
)

// Hoy tells whoever facilitates when to ask how a business goes, and the case worker
// who accompanies its owner that she should be asked, alone, whether she is safe.
func TestTodayTellsOfBusinesses(t *testing.T) {
	s := one(t)
	p := s.world.Give(worldtest.Numbered(20), "emprendimiento", worldtest.Delivered("2020-03-04", "240101")).Person
	s.join("facilita", trenza.Grant{Role: trenza.RoleFacilitator})
	worker := s.join("gestora", trenza.Grant{Role: trenza.RoleCaseWorker})
	s.must(s.Journal.Write(s.Context(), s.world.Actor, func(tx *journal.Tx) error {
		if err := registry.Assign(s.Context(), tx, p.ID, worker.ID, "2020-03-04"); err != nil {
			return err
		}
		v, err := venture.Begin(s.Context(), tx, venture.Venture{Programme: "alma-llanera", Person: p.ID, Place: "240101", Starts: "2020-03-01", Name: "Tortas"})
		if err != nil {
			return err
		}
		_, err = venture.Ask(s.Context(), tx, venture.Visit{
			Venture: v.ID, Month: 1, Day: "2020-05-20", Operating: venture.Operating, Aside: venture.Aside{Reaction: venture.Tension},
		})
		return err
	}))
	visit, safety := "Pregúntale cómo va su negocio: mes 3", "Pregúntale a solas si está a salvo"
	for login, want := range map[string]string{"facilita": visit, "gestora": safety} {
		home := s.in(login).get("/")
		for _, says := range []string{visit, safety} {
			if strings.Contains(home.text(), says) != (says == want) || home.status != http.StatusOK {
				t.Errorf("%s: %q in\n%s", login, says, home.text())
			}
		}
	}
}
