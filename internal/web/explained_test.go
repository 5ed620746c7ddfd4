package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/worldtest"
)

// TestWhatAColleagueMayDo answers with the policy that decides, and knows nothing
// of people of whom whoever asks may not know.
func TestWhatAColleagueMayDo(t *testing.T) {
	s := one(t)
	ana := s.join("ana", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "alma-llanera", Place: "2401"})
	rosa := s.in("rosa")
	path := "/team/" + ana.ID + "/puede"
	rosa.shows(rosa.get(path), http.StatusOK, "¿Qué puede hacer Señora ana?")
	rosa.shows(rosa.get("/team/"+ana.ID), http.StatusOK, "¿Qué puede hacer?")

	yes := rosa.get(path + "?may=attention.give&service=alma-llanera/empleabilidad&place=240101")
	rosa.shows(yes, http.StatusOK, "Sí, Señora ana puede")
	rosa.shows(yes, http.StatusOK, "Por su rol Facilitadora")
	rosa.shows(yes, http.StatusOK, ".cedar:")
	no := rosa.get(path + "?may=attention.give&service=alma-llanera/empleabilidad&place=Piura")
	rosa.shows(no, http.StatusOK, "No, Señora ana no puede")
	rosa.shows(no, http.StatusOK, "Estas lo permiten, a otros roles o en otros lugares")

	s.world.Give(worldtest.Numbered(1), "empleabilidad", worldtest.Delivered("2020-03-02", "240101"))
	code := s.world.Find(s.world.Meet(worldtest.Numbered(1), "2020-03-02").Person.ID).Code
	hidden := rosa.get(path + "?may=person.read&which=" + code)
	rosa.shows(hidden, http.StatusUnprocessableEntity, "")
	absent := rosa.get(path + "?may=person.read&which=" + never)
	if got, want := strings.ReplaceAll(hidden.body, code, ""), strings.ReplaceAll(absent.body, strings.ToUpper(never), ""); got != strings.ReplaceAll(want, never, "") {
		t.Errorf("a person that there is does not look like one that there is not:\n%s\n%s", hidden.text(), absent.text())
	}
	rosa.shows(rosa.get(path+"?may=person.read"), http.StatusUnprocessableEntity, "Di de cuál preguntas.")
	rosa.shows(rosa.get(path+"?may=person.eat&which="+code), http.StatusUnprocessableEntity, "")
	hers := s.in("ana")
	hers.shows(hers.get("/team/"+s.rosa.ID+"/puede"), http.StatusNotFound, "")
}
