package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
	"github.com/trenza/trenza/internal/worldtest"
)

// keepsTray is the tray of a site, whose clock it follows.
func (s *site) keepsTray() *exchange.Tray {
	s.tray = &exchange.Tray{
		Data: s.world.DB, Journal: s.Journal, Vault: s.world.Vault, Intake: s.world.Intake, Now: s.now,
		Queue: &jobs.Queue{DB: s.world.DB, Vault: s.world.Vault},
	}
	return s.tray
}

// works has a worker do what waits, until the function that it returns is called.
func (s *site) works() (stop func()) {
	w := &jobs.Worker{Queue: s.tray.Queue, Handlers: s.tray.Handlers(), Pause: 5 * time.Millisecond, Log: slog.New(slog.DiscardHandler)}
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { w.Run(ctx) })
	stop = func() { cancel(); done.Wait() }
	s.Cleanup(stop)
	return stop
}

// file is a list as a spreadsheet.
func (s *site) file(list cast.List) []byte {
	s.Helper()
	content, err := os.ReadFile(worldtest.WriteList(s, s.TempDir(), list))
	s.must(err)
	return content
}

// handIn uploads files, by their names and contents one after the other.
func (b *browser) handIn(fields map[string]string, files ...any) answer {
	b.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		b.must(form.WriteField(name, value))
	}
	for i := 0; i < len(files); i += 2 {
		header := textproto.MIMEHeader{
			"Content-Disposition": {multipart.FileContentDisposition("file", files[i].(string))}, "Content-Type": {"application/octet-stream"},
		}
		w, err := form.CreatePart(header)
		b.must(err)
		_, err = w.Write(files[i+1].([]byte))
		b.must(err)
	}
	b.must(form.Close())
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, b.origin+"/listas/alma-llanera/subir", &body)
	b.must(err)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Origin", b.origin)
	r.Header.Set("Referer", b.origin+"/listas/alma-llanera/subir")
	for name, values := range b.header {
		r.Header[name] = values
	}
	return b.send(r)
}

// until asks for a page until it says something, or leads on when it is to say
// nothing.
func (b *browser) until(path, says string) answer {
	b.Helper()
	var got answer
	for range 1500 {
		got = b.get(path)
		if leads := got.status == http.StatusSeeOther; leads && says == "" || says != "" && strings.Contains(got.text(), says) {
			return got
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.Fatalf("%s: %d to %q does not say %q:\n%s", path, got.status, got.leads(), says, got.text())
	return got
}

// meanwhile asks for a page until it says that something is done. Until then, each
// answer has to say that it is being done.
func (b *browser) meanwhile(path, doing, done string) {
	b.Helper()
	for range 1500 {
		got := b.get(path)
		if strings.Contains(got.text(), done) {
			return
		}
		b.shows(got, http.StatusOK, doing)
	}
	b.Fatalf("%s does not say %q", path, done)
}

// registrar is somebody who takes lists in.
func (s *site) registrar() *browser {
	s.Helper()
	s.join("felipa", trenza.Grant{Role: trenza.RoleCashOfficer}, trenza.Grant{Role: trenza.RoleRegistrar})
	return s.in("felipa")
}

// TestAListFromTheFileToItsUndoing: uploaded, looked at, taken in, its account read
// and its rejected rows taken back, and undone whole.
func TestAListFromTheFileToItsUndoing(t *testing.T) {
	each(t, func(s *site) {
		s.works()
		b := s.registrar()
		b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "Todavía no hay listas")
		bono, _ := cast.Small()
		got := b.handIn(map[string]string{"form": "uno"}, "bono.xlsx", s.file(bono))
		path := got.leads()
		b.ledTo(got, path)
		before := s.world.Position()
		page := b.until(path, "Cuadra: 12 = 11 + 1")
		b.shows(page, http.StatusOK, "7 personas nuevas")
		b.shows(page, http.StatusOK, "Revisa el día: «…» no existe en el calendario.")
		for _, name := range []string{"Belkis", "Fuenmayor", "003377120"} {
			if strings.Contains(page.body, name) {
				t.Errorf("the sample shows %q", name)
			}
		}
		if s.world.Position() != before {
			t.Error("the rehearsal told something")
		}
		b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "Lista para revisar")
		b.ledTo(b.post(path+"/incorporar", nil), path)
		b.ledTo(b.post(path+"/incorporar", nil), path) // twice, and once
		account := b.until(path, "").leads()
		page = b.get(account)
		b.shows(page, http.StatusOK, "11 filas entraron")
		b.shows(page, http.StatusOK, "Cuadra: 12 = 11 + 1")
		b.shows(page, http.StatusOK, "Señora felipa")
		s.rejected(b.get(account+"/rechazadas"), "Bracho Nava", "Revisa el día")
		b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "bono.xlsx")

		b.shows(b.get(account+"/deshacer"), http.StatusOK, "7 personas que la lista registró")
		b.ledTo(b.post(account+"/deshacer", nil), account)
		b.meanwhile(account, "Deshaciendo la lista", "Esta lista se deshizo entera")
		b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "Deshecha")
		b.ledTo(b.get(account+"/deshacer"), account)
		s.after(25 * time.Hour)
		s.must(s.tray.Sweep(t.Context()))
		b = s.in("felipa")
		b.shows(b.get(account), http.StatusOK, "Las filas rechazadas se guardan un día")
		b.shows(b.get(account+"/rechazadas"), http.StatusNotFound, "No está aquí")
		s.world.Sound()
	})
}

// rejected expects a workbook with cells.
func (s *site) rejected(a answer, cells ...string) {
	s.Helper()
	book, err := sheet.From("rechazadas.xlsx", strings.NewReader(a.body), int64(len(a.body)))
	s.must(err)
	var all strings.Builder
	for row, err := range book.Rows(book.Sheets()[0]) {
		s.must(err)
		all.WriteString(strings.Join(row.Cells, "|"))
	}
	for _, cell := range cells {
		if !strings.Contains(all.String(), cell) {
			s.Errorf("%q is not among the rejected rows: %s", cell, all.String())
		}
	}
	if a.header.Get("Content-Disposition") != "attachment; filename=trenza-2020-06-01.xlsx" {
		s.Errorf("the file is called %q", a.header.Get("Content-Disposition"))
	}
}

// TestAListIsHers: nobody else is told that it is there, and what became of it is
// read without what its rows say.
func TestAListIsHers(t *testing.T) {
	s := one(t)
	s.works()
	b := s.registrar()
	s.join("otra", trenza.Grant{Role: trenza.RoleCashOfficer})
	s.join("marta", trenza.Grant{Role: trenza.RoleMonitoring})
	s.join("lima", trenza.Grant{Role: trenza.RoleRegistrar, Place: "15"})
	bono, _ := cast.Small()
	path := b.handIn(nil, "bono.xlsx", s.file(bono)).leads()
	b.until(path, "Qué pasaría")
	other := s.in("otra")
	for _, action := range []string{"", "/avance", "/rechazadas"} {
		other.shows(other.get(path+action), http.StatusNotFound, "No está aquí")
	}
	for _, action := range []string{"/incorporar", "/mapa", "/dejar", "/seguir"} {
		other.shows(other.post(path+action, nil), http.StatusNotFound, "No está aquí")
	}
	b.post(path+"/incorporar", nil)
	account := b.until(path, "").leads()
	b.shows(b.get(account), http.StatusOK, "no existe en el calendario")
	b.post("/preferences", url.Values{"language": {"en"}})
	b.shows(b.get(account), http.StatusOK, "is not in the calendar")
	marta := s.in("marta")
	page := marta.get(account)
	marta.shows(page, http.StatusOK, "11 filas entraron")
	marta.silent(page, "no existe en el calendario", "/deshacer", "/rechazadas")
	marta.shows(marta.get(account+"/deshacer"), http.StatusNotFound, "No está aquí")
	marta.shows(marta.get("/listas/alma-llanera/subir"), http.StatusNotFound, "No está aquí")
	lima := s.in("lima")
	lima.shows(lima.get(account), http.StatusNotFound, "No está aquí")
	lima.shows(lima.get("/listas/alma-llanera"), http.StatusOK, "Todavía no hay listas")
}

// TestAListSentTwice is kept once, and uploaded again adds nothing.
func TestAListSentTwice(t *testing.T) {
	s := one(t)
	s.works()
	b := s.registrar()
	bono, _ := cast.Small()
	content := s.file(bono)
	first := b.handIn(map[string]string{"form": "uno"}, "bono.xlsx", content).leads()
	b.ledTo(b.handIn(map[string]string{"form": "uno"}, "bono.xlsx", content), "/listas/alma-llanera")
	b.until(first, "Qué pasaría")
	b.post(first+"/incorporar", nil)
	b.until(first, "")
	before := s.world.Position()
	again := b.handIn(map[string]string{"form": "dos"}, "bono otra vez.xlsx", content).leads()
	b.shows(b.until(again, "Cuadra"), http.StatusOK, "Cuadra: 12 = 11 + 1")
	b.post(again+"/incorporar", nil)
	b.until(again, "Todo lo que dice ya estaba anotado")
	if s.world.Position() != before {
		t.Errorf("the same list again told %d entries", s.world.Position()-before)
	}
	b.ledTo(b.post(again+"/dejar", nil), "/listas/alma-llanera")
}

// TestAListOnWhichSomethingRests is not undone, and the page says what comes first.
func TestAListOnWhichSomethingRests(t *testing.T) {
	s := one(t)
	s.works()
	b := s.registrar()
	rows := func(service, phone string) []byte {
		return []byte("Apellidos,Nombres,Tipo de documento,Número de documento,Teléfono,Sexo,Servicio,Fecha,Lugar\n" +
			"Rojas Pérez,Ana,CPP,001234567," + phone + ",F," + service + ",2020-03-02,130101\n")
	}
	var accounts []string
	for _, list := range []struct{ name, service, phone string }{
		{"marzo.csv", "informacion_proteccion", ""}, {"abril.csv", "informacion_vbg", "944555666"},
	} {
		path := b.handIn(nil, list.name, rows(list.service, list.phone)).leads()
		b.until(path, "Qué pasaría")
		b.post(path+"/incorporar", nil)
		accounts = append(accounts, b.until(path, "").leads())
	}
	page := b.get(accounts[0] + "/deshacer")
	b.shows(page, http.StatusOK, "Resuelve antes lo que depende de ella")
	b.shows(page, http.StatusOK, "Deshaz antes abril.csv")
	if strings.Contains(page.body, `action="`+accounts[0]) {
		t.Error("the page offers what would be refused")
	}
	b.ledTo(b.post(accounts[0]+"/deshacer", nil), accounts[0])
	b.until(accounts[0], "No se deshizo nada")
	b.ledTo(b.post(accounts[1]+"/deshacer", nil), accounts[1])
	b.until(accounts[1], "Esta lista se deshizo entera")
	b.ledTo(b.post(accounts[0]+"/deshacer", nil), accounts[0])
	b.until(accounts[0], "Esta lista se deshizo entera")
	s.world.Sound()
}

// TestFilesThatAreNoLists end in a sentence, and leave nothing.
func TestFilesThatAreNoLists(t *testing.T) {
	s := one(t, func(c *web.Config) { c.MaxUpload = 1 << 20 })
	b := s.registrar()
	for name, test := range map[string]struct {
		content []byte
		status  int
		says    string
	}{
		"foto.pdf":    {[]byte("%PDF"), http.StatusUnprocessableEntity, "foto.pdf"},
		"lista.xlsm":  {[]byte("PK"), http.StatusUnprocessableEntity, "macros"},
		"lista.xlsx":  {[]byte("PK\x03\x04 no es un libro"), http.StatusUnprocessableEntity, "lista.xlsx"},
		"bomba.xlsx":  {bomb(t), http.StatusUnprocessableEntity, "bomba.xlsx"},
		"grande.csv":  {make([]byte, 1<<20+1), http.StatusRequestEntityTooLarge, "pasan de 1 MB"},
		"clave.xlsx":  {[]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0}, http.StatusUnprocessableEntity, "contraseña"},
		"antigua.xls": {[]byte("nada"), http.StatusUnprocessableEntity, "antigua.xls"},
	} {
		b.shows(b.handIn(nil, name, test.content), test.status, test.says)
	}
	b.shows(b.handIn(map[string]string{"place": "Trujilo"}), http.StatusUnprocessableEntity, "Elige al menos un archivo")
	b.shows(b.post("/listas/alma-llanera/subir", nil), http.StatusUnprocessableEntity, "Elige al menos un archivo")
	s.works()
	empty := b.handIn(nil, "vacía.csv", []byte("")).leads()
	b.until(empty, "Así no se puede incorporar")
	b.ledTo(b.post(empty+"/dejar", nil), "/listas/alma-llanera")
	b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "Todavía no hay listas")
}

// bomb is a workbook that unpacks to more than anybody has room for.
func bomb(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	part, err := archive.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: 2 << 30, CompressedSize64: 9})
	if err == nil {
		_, err = part.Write([]byte("no matter"))
	}
	if err := errors.Join(err, archive.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestNoNameTouchesTheDisk: neither while a list is uploaded nor while it waits does
// any file hold a name of it, temporary ones included.
func TestNoNameTouchesTheDisk(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	s := opened(t, filepath.Join(folder, "datos", "trenza.db"))
	b := s.registrar()
	row := "Yorgelis Mendoza Rangel,CPP,004410926,asistencia_legal,2020-03-02,130101\n"
	content := []byte("Apellidos y nombres,Tipo de documento,Número de documento,Servicio,Fecha,Lugar\n" + strings.Repeat(row, 40_000))
	b.handIn(nil, "Yorgelis.csv", content)
	files := 0
	s.must(filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		held, err := os.ReadFile(path)
		for _, word := range []string{"Yorgelis", "Mendoza", "004410926"} {
			if bytes.Contains(held, []byte(word)) {
				t.Errorf("%s holds %q", path, word)
			}
		}
		return err
	}))
	if files == 0 {
		t.Error("nothing was looked at")
	}
	s.must(s.world.DB.Read(t.Context(), func(r store.Reader) error {
		return r.Each(t.Context(), `select sealed from handed_part`, nil, func(scan store.Scan) error {
			var sealed []byte
			err := scan(&sealed)
			if bytes.Contains(sealed, []byte("Mendoza")) {
				t.Error("a piece is not sealed")
			}
			return err
		})
	}))
}

// TestASessionThatEndsWhileAFileIsChosen keeps what was typed, and says that the
// file has to be chosen again.
func TestASessionThatEndsWhileAFileIsChosen(t *testing.T) {
	s := one(t)
	b := s.registrar()
	bono, _ := cast.Small()
	s.after(staff.Idle + time.Second)
	got := b.handIn(map[string]string{"place": "130101", "form": "uno"}, "bono.xlsx", s.file(bono))
	b.ledTo(got, "/wake?back=%2Flistas%2Falma-llanera%2Fsubir")
	b.ledTo(b.post("/wake", map[string][]string{"password": {passphrase}, "back": {"/listas/alma-llanera/subir"}}), "/listas/alma-llanera/subir")
	page := b.get("/listas/alma-llanera/subir")
	b.shows(page, http.StatusOK, "Elige la lista otra vez")
	if !strings.Contains(page.body, `value="130101"`) {
		t.Error("the place that was typed is gone")
	}
	b.shows(b.get("/listas/alma-llanera"), http.StatusOK, "Todavía no hay listas")
}

// column finds the field of a column in the map of a list.
var column = regexp.MustCompile(`name="(column-\d+-0)" aria-label="Qué es la columna [A-Z]+, ([^"]*)"`)

// TestTheMapIsCorrectedInThePage: what she says of a column wins, and the list is
// rehearsed anew.
func TestTheMapIsCorrectedInThePage(t *testing.T) {
	s := one(t)
	s.works()
	b := s.registrar()
	rows := "Clave rara,Apellidos,Nombres,Tipo de documento,Número de documento,Sexo,Servicio,Fecha\n" +
		"x,Rojas Pérez,Ana,CPP,001234567,F,informacion_proteccion,2020-03-02\n"
	path := b.handIn(nil, "marzo.csv", []byte(rows)).leads()
	page := b.until(path, "Así no se puede incorporar")
	form := map[string][]string{"place": {"Trujilo"}, "shape-0": {"atenciones"}}
	for _, found := range column.FindAllStringSubmatch(page.body, -1) {
		if found[2] == "Clave rara" {
			form[found[1]] = []string{"household"}
		}
	}
	if len(form) != 3 {
		t.Fatalf("the column has no field:\n%s", page.text())
	}
	b.shows(b.post(path+"/mapa", form), http.StatusUnprocessableEntity, "no hay ninguno llamado «Trujilo»")
	form["place"] = []string{"Trujillo, La Libertad"}
	b.ledTo(b.post(path+"/mapa", form), path)
	page = b.until(path, "Qué pasaría")
	b.shows(page, http.StatusOK, "1 persona nueva")
	if !strings.Contains(page.body, `<option value="household" selected>`) {
		t.Error("what she said of the column is gone")
	}
}

// TestTheServerStopsInTheMiddle, and what was begun is taken up by the next start.
func TestTheServerStopsInTheMiddle(t *testing.T) {
	s := one(t)
	stop := s.works()
	b := s.registrar()
	path := b.handIn(nil, "larga.csv", longFile()).leads()
	b.until(path, "Es un ensayo de las primeras 2.000 filas")
	reached, batches := make(chan struct{}), 0
	s.tray.Batch = func() {
		if batches++; batches == 1 {
			close(reached)
			time.Sleep(100 * time.Millisecond)
		}
	}
	b.post(path+"/incorporar", nil)
	<-reached
	stop()
	page := b.get(path)
	b.shows(page, http.StatusOK, "Incorporando la lista")
	if !strings.Contains(page.body, `<noscript><meta http-equiv="refresh" content="3"></noscript>`) {
		t.Error("without script the page does not renew itself")
	}
	b.shows(b.get(path+"/avance"), http.StatusOK, `"done":`)
	s.works()
	account := b.until(path, "").leads()
	b.shows(b.get(account), http.StatusOK, "Cuadra: 2.100 =")
	s.world.Sound()
}

// longFile is a list that takes two batches.
func longFile() []byte {
	var rows bytes.Buffer
	rows.WriteString("Servicio,Fecha,Lugar,Tipo de documento,Número de documento,Sexo\n")
	for n := range 2_100 {
		fmt.Fprintf(&rows, "informacion_proteccion,2020-03-%02d,130101,CPP,%09d,F\n", 1+n/100, n%100)
	}
	return rows.Bytes()
}
