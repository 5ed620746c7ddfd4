package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/store"
)

// tables are those that are filled, with their columns.
var tables = map[string]string{
	"person":      "organisation, id, number, code, root, sex, nationality, population, identity, marker, entry, seal",
	"attention":   "organisation, id, programme, service, person, day, place, outcomes, minutes, mark, collective, entry, seal",
	"fact":        "organisation, since, ordinal, number, programme, service, outcome, day, place, sex, age, population, nationality, flags, collective, source",
	"fact_root":   "organisation, number, root, since",
	"merge":       "organisation, id, survivor, absorbed, pair, merged, seal",
	"review_pair": "organisation, id, code, first, second, strength, reasons, model, verdict, raised, decided, seal",
	"assignment":  "organisation, id, person, account, since, entry, seal",
	"consent":     "organisation, id, person, purpose, text_version, language, mode, given, entry, seal",
	"activity":    "organisation, id, programme, service, title, day, place, method, total, entry, seal",
	"headcount":   "organisation, activity, sex, min_age, max_age, people, seal",
	"tally":       "organisation, since, ordinal, programme, service, outcome, day, place, sex, min_age, max_age, people, source",
}

// atOnce is how many rows one statement writes.
const atOnce = 200

// bulk writes rows into tables, some hundred with one statement.
type bulk struct {
	ctx  context.Context
	tx   *store.Tx
	rows map[string][]any // values that wait, by table
}

func newBulk(ctx context.Context, tx *store.Tx) *bulk {
	return &bulk{ctx, tx, make(map[string][]any)}
}

// add writes a row, now or with those that follow.
func (b *bulk) add(table string, values ...any) error {
	b.rows[table] = append(b.rows[table], values...)
	if len(b.rows[table]) < atOnce*len(values) {
		return nil
	}
	return b.write(table)
}

// flush writes what still waits.
func (b *bulk) flush() error {
	for table := range b.rows {
		if err := b.write(table); err != nil {
			return err
		}
	}
	return nil
}

func (b *bulk) write(table string) error {
	values := b.rows[table]
	if len(values) == 0 {
		return nil
	}
	b.rows[table] = nil
	_, err := b.tx.Exec(b.ctx, insertion(table, len(values)), values...)
	return err
}

// insertion writes the statement that puts so many values into a table.
func insertion(table string, values int) string {
	each := strings.Count(tables[table], ",") + 1
	var text strings.Builder
	fmt.Fprintf(&text, "insert into %s (%s) values", table, tables[table])
	for i := range values {
		switch {
		case i == 0:
			text.WriteString(" (")
		case i%each == 0:
			text.WriteString("), (")
		default:
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "$%d", i+1)
	}
	return text.String() + ")"
}
