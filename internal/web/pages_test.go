package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/web/page"
	"github.com/trenza/trenza/internal/worldtest"
)

// sight is a page, and as whom it is looked at: a role, or "" before anybody has
// signed in. What a path holds in braces is found by its name, in the world of a
// test (site.peopled) or in the demo (screens_test.go).
type sight struct{ name, who, path string }

// sights are the pages of the office. A new page joins by one line.
var sights = []sight{
	{"entrar", "", "/sign-in"},
	{"invitacion", "", "{invitation}"},
	{"recuperar", "", "{recovery}"},
	{"no-esta", "", "/nowhere"},
	{"comprobar", "", "{certificate}"},

	{"hoy", trenza.RoleCoordinator, "/"},
	{"cifras-de-hoy", trenza.RoleCoordinator, "/hoy/cifras"},
	{"personas", trenza.RoleRegistrar, "/hilos"},
	{"hilo", trenza.RoleRegistrar, "{thread}"},
	{"registrar", trenza.RoleRegistrar, "/registrar"},
	{"datos", trenza.RoleRegistrar, "{thread}/datos"},
	{"anotar", trenza.RoleRegistrar, "{thread}/anotar"},
	{"visto", trenza.RoleDataOfficer, "{thread}/visto"},
	{"mi-hilo", trenza.RoleParticipant, "{own}"},
	{"revisar", trenza.RoleDataOfficer, "/revisar"},
	{"par", trenza.RoleRegistrar, "{pair}"},
	{"separar", trenza.RoleRegistrar, "{part}"},
	{"fila", trenza.RoleRegistrar, "{row}"},
	{"talleres", trenza.RoleFacilitator, "/talleres"},
	{"abrir-taller", trenza.RoleFacilitator, "/talleres/nuevo"},
	{"taller", trenza.RoleFacilitator, "{workshop}"},
	{"lista", trenza.RoleFacilitator, "{roll}"},
	{"en-el-taller", trenza.RoleFacilitator, "{enrolled}"},
	{"inscribir", trenza.RoleFacilitator, "{workshop}/inscribir"},
	{"hoja", trenza.RoleFacilitator, "{workshop}/hoja"},
	{"productos", trenza.RoleFacilitator, "{workshop}/productos"},
	{"papel", trenza.RoleFacilitator, "{workshop}/papel"},
	{"negocios", trenza.RoleProgrammeApprove, "/negocios"},
	{"negocio", trenza.RoleRegistrar, "{venture}"},
	{"plan-de-negocio", trenza.RoleRegistrar, "{business}/plan"},
	{"visita", trenza.RoleRegistrar, "{business}/visita"},
	{"hoja-de-negocio", trenza.RoleRegistrar, "{business}/hoja"},
	{"evaluar", trenza.RoleRegistrar, "{business}/evaluar"},
	{"trabajo", trenza.RoleRegistrar, "{thread}/trabajo"},
	{"respuestas", trenza.RolePsychologist, "{client}/respuestas"},
	{"preguntar", trenza.RolePsychologist, "{client}/respuestas/phq-9"},
	{"actividades", trenza.RoleOutreach, "/actividades"},
	{"actividad", trenza.RoleOutreach, "{activity}"},
	{"contar", trenza.RoleOutreach, "/actividades/nueva"},
	{"comites", trenza.RoleFacilitator, "/comites"},
	{"concejo", trenza.RoleFacilitator, "/comites/consejo"},
	{"comite", trenza.RoleFacilitator, "{committee}"},
	{"comite-nuevo", trenza.RoleFacilitator, "/comites/nuevo"},
	{"informar-replica", trenza.RoleFacilitator, "{committee}/replica"},
	{"replicas", trenza.RoleFacilitator, "/replicas"},
	{"replica", trenza.RoleFacilitator, "{replica}"},
	{"resultados-de", trenza.RoleMonitoring, "/cifras"},
	{"resultados", trenza.RoleMonitoring, "/cifras/alma-llanera?by=region"},
	{"corte", trenza.RoleMonitoring, "/cifras/alma-llanera/corte"},
	{"grafico", trenza.RoleMonitoring, "/cifras/alma-llanera/{picture}"},
	{"filas", trenza.RoleMonitoring, "/cifras/alma-llanera/{indicator}/filas"},
	{"listas-de", trenza.RoleMonitoring, "/listas"},
	{"listas", trenza.RoleMonitoring, "/listas/alma-llanera"},
	{"sacar", trenza.RoleMonitoring, "/listas/alma-llanera/sacar"},
	{"subir", trenza.RoleRegistrar, "/listas/alma-llanera/subir"},
	{"comparar", trenza.RoleMonitoring, "{publication}/hoy"},
	{"congelar", trenza.RoleMonitoring, "/cifras/alma-llanera/congelar"},
	{"publicaciones", trenza.RoleDonor, "/publicaciones"},
	{"publicacion", trenza.RoleMonitoring, "{publication}"},
	{"procedencia", trenza.RoleMonitoring, "{publication}/{indicator}"},

	{"programas", trenza.RoleMonitoring, "/programas"},
	{"programa", trenza.RoleMonitoring, "/programas/alma-llanera"},
	{"version", trenza.RoleMonitoring, "/programas/alma-llanera/version"},

	{"equipo", trenza.RoleAdministrator, "/team"},
	{"invitar", trenza.RoleAdministrator, "/team/invite"},
	{"cuenta", trenza.RoleAdministrator, "{member}"},
	{"puede", trenza.RoleAdministrator, "{member}/puede"},
	{"invitada", trenza.RoleAdministrator, "{invited}"},
	{"registro", trenza.RoleDataOfficer, "/log"},
	{"mi-cuenta", trenza.RoleOutreach, "/me"},
	{"mi-registro", trenza.RoleAdministrator, "/me/log"},
	{"confirmar", trenza.RoleAdministrator, "/step-up"},
	{"nada", trenza.RoleOutreach, "/nowhere"},
	{"sistema", trenza.RoleDonor, "/sistema"},
}

// peopled fills the site with what the pages show, with somebody of each role that
// looks, whose login is her role, and returns where what they look at is.
func (s *site) peopled() map[string]string {
	s.Helper()
	places := make(map[string]string)
	for name, path := range s.furnished() {
		places["{"+name+"}"] = path
	}
	hers := s.yusmary(s.join(trenza.RolePsychologist, inAlma(trenza.RolePsychologist)))
	own := inAlma(trenza.RoleParticipant)
	own.Person = hers.ID
	s.join(trenza.RoleParticipant, own)
	s.join(trenza.RoleAdministrator, administrator)
	in := []string{"", trenza.RolePsychologist, trenza.RoleParticipant, trenza.RoleAdministrator}
	for _, one := range sights {
		if !slices.Contains(in, one.who) {
			s.join(one.who, inAlma(one.who))
			in = append(in, one.who)
		}
	}
	reque := s.world.In(s.T, s.world.Actor.Organisation, "taller-reque")
	taught := taughtOn(reque)
	places["{committee}"], places["{replica}"] = "/comites/"+taught.committee, "/replicas/"+taught.replica
	s.counted(24)
	for n := range 24 {
		s.world.Give(worldtest.Numbered(n), "informacion_vbg", worldtest.Delivered("2020-05-02", "130101"))
	}
	places["{picture}"], places["{indicator}"] = page.Pictures()[0], "bono"
	places["{thread}"], places["{own}"], places["{client}"] = hers.path, hers.path, hers.path
	places["{venture}"], places["{business}"] = s.bakery(hers)
	places["{pair}"], places["{part}"], places["{row}"] = s.reviewable()
	outreach := s.in(trenza.RoleOutreach)
	outreach.ledTo(outreach.post("/actividades/nueva", talk("1")), "/actividades")
	places["{activity}"] = "/actividades/" + s.headcounts()[0].ID
	cohort, lesson, enrolment := learningOf(reque, reque.Meet(worldtest.Numbered(1), worldtest.Today).Person, "taller-reque", "taller", "140113")
	places["{workshop}"] = "/talleres/" + cohort
	madeIn(reque, cohort)
	places["{roll}"], places["{enrolled}"] = places["{workshop}"]+"/sesiones/"+lesson, places["{workshop}"]+"/mujeres/"+enrolment
	places["{certificate}"] = "/comprobar/" + certified(s.world, s.world.Meet(worldtest.Numbered(90), worldtest.Today).Person, "alma-llanera").Code
	places["{publication}"] = "/publicaciones/" + s.freeze(true, reach.ByRegion)
	return places
}

// inAlma is a role in Alma Llanera; a facilitator has hers in the workshop of Reque,
// which has committees.
func inAlma(role string) trenza.Grant {
	if role == trenza.RoleFacilitator {
		return trenza.Grant{Role: role, Programme: "taller-reque"}
	}
	return trenza.Grant{Role: role, Programme: "alma-llanera"}
}

// gallery is where pages are looked at: the world of a test, or the demo.
type gallery struct {
	*tab
	enter    func(who string) *browser // somebody of a role comes in
	visitors map[string]*browser       // those who have
	places   map[string]string
}

// gallery opens the test's own.
func (s *site) gallery() *gallery {
	s.Helper()
	return &gallery{tab: s.tab(), enter: s.in, visitors: make(map[string]*browser), places: s.peopled()}
}

// visitor is somebody of a role, signed in, or nobody for "".
func (g *gallery) visitor(who string) *browser {
	g.Helper()
	b, known := g.visitors[who]
	if !known {
		if b = g.browser(); who != "" {
			b = g.enter(who)
		}
		g.visitors[who] = b
	}
	return b
}

// path is where a sight is.
func (g *gallery) path(s sight) string {
	path := s.path
	for name, place := range g.places {
		path = strings.ReplaceAll(path, name, place)
	}
	return path
}

// way is how a page is looked at.
type way struct {
	language, theme string
	width           int64
	text            int // how large letters are, in per cent
}

func (w way) String() string {
	return fmt.Sprintf("%s %s %d px %d %%", w.language, w.theme, w.width, w.text)
}

// see opens a page in one way.
func (g *gallery) see(s sight, w way) {
	g.Helper()
	b := g.visitor(s.who)
	b.post("/preferences", url.Values{"language": {w.language}})
	_, err := chromedp.Call(g.ctx, network.ClearBrowserCookies, cdp.Empty{})
	g.must(err)
	for _, name := range []string{"session", "language"} {
		if value := b.cookie(name); value != "" {
			_, err := chromedp.Call(g.ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: g.origin})
			g.must(err)
		}
	}
	g.size(w.width, 844, w.theme)
	g.open(g.path(s))
	g.letters(w.text)
}

// letters sets how large letters are, in per cent.
func (t *tab) letters(text int) {
	t.Helper()
	look[bool](t, fmt.Sprintf("document.documentElement.style.fontSize = '%d%%'; true", text))
}
