package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
)

// hired is a small demo with its staff.
func hired(t *testing.T) (*session, *house, []*programme.Definition) {
	t.Helper()
	s, clock := at(t, store.SQLite), openingDay()
	s.now = clock.now
	h := opened(t, s)
	var definitions []*programme.Definition
	for id, world := range map[string]cast.World{"alma-llanera": cast.AlmaLlanera(1, scaled(200)), "taller-reque": cast.TallerReque(1)} {
		played(t, s, h, id, world)
		d, _ := programme.Shipped(id)
		definitions = append(definitions, d)
	}
	if _, err := h.hire(s, definitions, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	clock.behind = 0
	return s, h, definitions
}

// The demo has somebody in each role of the house, and lets whoever pleases come
// in as any of them; where its mark is not, or is that of another installation,
// nobody comes in so.
func TestTheDemoLetsItsStaffIn(t *testing.T) {
	s, h, definitions := hired(t)
	demo, err := h.players(s)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(demo.Staff), len(cast.Staff("alma-llanera"))+len(cast.Staff("taller-reque"))-1; got != want {
		t.Errorf("%d are let in, want %d: everybody but whom nobody has let in yet", got, want)
	}
	for _, role := range trenza.Roles() {
		if !slices.ContainsFunc(demo.Staff, func(a web.DemoAccount) bool { return a.Role == role }) {
			t.Errorf("nobody is %s", role)
		}
	}
	if got := comesIn(t, s, h, demo.Staff[3].Account); got != http.StatusSeeOther {
		t.Errorf("by her button: %d", got)
	}
	if account, invented, err := h.invented(s, " Flor.Tumbes "); !invented || err != nil || account.Login != "flor.tumbes" {
		t.Errorf("on the command line: %+v %v %v", account, invented, err)
	}
	accompanied(t, s, h)
	if printed, err := s.printFirstLinks(h, pages{}, definitions); printed != 0 || err != nil {
		t.Errorf("%d first links, %v", printed, err)
	}
	if err := (verifyCommand{}).Run(s.keeping()); err != nil {
		t.Error(err)
	}
	elsewhere := at(t, store.SQLite)
	other := opened(t, elsewhere)
	mark, err := os.ReadFile(filepath.Join(s.Data, playersMark))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(elsewhere.Data, playersMark), mark, 0o600); err != nil {
		t.Fatal(err)
	}
	nobody(t, elsewhere, other, demo.Staff[3].Account)
	if err := os.Remove(filepath.Join(s.Data, playersMark)); err != nil {
		t.Fatal(err)
	}
	nobody(t, s, h, demo.Staff[3].Account)
}

// keeping is the same session at a command that keeps the installation whole.
func (s *session) keeping() *session {
	other := *s
	other.door = doorKeeping
	return &other
}

// comesIn presses the button of an account.
func comesIn(t *testing.T, s *session, h *house, account string) int {
	t.Helper()
	site, err := s.site(h, front{}, "http://localhost:8080")
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://localhost:8080/demo/"+account, nil)
	r.Header.Set("Origin", "http://localhost:8080")
	w := httptest.NewRecorder()
	site.Handler().ServeHTTP(w, r)
	return w.Code
}

func nobody(t *testing.T, s *session, h *house, account string) {
	t.Helper()
	if demo, err := h.players(s); demo != nil || err != nil {
		t.Errorf("%+v are let in, %v", demo, err)
	}
	if _, invented, err := h.invented(s, "flor.tumbes"); invented || err != nil {
		t.Errorf("on the command line: %v %v", invented, err)
	}
	if got := comesIn(t, s, h, account); got != http.StatusNotFound {
		t.Errorf("by a button: %d", got)
	}
}

// accompanied checks that the case worker has her women, one of whom agreed that
// she reads her other files.
func accompanied(t *testing.T, s *session, h *house) {
	t.Helper()
	account, _, err := h.invented(s, "luz.gestora")
	if err != nil {
		t.Fatal(err)
	}
	var women, agreed int
	err = h.data.Read(t.Context(), func(r store.Reader) error {
		people := make(map[string]bool)
		err := registry.EachAssignment(t.Context(), r, "care-peru", func(a registry.Assignment, _ int64) error {
			if a.Account == account.ID {
				people[a.Whose] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
		women = len(people)
		for person := range people {
			row, err := registry.RowOf(t.Context(), r, "care-peru", person, nil)
			if err != nil {
				return err
			}
			if row.Shared {
				agreed++
			}
		}
		return nil
	})
	if err != nil || women != 4 || agreed != 1 {
		t.Errorf("she accompanies %d, of whom %d agreed, %v", women, agreed, err)
	}
}
