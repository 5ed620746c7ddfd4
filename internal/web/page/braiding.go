package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/braid"
)

// BraidShow is a thread as a drawing, and as a list of what is on it.
type BraidShow struct {
	braid.Drawing
	Rows  []RowShow
	Tiles []braid.Tile
	Icons []string // that the drawing shows, each once
	Span  string   // what it shows, in a sentence,
	Says  string   // and how its strands run
}

// RowShow is a row of the list.
type RowShow struct {
	braid.Row
	Line    string // of a line between; "" in all other rows
	Day     trenza.Day
	When    string
	Title   string
	Detail  string
	Reached string   // what came true, "" for nothing
	Days    []string // of several in one row
}

// newBraid lays out what happened, and what is to come.
func newBraid(words locale.Printer, today trenza.Day, events []event, next []NextShow, own bool) BraidShow {
	for _, n := range next {
		events = append(events, event{
			Event: braid.Event{Day: n.Day, Strand: strandsOf[n.Strand], Kind: braid.Planned, Icon: n.Icon, Title: n.Title},
			more:  filled(n.Detail),
		})
	}
	plain := make([]braid.Event, len(events))
	for i, e := range events {
		plain[i] = e.Event
	}
	speaker := saying{words: words, events: events, years: years(events, today)}
	roll := braid.Unroll(plain, today)
	show := BraidShow{Drawing: braid.Lay(plain, today, speaker), Tiles: roll.Tiles}
	for _, bead := range show.Beads {
		if len(bead.Events) == 1 && !slices.Contains(show.Icons, bead.Icon) {
			show.Icons = append(show.Icons, bead.Icon)
		}
	}
	for _, row := range roll.Rows {
		show.Rows = append(show.Rows, speaker.row(row, today))
	}
	show.Span, show.Says = speaker.described(plain, today, own)
	return show
}

// saying puts what is on a thread in words.
type saying struct {
	words  locale.Printer
	events []event
	years  bool // days are told with their year
}

// years reports whether what a drawing shows lasts longer than a year, so that a
// day without its year would be two.
func years(events []event, today trenza.Day) bool {
	return slices.ContainsFunc(events, func(e event) bool { return e.Day < today.Add(-365) })
}

// day writes the day of a bead.
func (s saying) day(d trenza.Day) string {
	if s.years {
		return s.words.Day(d)
	}
	return s.words.ShortDay(d)
}

// row says what a row of the list does.
func (s saying) row(row braid.Row, today trenza.Day) RowShow {
	show := RowShow{Row: row}
	switch {
	case row.Ahead:
		show.Line = s.words.Text("web.hilo.next")
		return show
	case row.Today():
		show.Line = s.words.Text("web.hilo.today", today)
		return show
	}
	last := s.events[row.Events[len(row.Events)-1]]
	first := s.events[row.Events[0]]
	show.Day, show.When, show.Title, show.Reached = last.Day, s.words.Day(last.Day), last.Title, last.reached
	more := last.more
	if len(row.Events) > 1 {
		show.When = s.between(first.Day, last.Day, s.words.Day)
		more = append([]string{s.several(last, len(row.Events))}, s.shared(row.Events)...)
		for _, i := range row.Events {
			e := s.events[i]
			show.Days = append(show.Days, s.words.Day(e.Day)+": "+listed(e.more))
		}
	}
	show.Detail = upperFirst(listed(more))
	return show
}

// shared is what is said of each of some events.
func (s saying) shared(events []int) []string {
	return slices.DeleteFunc(slices.Clone(s.events[events[0]].more), func(text string) bool {
		return slices.ContainsFunc(events, func(i int) bool { return !slices.Contains(s.events[i].more, text) })
	})
}

// Bead says what a bead stands for.
func (s saying) Bead(events []braid.Event) braid.Label {
	first, last := events[0], events[len(events)-1]
	if len(events) == 1 {
		return braid.Label{Title: first.Title, Small: listed(filled(s.day(first.Day), first.Small))}
	}
	when := s.between(first.Day, last.Day, s.day)
	titles, delivered, reached := []string(nil), 0, ""
	for _, e := range events {
		if !slices.Contains(titles, e.Title) {
			titles = append(titles, e.Title)
		}
		if e.Kind == braid.Milestone {
			reached = e.Small
		} else {
			delivered++
		}
	}
	if len(titles) > 1 {
		return braid.Label{Title: titles[0], Small: listed(filled(s.words.Count("web.hilo.and_more", len(titles)-1), s.words.Count("web.hilo.times", len(events)), when))}
	}
	if delivered == 0 {
		return braid.Label{Title: titles[0], Small: listed(filled(reached, when))}
	}
	return braid.Label{Title: titles[0], Small: listed(filled(s.several(s.of(first), delivered), when, reached))}
}

// of is the event that lies as one does.
func (s saying) of(e braid.Event) event {
	i := slices.IndexFunc(s.events, func(known event) bool { return known.Event == e })
	return s.events[i]
}

// several says how many of the same there were.
func (s saying) several(e event, n int) string {
	switch {
	case e.sessions:
		return s.words.Count("web.hilo.sessions", n)
	case e.payments:
		return s.words.Count("web.hilo.payments", n)
	}
	return s.words.Count("web.hilo.times", n)
}

// between says from when until when.
func (s saying) between(first, last trenza.Day, day func(trenza.Day) string) string {
	switch {
	case first == last:
		return day(first)
	case first.Year() != last.Year():
		return s.words.Text("web.hilo.between", monthText(s.words, first), monthText(s.words, last))
	}
	return s.words.Text("web.hilo.between", s.words.ShortDay(first), day(last))
}

// Tick says which month, quarter or year begins on a day.
func (s saying) Tick(from trenza.Day, unit braid.Unit) string {
	switch unit {
	case braid.Month:
		return month(s.words, from)
	case braid.Quarter:
		return month(s.words, from) + "–" + month(s.words, from.Add(70))
	}
	return strconv.Itoa(from.Year())
}

// Silence says for how long nothing is shown.
func (s saying) Silence(days int) string {
	const year, month = 365.25, 30.44
	if float64(days) < year*3/2 {
		return s.words.Count("web.hilo.months", int(float64(days)/month+.5))
	}
	return s.words.Count("web.hilo.years", int(float64(days)/year+.5))
}

// Today says today.
func (s saying) Today(day trenza.Day) string {
	return s.words.Text("web.hilo.today", s.words.ShortDay(day))
}

// described says what a drawing shows to whoever does not see it.
func (s saying) described(events []braid.Event, today trenza.Day, own bool) (span, says string) {
	first, last := today, today
	begins := make(map[braid.Strand]trenza.Day)
	for _, e := range events {
		first, last = min(first, e.Day), max(last, e.Day)
		if day, known := begins[e.Strand]; e.Kind != braid.Planned && (!known || e.Day < day) {
			begins[e.Strand] = e.Day
		}
	}
	var sentences []string
	for _, strand := range []braid.Strand{braid.Protection, braid.Livelihood, braid.Community} {
		if day, begun := begins[strand]; begun {
			sentences = append(sentences, s.words.Text("web.hilo.begins", strandText(s.words, Strand(strand.String())), day))
		}
	}
	return s.words.Text("web.hilo.span", spoken(s.words, own, "title"), monthText(s.words, first), monthText(s.words, last)),
		strings.Join(append(sentences, s.words.Text("web.hilo.listed")), " ")
}

// strandText is what a strand is called.
func strandText(words locale.Printer, strand Strand) string {
	return words.Text("web.hilo.strand." + string(strand))
}

// monthText writes the month of a day, "nov 2026".
func monthText(words locale.Printer, day trenza.Day) string {
	_, text, _ := strings.Cut(words.Day(day), " ")
	return text
}

// month is the short name of the month of a day.
func month(words locale.Printer, day trenza.Day) string {
	name, _, _ := strings.Cut(monthText(words, day), " ")
	return name
}

// box is where a drawing lies, as an attribute.
func (b BraidShow) box() string { return "0 0 " + px(braid.Width) + " " + px(b.Height) }

// px writes a length of a drawing.
func px(x float64) string { return braid.Coordinate(x) }

// lanes name where the bead of a row lies.
var lanes = [...]string{"at-right", "at-middle", "at-left"}

// lookClasses are the looks of a strand, as style sheets know them.
var lookClasses = [...]string{
	braid.Thick: "thick", braid.Thin: "thin", braid.ThickPlanned: "thick to-come", braid.ThinPlanned: "thin to-come",
	braid.Waning: "waning", braid.Waned: "waned",
}

// plannedClass is the class of a bead of what is to come.
func plannedClass(planned bool) string {
	if planned {
		return "planned"
	}
	return ""
}

// leads is the path of all leader lines.
func (b BraidShow) leads() string {
	var path strings.Builder
	for _, k := range b.Beads {
		path.WriteString(upright(k.Label.Leader.X, k.Label.Leader.From, k.Label.Leader.To))
	}
	return path.String()
}

// axis is the path of the axis, torn where time is folded, and of its marks.
func (b BraidShow) axis() string {
	var path strings.Builder
	from := 0.0
	for _, f := range b.Folds {
		middle := (f.From + f.To) / 2
		path.WriteString(level(b.Axis, from, middle-3))
		from = middle + 3
	}
	path.WriteString(level(b.Axis, from, braid.Width))
	for _, t := range b.Ticks {
		if t.Line {
			path.WriteString(upright(t.X, b.Axis, b.Axis+7))
		}
	}
	return path.String()
}

// upright is the path of a line straight up or down.
func upright(x, from, to float64) string { return "M" + px(x) + " " + px(from) + "V" + px(to) }

// level is the path of a line from left to right.
func level(y, from, to float64) string { return "M" + px(from) + " " + px(y) + "H" + px(to) }

// torn is the path of the two strokes that mark a fold of the axis.
func torn(x, y float64) string {
	return "M" + px(x-5) + " " + px(y+7) + "l4-14M" + px(x+1) + " " + px(y+7) + "l4-14"
}

// tall is the height of a box.
func tall(b braid.Box) float64 { return b.Bottom - b.Top }
