package exchange_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// FuzzParseRef reads any text for a row of a list: it is refused with a
// sentence, or written again as a reference that means the same.
func FuzzParseRef(f *testing.F) {
	for _, seed := range []string{
		"bono.xlsx!Lista!14", "tumbes/bono.csv!2", "!!1", "a!b!c!1", "a!0", "a!-1", "a!1e3", "a!٣", "", "!", "1", "ñ.csv!Hoja 1!99999999999999999999",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := exchange.ParseRef(text)
		if err != nil {
			if trenza.KindOf(err) != trenza.Invalid {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if again, err := exchange.ParseRef(ref.String()); again != ref || err != nil {
			t.Errorf("%q is %+v, and written again %+v, %v", text, ref, again, err)
		}
	})
}

// FuzzDecisions takes any bytes for a list of decisions: it is refused with a
// sentence, or every row of it is accounted for, and all is sound.
func FuzzDecisions(f *testing.F) {
	for _, seed := range []string{
		"Pareja,Decisión\nAAAAA-AAAAA,misma\n", "Primera,Segunda,Decisión\nlista.csv!2,lista.csv!3,misma\nlista.csv!2,lista.csv!2,distinta\n",
		"Pareja;Decisión\n;\n", "Primera,Segunda,Decisión\nlista.csv!2,lista.csv!3,quizás\n", "Pareja\nx\n", "", "\xff\xfe", "Decisión,Decisión\nmisma,misma\n",
	} {
		f.Add([]byte(seed))
	}
	base := worldtest.Open(f, storetest.Location(f, store.SQLite))
	list, path := filepath.Join(f.TempDir(), "lista.csv"), filepath.Join(f.TempDir(), "decisiones.csv")
	rows := "Servicio,Fecha,Lugar,Apellidos,Nombres,Sexo,Fecha de nacimiento,Nacionalidad,Tipo de documento,Número de documento,Teléfono\n" +
		"salud,2020-03-02,070101,Pérez Rojas,Ana,F,1990,VEN,CPP,001234567,987654321\n" +
		"salud,2020-03-03,070101,Perez Roja,Anna,F,1990,VEN,PAS,012345678,987654321\n"
	if err := os.WriteFile(list, []byte(rows), 0o600); err != nil {
		f.Fatal(err)
	}
	run := 0
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		run++
		w := base.In(t, fmt.Sprint("decide", run), alma)
		if _, err := w.Importer(alma).Import(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		decided, err := exchange.Reviewer{Journal: w.Journal, Actor: w.Actor}.Apply(t.Context(), path)
		if err != nil && trenza.KindOf(err) == trenza.Internal {
			t.Fatal(err)
		}
		if decided.Read != decided.Joined+decided.Kept+decided.Waiting+decided.Open+decided.Rejected || decided.Rejected != len(decided.Refusals) {
			t.Errorf("%+v does not add up", decided)
		}
		w.Sound()
	})
}
