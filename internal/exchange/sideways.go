package exchange

import (
	"maps"
	"regexp"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
)

// A sheet may go sideways: what is a row of its own in our lists stands in another
// column of the same row. Reading one of the columns would lose the others.

// refuseSideways refuses a list of which some rows hold several attentions, each with
// its date beside that of the first, and says of one that is refused for what it lacks
// that its months stand side by side.
func (i *interpreter) refuseSideways() {
	if days := i.daysBeside(); len(days) > 0 && (i.table.shape == "" || i.table.shape == Attentions || i.table.shape == Survey) {
		i.refused = trenza.Refuse("exchange.days_beside", headingsOf(days))
		return
	}
	if months := i.monthsBeside(); len(months) > 1 && i.refused != nil {
		i.refused = trenza.Refuse("exchange.months_beside", headingsOf(months))
	}
}

// later is how a heading says that its column is of the second time, or a later one,
// and earliest that it is of the first, folded.
var (
	earliest = regexp.MustCompile(`\b1(ra|er|era|a|o|°)\b|\bprimer[ao]?\b|\bfirst\b`)
	later    = regexp.MustCompile(`\b([2-9])(da|ra|ta|do|er|a|o|°)\b|\b(segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|second|third)\b`)
)

// daysBeside are the columns of days of several attentions: a later one, or two of
// the same heading. What a person said of a column holds.
func (i *interpreter) daysBeside() (days []*candidate) {
	headed := make(map[string]int)
	beside := false
	for _, c := range i.columns {
		text := sheet.Fold(c.heading.String())
		named := c.meaning.key == "day" && c.meaning.part == 0
		again := c.meaning.key == "" && (later.MatchString(text) || earliest.MatchString(text))
		if c.from == FromMapping || c.day != "" || !named && !again || !i.holdsDays(c) || i.repeats(c, days) {
			continue
		}
		days = append(days, c)
		plain := plainHeading(c.heading.String())
		headed[plain]++
		beside = beside || headed[plain] > 1 || later.MatchString(text)
	}
	if !beside {
		return nil
	}
	return days
}

// repeats reports whether a column is one of some others written twice, heading and
// cells.
func (i *interpreter) repeats(c *candidate, others []*candidate) bool {
	return slices.ContainsFunc(others, func(other *candidate) bool {
		return plainHeading(other.heading.String()) == plainHeading(c.heading.String()) &&
			maps.Equal(i.column(other.index).words, i.column(c.index).words)
	})
}

// holdsDays reports whether most cells of a column are days.
func (i *interpreter) holdsDays(c *candidate) bool {
	days, words := 0, i.column(c.index).words
	for word := range words {
		if isDay(word) {
			days++
		}
	}
	return days > 0 && 2*days > len(words)
}

// monthsBeside are the columns that a month heads and that hold figures.
func (i *interpreter) monthsBeside() (months []*candidate) {
	for _, c := range i.columns {
		said := slices.ContainsFunc(wordsOf(c.heading.own), func(word string) bool {
			_, _, ok := sheet.ReadMonth(word)
			return ok && digits(word) == 0 && len(word) > 2
		})
		words := i.column(c.index).words
		if said && c.day == "" && !c.read && len(words) > 0 && all(words, isFigure) {
			months = append(months, c)
		}
	}
	return months
}

// sayTurns tells which sessions of an attendance sheet are of one day: they are two,
// and not one written twice.
func (i *interpreter) sayTurns() {
	for n, date := range i.table.dates {
		if n > 0 && i.table.dates[n-1].Day == date.Day {
			i.choose("exchange.as_same_day", FromProfile, sheet.ColumnName(i.table.dates[n-1].Index), sheet.ColumnName(date.Index), date.Day)
		}
	}
}
