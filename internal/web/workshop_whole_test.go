package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// TestAWorkshopFromItsListToItsCertificates walks the whole of it on a phone, on both
// engines: a facilitator opens a cohort of 24 from a list that she hands in, takes the
// attendance of three sessions by taps, notes what was made and sold, closes the group,
// issues its certificates, and reports a replica with a headcount and two known socias.
// The municipality reads totals then, no name and no stage of life.
func TestAWorkshopFromItsListToItsCertificates(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		looked := false
		each(t, func(s *site) {
			s.after(40 * 24 * time.Hour) // 11 July 2020: the calendar is over
			s.works()
			w := &workshop{site: s, world: s.world.In(s.T, "alma", "taller-reque")}
			s.join("greta", inReque(trenza.RoleFacilitator))
			s.join("muni", inReque(trenza.RolePublicPartner))
			phone := w.phone("greta", looked)
			phone.handsIn()
			w.opens(phone)
			w.taps(phone)
			w.makes(phone)
			w.certifies(phone)
			w.teachesOn(phone)
			w.reports(w.phone("muni", looked))
			w.world.Sound()
			looked = true
		})
	})
}

// phone is a tab as large as a phone, in which somebody is signed in.
type phone struct {
	*tab
	looked bool // its pages were looked at on another engine
}

func (w *workshop) phone(login string, looked bool) *phone {
	w.Helper()
	t := w.tab()
	t.size(390, 844, "light")
	t.signIn(login)
	return &phone{t, looked}
}

// looks holds the page that is open against its promises to everybody.
func (t *phone) looks(name string) {
	t.Helper()
	if t.looked {
		return
	}
	t.accessible()
	t.fits()
	t.picture("whole-" + name)
}

// tap scrolls to what selectors find, one after the other, out of reach of the bars,
// and taps it.
func (t *phone) tap(selectors ...string) {
	t.Helper()
	for _, selector := range selectors {
		t.shown(selector)
		look[bool](t.tab, fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'center'}), true", selector))
		t.do(chromedp.Click(selector))
	}
}

// fill types into fields, by their names.
func (t *phone) fill(fields ...string) {
	t.Helper()
	for i := 0; i < len(fields); i += 2 {
		t.do(chromedp.SetValue("[name='"+fields[i]+"']", fields[i+1]))
	}
}

// handsIn hands in the list of the 24 representatives, and takes it in.
func (t *phone) handsIn() {
	t.Helper()
	_, representatives := cast.Small()
	t.open("/listas/taller-reque/subir")
	t.do(chromedp.SetUploadFiles("#file", []string{worldtest.WriteList(t.site, t.TempDir(), representatives)}))
	t.tap("form[data-upload] button[type=submit]")
	t.sees("form[action$='/incorporar'] button")
	t.looks("list")
	t.tap("form[action$='/incorporar'] button")
	t.sees("a[href^='/talleres/nuevo']")
	t.tap("a[href^='/talleres/nuevo']")
	t.at("/talleres/nuevo")
}

// opens plans the cohort of that list: twice a week from January.
func (w *workshop) opens(tab *phone) {
	w.Helper()
	tab.shown("#title")
	tab.fill("title", "Taller productivo de Reque", "place", "Reque", "from", "2020-01-06", "hour", "15:00")
	tab.tap("input[name=weekday][value='1']", "input[name=weekday][value='4']", "button[value=show]")
	tab.shown("#calendar ~ div button[value=save]")
	tab.looks("plan")
	tab.tap("#calendar ~ div button[value=save]")
	tab.shown(".four")
	w.world.Read(func(r store.Reader) error {
		all, err := learning.Cohorts(w.Context(), r, w.world.Scope(), "taller-reque")
		if err != nil {
			return err
		}
		view, members, err := learning.Roster(w.Context(), r, w.world.Vault, w.world.Scope(), all[0].Code)
		w.cohort, w.sessions = view.Cohort, view.Sessions
		for _, m := range members {
			w.women = append(w.women, m.Enrolment)
		}
		return err
	})
	if len(w.women) != 24 || len(w.sessions) != 48 {
		w.Fatalf("%d women, %d sessions", len(w.women), len(w.sessions))
	}
	tab.at(w.path())
}

// taps takes the attendance of the last three sessions on the phone; the others were
// taken before.
func (w *workshop) taps(tab *phone) {
	w.Helper()
	w.must(w.Journal.Write(w.Context(), w.world.Actor, func(tx *journal.Tx) error {
		for _, s := range w.sessions[:45] {
			var marks []learning.Mark
			for _, e := range w.women {
				marks = append(marks, learning.Mark{Enrolment: e.ID, Kind: attention.Present})
			}
			if err := learning.Take(w.Context(), tx, s.ID, marks...); err != nil {
				return err
			}
		}
		return nil
	}))
	for n := 45; n < 48; n++ {
		tab.open(w.roll(n))
		tab.sees("[data-done]")
		tab.tap("[data-all]", "#m-"+w.women[n-45].ID+"-absent")
		tab.comes(func() bool { return w.mark(n-45, n) == attention.Absent && w.mark(23, n) == attention.Present })
	}
	tab.looks("roll")
	tab.tap("[data-done]")
	tab.at(w.path())
}

// makes notes what was made, and what of it was sold.
func (w *workshop) makes(tab *phone) {
	w.Helper()
	tab.tap("a[href$='/productos']")
	tab.at(w.path() + "/productos")
	tab.fill("product", "empanada", "day", "2020-06-01", "units", "40", "material", "48", "price", "2.50")
	tab.tap("#write button[type=submit]")
	tab.shown("a[href*='lote=']")
	tab.tap("a[href*='lote=']")
	tab.shown("[name=amount]")
	tab.tap("input[name=how][value=sold]")
	tab.fill("units", "30", "amount", "75", "day", "2020-06-02")
	tab.looks("products")
	tab.tap("#write button[type=submit]")
	tab.shown("[name=product]")
	tab.open(w.path())
	if said := look[string](tab.tab, "document.querySelector('.made').innerText + document.querySelector('.made-sum').innerText"); !strings.Contains(said, "Empanada") || !strings.Contains(said, "Ventas: S/\u00a075. Material: S/\u00a048.") {
		w.Errorf("the workshop says of what it made: %s", said)
	}
}

// certifies closes the group and issues everybody's certificate: the product of one
// was accepted.
func (w *workshop) certifies(tab *phone) {
	w.Helper()
	her := w.path() + "/mujeres/" + w.women[5].ID
	tab.open(her)
	tab.tap("form:has([value=pass]) button")
	tab.shown("form:has([value=unpass])")
	tab.open(w.path())
	tab.tap("form[action$='/estado'] button")
	tab.shown("form[action$='/certificados'] button")
	tab.tap("form[action$='/certificados'] button")
	tab.shown("a[href$='/certificado']")
	tab.looks("workshop")
	kinds := map[learning.Kind]int{}
	for _, m := range w.members() {
		kinds[m.Paper.Kind]++
	}
	if kinds[learning.Approval] != 1 || kinds[learning.Participation] != 23 {
		w.Errorf("certificates: %v", kinds)
	}
	tab.open(her)
	tab.looks("certificate")
	if kind := look[string](tab.tab, "fetch(document.querySelector(\"a[href$='/certificado']\").href).then(r => r.headers.get('Content-Type'))"); kind != "application/pdf" {
		w.Errorf("her certificate is %q", kind)
	}
}

// teachesOn reports what a representative taught on: fourteen came, two of them socias
// whom the programme knows.
func (w *workshop) teachesOn(tab *phone) {
	w.Helper()
	var codes []string
	for _, name := range []string{"Rosa", "Ana"} {
		p := w.world.Meet(worldtest.Woman("Llontop Puse", name, "1970"), "2020-03-01").Person
		w.world.Write(func(tx *journal.Tx) error {
			given := attention.Attention{Day: "2020-03-19", Place: "140113", Mark: attention.Present, Minutes: 150, Outcomes: []string{programme.Delivered}}
			_, err := attention.Give(w.Context(), tx, p, w.world.Service("taller-reque", "crochet"), given)
			return err
		})
		codes = append(codes, p.Code)
	}
	committee := "/comites/" + w.women[0].Collective
	tab.open(committee + "/replica")
	tab.tap("[name=trainer]", "[name=topic][value=puntos]", "details.more:has([name=codes]) summary")
	tab.fill("day", "2020-07-06", "F_30", "12", "F_60", "2", "first", "6", "codes", strings.Join(codes, " "))
	tab.looks("replica")
	tab.tap("form:has([name=topic]) button[type=submit]")
	tab.at(committee)
	if said := look[string](tab.tab, "document.body.innerText"); !strings.Contains(said, "14 asistencias, 6 por primera vez") {
		w.Errorf("the committee says: %s", said)
	}
	tab.open(w.path())
	if said := look[string](tab.tab, "document.querySelector('.rings').innerText"); !strings.Contains(said, "24 directas") || !strings.Contains(said, "2 indirectas (registradas), 4 indirectas (declaradas)") {
		w.Errorf("whom they reached: %s", said)
	}
}

// reports is what the municipality reads.
func (w *workshop) reports(tab *phone) {
	w.Helper()
	never := []string{"estante", "actante", "dulta mayor", "efa de hogar", "uidadora", "30 directas"}
	w.world.Read(func(r store.Reader) error {
		_, members, err := learning.Roster(w.Context(), r, w.world.Vault, w.world.Scope(), w.cohort.Code)
		for _, m := range members {
			never = append(never, m.Face.Name.Surnames, m.Face.Code)
		}
		return err
	})
	for name, page := range map[string]struct{ path, says string }{
		"muni-workshop": {w.path(), "24 mujeres inscritas"}, "muni-products": {w.path() + "/productos", "S/ 75"},
		"muni-council": {"/comites/consejo", "Comités representados en el taller"}, "muni-committees": {"/comites", ""},
	} {
		tab.open(page.path)
		tab.looks(name)
		said := look[string](tab.tab, "document.querySelector('main').innerText.replace(/\\s+/g, ' ')")
		if !strings.Contains(said, page.says) {
			w.Errorf("%s does not say %q: %s", page.path, page.says, said)
		}
		for _, word := range never {
			if strings.Contains(said, word) {
				w.Errorf("the municipality reads %q at %s: %s", word, page.path, said)
			}
		}
	}
	muni := w.in("muni")
	for _, path := range []string{w.roll(0), w.path() + "/hoja", w.path() + "/mujeres/" + w.women[0].ID, w.path() + "/mujeres/" + w.women[0].ID + "/certificado"} {
		muni.shows(muni.get(path), http.StatusNotFound, "")
	}
	muni.shows(muni.post(w.path()+"/certificados", url.Values{"form": {"1"}}), http.StatusNotFound, "")
}
