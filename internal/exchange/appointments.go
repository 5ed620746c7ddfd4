package exchange

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// A list of attentions may be one of appointments: a column says of each whether
// she came. Only who came was served.

// kept are the words for an appointment that took place, and for one that did not
// or not yet, beside the marks of attendance; folded.
var kept = map[string]bool{
	"atendida": true, "atendido": true, "atendidas": true, "realizada": true, "realizado": true, "completada": true, "completado": true,
	"efectuada": true, "efectuado": true, "concluida": true, "concluido": true, "se presento": true, "acudio": true, "attended": true, "done": true, "ok": true,
	"cancelada": false, "cancelado": false, "reprogramada": false, "reprogramado": false, "postergada": false, "suspendida": false,
	"anulada": false, "anulado": false, "pendiente": false, "programada": false, "programado": false, "por atender": false,
	"no atendida": false, "no atendido": false, "no realizada": false, "no realizado": false, "no se presento": false, "no acudio": false,
	"no vino": false, "inasistente": false, "desistio": false, "no contesto": false, "no responde": false, "no show": false, "cancelled": false, "rescheduled": false,
}

// keptSaid reads whether an appointment took place. It reports false for whatever
// says neither.
func keptSaid(text string) (took, ok bool) {
	word := strings.TrimRight(sheet.Fold(text), ".!, ")
	if took, ok = kept[word]; ok {
		return took, true
	}
	mark, marked, err := sheet.ReadMark(text)
	if err != nil || !marked || mark.Kind == sheet.Hours {
		return false, word == "1"
	}
	return mark.Kind == sheet.Present || mark.Kind == sheet.Late || mark.Kind == sheet.MadeUp, true
}

// renameAppointments takes a column of states for what became of appointments,
// where one of them did not take place and no payment is meant.
func (i *interpreter) renameAppointments() {
	if i.has("came", "amount", "line") {
		return
	}
	for _, c := range i.columns {
		if c.meaning.key == "state" && c.from != FromMapping && i.reads(c, func(word string) bool { return missed[word] }) {
			c.meaning.key = "came"
			return
		}
	}
}

// missed are the words that only an appointment is called by. A "pendiente" may be
// a matter that goes on.
var missed = map[string]bool{
	"cancelada": true, "reprogramada": true, "postergada": true, "no asistio": true, "no se presento": true, "no acudio": true, "no vino": true,
	"inasistente": true, "no atendida": true, "no show": true, "cancelled": true, "rescheduled": true, "desistio": true,
}

// individual reports whether the list names a service that no course gives: who
// came to it was attended, and has no marks.
func (i *interpreter) individual() bool {
	services := servicesByName(i.definition)
	for _, c := range i.columns {
		if c.meaning.key != "service" {
			continue
		}
		for word := range i.column(c.index).words {
			if s := services[word]; s != nil && !Attendance.serves(s) {
				return true
			}
		}
	}
	return slices.ContainsFunc(i.titles(), func(title string) bool {
		s := i.serviceIn(title)
		return s != nil && !Attendance.serves(s)
	})
}

// keptAppointment refuses the rows of who did not come.
func (r reader) keptAppointment() error {
	if _, asked := r.sources["came"]; !asked {
		return nil
	}
	text := r.text("came")
	switch took, ok := keptSaid(text); {
	case text == "":
		return inColumn(r.headingOf("came"), trenza.Refuse("exchange.came_missing"))
	case !ok:
		return inColumn(r.headingOf("came"), trenza.Refuse("exchange.came_unread", text))
	case !took:
		return inColumn(r.headingOf("came"), trenza.Refuse("exchange.not_attended", text))
	}
	return nil
}
