package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web"
)

// inLink finds the link that a page shows once.
func inLink(s *site, a answer) string {
	s.Helper()
	found := regexp.MustCompile(regexp.QuoteMeta(s.origin) + `(/(?:invitation|recovery)/[A-Za-z0-9_-]+)`).FindStringSubmatch(a.text())
	if found == nil {
		s.Fatalf("%d: no link in\n%s", a.status, a.text())
	}
	return found[1]
}

// TestFromAnInvitationToWork: Rosa invites, the link comes once, whoever follows
// it chooses a password and is in, with the role that she was given.
func TestFromAnInvitationToWork(t *testing.T) {
	each(t, func(s *site) {
		rosa := s.in("rosa")
		wrong := rosa.post("/team/invite", url.Values{"name": {"Ana Yarlequé"}, "role": {"promotora"}, "place": {"Nowhere"}, "from": {"2020-06-01"}, "until": {"2019-01-01"}})
		rosa.shows(wrong, http.StatusUnprocessableEntity, "Nowhere")
		if !strings.Contains(wrong.body, `value="Ana Yarlequé"`) || !strings.Contains(wrong.body, `<option value="promotora" selected>`) {
			t.Error("what was typed is gone")
		}
		form := url.Values{
			"form": {"one of a kind"}, "name": {"Ana Yarlequé"}, "login": {"ana"}, "language": {"es"}, "role": {"promotora"},
			"programme": {"alma-llanera"}, "place": {"Tumbes, Tumbes"}, "from": {"2020-06-01"}, "until": {"2020-12-31"},
		}
		link := inLink(s, rosa.post("/team/invite", form))
		rosa.ledTo(rosa.post("/team/invite", form), "/team") // twice does it once
		rosa.shows(rosa.get("/team"), http.StatusOK, "ya se había enviado")

		ana := s.browser()
		ana.shows(ana.get(link), http.StatusOK, "Promotora")
		weak := ana.post(link, url.Values{"name": {"Ana Yarlequé"}, "login": {"ana"}, "password": {"ana"}})
		ana.shows(weak, http.StatusUnprocessableEntity, "Revisa un dato")
		if strings.Contains(weak.body, `value="ana"`) != true || strings.Contains(weak.body, `type="password" value`) {
			t.Error("a password comes back, or a login does not")
		}
		ana.ledTo(ana.post(link, url.Values{"name": {"Ana Yarlequé"}, "login": {"ana"}, "password": {passphrase}}), "/")
		ana.shows(ana.get("/"), http.StatusOK, "Tu cuenta está lista.")
		home := ana.get("/me")
		ana.shows(home, http.StatusOK, "Proyecto Alma Llanera")
		ana.shows(home, http.StatusOK, "Del 1 jun 2020 al 31 dic 2020")
		ana.shows(ana.get("/team"), http.StatusNotFound, "No está aquí")
		ana.shows(s.browser().get(link), http.StatusNotFound, "") // a link works once
	})
}

// TestTwoAdministratorsLeadSomebodyBackIn: the first asks, she cannot agree with
// herself, the second agrees and gets the link.
func TestTwoAdministratorsLeadSomebodyBackIn(t *testing.T) {
	s := one(t)
	ana := s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
	s.join("lucia", administrator)
	hers, rosa, lucia := s.in("ana"), s.in("rosa"), s.in("lucia")
	page := "/team/" + ana.ID
	rosa.ledTo(rosa.post(page+"/recovery", nil), page)
	rosa.shows(rosa.get(page), http.StatusOK, "Pedido hecho.")
	waiting := lucia.get(page)
	lucia.shows(waiting, http.StatusOK, "Otra administradora pidió")
	agree := regexp.MustCompile(`action="(` + regexp.QuoteMeta(page) + `/recovery/[^"]+)"`).FindStringSubmatch(waiting.body)
	if agree == nil {
		t.Fatal(waiting.text())
	}
	if got := rosa.post(agree[1], nil); got.status == http.StatusOK {
		t.Errorf("one alone led her back in: %s", got.text())
	}
	link := inLink(s, lucia.post(agree[1], nil))
	hers.ledTo(hers.get("/me"), "/sign-in?back=%2Fme")
	back := s.browser()
	back.shows(back.get(link), http.StatusOK, "Contraseña nueva")
	back.shows(back.post(link, url.Values{"password": {"corta"}}), http.StatusUnprocessableEntity, "")
	back.ledTo(back.post(link, url.Values{"password": {"zapato lluvia membrillo ventana"}}), "/sign-in?said=renewed")
	back.ledTo(back.post("/sign-in", url.Values{"login": {"ana"}, "password": {"zapato lluvia membrillo ventana"}}), "/")
}

// TestManagingAnAccount walks through what an administrator may do to one.
func TestManagingAnAccount(t *testing.T) {
	s := one(t)
	ana := s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
	rosa, hers := s.in("rosa"), s.in("ana")
	page := "/team/" + ana.ID
	rosa.ledTo(rosa.post(page+"/grants", url.Values{"role": {"facilitadora"}, "programme": {"alma-llanera"}, "from": {"2020-07-01"}}), page)
	rosa.shows(rosa.get(page), http.StatusOK, "Aún no empieza")
	rosa.shows(rosa.post(page+"/grants", url.Values{"role": {"nobody"}}), http.StatusUnprocessableEntity, "")
	rosa.ledTo(rosa.post(page+"/grants/"+s.as(ana).Grants[0].ID+"/revoke", nil), page)
	hers.shows(hers.get("/"), http.StatusOK, "Todavía no tienes roles")
	rosa.ledTo(rosa.post(page+"/sessions/end", nil), page)
	hers.ledTo(hers.get("/"), "/sign-in")
	rosa.ledTo(rosa.post(page+"/close", nil), page)
	rosa.shows(rosa.get(page), http.StatusOK, "Cerrada")
	mine := "/team/" + s.rosa.ID
	rosa.ledTo(rosa.post(mine+"/close", nil), mine)
	rosa.shows(rosa.get(mine), http.StatusOK, "Solo contraseña") // nobody closes herself out
}

// TestASessionThatFellAsleep goes on where she was once she has shown who she is,
// and what she had typed is there; a stranger at the same browser never sees it.
func TestASessionThatFellAsleep(t *testing.T) {
	each(t, func(s *site) {
		s.join("lucia", administrator)
		b := s.in("rosa")
		b.get("/team/invite")
		s.after(staff.Idle)
		b.ledTo(b.get("/team?x=1"), "/wake?back=%2Fteam%3Fx%3D1")
		b.header.Set("Referer", s.origin+"/team/invite")
		b.ledTo(b.post("/team/invite", url.Values{"name": {"Yorgelis"}, "role": {"promotora"}}), "/wake?back=%2Fteam%2Finvite")
		b.header.Del("Referer")
		b.shows(b.get("/wake?back=%2Fteam%2Finvite"), http.StatusOK, "te espera")
		b.shows(b.post("/wake", url.Values{"password": {"no es esta"}}), http.StatusUnprocessableEntity, "La contraseña no es esa")
		b.ledTo(b.post("/wake", url.Values{"password": {passphrase}, "back": {"/team/invite"}}), "/team/invite")
		if again := b.get("/team/invite"); !strings.Contains(again.body, `value="Yorgelis"`) {
			t.Errorf("what she typed is gone:\n%s", again.text())
		}
		if once := b.get("/team/invite"); strings.Contains(once.body, "Yorgelis") {
			t.Error("it is shown a second time")
		}

		s.after(staff.Idle)
		b.post("/team/invite", url.Values{"name": {"Yorgelis"}, "role": {"promotora"}})
		b.ledTo(b.post("/sign-in", url.Values{"login": {"lucia"}, "password": {passphrase}}), "/")
		if got := b.get("/team/invite"); strings.Contains(got.body, "Yorgelis") {
			t.Error("somebody else sees what she typed")
		}
		s.after(staff.Absolute)
		b.ledTo(b.get("/team"), "/sign-in?back=%2Fteam")
	})
}

// TestAFormThatIsNotKept is said to be lost: one with a secret in it, and one of
// somebody who was not there.
func TestAFormThatIsNotKept(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	s.after(staff.Idle)
	secret := b.post("/me/password", url.Values{"before": {passphrase}, "password": {"zapato lluvia membrillo ventana"}})
	b.ledTo(secret, "/wake?said=lost")
	b.shows(b.get(secret.leads()), http.StatusOK, "no se guardó")
	nobody := s.browser()
	nobody.ledTo(nobody.post("/team/invite", url.Values{"name": {"Yorgelis"}}), "/sign-in?said=lost")
	nobody.shows(nobody.get("/sign-in?said=lost"), http.StatusOK, "no se guardó")
}

// TestHerOwnAccount: name, language, password, sessions.
func TestHerOwnAccount(t *testing.T) {
	s := one(t)
	b, other := s.in("rosa"), s.in("rosa")
	b.ledTo(b.post("/me", url.Values{"name": {"Rosa Quispe Mamani"}, "language": {"en"}}), "/me")
	b.shows(b.get("/me"), http.StatusOK, "Saved.")
	b.shows(b.get("/"), http.StatusOK, "Good morning, Rosa")
	b.shows(b.post("/me/password", url.Values{"before": {"no es esta"}, "password": {"zapato lluvia membrillo ventana"}}), http.StatusUnprocessableEntity, "That is not the password.")
	b.shows(b.post("/me/password", url.Values{"before": {passphrase}, "password": {"corta"}}), http.StatusUnprocessableEntity, "Check one thing")
	b.ledTo(b.post("/me/password", url.Values{"before": {passphrase}, "password": {"zapato lluvia membrillo ventana"}}), "/me")
	b.shows(b.get("/me"), http.StatusOK, "Your other sessions have ended.")
	other.ledTo(other.get("/me"), "/sign-in?back=%2Fme")
	b.shows(b.get("/me/log"), http.StatusOK, "Changed her password")
}

// TestEndingSessions: one of hers, all the others, and never anybody else's.
func TestEndingSessions(t *testing.T) {
	s := one(t)
	ana := s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera"})
	b, second, third, hers := s.in("rosa"), s.in("rosa"), s.in("rosa"), s.in("ana")
	sessions, err := s.Sessions().List(s.Context(), s.as(s.rosa), s.rosa.ID)
	s.must(err)
	if len(sessions) != 3 {
		t.Fatal(sessions)
	}
	b.ledTo(b.post("/me/sessions/"+sessions[1].ID+"/end", nil), "/me")
	second.ledTo(second.get("/"), "/sign-in")
	b.ledTo(b.post("/me/sessions/end", nil), "/me")
	third.ledTo(third.get("/"), "/sign-in")
	b.shows(b.get("/me"), http.StatusOK, "Tus otras sesiones terminaron.")
	rosas, err := s.Sessions().List(s.Context(), s.as(s.rosa), s.rosa.ID)
	s.must(err)
	none := hers.post("/me/sessions/01a20154-2004-7dc2-adfe-302bd5edb15f/end", nil)
	if got := hers.post("/me/sessions/"+rosas[0].ID+"/end", nil); got.status != http.StatusNotFound || got.body != none.body {
		t.Errorf("%s ended a session of another: %d, %d", ana.ID, got.status, none.status)
	}
	b.shows(b.get("/"), http.StatusOK, "Rosa")
}

// TestFactorsAskForAStepUp: whoever finds a session open adds no key of his own.
func TestFactorsAskForAStepUp(t *testing.T) {
	s := one(t)
	b := s.in("rosa")
	b.header.Set("Referer", s.origin+"/me")
	for _, path := range []string{"/me/code", "/me/code/confirm", "/me/code/drop", "/me/passkeys/x/drop"} {
		b.ledTo(b.post(path, nil), "/step-up?back=%2Fme")
	}
	b.header.Set("Accept", "application/json")
	if got := b.post("/me/passkeys/begin", nil); got.status != http.StatusForbidden || !strings.Contains(got.body, "/step-up?back=%2Fme") {
		t.Errorf("%d %s", got.status, got.body)
	}
	b.header.Del("Accept")
	b.shows(b.post("/step-up", url.Values{"password": {"no es esta"}}), http.StatusUnprocessableEntity, "La contraseña no es esa")
	b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}, "back": {"/me"}}), "/me")
	b.ledTo(b.post("/me/code", nil), "/me/code")
	s.after(5 * time.Minute)
	b.ledTo(b.post("/me/code", nil), "/step-up?back=%2Fme")
}

// TestADemonstration lets anybody in as somebody invented, and nobody elsewhere.
func TestADemonstration(t *testing.T) {
	s := one(t)
	b := s.browser()
	b.shows(b.post("/demo/"+s.rosa.ID, nil), http.StatusNotFound, "No está aquí")
	if got := b.get("/sign-in"); strings.Contains(got.text(), "inventada") {
		t.Error(got.text())
	}
	demo := &web.Demo{}
	played := one(t, func(c *web.Config) { c.Demo = demo })
	hidden := played.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	gone := played.join("lucia", administrator)
	played.must(played.Close(played.Context(), played.as(played.rosa), gone.ID))
	demo.Staff = []web.DemoAccount{
		{Account: played.rosa.ID, Name: "Rosa Quispe", Role: trenza.RoleAdministrator, Where: "Lima"},
		{Account: gone.ID, Name: "Lucía Vega", Role: trenza.RoleAdministrator, Where: "Lima"},
	}
	p := played.browser()
	p.shows(p.get("/sign-in"), http.StatusOK, "como Rosa Quispe")
	p.shows(p.post("/demo/"+hidden.ID, nil), http.StatusNotFound, "No está aquí")
	p.shows(p.post("/demo/"+gone.ID, nil), http.StatusForbidden, "No se puede")
	p.ledTo(p.post("/demo/"+played.rosa.ID, url.Values{"back": {"/team"}}), "/team")
	p.shows(p.get("/team"), http.StatusOK, "todas las personas son inventadas")

	p.ledTo(p.post("/me/code", nil), "/step-up?back=%2F")
	p.shows(p.get("/step-up?back=%2Fme"), http.StatusOK, "Seguir como Rosa Quispe")
	p.ledTo(p.post("/demo/"+played.rosa.ID, url.Values{"back": {"/me"}}), "/me")
	p.ledTo(p.post("/me/code", nil), "/me/code")
	played.after(staff.Idle)
	p.header.Set("Referer", played.origin+"/team/invite")
	p.ledTo(p.post("/team/invite", url.Values{"name": {"Yorgelis"}}), "/wake?back=%2Fteam%2Finvite")
	p.shows(p.get("/wake?back=%2Fteam%2Finvite"), http.StatusOK, "Seguir como Rosa Quispe")
	p.ledTo(p.post("/demo/"+played.rosa.ID, url.Values{"back": {"/team/invite"}}), "/team/invite")
	if again := p.get("/team/invite"); !strings.Contains(again.body, `value="Yorgelis"`) {
		t.Errorf("what she typed is gone:\n%s", again.text())
	}
}

// TestPreferences: a language and a theme stay with the browser, and the language
// with the account.
func TestPreferences(t *testing.T) {
	s := one(t)
	b := s.browser()
	b.ledTo(b.post("/preferences", url.Values{"language": {"en"}, "back": {"/sign-in?back=%2Fme"}}), "/sign-in?back=%2Fme")
	b.ledTo(b.post("/preferences", url.Values{"theme": {"dark"}, "back": {"/sign-in"}}), "/sign-in")
	got := b.get("/sign-in")
	b.shows(got, http.StatusOK, "User name")
	if !strings.Contains(got.body, `data-theme="dark"`) {
		t.Error("the page is not dark")
	}
	b.ledTo(b.post("/preferences", url.Values{"theme": {"system"}}), "/")
	if got := b.get("/sign-in"); strings.Contains(got.body, "data-theme=") {
		t.Error("the page does not follow the system")
	}
	in := s.in("rosa")
	in.post("/preferences", url.Values{"language": {"en"}, "back": {"/"}})
	in.shows(in.get("/"), http.StatusOK, "Good morning, Rosa")
	if got := s.in("rosa").get("/"); !strings.Contains(got.text(), "Good morning") {
		t.Error("her account speaks Spanish still")
	}
}

// TestTheLog is read by the data officer, a page at a time, and by nobody else.
func TestTheLog(t *testing.T) {
	s := one(t)
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	for range 30 {
		s.must(s.Change(s.Context(), s.as(s.rosa), staff.Change{Name: "Rosa Quispe", Language: "en"}))
		s.must(s.Change(s.Context(), s.as(s.rosa), staff.Change{Name: "Rosa Quispe", Language: "es"}))
	}
	b := s.in("odalys")
	first := b.get("/log")
	b.shows(first, http.StatusOK, "Cambió su nombre o idioma")
	older := regexp.MustCompile(`/log\?before=\d+`).FindString(first.body)
	b.shows(b.get(older), http.StatusOK, "Puso un programa en uso")
	b.shows(b.get("/log?before=x"), http.StatusNotFound, "No está aquí")
	rosa := s.in("rosa")
	rosa.shows(rosa.get("/log"), http.StatusNotFound, "No está aquí")
	rosa.shows(rosa.get("/me/log"), http.StatusOK, "Cambió su nombre o idioma")
}

func TestDevicesAreNamedAndNotTold(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0":                                          "Firefox, Windows",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36":           "Chrome, Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1": "Safari, iPhone",
		"curl/8.0": "", "": "",
	} {
		if got := web.DeviceOf(agent); got != want {
			t.Errorf("%q is named %q, want %q", agent, got, want)
		}
	}
}
