package journal_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// flips change the last letter of every text, one byte of every sealed value
// and every number, a row at a time.
var flips = map[string]struct {
	row string // where to strike
	fault
}{
	"journal_entry.organisation":   {third, fault{"journal.entry_missing", 3, 2}},
	"journal_entry.number":         {third, fault{"journal.entry_missing", 3, 2}},
	"journal_entry.at":             {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.actor":          {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.verb":           {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.class":          {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.subject":        {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.command":        {"number = 5", fault{"journal.entry_changed", 5, 4}},
	"journal_entry.body_hash":      {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.derived":        {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.previous":       {third, fault{"journal.entry_changed", 3, 2}},
	"journal_entry.hash":           {third, fault{"journal.entry_changed", 3, 2}},
	"journal_body.organisation":    {third, fault{"journal.body_missing", 3, 2}},
	"journal_body.number":          {third, fault{"journal.body_missing", 3, 2}},
	"journal_body.key_id":          {third, fault{"journal.key_missing", 3, 2}},
	"journal_body.sealed":          {third, fault{"journal.body_changed", 3, 2}},
	"journal_head.organisation":    {"true", fault{"journal.head_changed", 6, 6}},
	"journal_head.number":          {"true", fault{"journal.entry_missing", 7, 6}},
	"journal_head.hash":            {"true", fault{"journal.head_changed", 6, 6}},
	"journal_head.before":          {"true", fault{"journal.head_changed", 6, 6}},
	"journal_head.seal":            {"true", fault{"journal.head_changed", 6, 6}},
	"journal_command.answer":       {"true", fault{"journal.row_changed", 0, 6}},
	"journal_command.seal":         {"true", fault{"journal.row_changed", 0, 6}},
	"journal_command.organisation": {"true", fault{"journal.command_missing", 5, 4}},
	"journal_command.id":           {"true", fault{"journal.command_missing", 5, 4}},
	"journal_command.first":        {"true", fault{"journal.command_missing", 5, 4}},
	"journal_command.last":         {"true", fault{"journal.command_astray", 5, 6}},
	"journal_actor.organisation":   {carmens, fault{"journal.actor_unknown", 5, 6}},
	"journal_actor.id":             {carmens, fault{"journal.actor_unknown", 5, 6}},
	"journal_actor.sealed":         {carmens, fault{"journal.actor_unknown", 5, 6}},
}

const (
	third   = "number = 3"
	carmens = "id = (select actor from journal_entry where organisation = 'alma' and number = 5)"
)

func TestEveryByteIsWatched(t *testing.T) {
	columns := columnsOfTheJournal(t)
	watched := slices.Sorted(maps.Keys(flips))
	if all := slices.Sorted(maps.Keys(columns)); !slices.Equal(watched, all) {
		t.Fatalf("the journal has the columns %q and these are watched: %q", all, watched)
	}
	storetest.Each(t, func(t *testing.T, location string) {
		h := lives(t, location)
		for column, f := range flips {
			t.Run(column, func(t *testing.T) {
				h.tampered(t, func(tx *store.Tx) {
					flip(t, tx, column, columns[column], f.row)
					h.found(t, tx, f.fault)
				})
			})
		}
		h.sound(t, "alma", 6)
	})
}

// flip changes one column of one row.
func flip(t testing.TB, tx *store.Tx, column, kind, row string) {
	t.Helper()
	table, name, _ := strings.Cut(column, ".")
	where := ` where organisation = 'alma' and ` + row
	value, args := "", []any(nil)
	switch kind {
	case "text":
		value = strings.ReplaceAll(`case when % = '' then '1' else substr(%, 1, length(%) - 1) || case substr(%, length(%)) when '1' then '2' else '1' end end`, "%", name)
	case "integer":
		value = name + ` + 100`
	case "blob":
		var sealed []byte
		if _, err := tx.One(t.Context(), `select `+name+` from `+table+where, nil, &sealed); err != nil {
			t.Fatal(err)
		}
		sealed[len(sealed)/2] ^= 1
		value, args = `$1`, []any{sealed}
	}
	if touched, err := tx.Exec(t.Context(), `update `+table+` set `+name+` = `+value+where, args...); touched != 1 || err != nil {
		t.Fatalf("%s: %d rows, %v", column, touched, err)
	}
}

// columnsOfTheJournal returns the type of every column, by "table.column", as
// SQLite calls it. Commands that were taken back have rows only then.
func columnsOfTheJournal(t testing.TB) map[string]string {
	t.Helper()
	columns := make(map[string]string)
	for _, row := range build(t, storetest.Location(t, store.SQLite)).column(t, `
		select m.name || '.' || c.name || ' ' || lower(c.type)
		from sqlite_schema m, pragma_table_info(m.name) c
		where m.type = 'table' and m.name like 'journal%' and m.name <> 'journal_command_undone'`) {
		column, kind, _ := strings.Cut(row, " ")
		columns[column] = kind
	}
	return columns
}
