package web_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/web"
)

// ways are a few of all in which a page can be looked at: every two things of
// different kinds, a theme and a width, say, meet in one of them.
var ways = []way{
	{"es", "light", 320, 100},
	{"en", "dark", 320, 200},
	{"es", "dark", 390, 100},
	{"en", "light", 390, 200},
	{"es", "light", 1280, 200},
	{"en", "dark", 1280, 100},
}

// TestEveryPairOfWays holds ways to what they promise.
func TestEveryPairOfWays(t *testing.T) {
	met := make(map[string]bool)
	for _, w := range ways {
		parts := []string{w.language, w.theme, fmt.Sprint(w.width), fmt.Sprint(w.text)}
		for i, one := range parts {
			for _, other := range parts[i+1:] {
				met[one+" "+other] = true
			}
		}
	}
	if want := 3*2*3 + 3*2*2; len(met) != want { // a width with one of three twos, and each two with another
		t.Errorf("%d pairs meet, want %d: %v", len(met), want, met)
	}
}

// TestEveryPageIsForEverybody looks at each page in one of the ways, by turns:
// nothing keeps anybody out, nothing is said on the console, nothing is asked of
// anybody else, and nothing scrolls sideways. The demo is looked at in every way
// (screens_test.go).
func TestEveryPageIsForEverybody(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		g := one(t).gallery()
		for i, s := range sights {
			g.inspect(s, ways[i%len(ways)])
		}
	})
}

// seenElsewhere are routes that draw no page of their own, or one that other tests
// lead to: what they show depends on what was done before.
var seenElsewhere = []string{
	"GET /livez", "GET /readyz", "GET /static/", "GET /exit", "GET /me/awake", "GET /cifras/{programme}/datos",
	"GET /sign-in/code", "GET /wake", "GET /me/code", "GET /revisar/separar/{pair}", "GET /hoy/pasos/{step}", "GET /firmas/{asked}",
	"GET /listas/{programme}/{list}", "GET /listas/{programme}/{list}/avance", "GET /listas/{programme}/{list}/rechazadas",
	"GET /listas/{programme}/{list}/deshacer", "GET /talleres/{cohort}/mujeres/{enrolment}/certificado", "GET /comites/consejo/hoja/{programme}",
}

// TestEveryPageIsASight: a page that nobody looks at is found here.
func TestEveryPageIsASight(t *testing.T) {
	s := one(t)
	g := &gallery{tab: &tab{site: s}, places: s.peopled()}
	mux, seen := http.NewServeMux(), slices.Clone(seenElsewhere)
	for _, route := range web.Routes() {
		if route.Method == http.MethodGet {
			mux.HandleFunc("GET "+route.Path, http.NotFound)
		}
	}
	for _, one := range sights {
		r, err := http.NewRequestWithContext(s.Context(), http.MethodGet, s.origin+g.path(one), nil)
		s.must(err)
		_, pattern := mux.Handler(r)
		seen = append(seen, pattern)
	}
	for _, route := range web.Routes() {
		if pattern := "GET " + route.Path; route.Method == http.MethodGet && !slices.Contains(seen, pattern) {
			t.Errorf("nobody looks at %s: give it a line in sights (pages_test.go)", pattern)
		}
	}
}

// inspect looks at a page in a way.
func (g *gallery) inspect(s sight, w way) {
	g.Helper()
	whole := g.T
	whole.Run(s.name+", "+w.String(), func(t *testing.T) {
		g.T = t
		g.see(s, w)
		g.fits()
		g.accessible()
		g.picture(fmt.Sprintf("%s-%d-%s-%s-%d", s.name, w.width, w.theme, w.language, w.text))
	})
	g.T = whole
}

// TestTheDoorOfADemonstration and the page of a fault of ours are for everybody
// too.
func TestTheDoorOfADemonstration(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		demo := &web.Demo{}
		s := one(t, func(c *web.Config) {
			c.Demo = demo
			c.Checks = map[string]func(context.Context) error{"panics": func(context.Context) error { panic("ours") }}
		})
		for _, name := range []string{"Rosa Quispe", "Milagros Távara", "Odalys Fernández"} {
			demo.Staff = append(demo.Staff, web.DemoAccount{Account: s.rosa.ID, Name: name, Role: trenza.RoleCoordinator, Where: "Proyecto Alma Llanera, Tumbes"})
		}
		tab := s.tab()
		tab.open("/sign-in")
		tab.lookAround("demo")
		tab.open("/readyz")
		tab.lookAround("fault")
	})
}

// furnished fills the site with people and returns the paths that lead to them.
func (s *site) furnished() map[string]string {
	s.Helper()
	rosa := s.as(s.rosa)
	ana := s.join("ana",
		trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "2401", Until: "2020-12-31"},
		trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", From: "2020-08-01"})
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	second := s.join("lucia", administrator)
	token, err := s.Invite(s.Context(), rosa, invitation("Yorgelis Mendoza Rangel", trenza.Grant{Role: trenza.RoleCaseWorker}))
	s.must(err)
	members, err := s.Accounts(s.Context(), rosa)
	s.must(err)
	asked, err := s.AskRecovery(s.Context(), rosa, ana.ID)
	s.must(err)
	recovery, err := s.AgreeRecovery(s.Context(), s.as(second), asked)
	s.must(err)
	return map[string]string{
		"invitation": "/invitation/" + token, "recovery": "/recovery/" + recovery,
		"member": "/team/" + ana.ID, "invited": "/team/" + members[len(members)-1].ID,
	}
}

// secretPart is an id or a token in a path.
var secretPart = regexp.MustCompile(`/[A-Za-z0-9_-]{30,}`)

// everyWay opens a page and looks at it in both themes, on a phone and a desktop.
func (t *tab) everyWay(path string) {
	t.Helper()
	t.open(path)
	t.lookAround(strings.ReplaceAll("page"+secretPart.ReplaceAllString(path, ""), "/", "_"))
}

// lookAround looks at the page that is open.
func (t *tab) lookAround(name string) {
	t.Helper()
	t.size(320, 640, "light")
	t.fits()
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{390, 1280} {
			t.size(width, 844, theme)
			t.accessible()
			t.picture(fmt.Sprintf("%s-%d-%s", name, width, theme))
		}
	}
}
