package journal_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// printed is a checkpoint of a house as it stands on paper.
func (h house) printed(t testing.TB, organisation string) (text string) {
	t.Helper()
	err := h.Read(t.Context(), func(r store.Reader) error {
		c, err := journal.Checkpoint(t.Context(), r, h.vault, organisation, noon)
		for i, value := range journal.OnPaper(c) {
			text += string(rune('a'+i)) + ": " + value + "\n"
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// holds reads a checkpoint from paper and proves the data against it.
func (h house) holds(t testing.TB, paper string) error {
	t.Helper()
	c, err := journal.ReadCheckpoint(paper)
	if err != nil {
		return err
	}
	return h.Read(t.Context(), func(r store.Reader) error { return journal.Holds(t.Context(), r, h.vault, c) })
}

// A checkpoint survives being copied by hand, and nothing else passes for it.
func TestACheckpointOnPaper(t *testing.T) {
	h := lives(t, storetest.Location(t, store.SQLite))
	paper := h.printed(t, "alma")
	h.tell(t, yusmary, happened{What: "later", Secret: trenza.P1})
	for name, text := range map[string]string{
		"as it was printed":   paper,
		"under a title":       "Punto de control\n\n" + paper,
		"in one long line":    strings.ReplaceAll(paper, "\n  ", " "),
		"without its spaces":  strings.NewReplacer("a: ", "a:", "\n  ", "\n").Replace(paper),
		"with other labels":   strings.NewReplacer("a:", "Organisation:", "f:", "Signature:").Replace(paper),
		"in capital letters":  strings.NewReplacer("a: ALMA", "a: alma", "2020-03-08t", "2020-03-08T").Replace(strings.ToUpper(paper)),
		"with Windows' lines": strings.ReplaceAll(paper, "\n", "\r\n"),
	} {
		if name == "in capital letters" {
			text = strings.Replace(text, ": ALMA", ": alma", 1)
		}
		if err := h.holds(t, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range map[string]string{
		"another position":     strings.Replace(paper, "b: 6", "b: 5", 1),
		"another moment":       strings.Replace(paper, "2020-03-08", "2020-03-09", 1),
		"fewer destroyed keys": strings.Replace(paper, "e: 0", "e: 1", 1),
	} {
		if err := h.holds(t, text); !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "journal.checkpoint_forged"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := lives(t, storetest.Location(t, store.SQLite))
	if err := other.holds(t, paper); trenza.KindOf(err) != trenza.Conflict {
		t.Errorf("in another house: %v", err)
	}
}

// An entry is never older than the one before it, though the clock was set back.
func TestAClockThatWasSetBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		yesterday := journal.New(h.data, h.vault, func() time.Time { return noon.Add(-24 * time.Hour) })
		err := yesterday.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
			_, err := tx.Tell(t.Context(), happened{What: "again", Secret: trenza.P1})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		h.sound(t, "alma", 7)
		want(t, h.column(t, `select at from journal_entry where number = 7`), noon.Format(time.RFC3339))
	})
}

// A write killed between its commit and its checkpoint is caught up with; a key
// store that is further behind is not trusted.
func TestTheKeyStoreFallsBehind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h := build(t, location)
		h.KeepCheckpoints(h.keys)
		h.tell(t, yusmary, happened{What: "first", Secret: trenza.P1})
		killed := journal.New(h.data, h.vault, func() time.Time { return noon })
		behind := func(j *journal.Journal) {
			err := j.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
				_, err := tx.Tell(t.Context(), happened{What: "unsigned", Secret: trenza.P1})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		behind(killed)
		later := journal.New(h.data, h.vault, func() time.Time { return noon })
		later.KeepCheckpoints(h.keys)
		behind(later)
		behind(killed)
		behind(killed)
		distrusted := journal.New(h.data, h.vault, func() time.Time { return noon })
		distrusted.KeepCheckpoints(h.keys)
		err := distrusted.Write(t.Context(), yusmary, func(*journal.Tx) error { return nil })
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "journal.older_keys"}) {
			t.Errorf("got %v", err)
		}
		told, err := distrusted.Accept(t.Context(), yusmary)
		if err != nil || told.Last != 5 {
			t.Errorf("accepted %+v, %v", told, err)
		}
		behind(distrusted)
		h.sound(t, "alma", 7)
	})
}

// A checkpoint that cannot be kept is said, and what landed stays.
func TestACheckpointThatCannotBeKept(t *testing.T) {
	h := build(t, storetest.Location(t, store.SQLite))
	h.KeepCheckpoints(h.keys)
	h.tell(t, yusmary, happened{What: "first", Secret: trenza.P1})
	err := h.Write(t.Context(), yusmary, func(tx *journal.Tx) error {
		if _, err := tx.Tell(t.Context(), happened{What: "second", Secret: trenza.P1}); err != nil {
			return err
		}
		return h.keys.DB.Close()
	})
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Unavailable, Key: "journal.checkpoint_unkept"}) {
		t.Errorf("got %v", err)
	}
	want(t, h.column(t, allNumbers, "alma"), numbers(2)...)
}

func FuzzReadCheckpoint(f *testing.F) {
	h := lives(f, storetest.Location(f, store.SQLite))
	paper := h.printed(f, "alma")
	for _, seed := range []string{
		paper, strings.ToUpper(paper), strings.Replace(paper, ": ", ":", 6), "", ":::::", "a:\nb:\nc:\nd:\ne:\nf:\n",
		strings.Replace(paper, "b: 6", "b: -6", 1), paper + paper, "título\n" + paper,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := journal.ReadCheckpoint(text)
		if err != nil {
			if trenza.KindOf(err) != trenza.Invalid {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		printed := ""
		for _, value := range journal.OnPaper(c) {
			printed += "x: " + value + "\n"
		}
		again, err := journal.ReadCheckpoint(printed)
		if err != nil || again.Number != c.Number || again.Hash != c.Hash || again.At != c.At || again.Destroyed != c.Destroyed ||
			string(again.Signature) != string(c.Signature) || again.Organisation != c.Organisation {
			t.Errorf("%q is read as %+v, and printed and read again as %+v, %v", text, c, again, err)
		}
	})
}
