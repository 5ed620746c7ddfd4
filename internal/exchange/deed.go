package exchange

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
)

// deed is what a row asks to be done, read and checked before anything is
// written.
type deed struct {
	row     int
	command string // id of the command: the same row is the same command, in whichever file
	do      doing
	follows bool  // the row above carries it out: both say something of one activity
	err     error // why the row is refused, nil when it is not

	cells    []string // of the row, as they are
	warnings []error  // what was mended or left out
}

// whom says whom a row concerned and how many pairs it raised.
type whom struct {
	person string
	asked  int
	said   []error // what the account tells of the row, though it was taken in
	stale  bool    // all that the row says was recorded before
	echoes []int64 // positions of the entries that had said it, or nearly
	held   bool    // it waits for a decision
	meeting
}

// deed reads a row. What is wrong with it is in the deed's err.
func (r reader) deed() deed {
	var warnings []error
	r.warnings = &warnings
	if r.shape != Headcounts {
		who := r.name()
		r.who = &who
	}
	d := r.asked()
	d.cells, d.warnings = r.row.Cells, warnings
	return d
}

// asked reads what a row asks to be done.
func (r reader) asked() deed {
	d := deed{row: r.row.Number, command: r.fingerprint()}
	if err := r.faults(r.row); err != nil {
		d.err = err
		return d
	}
	if r.example() {
		d.err = trenza.Refuse("exchange.example_row")
		return d
	}
	if r.shape.ofWorkshop() {
		d.do, d.err = r.ofRooms()
		return d
	}
	services, err := r.servicesSaid()
	for _, s := range services {
		if err == nil {
			err = r.mayImport(s)
		}
	}
	if err != nil {
		d.err = err
		return d
	}
	s := services[0]
	switch r.shape {
	case Headcounts:
		d.do, d.err = r.counting(s)
	case Attendance:
		d.do, d.err = r.attending(s)
	case Payments:
		d.do, d.err = r.paying(s)
	case Survey:
		d.do, d.err = r.answering(s)
	default:
		d.do, d.err = r.attended(services)
	}
	return d
}

// visit reads what every row about one person on one day has.
func (r reader) visit() (pathway.Participant, attention.Attention, error) {
	var a attention.Attention
	var err error
	if a.Day, err = r.happened(); err != nil {
		return pathway.Participant{}, a, err
	}
	if a.Place, err = r.place(); err != nil {
		return pathway.Participant{}, a, err
	}
	p, err := r.participant(a.Day)
	return p, a, err
}

// paidStates are the states of a payment operation, folded, and whether the
// money reached her (domain rule 5).
var paidStates = map[string]bool{
	"cobrado": true, "abonado": true, "collected": true, "credited": true,
	"pendiente": false, "rechazado": false, "devuelto": false, "vencido": false,
	"pending": false, "rejected": false, "returned": false, "expired": false,
}

// otherStates are what banks and offices call the states, folded.
var otherStates = map[string]string{
	"pagado": "cobrado", "pagada": "cobrado", "cobrada": "cobrado", "cobro efectuado": "cobrado", "entregado": "cobrado", "entregada": "cobrado", "paid": "cobrado",
	"desembolsado": "abonado", "desembolsada": "abonado", "abonada": "abonado", "acreditado": "abonado", "acreditada": "abonado",
	"depositado": "abonado", "depositada": "abonado", "transferido": "abonado", "procesado": "abonado", "procesada": "abonado", "exitoso": "abonado", "exitosa": "abonado",
	"abono ok": "abonado", "ok": "abonado", "abono efectuado": "abonado", "abono realizado": "abonado", "abono exitoso": "abonado", "deposito ok": "abonado",
	"abono procesado": "abonado", "pago procesado": "abonado", "cobro": "cobrado", "ya cobro": "cobrado",
	"cta. cerrada": "rechazado", "cta cerrada": "rechazado", "cuenta cerrada": "rechazado", "cuenta no existe": "rechazado", "cta. no existe": "rechazado", "cta no existe": "rechazado",
	"cuenta inexistente": "rechazado", "cuenta bloqueada": "rechazado", "cuenta inactiva": "rechazado", "cuenta cancelada": "rechazado", "cta. cancelada": "rechazado", "cta. bloqueada": "rechazado",
	"titular no corresponde": "rechazado", "documento no coincide": "rechazado", "abono rechazado": "rechazado", "no abonado": "rechazado",
	"anulado": "rechazado", "anulada": "rechazado", "rechazada": "rechazado", "error": "rechazado", "fallido": "rechazado", "fallida": "rechazado", "no procesado": "rechazado", "observado": "rechazado", "failed": "rechazado",
	"extornado": "devuelto", "extornada": "devuelto", "extorno": "devuelto", "devuelta": "devuelto", "devuelto por el banco": "devuelto", "revertido": "devuelto", "reversed": "devuelto",
	"en proceso": "pendiente", "pendiente de cobro": "pendiente", "pendiente de pago": "pendiente", "por cobrar": "pendiente", "por pagar": "pendiente",
	"no cobro": "pendiente", "no se presento": "pendiente", "no cobrado": "pendiente", "no cobrada": "pendiente", "programado": "pendiente", "in process": "pendiente",
	"vencida": "vencido", "caducado": "vencido", "caducada": "vencido", "expirado": "vencido",
}

// stateCode is the number that a bank writes before a state, folded, "00 - abonado".
var stateCode = regexp.MustCompile(`^\d{1,4} ?[-:.] ?`)

// stateNamed returns our name of a folded state. Of one with a reason behind it,
// "rechazado - cuenta invalida", the first word holds, unless it says that the
// money reached her: nobody knows what a "procesado - observado" was.
func stateNamed(state string) (string, bool) {
	bare := stateCode.ReplaceAllString(state, "")
	for _, text := range []string{state, bare} {
		if plain, other := otherStates[text]; other {
			return plain, true
		}
		if _, own := paidStates[text]; own {
			return text, true
		}
	}
	first := strings.TrimSpace(beforeReason.Split(bare, 2)[0])
	if first == bare {
		return "", false
	}
	plain, known := stateNamed(first)
	return plain, known && !paidStates[plain]
}

// beforeReason is what stands between a state and its reason.
var beforeReason = regexp.MustCompile(` ?[-–:(,] ?`)

// stateNames are the states as the sentences name them.
var stateNames = []string{"cobrado", "abonado", "pendiente", "rechazado", "devuelto", "vencido"}

// state reads the state of a payment operation, folded, and whether the money
// reached her.
func (r reader) state() (state string, paid bool, err error) {
	if state = sheet.Fold(r.text("state")); state == "" {
		return "", false, trenza.Refuse("exchange.no_state", stateNames)
	}
	if plain, known := stateNamed(state); known {
		state = plain
	}
	paid, known := paidStates[state]
	if !known {
		return "", false, trenza.Refuse("exchange.state_unknown", r.text("state"), stateNames)
	}
	return state, paid, nil
}

// paying reads an operation of a payment list. Two legs of a line are two rows;
// they reach one woman once.
func (r reader) paying(s attention.Service) (doing, error) {
	if len(r.legs) > 0 {
		return r.payingLegs(s)
	}
	p, a, err := r.operation()
	return giving(p, s, a), err
}

// operation reads who was paid, and what became of it.
func (r reader) operation() (pathway.Participant, attention.Attention, error) {
	p, a, err := r.visit()
	if err != nil {
		return p, a, err
	}
	amount, err := sheet.ReadAmount(r.text("amount"))
	if err != nil {
		return p, a, err
	}
	state, paid, err := r.state()
	if err != nil {
		return p, a, err
	}
	if r.text("line") == "" {
		return p, a, trenza.Refuse("exchange.no_line")
	}
	if paid && amount == 0 {
		return p, a, trenza.Refuse("exchange.nothing_paid", r.text("state"))
	}
	if paid {
		a.Outcomes = []string{programme.Collected}
	}
	a.Form = map[string]string{
		"line": r.text("line"), "leg": r.text("leg"), "amount": strconv.FormatInt(int64(amount), 10),
		"mechanism": r.text("mechanism"), "state": state,
	}
	for _, key := range []string{"operation", "reason"} {
		if said := r.text(key); said != "" {
			a.Form[key] = said
		}
	}
	return p, a, nil
}

// attending reads a row of an attendance sheet: one person, a mark per date.
func (r reader) attending(s attention.Service) (doing, error) {
	var given []attention.Attention
	where, err := r.place()
	if err != nil {
		return nil, err
	}
	for _, date := range r.dates {
		mark, marked, err := sheet.ReadMarkIn(r.row.Cell(date.Index), r.marks)
		if err != nil {
			return nil, inColumn(r.heading(date.Index), err)
		}
		if marked {
			if err := r.past(date.Day); err != nil {
				return nil, inColumn(r.heading(date.Index), err)
			}
			given = append(given, sessionOf(s, mark, date.Day, where))
		}
	}
	if _, asked := r.sources["came"]; asked {
		if given, err = r.came(s, where); err != nil {
			return nil, err
		}
	}
	if len(given) == 0 {
		return nil, trenza.Refuse("exchange.no_marks")
	}
	p, err := r.participant(given[0].Day)
	return giving(p, s, given...), err
}

// came reads a row of a sheet in which the day is a column and so is the mark.
func (r reader) came(s attention.Service, where trenza.Place) ([]attention.Attention, error) {
	day, err := r.happened()
	if err != nil {
		return nil, err
	}
	mark, marked, err := sheet.ReadMarkIn(r.text("came"), r.marks)
	if err != nil || !marked {
		return nil, inColumn(r.headingOf("came"), err)
	}
	return []attention.Attention{sessionOf(s, mark, day, where)}, nil
}

// sessionOf is what a mark stands for in a course.
func sessionOf(s attention.Service, mark sheet.Mark, day trenza.Day, where trenza.Place) attention.Attention {
	a := attention.Attention{Day: day, Place: where, Mark: mark.Kind, Minutes: attention.MinutesFor(s.Course, mark.Kind)}
	if mark.Kind == sheet.Hours {
		a.Mark, a.Minutes = attention.Present, mark.Minutes
	}
	if attention.TookPart(a.Mark) {
		a.Outcomes = []string{programme.Delivered}
	}
	return a
}

// counting reads a row of a headcount sheet.
func (r reader) counting(s attention.Service) (doing, error) {
	a, err := r.activity(s)
	if err != nil {
		return nil, err
	}
	if err := s.Running(a.Day); err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		received, err := intake.Count(ctx, tx, s, a)
		return whomOf(received), elsewhere(err, tx.Actor(), s, a.Place)
	}, nil
}

// answering reads a row of answers: of somebody, or of nobody in particular.
func (r reader) answering(s attention.Service) (doing, error) {
	p, a, err := r.visit()
	if err != nil {
		return nil, err
	}
	if a.Outcomes, a.Form, err = r.answers(); err != nil {
		return nil, err
	}
	if !r.nobody() {
		return giving(p, s, a), nil
	}
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		return whom{}, intake.Answer(ctx, tx, s, a.Day, a.Place, a.Outcomes)
	}, nil
}

// satisfied is the lowest answer, of five, that says so.
const satisfied = 4

// answers reads what was answered. Who was asked and would not answer counts as
// asked; a satisfaction of 4 or 5, for herself or for her family, as satisfied.
func (r reader) answers() (outcomes []string, form map[string]string, err error) {
	herself, err := cell(r, "herself", sheet.ReadScale)
	if err != nil {
		return nil, nil, err
	}
	family, err := cell(r, "family", sheet.ReadScale)
	if err != nil {
		return nil, nil, err
	}
	willing := true // a list that does not ask has the answers of those who were
	if _, asked := r.sources["answered"]; asked {
		if willing, err = cell(r, "answered", sheet.ReadYes); err != nil {
			return nil, nil, err
		}
	}
	outcomes = []string{programme.Asked}
	if !willing || herself == 0 && family == 0 {
		return outcomes, nil, nil
	}
	outcomes = append(outcomes, programme.Answered)
	if herself >= satisfied || family >= satisfied {
		outcomes = append(outcomes, programme.Satisfied)
	}
	return outcomes, map[string]string{"herself": strconv.Itoa(herself), "family": strconv.Itoa(family)}, nil
}
