package exchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// reader reads one row of an understood sheet.
type reader struct {
	table
	row        sheet.Row
	definition *programme.Definition
	services   map[string]*programme.Service // by name, folded
	actor      trenza.Actor
	places     *gazetteer
	stack      []sheet.Row    // of one activity of a stacked headcount, this row the first
	who        *registry.Name // whom the row names, once it is read
	warnings   *[]error       // what was mended or left out of the row
	since      *int64         // the position up to which other lists had come in
	today      trenza.Day     // on which the list is taken in
}

// text returns what the row says for a key, "" when the list says nothing.
func (r reader) text(key string) string { return r.sources[key].in(r.row) }

// cell reads the cell of a column; what is wrong with it names the column.
func cell[T any](r reader, key string, read func(string) (T, error)) (T, error) {
	value, err := read(r.text(key))
	return value, inColumn(r.headingOf(key), err)
}

// date reads a day in the order of its column. Where the column has both orders,
// a day that can be read in two ways is refused.
func (r reader) date(key string) (trenza.Day, error) {
	text := r.text(key)
	if day, bare, err := r.dayOfMonth(key, text); bare {
		return day, err
	}
	return r.dayIn(key, text)
}

// happened reads the day on which something was given, and refuses one that is yet
// to come: whatever is recorded of it would be counted. Mostly a year was typed
// wrong.
func (r reader) happened() (trenza.Day, error) {
	day, err := r.date("day")
	if err != nil {
		return "", err
	}
	return day, r.past(day)
}

// past refuses a day that is yet to come.
func (r reader) past(day trenza.Day) error {
	if day > r.today {
		return trenza.Refuse("exchange.day_to_come", day)
	}
	return nil
}

// dayIn reads a text as a day of a column.
func (r reader) dayIn(key, text string) (trenza.Day, error) {
	day, err := sheet.ReadDayIn(text, r.orders[key])
	if err == nil && r.contradicts[key] {
		if other, wrong := sheet.ReadDayIn(text, sheet.MonthFirst); wrong == nil && other != day {
			return "", trenza.Refuse("exchange.day_two_ways", text, day, other)
		}
	}
	return day, err
}

// warn notes that a cell was read otherwise than it is written, or left out. It
// keeps nobody out.
func (r reader) warn(err error) {
	if err != nil && r.warnings != nil {
		*r.warnings = append(*r.warnings, err)
	}
}

// inColumn says in which column a problem lies, when there is one.
func inColumn(heading string, err error) error {
	if err == nil {
		return nil
	}
	return trenza.Refuse("exchange.in_column", heading, err).Because(err)
}

// place reads where it was. A code that INEI gives to a place far from the
// programme and RENIEC to one of the programme's own is taken for a slip: the
// two number the same places otherwise (domain rule 12).
func (r reader) place() (trenza.Place, error) {
	text := r.placeText()
	if text == "" {
		return "", trenza.Refuse("exchange.no_place")
	}
	p, err := r.placeRead(text)
	if err == nil && namesakes[p.Code] != "" && sheet.Fold(text) == sheet.Fold(p.Name) {
		return "", trenza.Refuse("exchange.place_elsewhere", text, p.String(), namesakes[p.Code])
	}
	if err != nil || covers(r.definition, p.Code) {
		return p.Code, err
	}
	if meant, ok := directory.FromRENIEC(text); ok && covers(r.definition, meant.Code) {
		return "", trenza.Refuse("exchange.place_of_reniec", text, p.String(), meant.String(), string(meant.Code))
	}
	if inside := r.places.beginning(text); len(inside) > 0 {
		return "", trenza.Refuse("exchange.place_elsewhere", text, p.String(), inside[0].String())
	}
	return p.Code, nil
}

// namesakes are small districts whose names people give to large ones of the same
// department: by the name alone nobody knows which is meant.
var namesakes = map[trenza.Place]string{"150732": "Santiago de Surco"}

// placeRead reads the text of a place as what its column says that it is.
func (r reader) placeRead(text string) (directory.Place, error) {
	if len(r.placeParts) > 0 {
		if level, ok := partLevels[r.placeParts[0]]; ok && r.text(r.placeParts[0]) != "" {
			return r.places.placeOf(level, text)
		}
	}
	return r.places.place(text)
}

// partLevels are the levels of the places in the columns that make one together.
var partLevels = map[string]directory.Level{
	"district": directory.District, "province": directory.Province, "department": directory.Department,
}

// placeText is the place as the row writes it, in one column or in several:
// "Castilla, Piura, Piura".
func (r reader) placeText() string {
	if len(r.placeParts) == 0 {
		return r.text("place")
	}
	var parts []string
	for _, key := range r.placeParts {
		if part := r.text(key); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// covers reports whether a place lies where a programme works.
func covers(d *programme.Definition, code trenza.Place) bool {
	return slices.ContainsFunc(d.Places, func(p programme.Place) bool {
		return strings.HasPrefix(string(code), string(p.Code))
	})
}

func (r reader) functioning() (registry.Functioning, error) {
	var f registry.Functioning
	answers := []*int{&f.Seeing, &f.Hearing, &f.Walking, &f.Remembering, &f.SelfCare, &f.Communicating}
	for i, c := range functioningColumns {
		text := r.text(c.Key)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 4 {
			return f, trenza.Refuse("registry.functioning_range", text)
		}
		*answers[i] = n
	}
	return f, nil
}

// form reads the answers to the form of a service.
func (r reader) form(s attention.Service) (map[string]string, error) {
	var form map[string]string
	for _, f := range s.Fields {
		answer := r.text(formKey + f.ID)
		if answer == "" && f.Required {
			return nil, trenza.Refuse("exchange.field_missing", f.Title.ES)
		}
		if answer == "" {
			continue
		}
		answer, err := ReadAnswer(f, answer, r.orders[formKey+f.ID])
		if err != nil {
			return nil, err
		}
		if form == nil {
			form = make(map[string]string)
		}
		form[f.ID] = answer
	}
	return form, nil
}

// ReadAnswer returns an answer to a field of a service's form, as a list or a page
// has it, in the form in which it is kept: a day in ISO, money in céntimos, a
// choice by its id.
func ReadAnswer(f programme.Field, answer string, order sheet.DateOrder) (string, error) {
	switch f.Kind {
	case "day":
		d, err := sheet.ReadDayIn(answer, order)
		return string(d), inColumn(f.Title.ES, err)
	case "money":
		m, err := sheet.ReadAmount(answer)
		return strconv.FormatInt(int64(m), 10), inColumn(f.Title.ES, err)
	case "number":
		if _, err := strconv.ParseFloat(answer, 64); err != nil {
			return "", trenza.Refuse("exchange.field_number", f.Title.ES, answer)
		}
	case "yes_no":
		yes, err := sheet.ReadYes(answer)
		return strconv.FormatBool(yes), inColumn(f.Title.ES, err)
	case "choice":
		return choose(f, answer)
	}
	return answer, nil
}

func choose(f programme.Field, answer string) (string, error) {
	var known []string
	for _, o := range f.Options {
		if folded := sheet.Fold(answer); folded == sheet.Fold(o.ID) || folded == sheet.Fold(o.Title.ES) || folded == sheet.Fold(o.Title.EN) {
			return o.ID, nil
		}
		known = append(known, o.Title.ES)
	}
	return "", trenza.Refuse("exchange.field_choice", f.Title.ES, answer, known)
}
