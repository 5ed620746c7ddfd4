package main

// tab is a sheet in the making: its rows, and what is to become of each.
type tab struct {
	name    string
	rows    []row
	merged  []string // ranges, "A1:C1"
	narrow  []int    // hidden columns, from 0
	veiled  []int    // hidden rows, from 0
	hidden  bool
	picture bool
	truth   *truth
	account tabAccount
}

// row is the cells of a row: text, an int or float64, a date, a formula, a
// bool, a fault, or nil.
type row []any

// tabAccount is what is to become of a sheet's rows.
// Lines = Header + Skipped + Read, and Read is the sum of what follows it.
type tabAccount struct {
	Sheet    string  `yaml:"sheet"`
	Shape    string  `yaml:"shape,omitempty"`
	LeftOut  bool    `yaml:"left_out,omitempty"` // no list, and said so
	Lines    int     `yaml:"lines"`              // that hold anything
	Header   int     `yaml:"header"`
	Skipped  int     `yaml:"skipped"` // titles, totals, notes; all of a sheet that is left out
	Read     int     `yaml:"read"`
	Accepted int     `yaml:"accepted"`
	Known    int     `yaml:"known"`
	Review   int     `yaml:"review"`
	Rejected int     `yaml:"rejected"`
	Warnings int     `yaml:"warnings"`             // rows with one or more
	Skips    []int   `yaml:"skips,omitempty,flow"` // the rows skipped
	Rejects  []about `yaml:"rejects,omitempty"`
	Warns    []about `yaml:"warns,omitempty"`
}

// about is a row and a word of what is said about it; words that would do as
// well are separated by bars.
type about struct {
	Row      int    `yaml:"row"`
	Contains string `yaml:"contains"`
}

// told is a row that was entered, of which more can be said.
type told struct{ *tab }

// enter appends a row.
func (t *tab) enter(cells []any) told {
	t.rows = append(t.rows, cells)
	t.account.Lines++
	return told{t}
}

// blank appends rows that hold nothing.
func (t *tab) blank(n int) {
	for range n {
		t.rows = append(t.rows, nil)
	}
}

// head appends a row of the header.
func (t *tab) head(cells ...any) {
	t.enter(cells)
	t.account.Header++
}

// note appends a row that is no row of the list: a title, a total, a note.
func (t *tab) note(cells ...any) {
	t.enter(cells)
	t.account.Skipped++
	t.account.Skips = append(t.account.Skips, len(t.rows))
}

// take appends a row that comes in.
func (t *tab) take(cells ...any) told {
	t.account.Read++
	t.account.Accepted++
	return t.enter(cells)
}

// known appends a row that came in before.
func (t *tab) known(cells ...any) told {
	t.account.Read++
	t.account.Known++
	return t.enter(cells)
}

// review appends a row that people must decide about.
func (t *tab) review(cells ...any) told {
	t.account.Read++
	t.account.Review++
	return t.enter(cells)
}

// reject appends a row that does not come in, for a reason in which one of the
// words stands.
func (t *tab) reject(words string, cells ...any) told {
	t.account.Read++
	t.account.Rejected++
	t.enter(cells)
	t.account.Rejects = append(t.account.Rejects, about{len(t.rows), words})
	return told{t}
}

// warn says that the row comes in with a warning.
func (t told) warn(words string) told {
	t.account.Warnings++
	t.account.Warns = append(t.account.Warns, about{len(t.rows), words})
	return t
}

// gives says who the row is about and what she received.
func (t told) gives(p *person, outcomes ...string) told {
	t.truth.note(p, outcomes...)
	return t
}

// counts says how many heads the row declares.
func (t told) counts(service string, heads int) told {
	t.truth.declared[service] += heads
	return t
}

// merge joins the cells of a range.
func (t *tab) merge(ranges ...string) { t.merged = append(t.merged, ranges...) }

// columns joins slices of cells into one row.
func columns(parts ...[]any) []any {
	var all []any
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// plain is the header of a clean list of attentions, and its row of somebody.
var plain = []any{
	"Servicio", "Fecha", "Lugar", "Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Nacionalidad",
	"Tipo de documento", "Número de documento", "Teléfono",
}

func (p *person) plain(service, day, place any) []any {
	return []any{
		service, day, place, p.surnames(), p.names(), p.sex, p.birth("2006-01-02"), p.nationality, p.kind, p.number, p.phone,
	}
}
