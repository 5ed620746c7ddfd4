package journal_test

import (
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// takenBack founds a committee, takes the command back, and founds it anew.
func takenBack(t *testing.T, location string) house {
	h, ctx := build(t, location), t.Context()
	h.write(t, yusmary, func(tx *journal.Tx) error {
		_, err := found(ctx, tx, "north", nil)
		return err
	})
	h.write(t, yusmary, func(tx *journal.Tx) error {
		if _, err := tx.Exec(ctx, `delete from collective where organisation = $1`, tx.Organisation()); err != nil {
			return err
		}
		return tx.TakeBack(ctx, []string{"north", "of nobody"})
	})
	h.sound(t, "alma", 3)
	return h
}

// A command that was taken back is carried out anew, and told anew; what it told
// the first time stays in the chain.
func TestACommandIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := takenBack(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			want := journal.Answer{Text: "founded north", First: 4, Last: 5}
			if got, err := found(ctx, tx, "north", nil); got != want || err != nil {
				t.Errorf("answered %+v, %v; want %+v", got, err, want)
			}
			return nil
		})
		h.sound(t, "alma", 5)
	})
}

// A command does not pass for one that was taken back, and one that was does not
// disappear.
func TestCommandsTakenBackAreThoseThatWereTold(t *testing.T) {
	for name, tamper := range map[string]string{
		"gone":  `delete from journal_command_undone`,
		"moved": `update journal_command_undone set undone = 2`,
		"wider": `update journal_command_undone set last = 3`,
		"added": `insert into journal_command_undone (organisation, id, first, last, answer, undone) values ('alma', 'south', 1, 2, '', 3)`,
	} {
		h := takenBack(t, storetest.Location(t, store.SQLite))
		h.tampered(t, func(tx *store.Tx) {
			if _, err := journal.Verify(t.Context(), tx, h.vault, "alma"); trenza.KindOf(err) != trenza.Conflict {
				t.Errorf("%s: %v", name, err)
			}
		}, tamper)
	}
}
