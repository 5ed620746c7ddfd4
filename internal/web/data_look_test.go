package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/worldtest"
)

// dataPages fills the site with women and figures, and returns the pages that
// show them, by the login of whoever they are shown to.
func (s *site) dataPages() map[string][]string {
	s.Helper()
	lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist}, trenza.Grant{Role: trenza.RoleRegistrar})
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	s.join("elsa", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "2401"})
	h := s.yusmary(lucia)
	s.join("yusmary", trenza.Grant{Role: trenza.RoleParticipant, Person: h.ID})
	s.counted(24)
	for n := range 24 {
		s.world.Give(worldtest.Numbered(n), "informacion_vbg", worldtest.Delivered("2020-05-02", "130101"))
	}
	s.freeze(false)
	code := s.freeze(true, reach.ByRegion)
	return map[string][]string{
		"marta": {"/hilos", "/hilos?q=", "/cifras", "/cifras/alma-llanera?by=region", "/cifras/alma-llanera?from=ayer", "/listas",
			"/cifras/alma-llanera/corte", "/cifras/alma-llanera/juntas", "/cifras/alma-llanera/congelar",
			"/publicaciones", "/publicaciones/" + code, "/publicaciones/" + code + "/hoy"},
		"lucia":   {h.path, "/listas/alma-llanera/sacar?kind=personas&from=x"},
		"odalys":  {h.path + "/visto"},
		"yusmary": {"/", h.path},
		"elsa":    {"/cifras/alma-llanera?by=quarter"},
	}
}

// TestDataPagesArePlain: nothing inline, no address but ours, the headers of every
// answer, and a window that names nobody.
func TestDataPagesArePlain(t *testing.T) {
	s := one(t)
	for login, paths := range s.dataPages() {
		b := s.in(login)
		for _, path := range paths {
			a := b.get(path)
			s.plain(path, a)
			guarded(t, path, a)
			title, _, _ := strings.Cut(titleOf(a), " ·")
			if allowed := "Hoy Personas Tu hilo Resultados Listas Publicado"; !strings.Contains(allowed, title) || a.status == http.StatusNotFound {
				t.Errorf("%s: %d, and the window is called %q", path, a.status, titleOf(a))
			}
		}
	}
}
