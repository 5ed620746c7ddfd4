//go:build screens

package web_test

import (
	"cmp"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/page"
)

// TestTheDemo looks at every page of a demo that is being served (TRENZA_DEMO is
// its address) in every language, theme, width and size of letters, and keeps
// pictures of them in the folder TRENZA_GALLERY. It exists for make screens alone:
// continuous integration looks at every pair of ways (TestEveryPageIsForEverybody).
//
// A page is opened once in each language. In what remains of its ways the same page
// stands in another window, as when somebody turns her phone.
func TestTheDemo(t *testing.T) {
	address, folder := os.Getenv("TRENZA_DEMO"), os.Getenv("TRENZA_GALLERY")
	if address == "" || folder == "" {
		t.Fatal("TRENZA_DEMO is the address of the demo, and TRENZA_GALLERY where pictures go: see scripts/screens.sh")
	}
	looked := pagesToLookAt(t)
	places := demoPlaces(t, address, looked)
	for _, language := range locale.Languages() {
		t.Run(language, func(t *testing.T) {
			waiting := make(chan sight, len(looked))
			for _, s := range looked {
				waiting <- s
			}
			close(waiting)
			for n := range runtime.NumCPU() {
				t.Run(fmt.Sprint("window ", n), func(t *testing.T) {
					t.Parallel()
					for s := range waiting {
						t.Run(s.name, func(t *testing.T) { demoGallery(t, address, places).inEveryWay(s, language, folder) })
					}
				})
			}
		})
	}
	index(t, folder)
}

// pagesToLookAt are all, or those that TRENZA_PAGES names, for whoever is drawing one.
func pagesToLookAt(t *testing.T) []sight {
	t.Helper()
	names := strings.Fields(os.Getenv("TRENZA_PAGES"))
	chosen := slices.DeleteFunc(slices.Clone(sights), func(s sight) bool { return len(names) > 0 && !slices.Contains(names, s.name) })
	if len(chosen) == 0 {
		t.Fatalf("no page is called %q", names)
	}
	return chosen
}

// demoGallery is a demo that is being served at an address.
func demoGallery(t *testing.T, address string, places map[string]string) *gallery {
	s := &site{T: t, origin: address}
	return &gallery{tab: s.tab(), enter: s.plays, visitors: make(map[string]*browser), places: places}
}

// inEveryWay looks at a page in every theme, width and size of letters.
func (g *gallery) inEveryWay(s sight, language, folder string) {
	g.Helper()
	g.see(s, way{language, "light", 1280, 100})
	g.isThere(s)
	for _, width := range []int64{1280, 390, 320} {
		for _, theme := range []string{"light", "dark"} {
			for _, text := range []int{100, 200} {
				w := way{language, theme, width, text}
				g.turn(w)
				if g.fits(); !g.Failed() {
					g.accessible()
				}
				if g.Failed() {
					g.Fatalf("in %s", w)
				}
				g.keep(s, w, folder)
			}
		}
	}
}

// isThere expects the page itself, in few bytes, and waits until all of it has come: figures and
// pictures that take long to count come after it.
func (g *gallery) isThere(s sight) {
	g.Helper()
	b := g.visitor(s.who)
	b.header.Set("Sec-Fetch-Site", "same-origin")
	a, weight := b.weigh(g.path(s))
	if a.status >= http.StatusBadRequest && s.path != "/nowhere" || weight > laterPage {
		g.Fatalf("%s is answered %d, in %d bytes: %s", g.path(s), a.status, weight, a.text())
	}
	for range 600 {
		if !look[bool](g.tab, `document.querySelector("[data-waiting]:not([hidden]), [data-counting]:not(form)") !== null`) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	g.Fatalf("%s never ends to come", g.path(s))
}

// turn puts the page that is open into the window of a way.
func (g *gallery) turn(w way) {
	g.Helper()
	g.size(w.width, 844, w.theme)
	g.letters(w.text)
}

type linkedPlace struct{ name, who, from, link string }

const number, code = `/[0-9a-f-]{36}`, `/[0-9A-Z-]{11}`

// linkedPlaces say where the demo has what the paths of sights name: the first link
// of its kind on a page that somebody of a role opens, which may be a place that was
// found before.
var linkedPlaces = []linkedPlace{
	{"{thread}", "Milagros Távara", "/", `href="(/hilos` + code + `)"`},
	{"{client}", trenza.RolePsychologist, "/", `href="(/hilos` + code + `)"`},
	{"{own}", trenza.RoleParticipant, "/", `href="(/hilos` + code + `)"`},
	{"{member}", trenza.RoleAdministrator, "/team", `href="(/team` + number + `)"[^>]*>[^<]*Luz`},
	{"{invited}", trenza.RoleAdministrator, "/team", `href="(/team` + number + `)"[^>]*>[^<]*Yoselin`},
	{"{invitation}", trenza.RoleAdministrator, "/team", `href="(/team` + number + `)"[^>]*>[^<]*Yoselin`},
	{"{recovery}", trenza.RoleAdministrator, "/team", `href="(/team` + number + `)"[^>]*>[^<]*Elena`},
	{"{committee}", trenza.RoleFacilitator, "/comites", `href="(/comites` + number + `)"`},
	{"{replica}", trenza.RoleFacilitator, "/replicas", `href="(/replicas` + number + `)"`},
	{"{workshop}", trenza.RoleFacilitator, "/talleres", `href="(/talleres` + code + `)"[^>]*>[^<]*Primer`},
	{"{roll}", "María Effio", "/", `href="(/talleres` + code + `/sesiones` + number + `)"`},
	{"{enrolled}", trenza.RoleFacilitator, "{workshop}", `href="(/talleres` + code + `/mujeres` + number + `)"`},
	{"{certificate}", trenza.RoleFacilitator, "{workshop}", `(?s)id="certificates".*?class="mono">(` + code[1:] + `)<`},
	{"{venture}", trenza.RoleRegistrar, "/negocios", `href="(/hilos` + code + `/negocio)[?]`},
	{"{business}", trenza.RoleRegistrar, "/negocios?estado=applied", `href="(/hilos` + code + `/negocio[?]negocio=[0-9a-f-]{36})"`},
	{"{activity}", trenza.RoleOutreach, "/actividades", `href="(/actividades` + number + `)"`},
	{"{pair}", trenza.RoleRegistrar, "/revisar", `href="(/revisar` + code + `)"`},
	{"{part}", trenza.RoleRegistrar, "/revisar?show=settled", `href="(/revisar` + code + `)"`},
	{"{row}", trenza.RoleRegistrar, "/revisar", `href="(/revisar/filas` + code + `)"`},
	{"{picture}", trenza.RoleMonitoring, "/cifras/alma-llanera", `/cifras/alma-llanera/(juntas|regiones|edades)`},
	{"{indicator}", trenza.RoleMonitoring, "/cifras/alma-llanera", `/cifras/alma-llanera/([a-z_0-9]+)/filas`},
	{"{publication}", trenza.RoleMonitoring, "/publicaciones", `href="(/publicaciones/[^"/?]+)"`},
}

// isSought reports whether a page that is looked at, or the way to one, is at a place.
func isSought(place string, looked []sight) bool {
	return slices.ContainsFunc(looked, func(s sight) bool { return strings.Contains(s.path, place) }) ||
		slices.ContainsFunc(linkedPlaces, func(p linkedPlace) bool { return p.from == place && isSought(p.name, looked) })
}

// demoPlaces finds where the pages are. What the demo has nothing of is a page that
// nobody would look at: that fails.
func demoPlaces(t *testing.T, address string, looked []sight) map[string]string {
	t.Helper()
	s := &site{T: t, origin: address}
	places := make(map[string]string)
	for _, p := range linkedPlaces {
		if !isSought(p.name, looked) {
			continue
		}
		b := s.plays(p.who)
		from := p.from
		if place, found := places[from]; found {
			from = place
		}
		a := b.get(from)
		if a.leads() != "" {
			a = b.get(a.leads())
		}
		found := regexp.MustCompile(p.link).FindStringSubmatch(a.body)
		if found == nil {
			t.Fatalf("%s: %s has no %s:\n%s", p.name, p.from, p.link, a.text())
		}
		places[p.name] = found[1]
	}
	if certificate, found := places["{certificate}"]; found {
		places["{certificate}"] = "/comprobar/" + certificate
	}
	places["{business}"] = strings.Replace(places["{business}"], "?negocio=", "/", 1)
	places["{part}"] = strings.Replace(places["{part}"], "/revisar/", "/revisar/separar/", 1) // from the pair that led there
	s.handsOver(places)
	return places
}

// handsOver asks for the links that are shown once, of the accounts that stand in their
// places so far: an invitation, and a recovery, on which two administrators agree.
func (s *site) handsOver(places map[string]string) {
	s.Helper()
	one, other := s.plays("Rosa Huamán"), s.plays("Carmen Zegarra")
	link := func(a answer) string {
		found := regexp.MustCompile(regexp.QuoteMeta(s.origin) + `(/(?:invitation|recovery)/[A-Za-z0-9_-]+)`).FindStringSubmatch(a.text() + a.body)
		if found == nil {
			s.Fatalf("no link was handed over: %d %s", a.status, a.text())
		}
		return found[1]
	}
	if invited := places["{invitation}"]; invited != "" {
		places["{invitation}"] = link(one.post(invited+"/invite", nil))
	}
	if lost := places["{recovery}"]; lost != "" {
		one.post(lost+"/recovery", nil)
		places["{recovery}"] = link(other.post(regexp.MustCompile(lost+`/recovery`+number).FindString(other.get(lost).body), nil))
	}
}

// playing are those who look at the pages of a role in the demo where it is not the
// first who has it: the facilitator of the workshop that has committees.
var playing = map[string]string{trenza.RoleFacilitator: "Delia Custodio"}

// plays is a browser in which somebody of the demo's cast has come in by her
// button: the first in a role, or whoever is called so.
func (s *site) plays(who string) *browser {
	s.Helper()
	who = cmp.Or(playing[who], who)
	b := s.browser()
	tree, err := html.Parse(strings.NewReader(b.get("/sign-in").body))
	s.must(err)
	role := page.RoleName(locale.For("es"), who) + " ·"
	hers := func(text string) bool { return text == who || strings.HasPrefix(text+" ·", role) }
	for line := range tree.Descendants() {
		if line.Data != "li" || !slices.ContainsFunc(words(line), hers) {
			continue
		}
		for form := range line.Descendants() {
			if form.Data != "form" {
				continue
			}
			if a := b.post(attribute(form, "action"), nil); a.status != http.StatusSeeOther {
				s.Fatalf("%s: %d %s", who, a.status, a.text())
			}
			return b
		}
	}
	s.Fatalf("nobody in the demo is %s", who)
	return nil
}

// words are the texts within an element.
func words(e *html.Node) (all []string) {
	for n := range e.Descendants() {
		if n.Type == html.TextNode {
			all = append(all, strings.TrimSpace(n.Data))
		}
	}
	return all
}

func attribute(e *html.Node, key string) string {
	i := slices.IndexFunc(e.Attr, func(a html.Attribute) bool { return a.Key == key })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Val
}
