package page

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
)

// HeldShow is a held row in words.
type HeldShow struct {
	Code        string
	Number      string // of the form
	Verdict     pathway.HeldVerdict
	Reason      string
	Facts       []Fact
	Differences []pathway.Difference
	Decides     bool
	Fault       string
}

// Waits reports whether nobody has decided yet.
func (h HeldShow) Waits() bool { return h.Verdict == pathway.HeldOpen }

// NewHeldShow puts a held row into words. service is what the programme calls what
// the row is about.
func NewHeldShow(words locale.Printer, h exchange.HeldRow, service string) HeldShow {
	show := HeldShow{Code: h.Code, Verdict: h.Verdict, Reason: words.Text("pathway.held." + h.Reason)}
	show.fact(words, "who", heldWho(h))
	show.fact(words, "service", service)
	show.fact(words, "day", words.Day(h.Day))
	show.fact(words, "place", placeText(h.Place))
	show.fact(words, "row", refText(words, h.Row))
	var before []string
	for _, ref := range h.Before {
		before = append(before, refText(words, ref))
	}
	show.fact(words, "rows", strings.Join(before, "; "))
	for _, d := range h.Contrast.Differences {
		show.Differences = append(show.Differences, differenceText(words, d))
	}
	return show
}

func (h *HeldShow) fact(words locale.Printer, key, text string) {
	if text != "" {
		h.Facts = append(h.Facts, Fact{words.Text("web.held.fact." + key), text})
	}
}

// heldWho is whom a row speaks of, or which activity.
func heldWho(h exchange.HeldRow) string {
	if h.Person == "" {
		return h.Activity
	}
	return sideName(h.Side)
}

// differenceText puts what two rows say otherwise into words. A question of a form
// is called by its id, and so is a group of a headcount.
func differenceText(words locale.Printer, d pathway.Difference) pathway.Difference {
	for _, said := range []*string{&d.Before, &d.Now} {
		*said = differingValue(words, d.What, *said)
	}
	if key := "web.held.difference." + d.What; words.Has(key) {
		d.What = words.Text(key)
	}
	return d
}

func differingValue(words locale.Printer, what, said string) string {
	switch what {
	case "amount":
		if cents, err := strconv.ParseInt(said, 10, 64); err == nil {
			return trenza.Money(cents).String()
		}
	case "day":
		if day, err := trenza.ParseDay(said); err == nil {
			return words.Day(day)
		}
	case "place":
		return placeText(trenza.Place(said))
	case "mark":
		if key := "web.thread.mark." + said; words.Has(key) {
			return words.Text(key)
		}
	case "outcomes":
		outcomes := strings.Fields(said)
		for i, outcome := range outcomes {
			outcomes[i] = outcomeText(words, outcome)
		}
		return listed(outcomes)
	case "sex":
		return labelled(reach.BySex, said, words.Lang())
	}
	return said
}

// orNothing is a value, or the word for none.
func orNothing(v View, said string) string {
	if said == "" {
		return v.Text("web.review.unknown")
	}
	return said
}
