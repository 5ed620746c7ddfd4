package web

import (
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/web/page"
)

// readDay reads the day of a field, as people write days; "" for none.
func (v *visit) readDay(field string) (trenza.Day, error) {
	text := strings.TrimSpace(v.r.PostFormValue(field))
	if text == "" {
		return "", nil
	}
	return sheet.ReadDay(text)
}

// answersTyped reads the answers to the form of a service; nil where it has none
// or nothing was answered.
func (v *visit) answersTyped(s attention.Service, faults []page.Fault) (map[string]string, []page.Fault) {
	var form map[string]string
	for _, f := range s.Fields {
		name := page.AnswerField(f)
		answer, err := strings.TrimSpace(v.r.PostFormValue(name)), error(nil)
		switch {
		case answer != "":
			answer, err = exchange.ReadAnswer(f, answer, sheet.DayFirst)
		case f.Required:
			err = trenza.Refuse("exchange.field_missing", f.Title.In(v.words.Lang()))
		}
		if err != nil {
			faults = append(faults, page.Fault{Field: name, Text: v.words.Error(err)})
			continue
		}
		if answer == "" {
			continue
		}
		if form == nil {
			form = make(map[string]string)
		}
		form[f.ID] = answer
	}
	return form, faults
}
