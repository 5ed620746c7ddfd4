package journal_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// found carries out a command that founds a committee and tells it twice.
func found(ctx context.Context, tx *journal.Tx, command string, refusal error) (journal.Answer, error) {
	return tx.Once(ctx, command, func() (string, error) {
		if err := addCollective(ctx, tx, command); err != nil {
			return "", err
		}
		for _, whom := range []string{"", "rosa"} {
			if _, err := tx.Tell(ctx, happened{What: command, Whom: whom}); err != nil {
				return "", err
			}
		}
		return "founded " + command, refusal
	})
}

func TestACommandIsCarriedOutOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.tell(t, yusmary, happened{What: "before"})
		first := journal.Answer{Text: "founded north", First: 2, Last: 3}
		again := first
		again.Repeated = true
		h.write(t, yusmary, func(tx *journal.Tx) error {
			for _, want := range []journal.Answer{first, again} {
				if got, err := found(ctx, tx, "north", nil); got != want || err != nil {
					t.Errorf("answered %+v, %v; want %+v", got, err, want)
				}
			}
			return nil
		})
		h.write(t, carmen, func(tx *journal.Tx) error {
			if got, err := found(ctx, tx, "north", os.ErrInvalid); got != again || err != nil {
				t.Errorf("a later write answered %+v, %v", got, err)
			}
			return nil
		})
		want(t, h.column(t, allNumbers, "alma"), numbers(3)...)
		want(t, h.column(t, allCommands), "north 2-3 founded north")
		want(t, h.column(t, `select command from journal_entry order by number`), "", "north", "north")
		h.write(t, maribel, func(tx *journal.Tx) error { // behind another wall it is another command
			got, err := found(ctx, tx, "north", nil)
			if got.Repeated || got.First != 1 {
				t.Errorf("another organisation got %+v", got)
			}
			return err
		})
	})
}

func TestARefusedCommandLeavesNothingAndTheRestLands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			for _, c := range []struct {
				command string
				refusal error
			}{{"east", nil}, {"nowhere", os.ErrInvalid}, {"west", nil}} {
				if _, err := found(ctx, tx, c.command, c.refusal); !errors.Is(err, c.refusal) {
					t.Errorf("%s: %v", c.command, err)
				}
			}
			return nil
		})
		want(t, h.column(t, allCollectives), "east", "west")
		want(t, h.column(t, allNumbers, "alma"), numbers(4)...)
		want(t, h.column(t, theHead, "alma"), "4")
		want(t, h.column(t, allCommands), "east 1-2 founded east", "west 3-4 founded west")
		h.sound(t, "alma", 4)
		h.write(t, yusmary, func(tx *journal.Tx) error { // a refusal is not remembered
			got, err := found(ctx, tx, "nowhere", nil)
			if got.Repeated || got.First != 5 {
				t.Errorf("the second time it got %+v", got)
			}
			return err
		})
	})
}

// What is only tried leaves nothing, within a command and beside one.
func TestATrialLeavesNothingAndSaysWhatWouldBeRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			_, err := tx.Once(ctx, "east", func() (string, error) {
				for _, refusal := range []error{nil, os.ErrInvalid} {
					if err := tx.Try(ctx, func() error {
						if err := addCollective(ctx, tx, "nowhere"); err != nil {
							return err
						}
						if _, err := tx.Tell(ctx, happened{What: "nowhere", Whom: "rosa"}); err != nil {
							return err
						}
						return refusal
					}); !errors.Is(err, refusal) {
						t.Errorf("a trial answered %v, want %v", err, refusal)
					}
				}
				if tx.Position() != 0 {
					t.Errorf("a trial stands at position %d", tx.Position())
				}
				if err := addCollective(ctx, tx, "east"); err != nil {
					return "", err
				}
				_, err := tx.Tell(ctx, happened{What: "east"})
				return "founded east", err
			})
			return err
		})
		want(t, h.column(t, allCollectives), "east")
		want(t, h.column(t, `select command from journal_entry order by number`), "east")
		want(t, h.column(t, allCommands), "east 1-1 founded east")
		h.sound(t, "alma", 1)
	})
}

// A row that a constraint refuses ends the command, not the transaction.
func TestAViolationEndsTheCommandAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			if _, err := found(ctx, tx, "north", nil); err != nil {
				return err
			}
			_, err := tx.Once(ctx, "north again", func() (string, error) {
				return "", addCollective(ctx, tx, "north")
			})
			if !store.Violates(err, "collective_pkey") && !store.Violates(err, "collective_named_once") {
				t.Errorf("got %v", err)
			}
			_, err = found(ctx, tx, "south", nil)
			return err
		})
		want(t, h.column(t, allCollectives), "north", "south")
		h.sound(t, "alma", 4)
	})
}

func TestASilentCommandIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			if _, err := found(ctx, tx, "told", nil); err != nil {
				return err
			}
			_, err := tx.Once(ctx, "silent", func() (string, error) { return "done", addCollective(ctx, tx, "silent") })
			if !errors.Is(err, journal.ErrSilent) {
				t.Errorf("got %v", err)
			}
			return nil
		})
		want(t, h.column(t, allCollectives), "told")
		want(t, h.column(t, allCommands), "told 1-2 founded told")
	})
}

// A command may find that there is nothing to do; its answer is kept all the
// same.
func TestACommandThatChangesNothingIsRemembered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			for i := range 2 {
				got, err := tx.Once(ctx, "idle", func() (string, error) { return fmt.Sprint("time ", i), nil })
				if want := (journal.Answer{Text: "time 0", First: 1, Last: 0, Repeated: i > 0}); got != want || err != nil {
					t.Errorf("got %+v, %v; want %+v", got, err, want)
				}
			}
			return nil
		})
		h.sound(t, "alma", 0)
		h.tell(t, yusmary, happened{What: "later"})
		h.sound(t, "alma", 1)
	})
}

func TestACommandIsNotPartOfAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		h, ctx := build(t, location), t.Context()
		h.write(t, yusmary, func(tx *journal.Tx) error {
			_, err := tx.Once(ctx, "outer", func() (string, error) {
				_, err := found(ctx, tx, "inner", nil)
				return "", err
			})
			if err == nil {
				t.Error("a command was part of another")
			}
			_, err = found(ctx, tx, "after", nil)
			return err
		})
		want(t, h.column(t, allCollectives), "after")
		h.sound(t, "alma", 2)
	})
}
