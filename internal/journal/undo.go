package journal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// TakenBack is told when commands are taken back: what they told stays told,
// and they may be carried out anew. Its digest is that of the rows that say
// which commands they were, so that no other command passes for one that was
// taken back.
type TakenBack struct {
	Commands int    `json:"commands"`
	Digest   string `json:"digest"`
}

// Verb implements Event.
func (TakenBack) Verb() string { return "commands.taken_back" }

// Class implements Event.
func (TakenBack) Class() trenza.Class { return trenza.P2 }

// Person implements Event.
func (TakenBack) Person() string { return "" }

// carriedOut is a command as it is kept.
type carriedOut struct {
	id          string
	first, last int64
	answer      string
}

func (c carriedOut) String() string {
	return fmt.Sprintf("%s %d %d %s\n", c.id, c.first, c.last, c.answer)
}

func scanCarriedOut(scan store.Scan) (carriedOut, error) {
	var c carriedOut
	return c, scan(&c.id, &c.first, &c.last, &c.answer)
}

// digestOf sums commands up, whatever their order.
func digestOf(commands []carriedOut) TakenBack {
	lines := make([]string, len(commands))
	for i, c := range commands {
		lines[i] = c.String()
	}
	slices.Sort(lines)
	sum := sha256.New()
	for _, line := range lines {
		sum.Write([]byte(line))
	}
	return TakenBack{len(commands), hex.EncodeToString(sum.Sum(nil))}
}

// TakeBack makes it as if commands had never been carried out: their entries
// stay, and [Tx.Once] carries them out anew when it is asked to. Undoing what
// they did is the matter of whoever did it. Ids that are no command's are
// passed over.
func (tx *Tx) TakeBack(ctx context.Context, ids []string) error {
	var commands []carriedOut
	for _, id := range ids {
		found, err := store.All(ctx, tx, `
			select id, first, last, answer
			from journal_command
			where organisation = $1 and id = $2`, store.Args(tx.Organisation(), id), scanCarriedOut)
		if err != nil {
			return err
		}
		commands = append(commands, found...)
	}
	entry, err := tx.Tell(ctx, digestOf(commands))
	if err != nil {
		return err
	}
	for _, c := range commands {
		if err := tx.putAside(ctx, c, entry); err != nil {
			return err
		}
	}
	return nil
}

// putAside moves a command to those that were taken back.
func (tx *Tx) putAside(ctx context.Context, c carriedOut, entry int64) error {
	_, err := tx.Exec(ctx, `
		insert into journal_command_undone (organisation, id, first, last, answer, undone)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), c.id, c.first, c.last, c.answer, entry)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from journal_command
		where organisation = $1 and id = $2`, tx.Organisation(), c.id)
	return err
}

// EachUndone calls each with the range of every command that was taken back.
func EachUndone(ctx context.Context, r store.Reader, organisation string, each func(first, last int64) error) error {
	return r.Each(ctx, `
		select first, last
		from journal_command_undone
		where organisation = $1`, store.Args(organisation), func(scan store.Scan) error {
		var first, last int64
		if err := scan(&first, &last); err != nil {
			return err
		}
		return each(first, last)
	})
}

// hearTakenBack notes what an entry says of commands that were taken back.
func (w *walk) hearTakenBack(h Header, body []byte) error {
	if h.Verb != (TakenBack{}).Verb() {
		return nil
	}
	var said TakenBack
	err := json.Unmarshal(body, &said)
	w.takenBack[h.Number] = said
	return err
}

// undone proves that the commands that were taken back are those that the
// journal says.
func (w *walk) undone(ctx context.Context, r store.Reader) error {
	found := make(map[int64][]carriedOut)
	err := r.Each(ctx, `
		select undone, id, first, last, answer
		from journal_command_undone
		where organisation = $1
		order by undone, id`, store.Args(w.organisation), func(scan store.Scan) error {
		var c carriedOut
		var entry int64
		err := scan(&entry, &c.id, &c.first, &c.last, &c.answer)
		found[entry] = append(found[entry], c)
		return err
	})
	if err != nil {
		return err
	}
	for entry := range found {
		if _, heard := w.takenBack[entry]; !heard {
			return w.broken("journal.undone_differs", entry)
		}
	}
	for entry, said := range w.takenBack {
		if digestOf(found[entry]) != said {
			return w.broken("journal.undone_differs", entry)
		}
	}
	return nil
}
