package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

// The data officer sees who opened a thread, by name, and which threads somebody
// opened, by code; a name that is typed gets into no address. Who manages accounts
// does not audit.
func TestWhoHasSeenWhom(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", inAlma(trenza.RolePsychologist))
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer}, administrator)
	hers := s.yusmary(lucia)
	s.in("lucia").get(hers.path)

	b := s.in("odalys")
	b.shows(b.get(hers.path+"/visto"), http.StatusOK, "Ver quién, por su nombre")
	led := b.post("/log", url.Values{"hilo": {strings.ToLower(strings.ReplaceAll(hers.Code, "-", " "))}})
	b.ledTo(led, "/log?hilo="+hers.Code)
	seen := b.get(led.leads())
	b.shows(seen, http.StatusOK, "Abrió un hilo "+hers.Code+" Señora lucia")
	b.ledTo(b.post("/log", url.Values{"cuenta": {lucia.ID}, "que": {"abierto"}}), "/log?cuenta="+lucia.ID+"&que=abierto")
	member := b.get("/team/" + lucia.ID)
	opened := regexp.MustCompile(`/log\?cuenta=[^"]+`).FindString(member.body)
	b.shows(b.get(strings.ReplaceAll(opened, "&amp;", "&")), http.StatusOK, "Abrió un hilo "+hers.Code)
	b.shows(b.get("/log?que=abierto&cuenta="+s.rosa.ID), http.StatusOK, "No hay nada así")

	for _, typed := range []string{"Yusmary Colmenares", "K7Q2X-9XMDP", "001234567"} {
		b.shows(b.post("/log", url.Values{"hilo": {typed}}), http.StatusUnprocessableEntity, "No hay ningún hilo con ese código")
	}
	for _, path := range []string{"/log?hilo=K7Q2X-9XMDP", "/log?hilo=Yusmary"} {
		b.shows(b.get(path), http.StatusNotFound, "No está aquí")
	}
	rosa := s.in("rosa")
	rosa.shows(rosa.post("/log", url.Values{"hilo": {hers.Code}}), http.StatusNotFound, "No está aquí")
	if page := rosa.get("/team/" + lucia.ID); strings.Contains(page.body, "/log?") {
		t.Error("who does not audit is led to the log")
	}
}

// Pages of a part of the log are of that part.
func TestAPartOfTheLogHasPages(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", inAlma(trenza.RolePsychologist))
	s.join("odalys", trenza.Grant{Role: trenza.RoleDataOfficer})
	hers := s.yusmary(lucia)
	in := s.in("lucia")
	for range 52 {
		in.get(hers.path)
	}
	b := s.in("odalys")
	older := regexp.MustCompile(`/log\?before=\d+[^"]*`).FindString(b.get("/log?hilo=" + hers.Code).body)
	page := b.get(strings.ReplaceAll(older, "&amp;", "&"))
	b.shows(page, http.StatusOK, "Abrió un hilo")
	if n := strings.Count(page.text(), "Abrió un hilo"); n != 2 {
		t.Errorf("%d lines on the second page of 52", n)
	}
}
