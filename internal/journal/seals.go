package journal

import (
	"context"
	"database/sql/driver"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// sealedTables are the tables of which every row carries a seal: a keyed hash
// over all its columns, written with the row, which nobody can make without the
// keys. For each stand the columns that tell a row from the others of its
// organisation. Facts and tallies are witnessed by the entries instead. Sessions
// are no witness to anything: every click moves one, they are gone within a day,
// and what a session says is sealed whole, so that none is made or prolonged
// without the keys. That one was opened and ended is told.
var sealedTables = map[string][]string{
	"account":                {"id"},
	"account_grant":          {"id"},
	"account_secret":         {"account", "kind", "id"},
	"activity":               {"id"},
	"assignment":             {"id"},
	"attention":              {"id"},
	"business_plan":          {"venture", "version"},
	"certificate":            {"id"},
	"cohort":                 {"id"},
	"collective":             {"id"},
	"consent":                {"id"},
	"due_paper":              {"person", "day"},
	"enrolment":              {"id"},
	"freeze_ask":             {"id"},
	"headcount":              {"activity", "sex", "min_age"},
	"headcount_link":         {"activity", "person"},
	"headcount_population":   {"activity", "population"},
	"held_row":               {"id"},
	"household":              {"id"},
	"household_member":       {"household", "person"},
	"import":                 {"id"},
	"import_row":             {"import", "sheet", "row"},
	"invitation":             {"id"},
	"journal_command":        {"id"},
	"journal_command_undone": {"id", "undone"},
	"lesson":                 {"id"},
	"match_model":            {"version"},
	"measurement":            {"id"},
	"merge":                  {"id"},
	"milestone":              {"person", "programme", "service", "outcome"},
	"organisation":           {"id"},
	"person":                 {"id"},
	"person_erased":          {"id"},
	"person_token":           {"token", "person"},
	"person_withdrawn":       {"number"},
	"planned_step":           {"id"},
	"plan_pitch":             {"venture", "version", "reviewer"},
	"product_batch":          {"id"},
	"product_use":            {"id"},
	"programme":              {"id", "version"},
	"proposal":               {"id"},
	"publication":            {"id"},
	"recovery":               {"id"},
	"replica":                {"id"},
	"review_opinion":         {"pair", "actor"},
	"review_pair":            {"id"},
	"seat":                   {"collective", "person", "role", "since"},
	"seed":                   {"id"},
	"seed_receipt":           {"id"},
	"venture":                {"id"},
	"venture_visit":          {"id"},
	"work_visit":             {"id"},
	"workshop_line":          {"id"},
	"skill_step":             {"id"},
}

// wall is the column by which the rows of a table belong to an organisation.
func wall(table string) string {
	if table == "organisation" {
		return "host"
	}
	return "organisation"
}

// SealedTables lists the tables whose rows carry a seal, sorted.
func SealedTables() []string {
	tables := make([]string, 0, len(sealedTables))
	for table := range sealedTables {
		tables = append(tables, table)
	}
	slices.Sort(tables)
	return tables
}

// statement is what a text does to sealed rows.
type statement struct {
	table   string  // "" when it touches none, or only takes some away
	columns columns // of a plain insert: one row, every value a parameter
	sealing string  // that insert, with its seal
}

var (
	plainInsert = regexp.MustCompile(`(?s)^\s*insert into (\w+) \(([^)]*)\)\s*values \(((?:\$\d+,?\s*)+)\)(\s*on conflict \([^)]*\) do nothing)?\s*$`)
	changes     = regexp.MustCompile(`(?s)^\s*(?:insert into|update) (\w+)\b`)
	statements  sync.Map // text → statement
)

// statementOf reads a text, once.
func statementOf(r store.Reader, text string) statement {
	if known, ok := statements.Load(text); ok {
		return known.(statement)
	}
	s := readStatement(r, text)
	statements.Store(text, s)
	return s
}

func readStatement(r store.Reader, text string) statement {
	found := changes.FindStringSubmatch(text)
	if found == nil || sealedTables[found[1]] == nil {
		return statement{}
	}
	s := statement{table: found[1]}
	parts := plainInsert.FindStringSubmatch(text)
	if parts == nil {
		return s
	}
	names, values := strings.Split(parts[2], ","), strings.Split(parts[3], ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
		if i >= len(values) || strings.TrimSpace(values[i]) != fmt.Sprintf("$%d", i+1) {
			return s
		}
	}
	for _, c := range r.Columns(s.table) {
		if c.Defaulted && c.Name != "seal" && !slices.Contains(names, c.Name) {
			return s
		}
	}
	s.columns = named(names)
	s.sealing = fmt.Sprintf("insert into %s (%s, seal) values (%s, $%d)%s", s.table, parts[2], parts[3], len(names)+1, parts[4])
	return s
}

// change runs a statement and gives the rows that it leaves their seals.
func (tx *Tx) change(ctx context.Context, text string, args []any) (int64, error) {
	s := statementOf(tx, text)
	switch {
	case s.table == "":
		return tx.inner.Exec(ctx, text, args...)
	case s.columns.names == nil:
		return tx.reseal(ctx, s.table, text, args)
	}
	values := make([]any, len(s.columns.names))
	for i := range values {
		value, err := driver.DefaultParameterConverter.ConvertValue(args[i])
		if err != nil {
			return 0, err
		}
		values[i] = value
	}
	seal, err := sealOf(ctx, tx.Vault(), tx.Organisation(), s.table, s.columns, values)
	if err != nil {
		return 0, err
	}
	return tx.inner.Exec(ctx, s.sealing, append(slices.Clone(args), seal)...)
}

// reseal runs a statement that says only in part what its rows hold, and seals
// them as it left them.
func (tx *Tx) reseal(ctx context.Context, table, text string, args []any) (int64, error) {
	columns := columnsOf(tx, table)
	rows, err := store.All(ctx, tx, text+` returning `+columns.String(), args, scanRow(len(columns.names)))
	if err != nil {
		return 0, err
	}
	for _, row := range rows {
		if err := putSeal(ctx, tx.inner, tx.Vault(), tx.Organisation(), table, columns, row); err != nil {
			return 0, err
		}
	}
	return int64(len(rows)), nil
}

// putSeal seals a row as it is.
func putSeal(ctx context.Context, tx *store.Tx, vault *seal.Vault, organisation, table string, columns columns, row []any) error {
	seal, err := sealOf(ctx, vault, organisation, table, columns, row)
	if err != nil {
		return err
	}
	keys := append([]string{wall(table)}, sealedTables[table]...)
	where := make([]string, len(keys))
	for i, name := range keys {
		where[i] = fmt.Sprintf("%s = $%d", name, i+2)
	}
	_, err = tx.Exec(ctx, `update `+table+` set seal = $1 where `+strings.Join(where, " and "),
		append([]any{seal}, columns.pick(row, keys)...)...)
	return err
}

// unsealed asks for some rows that have no seal yet.
func unsealed(table string, columns columns) string {
	return fmt.Sprintf(`select %s from %s where seal = '' limit %d`, columns, table, sealedAtOnce)
}

// columns are the columns of a row, in the order in which it has them.
type columns struct {
	names  []string
	sorted []int // the order in which a seal takes them
}

func named(names []string) columns {
	c := columns{names, make([]int, len(names))}
	for i := range c.sorted {
		c.sorted[i] = i
	}
	slices.SortFunc(c.sorted, func(a, b int) int { return strings.Compare(names[a], names[b]) })
	return c
}

// columnsOf returns the columns of a sealed table but the seal.
func columnsOf(r store.Reader, table string) columns {
	var names []string
	for _, c := range r.Columns(table) {
		if c.Name != "seal" {
			names = append(names, c.Name)
		}
	}
	return named(names)
}

func (c columns) String() string { return strings.Join(c.names, ", ") }

// pick returns the values of some columns of a row.
func (c columns) pick(row []any, names []string) []any {
	picked := make([]any, len(names))
	for i, name := range names {
		picked[i] = row[slices.Index(c.names, name)]
	}
	return picked
}

// scanRow reads so many columns of any type.
func scanRow(columns int) func(store.Scan) ([]any, error) {
	return func(scan store.Scan) ([]any, error) {
		values, targets := make([]any, columns), make([]any, columns)
		for i := range values {
			targets[i] = &values[i]
		}
		return values, scan(targets...)
	}
}

// sealOf is the seal of a row. Columns without a value take no part, so that a
// column which is added later leaves old rows their seals.
func sealOf(ctx context.Context, vault *seal.Vault, organisation, table string, columns columns, values []any) (string, error) {
	var spelled []byte
	for _, i := range columns.sorted {
		kind, value, err := spell(values[i])
		if err != nil {
			return "", fmt.Errorf("sealing %s of %s: %w", columns.names[i], table, err)
		}
		if kind == 0 {
			continue
		}
		spelled = append(spelled, columns.names[i]...)
		spelled = append(spelled, kind)
		spelled = strconv.AppendInt(spelled, int64(len(value)), 10)
		spelled = append(spelled, ' ')
		spelled = append(spelled, value...)
	}
	digest, err := vault.Digest(ctx, organisation, "row of "+table, string(spelled))
	return base64.RawURLEncoding.EncodeToString(digest[:]), err
}

// spell writes a value with a sign for its type, 0 for none. Missing bytes are
// none, as the store keeps them.
func spell(value any) (kind byte, spelled string, err error) {
	switch v := value.(type) {
	case nil:
		return 0, "", nil
	case int64:
		return '#', strconv.FormatInt(v, 10), nil
	case string:
		return '=', v, nil
	case []byte:
		if v == nil {
			return 0, "", nil
		}
		return '~', string(v), nil
	}
	return 0, "", fmt.Errorf("a %T has no spelling", value)
}

// VerifyRows proves that every row which carries a seal is as it was written.
// The first that is not is a Problem of kind Conflict that names its table and
// the row.
func VerifyRows(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) error {
	for _, table := range SealedTables() {
		columns := columnsOf(r, table)
		if len(columns.names) == 0 {
			continue
		}
		if err := strays(ctx, r, table); err != nil {
			return err
		}
		query := fmt.Sprintf(`select seal, %s from %s where %s = $1`, columns, table, wall(table))
		err := r.Each(ctx, query, store.Args(organisation), func(scan store.Scan) error {
			row, err := scanRow(len(columns.names) + 1)(scan)
			if err != nil {
				return err
			}
			seal, err := sealOf(ctx, vault, organisation, table, columns, row[1:])
			if err != nil || row[0] == seal {
				return err
			}
			return conflict("journal.row_changed", table, rowName(table, columns, row[1:]))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// strays proves that no row was passed to an organisation that never wrote.
// One that was passed to another has a seal that is not its own.
func strays(ctx context.Context, r store.Reader, table string) error {
	var stranger string
	found, err := r.One(ctx, fmt.Sprintf(`
		select t.%[1]s
		from %[2]s t
		left join journal_head h on h.organisation = t.%[1]s
		where h.organisation is null
		limit 1`, wall(table), table), nil, &stranger)
	if err == nil && found {
		err = conflict("journal.row_changed", table, stranger)
	}
	return err
}

// rowName is what people call a row: by its code where it has one.
func rowName(table string, columns columns, row []any) string {
	names := sealedTables[table]
	if slices.Contains(columns.names, "code") {
		names = []string{"code"}
	}
	var parts []string
	for _, value := range columns.pick(row, names) {
		parts = append(parts, fmt.Sprint(value))
	}
	return strings.Join(parts, " ")
}
