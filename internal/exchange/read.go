package exchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/pathway"
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
}

// text returns the cell of a column, trimmed and without the one character that
// PostgreSQL holds in no text, "" when the list has no such column.
func (r reader) text(key string) string {
	index, ok := r.columns[key]
	if !ok {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(r.row.Cell(index), "\x00", ""))
}

// heading returns what stands over a column, as the list writes it.
func (r reader) heading(index int) string {
	return strings.TrimSpace(sheet.Row{Cells: r.header}.Cell(index))
}

// cell reads the cell of a column; what is wrong with it names the column.
func cell[T any](r reader, key string, read func(string) (T, error)) (T, error) {
	value, err := read(r.text(key))
	return value, inColumn(r.heading(r.columns[key]), err)
}

// inColumn says in which column a problem lies, when there is one.
func inColumn(heading string, err error) error {
	if err == nil {
		return nil
	}
	return trenza.Refuse("exchange.in_column", heading, err).Because(err)
}

// service returns the service that the row names, by its id or its title.
func (r reader) service() (attention.Service, error) {
	name := r.text("service")
	if name == "" {
		return attention.Service{}, trenza.Refuse("exchange.no_service")
	}
	s, ok := r.services[sheet.Fold(name)]
	if !ok {
		return attention.Service{}, trenza.Refuse("exchange.service_unknown", name, r.definition.ID)
	}
	if s.Class < trenza.P4 && !r.shape.serves(s) {
		return attention.Service{}, trenza.Refuse("exchange.service_other_shape", s.ID, string(r.shape), shapesFor(s))
	}
	return attention.Service{Programme: r.definition, Service: s}, nil
}

// servicesByName gives the services of a programme by every name that a list
// may call them, folded.
func servicesByName(d *programme.Definition) map[string]*programme.Service {
	services := make(map[string]*programme.Service)
	for i := range d.Services {
		s := &d.Services[i]
		for _, name := range []string{s.ID, s.Title.ES, s.Title.EN} {
			services[sheet.Fold(name)] = s
		}
	}
	return services
}

// place reads where it was. A code that INEI gives to a place far from the
// programme and RENIEC to one of the programme's own is taken for a slip: the
// two number the same places otherwise (domain rule 12).
func (r reader) place() (trenza.Place, error) {
	text := r.text("place")
	if text == "" {
		return "", trenza.Refuse("exchange.no_place")
	}
	p, err := directory.ReadPlace(text)
	if err != nil || r.covers(p.Code) {
		return p.Code, err
	}
	if meant, ok := directory.FromRENIEC(text); ok && r.covers(meant.Code) {
		return "", trenza.Refuse("exchange.place_of_reniec", text, p.String(), meant.String(), string(meant.Code))
	}
	return p.Code, nil
}

// covers reports whether a place lies where the programme works.
func (r reader) covers(code trenza.Place) bool {
	return slices.ContainsFunc(r.definition.Places, func(p programme.Place) bool {
		return strings.HasPrefix(string(code), string(p.Code))
	})
}

// participant reads the columns that say who came on a day.
func (r reader) participant(on trenza.Day) (pathway.Participant, error) {
	p := pathway.Participant{
		Household: r.text("household"), Kinship: r.text("kinship"),
		Committee: r.text("committee"), CountedAt: r.text("counted_at"),
	}
	record := &p.Record
	record.Name = registry.Name{Surnames: r.text("surnames"), Given: r.text("given")}
	record.Nationality = strings.ToUpper(r.text("nationality"))
	record.Population = population(r.text("population"))
	if phone := r.text("phone"); phone != "" {
		record.Phones = []string{phone}
	}
	var err error
	if record.Sex, err = sheet.ReadSex(r.text("sex")); err != nil {
		return p, err
	}
	if record.Birth, err = r.birth(); err != nil {
		return p, err
	}
	if record.Documents, err = r.documents(); err != nil {
		return p, err
	}
	record.LifeStages = r.lifeStages(on)
	record.Functioning, err = r.functioning()
	return p, err
}

// nobody reports whether the row says nothing of who came.
func (r reader) nobody() bool {
	return r.text("surnames") == "" && r.text("given") == "" && r.text("document") == ""
}

func (r reader) birth() (registry.Birth, error) {
	text := r.text("birth")
	if text == "" {
		return registry.Birth{}, nil
	}
	day, precision, err := sheet.ReadBirth(text)
	return registry.Birth{Day: day, Precision: precision, Basis: "declared"}, inColumn(r.heading(r.columns["birth"]), err)
}

// documents reads the paper of a row. A kind without a number is refused unless
// it says that she has none.
func (r reader) documents() ([]registry.Document, error) {
	kind, number := strings.ToUpper(r.text("document_type")), r.text("document")
	switch {
	case kind == "" && number == "", kind == "SD":
		return nil, nil
	case kind == "":
		return nil, trenza.Refuse("exchange.document_without_type", number)
	case number == "":
		return nil, trenza.Refuse("exchange.document_without_number", kind)
	}
	return []registry.Document{{Type: kind, Number: number, Primary: true}}, nil
}

// populations are the names that the template and the headcounts use, folded.
var populations = map[string]string{
	"en destino": "in_destination", "en transito": "in_transit", "acogida": "host_community",
	"comunidad de acogida": "host_community", "retornada": "returnee", "retornado": "returnee",
}

func population(text string) string {
	if code, ok := populations[sheet.Fold(text)]; ok {
		return code
	}
	return strings.ToLower(text)
}

func (r reader) lifeStages(since trenza.Day) []registry.LifeStage {
	var stages []registry.LifeStage
	for _, label := range strings.FieldsFunc(r.text("life_stages"), func(c rune) bool { return c == ';' || c == ',' }) {
		if label = strings.ReplaceAll(sheet.Fold(label), " ", "_"); label != "" {
			stages = append(stages, registry.LifeStage{Label: label, Since: since})
		}
	}
	return stages
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
		answer, err := readAnswer(f, answer)
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

// readAnswer returns an answer in the form in which it is kept: a day in ISO,
// money in céntimos, a choice by its id.
func readAnswer(f programme.Field, answer string) (string, error) {
	switch f.Kind {
	case "day":
		d, err := sheet.ReadDay(answer)
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
