package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

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

// bakery is a business of story 1 as people of the office type it.
type bakery struct {
	*site
	her                   her
	path, under           string // of her businesses, and of this one
	greta, una, dos, says *browser
}

// opensABakery begins one: saving twice begins one business.
func (s *site) opensABakery() *bakery {
	s.Helper()
	h := s.learner()
	s.join("greta", facilitatorOfAlma)
	s.join("una", facilitatorOfAlma)
	s.join("dos", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera"})
	s.join("aprueba", trenza.Grant{Role: trenza.RoleProgrammeApprove, Programme: "alma-llanera"})
	b := &bakery{site: s, her: h, path: h.path + "/negocio", greta: s.in("greta"), una: s.in("una"), dos: s.in("dos"), says: s.in("aprueba")}
	b.greta.shows(b.greta.get(h.path), http.StatusOK, "Negocio")
	b.greta.shows(b.greta.get(b.path), http.StatusOK, "Todavía no hay un negocio anotado")
	begin := url.Values{"form": {"b"}, "name": {"Panadería Marbelys"}, "day": {"2019-08-01"}, "place": {"Trujillo"}}
	for range 2 {
		b.greta.ledTo(b.greta.post(b.path, begin), b.path)
	}
	all := s.businesses(h)
	if len(all) != 1 {
		s.Fatalf("%d businesses of one form", len(all))
	}
	b.under = b.path + "/" + all[0].ID
	return b
}

// TestTheBakeryByPages is story 1 as people type it: who may not is refused, and what
// is missing for each step is said before anybody tries.
func TestTheBakeryByPages(t *testing.T) {
	each(t, func(s *site) {
		b := s.opensABakery()
		b.asked("0", "720", "2019-08-01")
		b.planned()
		b.judged()
		b.decided()
		b.paid()
		b.followed()
		s.world.Sound()
	})
}

// asked notes how the business went in a month.
func (b *bakery) asked(month, sales, day string) {
	b.Helper()
	b.greta.ledTo(b.greta.post(b.under+"/visita", url.Values{
		"form": {"v" + month}, "month": {month}, "day": {day}, "operating": {"yes"}, "sales": {sales}, "costs": {"300"}, "control": {"her"}, "care_hours": {"6"},
	}), b.path+"#follow")
}

// planned writes the plan: its numbers are seen before it is saved, and one that loses
// on each is refused with nothing lost.
func (b *bakery) planned() {
	b.Helper()
	plan := planTyped()
	seen := b.greta.post(b.under+"/plan", plan)
	for _, says := range []string{"S/ 0.90 cuesta hacer una", "S/ 1.60 queda de cada una", "300 al mes para no perder", "S/ 640 le quedan al mes"} {
		b.greta.shows(seen, http.StatusOK, says)
	}
	if len(b.businesses(b.her)[0].Plans) != 0 {
		b.Error("it was saved before she said so")
	}
	dear := planTyped()
	dear.Set("price", "0.90")
	got := b.greta.post(b.under+"/plan", dear)
	b.greta.shows(got, http.StatusUnprocessableEntity, "Sube el precio o baja el costo")
	if !strings.Contains(got.body, `value="Relleno"`) {
		b.Error("what was typed is lost")
	}
	plan.Set("go", "save")
	b.greta.ledTo(b.greta.post(b.under+"/plan", plan), b.path)
	b.greta.shows(b.greta.get(b.under+"/hoja"), http.StatusOK, "Con 300 al mes no pierdes ni ganas. Son unas 75 por semana.")
}

// judged asks for seed capital, and two others than who wrote the plan judge it.
func (b *bakery) judged() {
	b.Helper()
	apply := url.Values{
		"form": {"a"}, "do": {"apply"}, "amount": {"2400"}, "day": {"2019-08-15"}, "kind": {"mixed"}, "for": {"Un horno"}, "owner": {"her"}, "control": {"her"},
	}
	b.greta.ledTo(b.greta.post(b.under+"/capital", apply), b.path)
	b.greta.shows(b.greta.get(b.path), http.StatusOK, "Faltan evaluaciones: hay 0 de 2")
	b.greta.shows(b.greta.post(b.under+"/evaluar", judged(76)), http.StatusUnprocessableEntity, "este plan lo escribiste tú")
	b.una.ledTo(b.una.post(b.under+"/evaluar", judged(76)), b.path)
	tooMany := judged(80)
	tooMany.Set("points_cliente", "21")
	b.dos.shows(b.dos.post(b.under+"/evaluar", tooMany), http.StatusUnprocessableEntity, "de 0 a 20")
	b.dos.ledTo(b.dos.post(b.under+"/evaluar", judged(80)), b.path)
	b.greta.shows(b.greta.get(b.path), http.StatusOK, "78 de 100 puntos")
}

// move takes a step of the application, on a day and for a reason.
func (b *bakery) move(who *browser, do, day string, reason ...string) answer {
	return who.post(b.under+"/capital", url.Values{"form": {do + day}, "do": {do}, "moved": {day}, "reason": reason})
}

// decided is approved by who may, who reads codes and amounts.
func (b *bakery) decided() {
	b.Helper()
	b.greta.ledTo(b.move(b.greta, "review", "2019-08-20"), b.path)
	b.says.shows(b.says.get("/"), http.StatusOK, "Una solicitud de capital semilla espera tu decisión")
	b.says.shows(b.says.get("/negocios"), http.StatusOK, b.her.Code)
	if got := b.says.get(b.path); got.status != http.StatusOK || strings.Contains(got.text(), "Marbelys") {
		b.Errorf("an approver reads codes and amounts: %s", got.text())
	}
	b.greta.shows(b.move(b.greta, "approve", "2019-08-21"), http.StatusNotFound, "")
	b.says.shows(b.move(b.says, "reject", "2019-08-21"), http.StatusUnprocessableEntity, "Escribe por qué")
	b.says.ledTo(b.move(b.says, "approve", "2019-08-21"), b.path)
	b.greta.ledTo(b.move(b.greta, "sign", "2019-08-30"), b.path)
}

// paid pays twice, with receipts for the share that the programme asks for between.
func (b *bakery) paid() {
	b.Helper()
	b.greta.ledTo(b.move(b.greta, "pay_first", "2019-09-01"), b.path)
	receipt := url.Values{"form": {"r1"}, "do": {"show"}, "amount": {"1295.99"}, "day": {"2019-09-20"}, "for": {"Horno y harina"}}
	b.greta.ledTo(b.greta.post(b.under+"/capital", receipt), b.path)
	b.greta.shows(b.greta.get(b.path), http.StatusOK, "Faltan comprobantes: van S/ 1,295.99 de S/ 1,296")
	b.greta.shows(b.greta.get("/"), http.StatusOK, "Faltan comprobantes de su capital semilla: S/ 0.01")
	b.greta.shows(b.move(b.greta, "pay_rest", "2019-10-01"), http.StatusUnprocessableEntity, "Reúne más comprobantes")
	receipt.Set("form", "r2")
	receipt.Set("amount", "0.01")
	b.greta.ledTo(b.greta.post(b.under+"/capital", receipt), b.path)
	b.greta.ledTo(b.move(b.greta, "pay_rest", "2019-10-01"), b.path)
}

// followed asks how it goes, each month once, and counts the business at six months.
func (b *bakery) followed() {
	b.Helper()
	b.asked("1", "680", "2019-10-02")
	b.asked("3", "1210", "2019-12-02")
	b.asked("6", "1560", "2020-03-02")
	again := url.Values{"month": {"6"}, "day": {"2020-03-02"}, "operating": {"yes"}}
	b.greta.shows(b.greta.post(b.under+"/visita", again), http.StatusUnprocessableEntity, "se pregunta una sola vez")
	b.greta.shows(b.greta.get(b.path), http.StatusOK, "En el mes 6 le queda S/ 840 más que antes de empezar. (+200 %)")
	b.greta.shows(b.greta.get("/negocios"), http.StatusOK, "Siguen a los 6 meses: todavía son pocos")
	q := reach.Question{Programme: "alma-llanera", Terms: []reach.Term{{Service: "capital_semilla", Outcome: "venture_operating_m6"}}}
	if n := b.world.Count(q).Count; n != 1 {
		b.Errorf("%d women with a business that operates at six months", n)
	}
	visit := b.businesses(b.her)[0].Visits[3]
	b.greta.ledTo(b.greta.post(b.her.path+"/seguimientos/"+visit.ID+"/retirar", url.Values{}), b.path)
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
