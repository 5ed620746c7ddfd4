package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
)

// listForm is what a form asks for.
func listForm(kind string, more ...string) url.Values {
	form := url.Values{"kind": {kind}}
	for _, name := range more {
		form.Set(name, "1")
	}
	return form
}

// TestAListLeavesAsAFile: named by the day alone, with the columns that the role
// has a right to, and only after the journal was told.
func TestAListLeavesAsAFile(t *testing.T) {
	each(t, func(s *site) {
		s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
		s.join("felipa", trenza.Grant{Role: trenza.RoleCashOfficer, Place: "24"})
		h := s.yusmary()
		before := s.world.Position()
		b := s.in("marta")
		got := b.post("/listas/alma-llanera/sacar", listForm("atenciones", "names", "answers"))
		if got.status != http.StatusOK || got.header.Get("Content-Type") != "text/csv; charset=utf-8" ||
			got.header.Get("Content-Disposition") != `attachment; filename=trenza-2020-06-01.csv` {
			t.Errorf("%d %v", got.status, got.header)
		}
		guarded(t, "a list", got)
		for _, word := range append(hersWords, "Apellidos", "asistencia_legal") {
			if strings.Contains(got.body, word) {
				t.Errorf("%q left with codes:\n%s", word, got.body)
			}
		}
		if !strings.Contains(got.body, h.Code) || !strings.Contains(got.body, "760.00") {
			t.Errorf("what she may take out is not there:\n%s", got.body)
		}
		if told := s.told(before, "list.exported"); told != 1 {
			t.Errorf("the journal was told %d times", told)
		}
		felipa := s.in("felipa")
		if named := felipa.post("/listas/alma-llanera/sacar", listForm("personas", "names")); !strings.Contains(named.body, "Colmenares,Yusmary") {
			t.Errorf("a cash officer gets\n%s", named.body)
		}
		b.shows(b.post("/listas/alma-llanera/sacar", url.Values{}), http.StatusUnprocessableEntity, "Elige qué lista")
		bad := listForm("personas")
		bad.Set("from", "2020-05-01")
		bad.Set("to", "2020-04-01")
		b.shows(b.post("/listas/alma-llanera/sacar", bad), http.StatusUnprocessableEntity, "Revisa un dato")
		notHers := listForm("atenciones")
		notHers.Set("service", "asistencia_legal")
		b.shows(b.post("/listas/alma-llanera/sacar", notHers), http.StatusNotFound, "No está aquí")
		b.shows(b.post("/listas/taller-reque/sacar", listForm("personas")), http.StatusNotFound, "No está aquí")
		rosa := s.in("rosa")
		rosa.shows(rosa.post("/listas/alma-llanera/sacar", listForm("personas")), http.StatusNotFound, "No está aquí")
	})
}

// TestWhatIsSensitiveLeavesAfterAStepUp: a session alone does not take it out, nor
// one that was woken by a code.
func TestWhatIsSensitiveLeavesAfterAStepUp(t *testing.T) {
	each(t, func(s *site) {
		s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
		s.yusmary()
		b := s.in("lucia")
		form := listForm("atenciones", "answers")
		asked := b.post("/listas/alma-llanera/sacar", form)
		back := "/listas/alma-llanera/sacar?answers=1&kind=atenciones"
		b.ledTo(asked, "/step-up?"+url.Values{"back": {back}}.Encode())
		before := s.world.Position()
		b.ledTo(b.post("/step-up", url.Values{"password": {passphrase}, "back": {back}}), back)
		page := b.get(back)
		b.shows(page, http.StatusOK, "Sacar la lista")
		if !strings.Contains(page.body, `<option value="atenciones" selected>`) || !strings.Contains(page.body, `value="1" checked`) {
			t.Error("what she chose is gone")
		}
		got := b.post("/listas/alma-llanera/sacar", form)
		if !strings.Contains(got.body, "psicosocial_individual") || strings.Contains(got.body, "asistencia_legal") {
			t.Errorf("%d\n%s", got.status, got.body)
		}
		if told := s.told(before, journal.Reading); told != 1 {
			t.Errorf("her chain was told %d times", told)
		}
		s.after(staff.IdleSensitive + time.Second)
		b.ledTo(b.get("/listas"), "/wake?back=%2Flistas") // what is sensitive lets a session sleep sooner
	})
}

// TestACodeOpensNothingSensitive: it lets her in, and is no step-up.
func TestACodeOpensNothingSensitive(t *testing.T) {
	s := one(t)
	lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist})
	secret, err := s.NewCode(s.Context(), s.as(lucia))
	s.must(err)
	typed := func() string {
		s.after(time.Minute) // a code is used once
		code, err := totp.GenerateCode(secret.Secret, s.now())
		s.must(err)
		return code
	}
	s.must(s.ConfirmCode(s.Context(), s.as(lucia), secret.Secret, typed()))
	b := s.browser()
	b.ledTo(b.post("/sign-in", url.Values{"login": {"lucia"}, "password": {passphrase}}), "/sign-in/code")
	b.ledTo(b.post("/sign-in/code", url.Values{"code": {typed()}}), "/")
	before := s.world.Position()
	for range 2 {
		got := b.post("/listas/alma-llanera/sacar", listForm("personas"))
		b.ledTo(got, "/step-up?"+url.Values{"back": {"/listas/alma-llanera/sacar?kind=personas"}}.Encode())
		b.shows(b.post("/step-up", url.Values{"code": {typed()}}), http.StatusUnprocessableEntity, "Revisa un dato")
	}
	if told := s.told(before, "list.exported"); told != 0 {
		t.Errorf("%d lists left", told)
	}
}

// TestAListThatBreaksOff is a page, and never half a file.
func TestAListThatBreaksOff(t *testing.T) {
	each(t, func(s *site) {
		s.join("felipa", trenza.Grant{Role: trenza.RoleCashOfficer})
		s.yusmary()
		b := s.in("felipa")
		s.spoil(`update attention set form = substr(form, 2) where service = 'bono'`)
		got := b.post("/listas/alma-llanera/sacar", listForm("atenciones", "answers"))
		b.shows(got, http.StatusServiceUnavailable, "no abre, porque alguien lo cambió")
		if got.header.Get("Content-Disposition") != "" || strings.Contains(got.body, "Servicio,Fecha") {
			t.Errorf("half a file: %v\n%s", got.header, got.body)
		}
		s.server.Config.Handler = s.muted()
		got = s.in("felipa").post("/listas/alma-llanera/sacar", listForm("personas", "names"))
		b.shows(got, http.StatusInternalServerError, "No pudimos abrir la página")
		for _, word := range hersWords {
			if strings.Contains(got.body, word) {
				t.Errorf("%q left before the journal was told", word)
			}
		}
	})
}

// spoil changes rows behind the program's back.
func (s *site) spoil(query string) {
	s.Helper()
	s.must(s.world.DB.Write(s.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(s.Context(), query)
		return err
	}))
}

// TestAFileThatIsTooLargeToKeep flows, and when it breaks off so does the
// connection.
func TestAFileThatIsTooLargeToKeep(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := web.Hold(w, 10, "text/csv", "trenza.csv")
		var err error
		for range len(r.URL.Path) {
			_, err = file.Write([]byte("seis.\n"))
		}
		if r.URL.RawQuery == "x" {
			err = errors.New("the disk broke")
		}
		if err := file.End(err); err != nil {
			http.Error(w, "una página", http.StatusInternalServerError)
		}
	}))
	defer server.Close()
	for path, want := range map[string]struct {
		status int
		begins string
		whole  bool
	}{
		"/":      {http.StatusOK, "seis.", true},
		"/largo": {http.StatusOK, "seis.", true},
		"/?x":    {http.StatusInternalServerError, "una página", true},
		"/lar?x": {whole: false},
	} {
		status, body, err := fetched(server.URL + path)
		if (err == nil) != want.whole || want.whole && (status != want.status || !strings.HasPrefix(body, want.begins)) {
			t.Errorf("%s: %d, %v\n%s", path, status, err, body)
		}
	}
}

// fetched is what a browser gets, with an error where it does not get all of it.
func fetched(address string) (status int, body string, err error) {
	response, err := http.Get(address)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}
