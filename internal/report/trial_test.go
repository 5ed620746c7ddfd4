package report_test

import (
	"bytes"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// laxer is Alma Llanera's next version, in which half of the hours complete the
// employability workshop.
func laxer(t *testing.T) *programme.Definition {
	t.Helper()
	shipped, _ := programme.Shipped(alma)
	text := bytes.Replace(shipped.Text, []byte("\nversion: 3\n"), []byte("\nversion: 4\n"), 1)
	text = bytes.Replace(text, []byte("share: 80 # percent of the hours"), []byte("share: 50"), 1)
	text = bytes.Replace(text, []byte("approval_share: 80"), []byte("approval_share: 50"), 1)
	d, err := programme.Parse(alma, text)
	if err != nil || d.Version != 4 {
		t.Fatalf("version %d, %v", d.Version, err)
	}
	return d
}

// sat gives three women eight, five and two of the eight sessions.
func sat(w *worldtest.World) {
	w.Helper()
	var women []string
	for i, sessions := range []int{8, 5, 2} {
		var came []attention.Attention
		for n := range sessions {
			came = append(came, attention.Attention{
				Day: worldtest.Today.Add(n), Place: lima, Mark: attention.Present, Minutes: 180, Outcomes: []string{programme.Delivered},
			})
		}
		women = append(women, w.Give(worldtest.Numbered(i), "empleabilidad", came...).Person.ID)
	}
	w.Train("formacion_empleabilidad", lima, women...)
}

func valueIn(t *testing.T, r *report.Report, id string) int {
	t.Helper()
	for _, f := range r.Figures {
		if f.Indicator.ID == id {
			return f.Value
		}
	}
	t.Fatalf("there is no figure %s", id)
	return 0
}

// TestTryADefinition shows what a version would do to the figures before it is
// accepted, leaves nothing behind, and is what accepting it comes to.
func TestTryADefinition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		sat(w)
		now, _ := programme.Shipped(alma)
		then := laxer(t)
		reporter := report.Reporter{Engine: w.Engine, Journal: w.Journal}
		adopt := func(tx *journal.Tx) error { return pathway.Adopt(w.Context, tx, then) }
		position := func() int64 {
			p, err := reach.SQL{DB: w.DB}.Position(w.Context, w.Scope())
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		before := position()
		trial, err := reporter.Try(w.Context, w.Actor, w.Scope(), now, then, adopt)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := valueIn(t, trial.Now, "empleabilidad"), valueIn(t, trial.Then, "empleabilidad"); a != 1 || b != 2 {
			t.Errorf("completed it: %d now and %d then, want 1 and 2", a, b)
		}
		if after := position(); after != before {
			t.Errorf("the trial left entries behind: position %d, was %d", after, before)
		}
		w.Write(adopt)
		accepted, err := reporter.Report(w.Context, w.Scope(), report.Query{Definition: then})
		if err != nil {
			t.Fatal(err)
		}
		if got := valueIn(t, accepted, "empleabilidad"); got != 2 {
			t.Errorf("accepted, %d completed it, want 2 as tried", got)
		}
		w.Read(func(r store.Reader) error {
			_, _, err := pathway.Verify(w.Context, r, w.Vault, w.Actor.Organisation)
			return err
		})
	})
}

// TestTryIsForThoseWhoMayAdopt refuses a trial to whoever may not accept it.
func TestTryIsForThoseWhoMayAdopt(t *testing.T) {
	w := worldtest.Open(t, storetest.Location(t, store.SQLite), alma)
	then := laxer(t)
	actor := w.Actor
	actor.Role = trenza.RoleOutreach
	_, err := report.Reporter{Engine: w.Engine, Journal: w.Journal}.Try(w.Context, actor, w.Scope(), nil, then, func(tx *journal.Tx) error {
		return pathway.Adopt(w.Context, tx, then)
	})
	if trenza.KindOf(err) != trenza.Forbidden {
		t.Errorf("a promotora tries a definition: %v", err)
	}
}
