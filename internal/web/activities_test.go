package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/store"
)

// talk is a headcount as it is typed: 12 women, 3 men.
func talk(number string) url.Values {
	return url.Values{
		"form": {number}, "service": {"alma-llanera/informacion_vbg"}, "title": {"Charla en el mercado"}, "day": {"2020-03-09"},
		"place": {"Comas"}, "method": {"counted"}, "F_18": {"8"}, "F_30": {"4"}, "M_30": {"3"},
	}
}

// headcounts are the activities of Alma Llanera with a title.
func (s *site) headcounts() (all []outreach.Activity) {
	s.Helper()
	s.world.Read(func(r store.Reader) (err error) {
		all, err = outreach.Activities(s.Context(), r, "alma", "alma-llanera")
		return err
	})
	return all
}

// TestCounting counts heads once, links who was registered since, and takes it
// back.
func TestCounting(t *testing.T) {
	each(t, func(s *site) {
		s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "15"})
		paula := s.in("paula")
		paula.shows(paula.get("/actividades"), http.StatusOK, "Todavía no hay actividades")
		paula.shows(paula.get("/actividades/nueva"), http.StatusOK, "¿Qué actividad fue?")
		for _, number := range []string{"1", "1", "2"} { // sent twice, and typed again
			paula.ledTo(paula.post("/actividades/nueva", talk(number)), "/actividades")
		}
		all := s.headcounts()
		if len(all) != 1 || all[0].Total != 15 {
			t.Fatalf("counted %+v", all)
		}
		list := paula.get("/actividades")
		paula.shows(list, http.StatusOK, "«Charla en el mercado» ya estaba contada con los mismos números.")
		other := talk("3")
		other.Set("M_30", "5")
		paula.ledTo(paula.post("/actividades/nueva", other), "/actividades")
		paula.shows(paula.get("/actividades"), http.StatusOK, "Espera una decisión en Revisar.")

		path := "/actividades/" + all[0].ID
		code, _ := s.inLima()
		paula.shows(paula.get(path), http.StatusOK, "15 personas")
		wrong := paula.post(path+"/enlazar", url.Values{"code": {"nadie"}})
		paula.shows(wrong, http.StatusUnprocessableEntity, "NADIE")
		s.join("rita", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera", Place: "15"})
		rita := s.in("rita")
		rita.ledTo(rita.post(path+"/enlazar", url.Values{"code": {strings.ToLower(code)}}), path)
		linked := rita.get(path)
		rita.shows(linked, http.StatusOK, "1 está registrada por su nombre")
		rita.shows(linked, http.StatusOK, "Yorgelis Mendoza Rangel")
		paula.silent(paula.get(path), "Yorgelis") // she accompanies somebody else
		rita.ledTo(rita.post(path+"/desenlazar", url.Values{"code": {code}}), path)
		rita.shows(rita.get(path), http.StatusOK, "Ninguna está registrada por su nombre")
		paula.ledTo(paula.post(path+"/retirar", nil), "/actividades")
		if left := s.headcounts(); len(left) != 0 {
			t.Errorf("left %+v", left)
		}
		paula.shows(paula.get(path), http.StatusNotFound, "")
	})
}

// TestCountingGoneWrong says what does not add up, and keeps what was typed.
func TestCountingGoneWrong(t *testing.T) {
	s := one(t)
	s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "15"})
	paula := s.in("paula")
	for _, c := range []struct{ name, field, value, says string }{
		{"no title", "title", "", "Escribe el nombre de la actividad"},
		{"another total", "total", "20", "dice 20 y los grupos suman 15"},
		{"fewer than nobody", "F_18", "-8", "-8"},
		{"a word for a number", "F_18", "ocho mujeres", "ocho mujeres"},
		{"populations that differ", "p_in_transit", "3", ""},
		{"no such method", "method", "guessed", "guessed"},
		{"nobody", "", "", "nadie"},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := talk("1")
			if form.Set(c.field, c.value); c.field == "" {
				form.Del("F_18")
				form.Del("F_30")
				form.Del("M_30")
			}
			got := paula.post("/actividades/nueva", form)
			if c.name == "nobody" {
				paula.shows(got, http.StatusUnprocessableEntity, "")
			} else {
				paula.shows(got, http.StatusUnprocessableEntity, c.says)
			}
			if c.field != "title" && !strings.Contains(got.body, "Charla en el mercado") {
				t.Error("what was typed is lost")
			}
		})
	}
	if all := s.headcounts(); len(all) != 0 {
		t.Errorf("counted %+v", all)
	}
}

// TestCountingInABrowser adds up what is typed, and looks at each page.
func TestCountingInABrowser(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		s.join("paula", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "15"})
		tab := s.tab()
		tab.signIn("paula")
		tab.open("/actividades/nueva?servicio=alma-llanera/informacion_vbg")
		tab.do(chromedp.SendKeys("#title", "Feria en Comas"), chromedp.SetValue("#day", "2020-03-09"), chromedp.SetValue("#place", "Comas"))
		tab.do(chromedp.SendKeys("#F_18", "8"), chromedp.SendKeys("#M_30", "1200"))
		if sum := look[string](tab, "document.querySelector('[data-sum]').textContent"); !strings.Contains(sum, "1,208") {
			t.Errorf("the sum says %q", sum)
		}
		tab.lookAround("count")
		tab.do(chromedp.Focus("form .btn.primary"))
		tab.keys("\r")
		tab.at("/actividades")
		tab.lookAround("activities")
		tab.everyWay("/actividades/" + s.headcounts()[0].ID)
	})
}
