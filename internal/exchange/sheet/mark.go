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

// marks are the letters and words of the templates, folded. The letter A is
// not among them: some write it for asistió and some for ausente.
var marks = map[string]string{
	"p": Present, "presente": Present, "asistio": Present, "x": Present, "✓": Present, "✔": Present, "present": Present,
	"t": Late, "tarde": Late, "tardanza": Late, "late": Late,
	"f": Absent, "falta": Absent, "falto": Absent, "ausente": Absent, "no asistio": Absent, "absent": Absent, "0": Absent,
	"j": Justified, "justificada": Justified, "justificado": Justified, "falta justificada": Justified, "fj": Justified, "justified": Justified,
	"r": MadeUp, "recupero": MadeUp, "recuperada": MadeUp, "recuperado": MadeUp, "made up": MadeUp,
}

// ReadMark reads a mark of attendance: P, T, F, J, R, their words, a tick, or
// the hours of the session ("3", "2.5", "2,5", "3:30", "3 h"), at most 24; no
// hours are an absence. An empty cell is no mark, and reports false.
func ReadMark(s string) (Mark, bool, error) {
	text := Fold(s)
	if text == "" {
		return Mark{}, false, nil
	}
	if kind, ok := marks[text]; ok {
		return Mark{Kind: kind}, true, nil
	}
	minutes, ok := readHours(text)
	switch {
	case !ok:
		return Mark{}, false, trenza.Refuse("sheet.mark_unread", strings.TrimSpace(s))
	case minutes > 24*60:
		return Mark{}, false, trenza.Refuse("sheet.mark_hours", strings.TrimSpace(s))
	case minutes == 0:
		return Mark{Kind: Absent}, true, nil
	default:
		return Mark{Kind: Hours, Minutes: minutes}, true, nil
	}
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
