package page

import (
	"math"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
	"github.com/trenza/trenza/internal/venture"
)

// VenturesShow are the businesses of whoever works with them.
type VenturesShow struct {
	Today      trenza.Day
	Searches   bool
	State      string // of the applications that are listed, "" for any
	Programmes []VenturesOf
	Counts     map[venture.State]int // applications underway, by their state
	Underway   []UnderwayLine
	More       bool // there are more underway
	Due        []agenda.Item
}

// VenturesOf are how many businesses of a programme stand where.
type VenturesOf struct {
	Definition *programme.Definition
	Stands     []venture.Standing
	Survive    []venture.Survival
	Income     scale.Median // of the change in a month's net income, in céntimos
}

// UnderwayLine is an application, and whose it is.
type UnderwayLine struct {
	venture.Underway
	Face registry.Face
}

// stateName names where a business stands.
func stateName(words locale.Printer, s venture.State) string {
	if s == "" {
		return words.Text("web.venture.state.none")
	}
	return words.Text("web.venture.state." + string(s))
}

// shownCount writes a number as it may be shown.
func shownCount(words locale.Printer, c scale.Count) string {
	if c.Few {
		return words.Text("web.venture.few")
	}
	return words.Number(c.N)
}

// surviveText says how many operate, of how many, and nothing of few.
func surviveText(words locale.Printer, s venture.Survival) string {
	if s.Operating.Few {
		return words.Text("web.venture.survive_few")
	}
	text := words.Text("web.venture.survive_of", shownCount(words, s.Operating), s.Operating.Of)
	if s.Operating.Percent >= 0 {
		text += " " + words.Text("web.venture.percent", strconv.Itoa(s.Operating.Percent))
	}
	return text
}

// dueText says what is to be asked.
func dueText(words locale.Printer, i agenda.Item) string {
	switch i.Kind {
	case venture.KindWork:
		return words.Text("web.today.job", i.What)
	case venture.KindReceipts:
		return words.Text("web.today.receipts", soles(words, centimos(i.What)))
	}
	return words.Text("web.today.venture", i.What)
}

// dueLead is where it is done.
func dueLead(i agenda.Item) string {
	if i.Kind == venture.KindWork {
		return WorkPath(i.Face.Code)
	}
	return VenturePath(i.Face.Code)
}

// medianMoney is a median of céntimos as an amount.
func medianMoney(m scale.Median) trenza.Money { return trenza.Money(math.Round(m.Value)) }
