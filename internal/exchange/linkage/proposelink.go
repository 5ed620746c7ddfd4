package linkage

import (
	"slices"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// link finds the columns of a second file: those of the same name, or else that
// hold the same. What the second file does not have is not compared.
func (p *proposer) link(other *proposer) {
	m := p.Map
	m.Linked = other.Map.Sheet
	if m.ID.Heading != "" && m.ID.in(other.head.Cells) < 0 {
		m.LinkID = other.Map.ID
		if m.LinkID.Heading == "" {
			m.ID = Column{}
		}
	}
	m.Fields, other.Map.Fields = alike(m.Fields, other.Map.Fields)
	spare := slices.DeleteFunc(slices.Clone(other.Map.Fields), func(f Field) bool { return f.in(p.head) })
	var fields []Field
	for _, f := range m.Fields {
		at := slices.IndexFunc(spare, func(g Field) bool { return g.Kind == f.Kind })
		switch {
		case f.in(other.head):
		case at >= 0:
			f.Linked, f.LinkType = spare[at].Columns, spare[at].TypeIn
			spare = slices.Delete(spare, at, at+1)
		default:
			p.Left = append(p.Left, f.Name)
			continue
		}
		fields = append(fields, f)
	}
	m.Fields = fields
}

// in reports whether a file has all the columns of a field by their names.
func (f Field) in(head sheet.Row) bool {
	return !slices.ContainsFunc(f.Columns, func(c Column) bool { return c.in(head.Cells) < 0 })
}

// alike makes whole names of given names and surnames where only one of two
// files parts them.
func alike(one, other []Field) ([]Field, []Field) {
	switch {
	case has(one, match.Name) && !has(other, match.Name):
		return one, joinedNames(other)
	case has(other, match.Name) && !has(one, match.Name):
		return joinedNames(one), other
	}
	return one, other
}

func has(fields []Field, kind match.Kind) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.Kind == kind })
}

// joinedNames makes one field of given names and surnames, where the first of
// them stood.
func joinedNames(fields []Field) []Field {
	var joined []Field
	at := -1
	for _, f := range fields {
		switch {
		case f.Kind != match.Given && f.Kind != match.Surname:
			joined = append(joined, f)
		case at < 0:
			at = len(joined)
			f.Kind = match.Name
			joined = append(joined, f)
		default:
			joined[at].Columns = append(slices.Clone(joined[at].Columns), f.Columns...)
		}
	}
	return joined
}
