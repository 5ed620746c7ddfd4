package registry_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

var errNoSuchPair = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_pair"}

// asked is all that somebody can ask about a pair, and what each answers.
func asked(w *World, p registry.Pair) map[string]error {
	w.Helper()
	answers := make(map[string]error)
	w.Read(func(r store.Reader) error {
		_, answers["by code"] = registry.FindPair(w.Context, r, w.Vault, w.Scope(), p.Code)
		_, answers["by records"] = registry.PairOf(w.Context, r, w.Vault, w.Scope(), p.First, p.Second)
		_, _, answers["both"] = p.Both(w.Context, r, w.Vault, w.Scope())
		return nil
	})
	answers["queue"] = errNoSuchPair
	if queued(w, p) {
		answers["queue"] = nil
	}
	for _, verdict := range []registry.Verdict{registry.Same, registry.Different} {
		answers["deciding "+string(verdict)] = w.Try(func(tx *journal.Tx) error {
			_, err := pathway.Decide(w.Context, tx, p, verdict)
			return err
		})
	}
	return answers
}

// queued reports whether a pair is among those that wait for somebody.
func queued(w *World, p registry.Pair) bool {
	w.Helper()
	return slices.ContainsFunc(w.Pairs(), func(other registry.Pair) bool { return other.ID == p.ID })
}

// sees reports whether somebody knows of a pair, which every answer must agree
// on. Whoever does not gets exactly what a pair that never was would give.
func sees(t *testing.T, w *World, p registry.Pair) bool {
	t.Helper()
	answers, missing := asked(w, p), 0
	for name, err := range answers {
		if errors.Is(err, errNoSuchPair) {
			missing++
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if missing != 0 && missing != len(answers) {
		t.Errorf("some answers know the pair and some do not: %v", answers)
	}
	return missing == 0
}

// A pair of a woman whom a team guards is for that team alone: one raised before
// goes the moment she is guarded, and comes back when she is not.
func TestAGuardedWomanIsAskedAboutInHerTeamAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := Plain(t, location)
		for name, whom := range map[string]func(registry.Pair) string{
			"first":  func(p registry.Pair) string { return p.First },
			"second": func(p registry.Pair) string { return p.Second },
		} {
			w := base.In(t, name, "alma-llanera")
			pair := lookalikes(w, nil)
			member, stranger := w.As("Eva", "vbg"), w.As("Ada", "trata")
			guard(w, whom(pair), "vbg")
			for who, other := range map[string]*World{"whoever raised it": w, "another team": stranger} {
				if sees(t, other, pair) {
					t.Errorf("%s: %s knows of the pair", name, who)
				}
			}
			if again := w.Give(Phone(Numbered(1), "987654321"), "salud", Delivered("2020-04-02", "150101")); again.New || again.Asked != 0 {
				t.Errorf("%s: %+v", name, again)
			}
			if !queued(member, pair) {
				t.Errorf("%s: her team does not know of the pair", name)
			}
			member.Write(func(tx *journal.Tx) error { return registry.Unguard(w.Context, tx, whom(pair), "vbg") })
			if len(w.Pairs()) != 1 {
				t.Errorf("%s: guarded by nobody, and not asked about", name)
			}
			w.Sound()
		}
	})
}

// A thread is guarded as a whole: a record that is joined to a guarded one is,
// and is not any more when they are parted.
func TestAThreadIsGuardedAsAWhole(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	people := sharers(w, 3)
	w.Decide(w.PairOf(people[0].ID, people[1].ID), registry.Same)
	guard(w, people[0].ID, "vbg")
	member := w.As("Eva", "vbg")
	joined := member.PairOf(people[0].ID, people[1].ID)
	others := []registry.Pair{member.PairOf(people[0].ID, people[2].ID), member.PairOf(people[1].ID, people[2].ID)}
	for _, p := range others {
		if sees(t, w, p) {
			t.Errorf("%s is known", p.Code)
		}
	}
	err := w.Try(func(tx *journal.Tx) error {
		merge, err := registry.MergeOf(w.Context, tx, w.Actor.Organisation, joined)
		if err == nil {
			_, err = pathway.Unmerge(w.Context, tx, merge)
		}
		return err
	})
	if !errors.Is(err, errNoSuchPair) {
		t.Errorf("a stranger to the team takes a join apart: %v", err)
	}
	member.Unmerge(joined)
	if sees(t, w, others[0]) || !queued(w, others[1]) {
		t.Error("parted, only the guarded record is the team's")
	}
}

// Between two guarded women only who serves both teams is asked: to either team
// by itself the pair would tell of the other.
func TestTwoTeamsAreNotToldOfEachOther(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	pair := lookalikes(w, nil)
	guard(w, pair.First, "vbg")
	guard(w, pair.Second, "trata")
	for who, c := range map[string]struct {
		teams []string
		want  bool
	}{"nobody's": {nil, false}, "the first's": {[]string{"vbg"}, false}, "the second's": {[]string{"trata"}, false}, "both's": {[]string{"vbg", "trata"}, true}} {
		if got := sees(t, w.As("Eva "+who, c.teams...), pair); got != c.want {
			t.Errorf("%s: %v", who, got)
		}
		if c.want {
			break // she has decided
		}
	}
}

func TestATeamGuardsByItsOwn(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	her := w.Meet(Numbered(1), Today).Person
	for who, c := range map[string]struct {
		teams []string
		want  error
	}{
		"nobody's":        {nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}},
		"another team's":  {[]string{"trata"}, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}},
		"one of the team": {[]string{"vbg"}, nil},
	} {
		err := w.As("Eva", c.teams...).Try(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, her.ID, "vbg") })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", who, err)
		}
	}
	member := w.As("Eva", "a", "b", "c", "d", "e", "f", "g")
	for i, team := range member.Actor.Teams {
		err := member.Try(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, her.ID, team) })
		if refused := errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.guarded_by_many"}); refused != (i >= 5) {
			t.Errorf("team %s: %v", team, err)
		}
	}
}

// trace is what somebody who reads the tables without the keys can tell: the
// length and the presence of what is sealed, what stands in clear, and the
// headers of the journal without what differs from write to write.
func trace(w *World) string {
	w.Helper()
	var lines []string
	w.Read(func(r store.Reader) error {
		for _, query := range []string{
			`select number, sex, length(identity), coalesce(length(marker), -1) from person where organisation = $1 order by number`,
			`select strength, length(reasons), length(coalesce(model, '')), raised from review_pair where organisation = $1 order by raised`,
			`select number, length(verb) + length(class), length(command), length(subject) from journal_entry where organisation = $1 order by number`,
			`select number, length(sealed), length(key_id), 0 from journal_body where organisation = $1 order by number`,
			`select row, length(status), first, last from import_row where organisation = $1 order by row`,
			`select first, last, length(answer), 0 from journal_command where organisation = $1 order by first`,
		} {
			err := r.Each(w.Context, query, store.Args(w.Actor.Organisation), func(scan store.Scan) error {
				cells, targets := make([]any, 4), make([]any, 4)
				for i := range cells {
					targets[i] = &cells[i]
				}
				err := scan(targets...)
				lines = append(lines, fmt.Sprintln(cells...))
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return strings.Join(lines, "")
}

// attended is a list of two rows: one of the woman of number 1, under her
// document, and one of somebody who has her phone.
var attended = cast.List{Name: "lista.csv", Sheets: []cast.Sheet{{Rows: [][]string{
	{"Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Tipo de documento", "Número de documento", "Teléfono"},
	{"salud", "2020-04-02", "150101", "Apellido10000001", "Nombre10000001", "F", "DNI", "10000001", ""},
	{"salud", "2020-04-03", "150101", "Luna", "Ada", "F", "DNI", "45678901", "987654321"},
}}}}

// A list is taken in as if there were no such case: its account, its rows and
// what the tables show are those of a woman whom nobody guards, except that
// nobody is asked. The same document is still the same woman.
func TestAnImportTellsNothingOfAGuardedWoman(t *testing.T) {
	base := Plain(t, storetest.Location(t, store.SQLite))
	traces := make(map[string]string)
	for name, last := range map[string]func(context.Context, *journal.Tx, string, string) error{
		"guarded": registry.Guard, "at ease": registry.Unguard,
	} {
		w := base.In(t, name, "alma-llanera")
		her := w.Give(Phone(Numbered(1), "987654321"), "salud", Delivered("2020-03-02", "150101")).Person
		guard(w, her.ID, "vbg")
		w.As("Del Equipo", "vbg").Write(func(tx *journal.Tx) error { return last(w.Context, tx, her.ID, "vbg") })
		account := w.Import("alma-llanera", WriteList(t, t.TempDir(), attended)).Total()
		if want := map[string]int{"guarded": 0, "at ease": 1}[name]; account.Review != want || account.Accepted != 2-want {
			t.Errorf("%s: %+v", name, account)
		}
		if roots := w.Roots(); len(roots) != 2 {
			t.Errorf("%s: her own document made her somebody else: %v", name, roots)
		}
		traces[name] = trace(w)
	}
	if traces["guarded"] != traces["at ease"] {
		t.Errorf("guarded:\n%s\nat ease:\n%s", traces["guarded"], traces["at ease"])
	}
}
