package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// attentions writes a row for each service to one person on a day, in the order
// in which they were recorded.
func (x Exporter) attentions(ctx context.Context, r store.Reader, scope access.Scope, w sheet.Writer) error {
	people, err := x.everybody(ctx, r, scope)
	if err != nil {
		return err
	}
	committees, err := x.committees(ctx, r)
	if err != nil {
		return err
	}
	answers := x.answerColumns(scope)
	if err := w.Row(x.attentionHeader(answers)...); err != nil {
		return err
	}
	said := x.sayOutcomes()
	var row []any // one for all: the writer keeps none
	return attention.Select(ctx, r, x.Journal.Vault(), scope, x.selection(), func(a attention.Attention) error {
		record := people[a.Person]
		thread := people[record.root]
		row = append(row[:0], a.Service, a.Day, string(a.Place), thread.code)
		if x.Names {
			row = thread.named(row)
		}
		row = append(row, record.sex, record.age(a.Day), record.nationality, record.population,
			committees[a.Collective], markLetters[a.Mark], minutesOf(a), said(a.Outcomes))
		for _, c := range answers {
			row = append(row, c.cell(a.Form[c.id]))
		}
		return w.Row(row...)
	})
}

func (x Exporter) attentionHeader(answers []answerColumn) []any {
	header := []any{"Servicio", "Fecha", "Lugar", "Persona"}
	if x.Names {
		header = append(header, identityHeader...)
	}
	header = append(header, "Sexo", "Edad", "Nacionalidad", "Población", "Comité", "Marca", "Minutos", "Resultados")
	for _, c := range answers {
		header = append(header, c.heading)
	}
	return header
}

// markLetters are the marks as attendance sheets write them.
var markLetters = map[string]string{
	sheet.Present: "P", sheet.Late: "T", sheet.Absent: "F", sheet.Justified: "J", sheet.MadeUp: "R",
}

func minutesOf(a attention.Attention) any {
	if a.Mark == "" {
		return nil
	}
	return a.Minutes
}

// sayOutcomes puts outcomes into words, each list of them once.
func (x Exporter) sayOutcomes() func([]string) string {
	said := make(map[string]string)
	return func(outcomes []string) string {
		key := strings.Join(outcomes, " ")
		text, ok := said[key]
		if !ok {
			var parts []string
			for _, o := range outcomes {
				if key := "report.outcome." + o; x.Words.Has(key) {
					o = x.Words.Text(key)
				}
				parts = append(parts, o)
			}
			text = strings.Join(parts, "; ")
			said[key] = text
		}
		return text
	}
}

func (x Exporter) committees(ctx context.Context, r store.Reader) (map[string]string, error) {
	all, err := collective.Committees(ctx, r, x.Journal.Vault(), x.Actor.Organisation)
	names := make(map[string]string, len(all))
	for _, c := range all {
		names[c.ID] = c.Name
	}
	return names, err
}

// answerColumn is a question whose answers an exported list has.
type answerColumn struct {
	id, heading string
	kind        string // money and number are written as such
}

// paymentAnswers and surveyAnswers are what those lists say besides who came.
var (
	paymentAnswers = []answerColumn{
		{"line", "Línea", ""}, {"leg", "Tramo", ""}, {"amount", "Monto", "money"}, {"mechanism", "Medio", ""}, {"state", "Estado", ""},
	}
	surveyAnswers = []answerColumn{
		{"herself", "Atención a usted", "number"}, {"family", "Atención a su familia", "number"},
	}
)

// answerColumns are the questions of the services that the list is about, each
// once, as far as the scope may see the answers: one may be more sensitive than
// the row that it stands in.
func (x Exporter) answerColumns(scope access.Scope) []answerColumn {
	var columns []answerColumn
	add := func(c answerColumn) {
		if !slices.ContainsFunc(columns, func(other answerColumn) bool { return other.id == c.id }) {
			columns = append(columns, c)
		}
	}
	for _, s := range x.Definition.Services {
		if !x.Answers || x.Service != "" && x.Service != s.ID || !x.reads(scope, s.ID) {
			continue
		}
		for _, more := range []struct {
			mode    programme.Mode
			columns []answerColumn
		}{{programme.Payment, paymentAnswers}, {programme.Survey, surveyAnswers}} {
			if s.Has(more.mode) {
				for _, c := range more.columns {
					add(c)
				}
			}
		}
		for _, f := range s.Fields {
			if f.Class <= s.Class || x.reads(scope, s.ID, f.Class) {
				add(answerColumn{f.ID, f.Title.In(x.Words.Lang()), f.Kind})
			}
		}
	}
	return columns
}

// cell writes an answer as what it is.
func (c answerColumn) cell(answer string) any {
	switch c.kind {
	case "money":
		if cents, err := strconv.ParseInt(answer, 10, 64); err == nil {
			return trenza.Money(cents)
		}
	case "number":
		if n, err := strconv.ParseFloat(answer, 64); err == nil {
			return n
		}
	case "day":
		return trenza.Day(answer)
	}
	return answer
}
