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
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

var passport = edit{"Tipo de documento": "PAS", "Número de documento": "012345678"}

// movedMeanwhile imports a woman twice, joins her records, lets a third list say
// more of her, parts them, and moves what that list brought to the second record.
func movedMeanwhile(t *testing.T, w *worldtest.World) (pair registry.Pair, second, third string, before string) {
	t.Helper()
	listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{}))
	second = listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions, passport))
	pair = w.Pairs()[0]
	w.Decide(pair, registry.Same)
	w.Unmerge(w.PairOf(pair.First, pair.Second))
	before = standing(w)
	w.Decide(w.PairOf(pair.First, pair.Second), registry.Same)
	third = listed(t, w, "tercera.csv", rowsOf(t, exchange.Attentions, with(passport, edit{"Fecha": "2020-04-01"})))
	moveAll(w, pair, pair.Second)
	return pair, second, third, before
}

// moveAll parts the records of a pair when they are joined, and moves what was
// recorded meanwhile to one of them.
func moveAll(w *worldtest.World, pair registry.Pair, to string) {
	w.Helper()
	if w.Roots()[pair.Second] != pair.Second {
		w.Unmerge(w.PairOf(pair.First, pair.Second))
	}
	w.Write(func(tx *journal.Tx) error {
		kept, err := pathway.KeptFor(w.Context, tx, w.Find(to))
		if err != nil {
			return err
		}
		return pathway.Move(w.Context, tx, w.Find(to), kept.Attentions...)
	})
}

// A list takes what it brought with it, whoever it was moved to; the list that
// registered her to whom something was moved stays until it is moved back.
func TestWhatWasMovedGoesWithItsList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := worldtest.Open(t, location)
		w := base.In(t, "its own list", alma)
		_, second, third, before := movedMeanwhile(t, w)
		depends(t, w, second, "trenza review --move", "tercera.csv ("+third+")")
		if undone := undo(t, w, third); undone.Attentions != 1 || standing(w) != before {
			t.Errorf("%+v, and not as before", undone)
		}
		undo(t, w, second)

		w = base.In(t, "moved back", alma)
		pair, _, third, before := movedMeanwhile(t, w)
		moveAll(w, pair, pair.First)
		if undone := undo(t, w, third); undone.Attentions != 1 || standing(w) != before {
			t.Errorf("moved back: %+v, and not as before", undone)
		}
	})
}

// A join that only a team may know of keeps a list as anything else that was
// noted of her does: the pair is not named.
func TestAJoinOfATeamIsNotNamed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{}))
		code := listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions, passport))
		pair := w.Pairs()[0]
		member := w.As("Eva", "vbg")
		member.Write(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, pair.First, "vbg") })
		member.Decide(pair, registry.Same)
		_, err := exchange.Undo(w.Context, w.Journal, w.Actor, code)
		sentence := locale.For("en").Error(err)
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.undo_depends"}) || strings.Contains(sentence, pair.Code) {
			t.Errorf("%s", sentence)
		}
		d := decided(t, w, []string{"primera.csv!2", "segunda.csv!2", "misma"})
		came(t, d, 0, 0, 0, 1)
		refused(t, d.Refusals[0], "registry.no_such_pair")
		if pairs, err := exchange.OpenPairs(w.Context, w.Journal, w.Scope()); len(pairs) != 0 || err != nil {
			t.Errorf("%+v, %v", pairs, err)
		}
	})
}

// The sheet to fill in says who has said what.
func TestOpinionsGoOutWithThePairs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := worldtest.Open(t, location, alma)
		listed(t, w, "primera.csv", rowsOf(t, exchange.Attentions, edit{}))
		listed(t, w, "segunda.csv", rowsOf(t, exchange.Attentions, passport))
		row := []string{"primera.csv!2", "segunda.csv!2", "misma"}
		if d := decided(t, w.As("Rosa Quispe"), row); d.Waiting != 1 || d.Read != 1 {
			t.Fatalf("%+v", d)
		}
		pairs, err := exchange.OpenPairs(w.Context, w.Journal, w.Scope())
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%+v, %v", pairs, err)
		}
		said := exchange.Said(pairs[0].Opinions, locale.For("es").Text)
		if said != "Rosa Quispe dijo «misma»: falta que otra persona lo diga también" {
			t.Error(said)
		}
		d := decided(t, w.As("rosa quispe"), row)
		came(t, d, 0, 0, 0, 1)
		refused(t, d.Refusals[0], "registry.second_person")
		if d := decided(t, w.As("Ana Torres"), row); d.Joined != 1 {
			t.Errorf("%+v", d)
		}
	})
}
