package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

func TestWhoeverSignsInGoesWhereSheWanted(t *testing.T) {
	each(t, func(s *site) {
		b := s.browser()
		b.ledTo(b.get("/team?x=1"), "/sign-in?back=%2Fteam%3Fx%3D1")
		b.shows(b.get("/sign-in?back=%2Fteam"), http.StatusOK, "Entrar")
		b.ledTo(b.post("/sign-in", url.Values{"login": {"rosa"}, "password": {passphrase}, "back": {"/team"}}), "/team")
		b.shows(b.get("/team"), http.StatusOK, "Rosa Quispe")
		b.shows(b.get("/"), http.StatusOK, "Buenos días, Rosa")
		b.ledTo(b.post("/sign-out", nil), "/sign-in?said=out")
		b.ledTo(b.get("/"), "/sign-in")
	})
}

func TestEveryPageOfHersOpens(t *testing.T) {
	s := one(t)
	ana := s.join("ana", trenza.Grant{Role: trenza.RoleOutreach, Programme: "alma-llanera", Place: "2401", Until: "2020-12-31"})
	b := s.in("rosa")
	for path, says := range map[string]string{
		"/": "Nada espera tu decisión", "/me": "Tus roles", "/me/log": "Lo que hiciste", "/step-up": "Confirma que eres tú", "/team": "Señora ana",
		"/team/invite": "Invitar a alguien", "/team/" + ana.ID: "Dar un rol",
	} {
		b.shows(b.get(path), http.StatusOK, says)
	}
	if strings.Contains(s.log.String(), "level=ERROR") {
		t.Error(s.log.String())
	}
}
