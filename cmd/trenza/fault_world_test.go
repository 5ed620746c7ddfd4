package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// few is a list of three women, and more one of two others.
var few = []string{
	"salud,2020-03-02,130101,Pérez Rojas,Ana,F,1990-01-01,VEN,CPP,001234567",
	"salud,2020-03-03,130101,Soto Díaz,Luz,F,1991-01-01,VEN,CPP,001234568",
	"asistencia_legal,2020-03-04,130101,Mora Paz,Eva,F,1992-01-01,VEN,CPP,001234569",
}

var more = []string{
	"salud,2020-04-02,130101,Gil Toro,Rut,F,1993-01-01,VEN,CPP,001234570",
	"salud,2020-04-03,130101,León Mar,Sol,F,1994-01-01,VEN,CPP,001234571",
}

const header = "Servicio,Fecha,Lugar,Apellidos,Nombres,Sexo,Fecha de nacimiento,Nacionalidad,Tipo de documento,Número de documento"

// list writes a list of rows and returns the command line that imports it.
func (o *office) list(name string, rows []string) []string {
	o.Helper()
	text := strings.Join(append([]string{header}, rows...), "\n") + "\n"
	if err := os.WriteFile(o.path(name), []byte(text), 0o644); err != nil {
		o.Fatal(err)
	}
	return []string{"import", "--programme", "alma-llanera", o.path(name)}
}

// settled is an office with a few women in it, and the list that comes next.
func settled(t *testing.T, engine store.Engine) (o *office, next []string) {
	t.Helper()
	o = newOffice(t, engine)
	o.must(o.list("marzo.csv", few)...)
	return o, o.list("abril.csv", more)
}

func (o *office) move(from, to string) {
	o.Helper()
	if err := os.Rename(o.path(from), o.path(to)); err != nil {
		o.Fatal(err)
	}
}

func (o *office) write(name, text string) {
	o.Helper()
	if err := os.WriteFile(o.path(name), []byte(text), 0o600); err != nil {
		o.Fatal(err)
	}
}

// replace puts a text where a file was, and the file away.
func (o *office) replace(name, away, text string) {
	o.Helper()
	o.move(name, away)
	o.write(name, text)
}

// Whatever is missing, damaged or another's ends in one sentence that says what
// to do, and leaves everything as it was.
func TestWhatTheWorldDoes(t *testing.T) {
	cases := map[string]struct {
		wrong, right func(o *office)
		words        string
	}{
		"the master key is missing": {
			func(o *office) { o.move("master.key", "away.key") },
			func(o *office) { o.move("away.key", "master.key") },
			"llave maestra: no hay ningún archivo"},
		"the master key is another": {
			func(o *office) {
				o.move("master.key", "away.key")
				o.write("master.key", strings.Repeat("ab", 32)+"\n")
			},
			func(o *office) { o.move("away.key", "master.key") },
			"Indica la llave con que se creó"},
		"the master key is damaged": {
			func(o *office) {
				o.move("master.key", "away.key")
				o.write("master.key", strings.Repeat("a?", 32)+"\n")
			},
			func(o *office) { o.move("away.key", "master.key") },
			"64 cifras hexadecimales"},
		"the key store is missing": {
			func(o *office) { o.move("data/keys.db", "keys.away") },
			func(o *office) { o.move("keys.away", "data/keys.db") },
			"falta el almacén de llaves"},
		"the key store is damaged": {
			func(o *office) { o.replace("data/keys.db", "keys.away", strings.Repeat("nada", 4096)) },
			func(o *office) { o.move("keys.away", "data/keys.db") },
			"Indica la llave con que se creó"},
		"the data is missing": {
			func(o *office) { o.move("data/trenza.db", "data.away") },
			func(o *office) { o.move("data.away", "data/trenza.db") },
			"faltan los datos"},
		"the data is damaged": {
			func(o *office) { o.replace("data/trenza.db", "data.away", strings.Repeat("nada", 4096)) },
			func(o *office) { o.move("data.away", "data/trenza.db") },
			"Indica la llave con que se creó"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o, next := settled(t, store.SQLite)
			before := o.figures()
			c.wrong(o)
			o.refuses(c.words, next...)
			o.refuses(c.words, "verify")
			c.right(o)
			o.must("verify")
			o.same("as it was", before)
			o.must(next...)
			o.must("verify")
		})
	}
}

// A folder that may only be read is said before anything is written.
func TestAFolderThatMayOnlyBeRead(t *testing.T) {
	for name, locked := range map[string][]string{
		"the data folder": {"data"},
		"its files":       {"data/trenza.db", "data/keys.db"},
		"the key store":   {"data/keys.db"},
	} {
		t.Run(name, func(t *testing.T) {
			o, next := settled(t, store.SQLite)
			o.asNobody()
			for _, path := range locked {
				if err := os.Chmod(o.path(path), 0o555); err != nil {
					t.Fatal(err)
				}
			}
			o.refuses("permiso para escribir", next...)
			for _, path := range locked {
				if err := os.Chmod(o.path(path), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			o.must(next...)
			o.must("verify")
		})
	}
}

// A disk that fills up in the middle of an import: what landed stays, the rest
// comes in when there is room again.
func TestAFullDisk(t *testing.T) {
	f := undisturbed(t, store.SQLite)
	for _, room := range []int{300, 700, 1500} {
		o := newOffice(t, store.SQLite)
		o.must(o.list("marzo.csv", few[:1])...)
		o.limit = room
		o.refuses("disco", f.importLists()...)
		o.limit = 0
		o.must("verify")
		o.run(f.importLists()...)
		o.must("verify")
	}
}

// A folder that is deleted while its files are open would take every row in,
// and lose them all.
func TestAFolderThatIsDeletedMeanwhile(t *testing.T) {
	f := undisturbed(t, store.SQLite)
	o := newOffice(t, store.SQLite)
	o.must(o.list("marzo.csv", few)...)
	c := o.command(f.importLists()...)
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(f.importing + 10*time.Second); time.Now().Before(until); time.Sleep(time.Millisecond) {
		if log, err := os.Stat(o.path("data/trenza.db-wal")); err == nil && log.Size() > 0 { // it is at work
			break
		}
	}
	if err := os.RemoveAll(o.path("data")); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	told := strings.Contains(said.String(), "borró o movió") || strings.Contains(said.String(), "store.file_gone") // of the data, or of the keys first
	if c.ProcessState.ExitCode() != 1 || !told {
		t.Errorf("exit %d: %s", c.ProcessState.ExitCode(), said.String())
	}
}

// Two people import at once, on one file or one server: both get through.
func TestTwoImportsAtOnce(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			f := undisturbed(t, engine)
			o := newOffice(t, engine)
			var group sync.WaitGroup
			for range 2 {
				group.Go(func() {
					if out, err := o.command(f.importLists()...).CombinedOutput(); strings.Contains(string(out), "Vuelve a intentarlo") {
						t.Errorf("%v: %s", err, out)
					}
				})
			}
			group.Wait()
			o.must("verify")
			o.same("two at once", f.imported)
		})
	}
}

// A database of a later program is left alone.
func TestADatabaseOfALaterProgram(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		s := at(t, engine)
		h := opened(t, s)
		err := h.data.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `insert into goose_db_version (version_id, is_applied) values (999, true)`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		o := &office{T: t, dir: filepath.Dir(s.Data), program: os.Args[0], database: s.Database}
		o.move("elsewhere/master.key", "master.key")
		o.refuses("Actualiza Trenza", "verify")
		o.refuses("Actualiza Trenza", o.list("marzo.csv", few)...)
	}
}

// Power is cut after the keys were written and before their rows: keys without
// rows are litter, and nothing else.
func TestKeysWithoutTheirRows(t *testing.T) {
	o, next := settled(t, store.SQLite)
	saved := o.saved("trenza.db")
	before := o.figures()
	o.must(next...)
	o.restore(saved)
	o.refuses("copia anterior", "verify")
	o.refuses("copia anterior", next...)
	o.must("checkpoint", "--accept")
	o.same("accepted", before)
	o.must(next...)
	o.must("verify")
}

// Rows whose keys are missing, for an older copy of the key store was put back.
func TestRowsWithoutTheirKeys(t *testing.T) {
	o, next := settled(t, store.SQLite)
	saved := o.saved("keys.db")
	o.must(next...)
	o.must(o.list("mayo.csv", few[1:])...)
	o.restore(saved)
	o.refuses("falta la llave", "verify")
	o.refuses("almacén de llaves", o.list("junio.csv", append(slices.Clone(more), few...))...)
}

// saved copies a database of the data folder, whole.
func (o *office) saved(name string) map[string]string {
	o.Helper()
	files := make(map[string]string)
	for _, ending := range []string{"", "-wal", "-shm"} {
		text, err := os.ReadFile(o.path("data/" + name + ending))
		if err == nil {
			files[name+ending] = string(text)
		} else {
			files[name+ending] = ""
		}
	}
	return files
}

func (o *office) restore(files map[string]string) {
	o.Helper()
	for name, text := range files {
		os.Remove(o.path("data/" + name))
		if text != "" {
			o.write("data/"+name, text)
		}
	}
}
