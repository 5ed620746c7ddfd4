package linkage

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// Proposal is a map that was found, for a person to correct.
type Proposal struct {
	Map  *Map
	File string
	Left []string // headings of the columns that nothing is compared by
}

// Propose looks at the headings and the first rows of one file, or of two that
// are to be linked, and proposes what to compare by.
func Propose(files ...string) (*Proposal, error) {
	p, err := propose(files[0])
	if err != nil {
		return nil, err
	}
	if len(files) > 1 {
		other, err := propose(files[1])
		if err != nil {
			return nil, err
		}
		p.link(other)
	}
	if len(p.Map.Fields) == 0 {
		return nil, trenza.Refuse("match.nothing_to_compare", p.File)
	}
	return &p.Proposal, nil
}

// proposer proposes the map of one file.
type proposer struct {
	Proposal
	head     sheet.Row
	profiles []profile
	roles    []role
	typeIn   Column // where a row says its type of document
}

func propose(path string) (*proposer, error) {
	book, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	first, err := sheetOf(book, "")
	if err != nil {
		return nil, err
	}
	name, rows, err := tableIn(book, first)
	if err != nil {
		return nil, err
	}
	if len(rows) < 2 {
		return nil, trenza.Refuse("match.no_rows", book.Name)
	}
	p := &proposer{Proposal: Proposal{Map: &Map{Skip: defaultSkip}, File: book.Name}}
	if name != first {
		p.Map.Sheet = name
	}
	p.understand(rows)
	return p, nil
}

// tableIn returns the first sheet that looks like a table, with its first rows;
// the one given when none does.
func tableIn(book *sheet.Book, otherwise string) (string, []sheet.Row, error) {
	for _, name := range book.Sheets() {
		rows, err := firstRows(book, name, profiled)
		if err != nil || isTable(rows) {
			return name, rows, err
		}
	}
	rows, err := firstRows(book, otherwise, profiled)
	return otherwise, rows, err
}

// isTable reports whether two rows or more have two cells or more: a sheet of
// notes has not.
func isTable(rows []sheet.Row) bool {
	full := 0
	for _, row := range rows {
		filled := 0
		for _, cell := range row.Cells {
			if strings.TrimSpace(cell) != "" {
				filled++
			}
		}
		if filled >= 2 {
			full++
		}
	}
	return full >= 2
}

// understand finds the headings and says of each column what it is.
func (p *proposer) understand(rows []sheet.Row) {
	p.head = headAmong(rows[:min(len(rows), headIn)])
	p.profiles = profilesOf(rows, p.head, defaultSkip)
	for _, heading := range p.head.Cells {
		p.roles = append(p.roles, roleOf(heading))
	}
	for i := range p.roles {
		p.settle(i)
	}
	for i, r := range p.roles {
		p.take(i, r)
	}
	for i, f := range p.Map.Fields {
		if f.Kind == match.Document {
			p.Map.Fields[i].TypeIn = p.typeIn
			break
		}
	}
}

// headAmong returns the row that has most headings that are known, or else most
// cells.
func headAmong(rows []sheet.Row) (best sheet.Row) {
	known, most := -1, -1
	for _, row := range rows {
		named, filled := 0, 0
		for _, cell := range row.Cells {
			if _, ok := headingRoles[headingOf(cell)]; ok {
				named++
			}
			if strings.TrimSpace(cell) != "" {
				filled++
			}
		}
		if named > known || named == known && known == 0 && filled > most {
			best, known, most = row, named, filled
		}
	}
	return best
}

// settle says what a column is by its cells, where its heading does not say it,
// or says something that they belie.
func (p *proposer) settle(i int) {
	r, cells := &p.roles[i], &p.profiles[i]
	switch {
	case *r == role{} && i == 0 && cells.namesRows():
		r.id = true
	case *r == role{}, r.tail && cells.kind() == match.Category && r.kind != match.Place && r.kind != match.Code:
		*r = role{kind: cells.kind()}
	case r.id && len(cells.distinct) < cells.filled:
		*r = role{out: true} // it repeats, so it names no row
	case r.kind == match.Name && cells.answers():
		r.kind = match.Category
	case r.kind == match.Given && cells.wordy() && !p.has(match.Surname):
		r.kind = match.Name
	case r.kind == match.Name && p.has(match.Surname) && p.has(match.Given):
		r.kind = match.Text // of somebody else, or the same once more
	case r.kind == match.Name && p.has(match.Surname):
		r.kind = match.Given
	case r.kind == match.Name && !p.ofPeople():
		r.kind = match.Text
	}
}

func (p *proposer) has(kind match.Kind) bool {
	return slices.ContainsFunc(p.roles, func(r role) bool { return r.kind == kind })
}

// ofPeople reports whether the other headings are of people.
func (p *proposer) ofPeople() bool {
	return slices.ContainsFunc(p.head.Cells, func(heading string) bool {
		said := headingOf(heading)
		return headingRoles[said].of || peopleHave[said]
	})
}

// peopleHave are headings that only lists of people have.
var peopleHave = wordsOf(`sexo, genero, sex, gender, edad, age, dni, documento, numero de documento, nro de documento, dob, born, date of birth, birth date, birthdate,
	fecha de nacimiento, nacimiento, birth year, year of birth, ano de nacimiento, estado civil, birth place, place of birth, lugar de nacimiento, celular, telefono,
	nombre completo, apellidos y nombres, nombres y apellidos, full name, occupation, ocupacion, socia, socias, representante, participante, alumna`)

func wordsOf(list string) map[string]bool {
	set := make(map[string]bool)
	for heading := range rolesOf(map[role]string{{}: list}) {
		set[heading] = true
	}
	return set
}

// take makes a field of a column, joins it to one of the same name in parts, or
// leaves it out.
func (p *proposer) take(i int, r role) {
	heading, m := strings.TrimSpace(p.head.Cells[i]), p.Map
	column := Column{Heading: p.called(i)}
	same := slices.IndexFunc(m.Fields, func(f Field) bool { return f.Kind == r.kind })
	switch {
	case r.id && m.ID.Heading == "":
		m.ID = column
	case r.of:
		p.typeIn = column
	case r.kind == "", p.profiles[i].tellsNothing(), len(m.Fields) == match.MaxFields:
		if heading != "" {
			p.Left = append(p.Left, heading)
		}
	case same >= 0 && (r.kind == match.Given || r.kind == match.Surname):
		m.Fields[same].Columns = append(m.Fields[same].Columns, column)
	case same >= 0 && r.kind == match.Phone:
		m.Fields[same].Columns, m.Fields[same].Several = append(m.Fields[same].Columns, column), true
	default:
		m.Fields = append(m.Fields, p.field(i, r.kind, column))
	}
}

func (p *proposer) field(i int, kind match.Kind, column Column) Field {
	f := Field{Field: match.Field{Name: column.Heading, Kind: kind}, Columns: []Column{column}}
	switch {
	case kind == match.Date:
		f.Format = p.profiles[i].format()
	case kind == match.Phone && 20*p.profiles[i].phones > p.profiles[i].filled:
		f.Separator = "/"
	}
	return f
}

// called is what a map calls a column: its heading, or its letter when it has
// none, or another has the same.
func (p *proposer) called(i int) string {
	heading := strings.TrimSpace(p.head.Cells[i])
	for other, cell := range p.head.Cells {
		if heading == "" || other != i && sheet.Fold(cell) == sheet.Fold(heading) {
			return sheet.ColumnName(i)
		}
	}
	return heading
}
