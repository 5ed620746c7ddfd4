package sheet

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// The kinds of mark in an attendance sheet.
const (
	Present   = "present"
	Late      = "late"
	Absent    = "absent"
	Justified = "justified" // absent for a reason that was accepted
	MadeUp    = "made_up"   // absent, and recovered on another day
	Hours     = "hours"     // present for the minutes of the mark
)

// Mark is what an attendance sheet says of one person on one day. Minutes is
// set when the kind is Hours.
type Mark struct {
	Kind    string
	Minutes int
}

// MarkKey says how the marks of one list are to be read where lists differ; its
// values can be added up.
type MarkKey int

// What a list may mean by its marks.
const (
	MarkKeyUnknown MarkKey = 0         // A is refused, a number is hours
	AIsAbsent      MarkKey = 1 << iota // A is ausente, as P beside it shows
	AIsPresent                         // A is asistió, as F beside it shows
	OnesAreMarks                       // 1 is present and 0 absent, and no hours
	OnesAreHours                       // 1 is an hour, as more hours beside it show
)

// marks are the letters and words of the templates, folded. The letter A is
// not among them: some write it for asistió and some for ausente.
var marks = map[string]string{
	"p": Present, "presente": Present, "asistio": Present, "x": Present, "✓": Present, "✔": Present, "☑": Present, "✅": Present,
	"√": Present, "present": Present, "asiste": Present, "asist": Present, "asistencia": Present, "si": Present, "yes": Present,
	"t": Late, "tarde": Late, "tardanza": Late, "tard": Late, "late": Late,
	"f": Absent, "falta": Absent, "falto": Absent, "ausente": Absent, "no asistio": Absent, "absent": Absent, "0": Absent,
	"✗": Absent, "✘": Absent, "❌": Absent, "☐": Absent, "no": Absent, "no asiste": Absent, "inasistencia": Absent, "fi": Absent,
	"falta injustificada": Absent,
	"j":                   Justified, "justificada": Justified, "justificado": Justified, "falta justificada": Justified, "fj": Justified,
	"justified": Justified, "just": Justified, "f.j": Justified, "permiso": Justified, "excused": Justified,
	"r": MadeUp, "recupero": MadeUp, "recuperada": MadeUp, "recuperado": MadeUp, "made up": MadeUp,
}

// halves are what people write for half a session where a whole one is 1.
var halves = wordSet("0.5 0,5 .5 ,5 1/2")

// noMarks are the cells of a sheet in which nothing is marked, folded.
var noMarks = wordSet("- -- n/a na n.a")

// ReadMark reads a mark of attendance of which nothing more is known, as
// [ReadMarkIn] does.
func ReadMark(s string) (Mark, bool, error) { return ReadMarkIn(s, MarkKeyUnknown) }

// ReadMarkIn reads a mark of attendance: P, T, F, J, R, their words, a tick, or
// the hours of the session ("3", "2.5", "2,5", "3:30", "3 h"), at most 24; no
// hours are an absence. The key says what A means, and whether 1 is a mark or
// an hour. A cell that is empty, or a dash, is no mark, and reports false.
func ReadMarkIn(s string, key MarkKey) (Mark, bool, error) {
	text := answerOf(s)
	if text == "" && Trim(s) == "" || noMarks[text] {
		return Mark{}, false, nil
	}
	if text == "a" {
		return key.letterA(s)
	}
	if key&OnesAreMarks != 0 && (text == "1" || text == "1.0") {
		return Mark{Kind: Present}, true, nil
	}
	if half := strings.TrimSpace(s); half == "½" || halves[half] && key&OnesAreMarks != 0 {
		return Mark{}, false, trenza.Refuse("sheet.mark_half", strings.TrimSpace(s))
	}
	if kind, ok := marks[text]; ok {
		return Mark{Kind: kind}, true, nil
	}
	minutes, ok := readHours(text)
	switch {
	case !ok || strings.HasSuffix(strings.TrimSpace(s), "."):
		return Mark{}, false, trenza.Refuse("sheet.mark_unread", strings.TrimSpace(s))
	case minutes > 24*60:
		return Mark{}, false, trenza.Refuse("sheet.mark_hours", strings.TrimSpace(s))
	case minutes == 0:
		return Mark{Kind: Absent}, true, nil
	default:
		return Mark{Kind: Hours, Minutes: minutes}, true, nil
	}
}

// letterA reads the letter that stands for asistió or for ausente.
func (k MarkKey) letterA(s string) (Mark, bool, error) {
	switch k & (AIsAbsent | AIsPresent) {
	case AIsAbsent:
		return Mark{Kind: Absent}, true, nil
	case AIsPresent:
		return Mark{Kind: Present}, true, nil
	default:
		return Mark{}, false, trenza.Refuse("sheet.mark_ambiguous", strings.TrimSpace(s))
	}
}

// ReadHours reads how long something took, "3", "2.5", "2,5", "3:30", "3 h", as
// minutes.
func ReadHours(s string) (minutes int, err error) {
	minutes, ok := readHours(answerOf(s))
	if !ok {
		return 0, trenza.Refuse("sheet.hours_unread", strings.TrimSpace(s))
	}
	return minutes, nil
}

// readHours reads folded hours as minutes.
func readHours(text string) (int, bool) {
	for _, unit := range []string{"horas", "hora", "hrs", "hs", "h"} {
		if rest, ok := strings.CutSuffix(text, unit); ok {
			text = strings.TrimSpace(rest)
			break
		}
	}
	if hours, minutes, ok := strings.Cut(text, ":"); ok {
		return clockMinutes(hours, minutes)
	}
	whole, part, pointed := strings.Cut(strings.ReplaceAll(text, ",", "."), ".")
	if !allDigits(whole) || len(whole) > 3 || pointed && (!allDigits(part) || len(part) > 15) {
		return 0, false
	}
	hours, err := strconv.ParseFloat(whole+"."+part+"0", 64)
	return int(hours*60 + 0.5), err == nil
}

func clockMinutes(hours, minutes string) (int, bool) {
	if !allDigits(hours) || len(hours) > 3 || !allDigits(minutes) || len(minutes) != 2 {
		return 0, false
	}
	h, hoursErr := strconv.Atoi(hours)
	m, minutesErr := strconv.Atoi(minutes)
	return h*60 + m, hoursErr == nil && minutesErr == nil && m < 60
}
