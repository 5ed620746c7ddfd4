package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// listed imports rows as a file and returns the code of the import.
func listed(t *testing.T, w *worldtest.World, name string, rows [][]string) string {
	t.Helper()
	code := w.ImportLists(alma, t.TempDir(), listOf(name, rows))[0].Code
	if code == "" {
		t.Fatalf("%s added nothing", name)
	}
	return code
}

// undo takes a list back, which must be free.
func undo(t *testing.T, w *worldtest.World, code string) exchange.Undone {
	t.Helper()
	undone, err := exchange.Undo(w.Context, w.Journal, w.Actor, code)
	if err != nil {
		t.Fatal(locale.For("en").Error(err))
	}
	w.Sound()
	return undone
}

// depends fails unless a list cannot be taken back and the sentence says every
// one of some things.
func depends(t *testing.T, w *worldtest.World, code string, says ...string) {
	t.Helper()
	before, position := standing(w), w.Position()
	_, err := exchange.Undo(w.Context, w.Journal, w.Actor, code)
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undo_depends"}) {
		t.Fatalf("it is taken back: %v", err)
	}
	sentence := locale.For("en").Error(err)
	for _, part := range says {
		if !strings.Contains(sentence, part) {
			t.Errorf("%q does not say %q", sentence, part)
		}
	}
	if standing(w) != before || w.Position() != position {
		t.Error("a refusal changed something")
	}
}

// Whoever imports a list with an account accompanies those whom it registers; it
// goes with the list, and so does who was assigned to them since. Having been read
// holds nobody back.
func TestAListIsTakenBackWithWhoAccompaniedThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		w.Actor.Account = "registradora"
		empty := standing(w)
		code := listed(t, w, "lista.csv", rowsOf(t, exchange.Attentions, edit{}))
		var person *registry.Person
		w.Read(func(r store.Reader) (err error) {
			person, err = registry.FindByNumber(w.Context, r, w.Vault, w.Actor.Organisation, 1)
			return err
		})
		if _, err := pathway.Open(w.Context, w.Journal, w.Scope(), person.Code); err != nil {
			t.Fatal(err)
		}
		w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, person.ID, "gestora", "2020-05-04") })
		undo(t, w, code)
		if standing(w) != empty {
			t.Errorf("left is\n%s", standing(w))
		}
	})
}

// A list of every kind is taken back to nothing; what it was then can be asked
// still, and it can be imported again.
func TestAListIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for _, shape := range shapesOf(alma) {
			w := base.In(t, "undo "+string(shape), alma)
			empty, none := standing(w), figures(t, w)
			rows := rowsOf(t, shape, edit{"Comité": "San José"})
			code := listed(t, w, "lista.csv", rows)
			then, full := w.Position(), standing(w)
			undone := undo(t, w, " "+strings.ToLower(code)+" ")
			if undone.Rows != 1 || undone.Code != code || !strings.HasSuffix(undone.File, "lista.csv") {
				t.Errorf("%+v", undone)
			}
			if standing(w) != empty || figures(t, w) != none {
				t.Errorf("%s: left is\n%s", shape, standing(w))
			}
			if listed(t, w, "lista.csv", rows) == code || standing(w) != full {
				t.Errorf("%s: again it is\n%s\nand was\n%s", shape, standing(w), full)
			}
			source(t, w, then, "lista.csv!2")
			w.Sound()
		}
	})
}

// source fails unless the last entry of a row that a list told before a position
// is known to be of a row.
func source(t *testing.T, w *worldtest.World, position int64, want string) {
	t.Helper()
	w.Read(func(r store.Reader) error {
		lists, err := exchange.OpenLists(w.Context, r, w.Vault, w.Actor.Organisation)
		if err != nil {
			return err
		}
		for position--; position > 0; position-- { // the last entry tells the import itself
			ref, found, err := lists.Source(w.Context, r, position)
			if err != nil || found {
				if !strings.HasSuffix(ref.String(), want) {
					t.Errorf("%s, want %s", ref, want)
				}
				return err
			}
		}
		t.Error("no entry is of a row")
		return nil
	})
}

// Whoever was known before is what she was; the number and code of whom the list
// registered are nobody else's.
func TestNumbersAreNotDrawnAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{"Teléfono": ""}))
		before := standing(w)
		code := listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions,
			edit{"Fecha": "2020-03-09", "Etapas de vida": "gestante", "Teléfono": "912345678"}, paper("000000009")))
		taken := everybody(w)
		undone := undo(t, w, code)
		if undone.People != 1 || undone.Restored != 1 || undone.Attentions != 2 || standing(w) != before {
			t.Errorf("%+v", undone)
		}
		listed(t, w, "tercera.csv", rowsOf(t, exchange.Attentions, paper("000000008")))
		now := everybody(w)
		if len(now) != 2 || now[1].Number != 3 || now[1].Code == taken[1].Code {
			t.Errorf("%+v", now[1])
		}
		w.Sound()
	})
}

// everybody returns who is known, in the order of their numbers.
func everybody(w *worldtest.World) []*registry.Person {
	w.Helper()
	var all []*registry.Person
	w.Read(func(r store.Reader) error {
		codes, err := registry.Codes(w.Context, r, w.Actor.Organisation)
		for number := range int64(len(codes)) + 1 {
			p, missing := registry.FindByCode(w.Context, r, w.Vault, w.Actor.Organisation, codes[number])
			if missing == nil {
				all = append(all, p)
			}
		}
		return err
	})
	return all
}

// What rests on a list keeps it: the sentence says what, and once that is gone
// the list goes too.
func TestWhatRestsOnAListKeepsIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		first := rowsOf(t, exchange.Attentions, edit{}, paper("000000009"))
		for name, c := range map[string]struct {
			then [][]string
			says string
		}{
			"more of somebody": {rowsOf(t, exchange.Attentions, edit{"Fecha": "2020-03-09"}), "it says more of those whom this list registered or completed (1: "},
			"the same row":     {rowsOf(t, exchange.Attentions, edit{}, paper("000000007")), "some of its rows were not recorded because this list said so already (1: "},
			"the same visit":   {rowsOf(t, exchange.Attentions, edit{"Teléfono": "", "Hogar": "", "Etapas de vida": ""}), "some of its rows were not recorded because this list said so already (1: "},
			"a held row":       {rowsOf(t, exchange.Attentions, edit{"Materia": "laboral"}), "some of its rows were not recorded because this list said so already (1: "},
		} {
			w := base.In(t, name, alma)
			code := listed(t, w, "primera.csv", first)
			later := listed(t, w, "segunda.csv", c.then)
			depends(t, w, code, "primera.csv", "segunda.csv ("+later+")", c.says)
			undo(t, w, later)
			undo(t, w, code)
			if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, code); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undone_already"}) {
				t.Errorf("%s, twice: %v", name, err)
			}
		}
	})
}

// A join that stands keeps the lists of both records; a verdict short of a join
// goes along.
func TestAJoinKeepsAList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{}))
		code := listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions, edit{"Tipo de documento": "PAS", "Número de documento": "012345678"}))
		pair := w.Pairs()[0]
		w.Decide(pair, registry.Same)
		depends(t, w, code, "pair "+pair.Code, "trenza review --unmerge "+pair.Code)
		w.Unmerge(pair)
		if undone := undo(t, w, code); undone.Pairs != 1 || undone.Verdicts != 1 || len(w.Roots()) != 1 {
			t.Errorf("%+v", undone)
		}
	})
}

// Somebody whom another list recognised among those counted keeps the headcount.
func TestALinkKeepsAHeadcount(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	code := listed(t, w, "ferias.csv", rowsOf(t, exchange.Headcounts, edit{}))
	before := standing(w)
	later := listed(t, w, "mujeres.csv", rowsOf(t, exchange.Attentions, edit{"Contada en": "Feria informativa"}))
	depends(t, w, code, "mujeres.csv ("+later+")", "people among those counted at “Feria informativa” (1)")
	if undone := undo(t, w, later); undone.Links != 1 || standing(w) != before {
		t.Errorf("%+v", undone)
	}
	undo(t, w, code)
}

// A row that took the place of another list's stays; one that waits goes.
func TestHeldRowsAndTheirList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		for verdict, free := range map[string]bool{"": true, "misma": true, "distinta": true, "corregida": false} {
			w := base.In(t, "list of held, "+verdict, alma)
			listed(t, w, "antes.csv", rowsOf(t, exchange.Payments, edit{}))
			before := standing(w)
			code := listed(t, w, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
			held := oneHeld(w).Code
			reviewed(t, w, []string{held, verdict})
			if !free {
				depends(t, w, code, "Rows of this list took the place", "antes.csv", held)
				continue
			}
			if undone := undo(t, w, code); undone.Held != 1 || standing(w) != before || len(heldRows(w)) != 0 {
				t.Errorf("%q: %+v\n%s", verdict, undone, standing(w))
			}
			listed(t, w, "banco.csv", rowsOf(t, exchange.Payments, edit{"Monto": "380"}))
			oneHeld(w)
		}
	})
}

// What somebody who was forgotten received can be taken back unread.
func TestAListOfSomebodyForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		full := edit{"2020-03-02": "P", "2020-03-05": "P", "2020-03-09": "P"}
		for _, day := range []string{"2020-03-10", "2020-03-11", "2020-03-12", "2020-03-13", "2020-03-16"} {
			full[day] = "P"
		}
		code := listed(t, w, "curso.csv", rowsOf(t, exchange.Attendance, with(full, edit{"Comité": "San José"})))
		if err := w.Vault.Forget(w.Context, everybody(w)[0].ID); err != nil {
			t.Fatal(err)
		}
		if undone := undo(t, w, code); undone.People != 1 || undone.Attentions != 8 {
			t.Errorf("%+v", undone)
		}
		for id, value := range w.Values(alma) {
			if value != 0 {
				t.Errorf("%s is %d", id, value)
			}
		}
	})
}

// Whoever puts back what was taken back, or lets a command pass for one that
// was, is found out.
func TestWhatWasTakenBackStaysSo(t *testing.T) {
	for name, tamper := range map[string]string{
		"a person":  `insert into person select * from saved_person`,
		"a pair":    `insert into review_pair select * from saved_pair`,
		"a service": `insert into attention select * from saved_attention`,
		"a number":  `delete from person_withdrawn`,
		"a command": `insert into journal_command_undone select * from saved_command`,
		"commands":  `delete from journal_command_undone`,
		"a verdict": `update held_row set verdict = 'open'`,
	} {
		w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
		listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{"Tipo de documento": "CE", "Número de documento": "000000004"}))
		code := listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions, edit{}, edit{"Materia": "laboral"}))
		by(t, w, `create table saved_person as select * from person`, `create table saved_pair as select * from review_pair`,
			`create table saved_attention as select * from attention where entry = (select max(entry) from attention)`)
		undo(t, w, code)
		by(t, w, `delete from saved_person where id in (select id from person)`,
			`create table saved_command as select * from journal_command_undone`, `update saved_command set undone = undone - 1`)
		w.Sound()
		by(t, w, tamper)
		err := w.Journal.Read(w.Context, func(r store.Reader) error {
			_, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
			return err
		})
		if trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// by runs statements behind the program's back.
func by(t *testing.T, w *worldtest.World, statements ...string) {
	t.Helper()
	err := w.DB.Write(w.Context, func(tx *store.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(w.Context, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The lists stay on the list of imports, and those who may not see names see
// none.
func TestImportsStayOnTheirList(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	code := listed(t, w, "lista.csv", rowsOf(t, exchange.Attentions, edit{}))
	undo(t, w, code)
	again := listed(t, w, "lista.csv", rowsOf(t, exchange.Attentions, edit{}))
	all, err := exchange.Imports(w.Context, w.Journal, w.Scope())
	if err != nil || len(all) != 2 || all[0].Code != code || all[0].Undone == 0 || all[1].Code != again || all[1].Undone != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	low := w.Scope()
	low.UpTo = trenza.P1
	if _, err := exchange.Imports(w.Context, w.Journal, low); trenza.KindOf(err) != trenza.Forbidden {
		t.Error(err)
	}
	if _, err := exchange.Undo(w.Context, w.Journal, w.Actor, "NADA-0"); trenza.KindOf(err) != trenza.NotFound {
		t.Error(err)
	}
	nobody := trenza.Actor{Organisation: w.Actor.Organisation, Role: "visita"}
	if _, err := exchange.Undo(w.Context, w.Journal, nobody, again); trenza.KindOf(err) != trenza.Forbidden {
		t.Error(err)
	}
}

// A consent rests on the record of whoever gave it.
func TestAConsentKeepsAList(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	code := listed(t, w, "lista.csv", rowsOf(t, exchange.Attentions, edit{}))
	p := everybody(w)[0]
	w.Write(func(tx *journal.Tx) error {
		_, err := registry.Consents(w.Context, tx, registry.Consent{
			Person: p.ID, Purpose: registry.ForService, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-03-02",
		})
		return err
	})
	depends(t, w, code, "by no list, of those whom", p.Code)
}
