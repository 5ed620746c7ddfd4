package town

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/store"
)

// tables are those that are filled, with their columns.
var tables = map[string]string{
	"person":        "organisation, id, number, code, root, sex, nationality, population, identity, marker, entry, seal",
	"attention":     "organisation, id, programme, service, person, day, place, outcomes, minutes, mark, collective, entry, seal",
	"fact":          "organisation, since, ordinal, number, programme, service, outcome, day, place, sex, age, population, nationality, flags, collective, source",
	"fact_root":     "organisation, number, root, since",
	"merge":         "organisation, id, survivor, absorbed, pair, merged, seal",
	"review_pair":   "organisation, id, code, first, second, strength, reasons, model, verdict, raised, decided, seal",
	"assignment":    "organisation, id, person, account, since, entry, seal",
	"consent":       "organisation, id, person, purpose, text_version, language, mode, given, entry, seal",
	"activity":      "organisation, id, programme, service, title, day, place, method, total, entry, seal",
	"headcount":     "organisation, activity, sex, min_age, max_age, people, seal",
	"tally":         "organisation, since, ordinal, programme, service, outcome, day, place, sex, min_age, max_age, people, source",
	"journal_entry": "organisation, number, at, actor, verb, class, subject, command, body_hash, derived, previous, hash",
	"planned_step":  "organisation, id, programme, service, person, day, hour, place, account, state, entry, seal",
	"due_paper":     "organisation, person, day, seal",
}

// width is how many columns a table has here.
func width(table string) int { return strings.Count(tables[table], ",") + 1 }

// Rows are rows that are about to be written, by table.
type Rows map[string][]any

// Add adds a row of an organisation: its values in the order of the columns.
func (r Rows) Add(table string, values ...any) { r[table] = append(r[table], values...) }

// atOnce is how many rows one statement writes.
const atOnce = 200

// write writes all of them, some hundred with one statement.
func (r Rows) write(ctx context.Context, tx *store.Tx) error {
	for table, values := range r {
		for len(values) > 0 {
			some := min(len(values), atOnce*width(table))
			if _, err := tx.Exec(ctx, insertion(table, some), values[:some]...); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
			values = values[some:]
		}
	}
	return nil
}

// insertion writes the statement that puts so many values into a table.
func insertion(table string, values int) string {
	var text strings.Builder
	fmt.Fprintf(&text, "insert into %s (%s) values", table, tables[table])
	for i := range values {
		switch {
		case i == 0:
			text.WriteString(" (")
		case i%width(table) == 0:
			text.WriteString("), (")
		default:
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "$%d", i+1)
	}
	return text.String() + ")"
}
