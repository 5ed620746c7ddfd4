package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
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
	aside, page := "Hay tensión", "/hilos/"+p.Code+"/negocio"
	before := s.world.Position()
	if got := s.in("facilita").get(page); got.status != http.StatusOK || strings.Contains(got.text(), aside) {
		t.Errorf("whoever asked reads it again: %s", got.text())
	}
	if s.Wait(); s.told(before, journal.Reading) != 0 {
		t.Error("nothing sensitive was shown, and it is on record")
	}
	gestora := s.in("gestora")
	gestora.shows(gestora.get(page), http.StatusOK, aside)
	if s.Wait(); s.told(before, journal.Reading) != 1 {
		t.Error("what is sensitive was shown, and it is not on record")
	}
}

// businessOf begins a business of somebody, and returns its id.
func businessOf(w *worldtest.World, p *registry.Person) (id string) {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		v, err := venture.Begin(w.Context, tx, venture.Venture{Programme: "alma-llanera", Person: p.ID, Place: "130101", Starts: "2019-08-01", Name: "Panadería"})
		id = v.ID
		return err
	})
	return id
}

// bakeryPlan is the plan of story 1.
func bakeryPlan() venture.Plan {
	return venture.Plan{
		Customer: "Vecinas de El Porvenir y dos bodegas", Product: "Cachitos y golfeados", Price: 250,
		Recipe: venture.Recipe{Units: 60, Buys: []venture.Cost{{For: "Harina", Amount: 2100}, {For: "Jamón y queso", Amount: 2400}, {For: "Huevos", Amount: 900}}},
		Fixed:  []venture.Cost{{For: "Gas", Amount: 9000}, {For: "Alquiler del horno", Amount: 30000}, {For: "Pasajes", Amount: 9000}}, Investment: 30000,
		Forecast: []int{250, 300, 380, 450, 560, 650}, Risk: "Sube la harina", Care: "Su hermana, de seis a nueve", Formal: venture.Formal{RUC: "10456789012", Regime: "rus"},
	}
}

// bakery gives a woman a business that has come as far as its third month, and
// returns where it is, and where what hangs from it is.
func (s *site) bakery(h her) (path, under string) {
	s.Helper()
	s.world.Give(worldtest.Woman("Colmenares", "Yusmary", "1990-05-17", worldtest.Paper("CPP", "001234567")), "emprendimiento", worldtest.Delivered("2020-03-10", "240101"))
	id := businessOf(s.world, h.Person)
	d, _ := programme.Shipped("alma-llanera")
	as := func(name string, do func(tx *journal.Tx) error) {
		s.Helper()
		actor := s.world.Actor
		actor.Name = name
		s.must(s.world.Journal.Write(s.Context(), actor, do))
	}
	as("Facilita", func(tx *journal.Tx) error {
		if _, err := venture.Ask(s.Context(), tx, venture.Visit{Venture: id, Day: "2019-08-01", Operating: venture.Operating, Numbers: venture.Numbers{Sales: 60_000, Costs: 18_000, CareHours: 9}}); err != nil {
			return err
		}
		_, err := venture.Write(s.Context(), tx, id, "2019-08-02", bakeryPlan())
		return err
	})
	for name, less := range map[string]int{"Una": 24, "Otra": 20} {
		as(name, func(tx *journal.Tx) error {
			points := make(map[string]int)
			for _, c := range d.Ventures.Rubric {
				points[c.ID] = c.Points
			}
			points["numeros"] -= less
			_, err := venture.Judge(s.Context(), tx, id, "2019-08-10", points)
			return err
		})
	}
	var seed venture.Seed
	as("Facilita", func(tx *journal.Tx) (err error) {
		seed, err = venture.Apply(s.Context(), tx, venture.Seed{
			Venture: id, Kind: "mixed", Day: "2019-08-15", Amount: 240_000, SeedWords: venture.SeedWords{For: "Un horno y la primera harina", Owner: "her", Control: "her"},
		})
		return err
	})
	as("Aprueba", func(tx *journal.Tx) error {
		for _, move := range []venture.Move{venture.Review, venture.Approve, venture.Sign, venture.PayFirst} {
			if _, err := venture.Decide(s.Context(), tx, seed.ID, venture.Decision{Move: move, Day: "2019-09-01"}); err != nil {
				return err
			}
		}
		_, err := venture.ShowReceipt(s.Context(), tx, venture.Receipt{Seed: seed.ID, Day: "2019-09-10", Amount: 100_000, For: "Horno de dos bandejas"})
		return err
	})
	for month, net := range map[int]trenza.Money{1: 38_000, 3: 91_000} {
		as("Facilita", func(tx *journal.Tx) error {
			_, err := venture.Ask(s.Context(), tx, venture.Visit{
				Venture: id, Month: month, Day: trenza.Day("2019-12-02"), Operating: venture.Operating,
				Numbers: venture.Numbers{Sales: net + 62_000, Costs: 62_000, CareHours: 6, Control: "her", Customers: 40},
			})
			return err
		})
	}
	return h.path + "/negocio", h.path + "/negocio/" + id
}

// facilitatorOfAlma sees the courses of Alma Llanera in Trujillo.
var facilitatorOfAlma = trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera"}

// learner is somebody who goes to the course on business, with the path of her thread.
func (s *site) learner() her {
	s.Helper()
	p := s.world.Give(worldtest.Woman("Rangel", "Marbelys", "1989-02-11"), "emprendimiento", worldtest.Delivered("2019-06-03", "130101")).Person
	return her{p, "/hilos/" + p.Code}
}

// judged are the points that a form gives, so many in all.
func judged(total int) url.Values {
	d, _ := programme.Shipped("alma-llanera")
	form := url.Values{"form": {fmt.Sprint("p", total)}}
	for _, c := range d.Ventures.Rubric {
		given := min(c.Points, total)
		total -= given
		form.Set("points_"+c.ID, fmt.Sprint(given))
	}
	return form
}

// planTyped is the plan of story 1 as it is typed: a cachito costs S/ 0.90.
func planTyped() url.Values {
	return url.Values{
		"form": {"plan"}, "day": {"2019-08-02"}, "product": {"Cachitos"}, "customer": {"Las vecinas"}, "price": {"2,50"}, "recipe_units": {"60"},
		"buy_for_1": {"Harina"}, "buy_1": {"30"}, "buy_for_2": {"Relleno"}, "buy_2": {"24"}, "fixed_for_1": {"Gas"}, "fixed_1": {"180"}, "fixed_2": {"300"},
		"month_1": {"300"}, "month_2": {"350"}, "month_3": {"400"}, "month_4": {"500"}, "month_5": {"600"}, "month_6": {"700"}, "investment": {"2400"},
	}
}

// TestTheBakeryByPages is story 1 as people type it: who may not is refused, and what
// is missing for each step is said before anybody tries.
func TestTheBakeryByPages(t *testing.T) {
	each(t, func(s *site) {
		h := s.learner()
		s.join("greta", facilitatorOfAlma)
		s.join("una", facilitatorOfAlma)
		s.join("dos", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera"})
		s.join("aprueba", trenza.Grant{Role: trenza.RoleProgrammeApprove, Programme: "alma-llanera"})
		greta, una, dos, approves := s.in("greta"), s.in("una"), s.in("dos"), s.in("aprueba")
		path := h.path + "/negocio"
		greta.shows(greta.get(h.path), http.StatusOK, "Negocio")
		greta.shows(greta.get(path), http.StatusOK, "Todavía no hay un negocio anotado")
		begin := url.Values{"form": {"b"}, "name": {"Panadería Marbelys"}, "day": {"2019-08-01"}, "place": {"Trujillo"}}
		for range 2 {
			greta.ledTo(greta.post(path, begin), path)
		}
		b := s.businesses(h)
		if len(b) != 1 {
			t.Fatalf("%d businesses of one form", len(b))
		}
		under := path + "/" + b[0].ID
		ask := func(month, sales, day string) {
			t.Helper()
			greta.ledTo(greta.post(under+"/visita", url.Values{
				"form": {"v" + month}, "month": {month}, "day": {day}, "operating": {"yes"}, "sales": {sales}, "costs": {"300"}, "control": {"her"}, "care_hours": {"6"},
			}), path+"#follow")
		}
		ask("0", "720", "2019-08-01")
		plan := planTyped()
		seen := greta.post(under+"/plan", plan)
		for _, says := range []string{"S/ 0.90 cuesta hacer una", "S/ 1.60 queda de cada una", "300 al mes para no perder", "S/ 640 le quedan al mes"} {
			greta.shows(seen, http.StatusOK, says)
		}
		if len(s.businesses(h)[0].Plans) != 0 {
			t.Error("it was saved before she said so")
		}
		dear := planTyped()
		dear.Set("price", "0.90")
		got := greta.post(under+"/plan", dear)
		greta.shows(got, http.StatusUnprocessableEntity, "Sube el precio o baja el costo")
		if !strings.Contains(got.body, `value="Relleno"`) {
			t.Error("what was typed is lost")
		}
		plan.Set("go", "save")
		greta.ledTo(greta.post(under+"/plan", plan), path)
		greta.shows(greta.get(under+"/hoja"), http.StatusOK, "Con 300 al mes no pierdes ni ganas. Son unas 75 por semana.")
		apply := url.Values{
			"form": {"a"}, "do": {"apply"}, "amount": {"2400"}, "day": {"2019-08-15"}, "kind": {"mixed"}, "for": {"Un horno"}, "owner": {"her"}, "control": {"her"},
		}
		greta.ledTo(greta.post(under+"/capital", apply), path)
		greta.shows(greta.get(path), http.StatusOK, "Faltan evaluaciones: hay 0 de 2")
		greta.shows(greta.post(under+"/evaluar", judged(76)), http.StatusUnprocessableEntity, "este plan lo escribiste tú")
		una.ledTo(una.post(under+"/evaluar", judged(76)), path)
		tooMany := judged(80)
		tooMany.Set("points_cliente", "21")
		dos.shows(dos.post(under+"/evaluar", tooMany), http.StatusUnprocessableEntity, "de 0 a 20")
		dos.ledTo(dos.post(under+"/evaluar", judged(80)), path)
		greta.shows(greta.get(path), http.StatusOK, "78 de 100 puntos")
		move := func(who *browser, do, day string, more ...string) answer {
			return who.post(under+"/capital", url.Values{"form": {do + day}, "do": {do}, "moved": {day}, "reason": more})
		}
		greta.ledTo(move(greta, "review", "2019-08-20"), path)
		approves.shows(approves.get("/"), http.StatusOK, "Una solicitud de capital semilla espera tu decisión")
		approves.shows(approves.get("/negocios"), http.StatusOK, h.Code)
		if got := approves.get(path); got.status != http.StatusOK || strings.Contains(got.text(), "Marbelys") {
			t.Errorf("an approver reads codes and amounts: %s", got.text())
		}
		greta.shows(move(greta, "approve", "2019-08-21"), http.StatusNotFound, "")
		approves.shows(move(approves, "reject", "2019-08-21"), http.StatusUnprocessableEntity, "Escribe por qué")
		approves.ledTo(move(approves, "approve", "2019-08-21"), path)
		greta.ledTo(move(greta, "sign", "2019-08-30"), path)
		greta.ledTo(move(greta, "pay_first", "2019-09-01"), path)
		receipt := url.Values{"form": {"r1"}, "do": {"show"}, "amount": {"1295.99"}, "day": {"2019-09-20"}, "for": {"Horno y harina"}}
		greta.ledTo(greta.post(under+"/capital", receipt), path)
		greta.shows(greta.get(path), http.StatusOK, "Faltan comprobantes: van S/ 1,295.99 de S/ 1,296")
		greta.shows(greta.get("/"), http.StatusOK, "Faltan comprobantes de su capital semilla: S/ 0.01")
		greta.shows(move(greta, "pay_rest", "2019-10-01"), http.StatusUnprocessableEntity, "Reúne más comprobantes")
		receipt.Set("form", "r2")
		receipt.Set("amount", "0.01")
		greta.ledTo(greta.post(under+"/capital", receipt), path)
		greta.ledTo(move(greta, "pay_rest", "2019-10-01"), path)
		for month, told := range map[string][2]string{"1": {"680", "2019-10-02"}, "3": {"1210", "2019-12-02"}, "6": {"1560", "2020-03-02"}} {
			ask(month, told[0], told[1])
		}
		greta.shows(greta.post(under+"/visita", url.Values{"month": {"6"}, "day": {"2020-03-02"}, "operating": {"yes"}}), http.StatusUnprocessableEntity, "se pregunta una sola vez")
		greta.shows(greta.get(path), http.StatusOK, "En el mes 6 le queda S/ 840 más que antes de empezar. (+200 %)")
		greta.shows(greta.get("/negocios"), http.StatusOK, "Siguen a los 6 meses: todavía son pocos")
		if n := s.world.Count(reach.Question{Programme: "alma-llanera", Terms: []reach.Term{{Service: "capital_semilla", Outcome: "venture_operating_m6"}}}).Count; n != 1 {
			t.Errorf("%d women with a business that operates at six months", n)
		}
		visit := s.businesses(h)[0].Visits[3]
		greta.ledTo(greta.post(h.path+"/seguimientos/"+visit.ID+"/retirar", url.Values{}), path)
		s.world.Sound()
	})
}

// businesses are those of a woman.
func (s *site) businesses(h her) (all []venture.Business) {
	s.Helper()
	s.world.Read(func(r store.Reader) (err error) {
		all, err = venture.OfThread(s.Context(), r, s.world.Vault, s.world.Scope(), h.Root)
		return err
	})
	return all
}

// TestWhoSeesABusiness: a participant her own; whoever serves another course, another
// place or another field nothing, not even that there is one.
func TestWhoSeesABusiness(t *testing.T) {
	s := one(t)
	h := s.learner()
	path := h.path + "/negocio"
	under := path + "/" + businessOf(s.world, h.Person)
	own := trenza.Grant{Role: trenza.RoleParticipant, Programme: "alma-llanera", Person: h.ID}
	s.join("marbelys", own)
	s.join("lima", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "150101"})
	s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
	s.join("coordina", trenza.Grant{Role: trenza.RoleCoordinator, Programme: "alma-llanera"})
	hers := s.in("marbelys")
	hers.shows(hers.get(path), http.StatusOK, "Panadería")
	hers.silent(hers.get(path), `method="post" action="/hilos`)
	hers.shows(hers.get(under+"/plan"), http.StatusNotFound, "")
	for _, login := range []string{"lima", "paula"} {
		b := s.in(login)
		for _, p := range []string{path, under + "/hoja", h.path + "/trabajo"} {
			if got := b.get(p); got.status < http.StatusBadRequest || strings.Contains(got.text(), "Panadería") {
				t.Errorf("%s at %s: %d %s", login, p, got.status, got.text())
			}
		}
	}
	coordina := s.in("coordina")
	got := coordina.get("/negocios")
	coordina.shows(got, http.StatusOK, "Sin solicitud")
	coordina.silent(got, h.Code, "Panadería")
}

// TestWorkIsAskedAbout: how her work goes is noted month by month, and what is wrong
// with it is read by whoever accompanies her alone.
func TestWorkIsAskedAbout(t *testing.T) {
	s := one(t)
	p := s.world.Give(worldtest.Woman("Rangel", "Marbelys", "1989-02-11"), "empleabilidad", worldtest.Delivered("2019-06-03", "130101")).Person
	s.join("greta", facilitatorOfAlma)
	greta, path := s.in("greta"), "/hilos/"+p.Code+"/trabajo"
	greta.shows(greta.get(path), http.StatusOK, "Todavía nadie le preguntó")
	form := url.Values{
		"form": {"1"}, "month": {"0"}, "day": {"2019-07-01"}, "place": {"Trujillo"}, "status": {"informal"}, "hours": {"40"}, "income": {"900"}, "up_to": {"1100"},
		"through_us": {"yes"}, "decent": {"harassment"},
	}
	wrong := url.Values{"month": {"0"}, "day": {"2019-07-01"}, "place": {"Trujillo"}, "status": {"looking"}, "contract": {"yes"}}
	greta.shows(greta.post(path, wrong), http.StatusUnprocessableEntity, "sin trabajo pagado no hay contrato")
	greta.ledTo(greta.post(path, form), path)
	got := greta.get(path)
	greta.shows(got, http.StatusOK, "Gana entre S/ 900 y S/ 1,100 al mes")
	if list, _, _ := strings.Cut(got.text(), "Preguntar por su trabajo"); strings.Contains(list, "La molestan") {
		t.Error("whoever asked reads it again")
	}
	if !strings.Contains(got.body, `<option value="3"`) || strings.Contains(got.body, `<option value="0"`) {
		t.Error("the month that is next is not offered")
	}
}

// TestTheBakeryOnAPhone is the main path by hand: a plan with its numbers before it is
// saved, two reviewers, an approval, both payments with receipts between, and how it
// goes.
func TestTheBakeryOnAPhone(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		h := s.learner()
		path := h.path + "/negocio"
		s.join("dos", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera"})
		people := make(map[string]*tab)
		for login, grant := range map[string]trenza.Grant{"greta": facilitatorOfAlma, "una": facilitatorOfAlma, "aprueba": {Role: trenza.RoleProgrammeApprove, Programme: "alma-llanera"}} {
			s.join(login, grant)
			people[login] = s.tab()
			people[login].size(390, 844, "light")
			people[login].signIn(login)
		}
		enter := func(who *tab, selector string) {
			t.Helper()
			who.do(chromedp.Focus(selector))
			who.keys("\r")
		}
		tick := func(who *tab, name, value string) {
			t.Helper()
			who.do(chromedp.Focus("input[name=" + name + "][value=" + value + "]"))
			who.keys(" ")
		}
		greta, una, approves := people["greta"], people["una"], people["aprueba"]
		greta.open(path)
		greta.accessible()
		greta.do(chromedp.SendKeys("#name", "Panadería Marbelys"), chromedp.SetValue("#day", "2019-08-01"), chromedp.SetValue("#place", "Trujillo"))
		enter(greta, "main form .btn.primary")
		greta.comes(func() bool { return len(s.businesses(h)) == 1 })
		greta.shown("main > [role=status]")
		under := path + "/" + s.businesses(h)[0].ID
		greta.open(under + "/plan")
		greta.accessible()
		greta.picture("venture-plan-390")
		for field, value := range planTyped() {
			if field != "form" && field != "day" {
				greta.do(chromedp.SetValue("#"+field, value[0]))
			}
		}
		enter(greta, "button[value=show]")
		greta.shown("#seen")
		greta.picture("venture-plan-seen-390")
		enter(greta, "button[value=save]")
		greta.at(path)
		enter(greta, "section[aria-labelledby=seed] summary")
		greta.do(chromedp.SetValue("#amount", "2400"), chromedp.SendKeys("#for", "Un horno"))
		tick(greta, "kind", "mixed")
		tick(greta, "owner", "her")
		tick(greta, "control", "her")
		enter(greta, "section[aria-labelledby=seed] details .btn")
		greta.comes(func() bool { return len(s.businesses(h)[0].Seeds) == 1 })
		greta.shown("main > [role=status]")
		una.open(under + "/evaluar")
		una.accessible()
		una.fits()
		una.picture("venture-judge-390")
		for field, value := range judged(76) {
			if field != "form" {
				una.do(chromedp.SetValue("#"+field, value[0]))
			}
		}
		enter(una, "main form .btn.primary")
		una.at(path)
		dos := s.in("dos")
		dos.ledTo(dos.post(under+"/evaluar", judged(80)), path)
		press := func(who *tab, move string) {
			t.Helper()
			who.open(path)
			before, _ := s.businesses(h)[0].Seed()
			enter(who, "button[value="+move+"]")
			who.comes(func() bool {
				now, _ := s.businesses(h)[0].Seed()
				return now.State != before.State
			})
			who.shown("main > [role=status]")
		}
		press(greta, "review")
		press(approves, "approve")
		press(greta, "sign")
		press(greta, "pay_first")
		greta.open(path)
		enter(greta, ".grant details summary")
		greta.do(chromedp.SetValue("#amount", "1296"), chromedp.SendKeys("#for", "Horno"))
		enter(greta, ".grant details .btn")
		greta.comes(func() bool {
			g, _ := s.businesses(h)[0].Seed()
			return len(g.Receipts) == 1
		})
		greta.shown("main > [role=status]")
		press(greta, "pay_rest")
		greta.open(under + "/visita?mes=0")
		greta.accessible()
		greta.picture("venture-visit-390")
		tick(greta, "operating", "yes")
		greta.do(chromedp.SendKeys("#sales", "720"), chromedp.SendKeys("#costs", "300"))
		enter(greta, "main form .btn.primary")
		greta.at(path)
		greta.accessible()
		greta.fits()
		greta.picture("venture-390")
		if g, _ := s.businesses(h)[0].Seed(); g.State != venture.Tranche2 || g.Shown() != 129_600 {
			t.Errorf("%+v", g)
		}
	})
}
