package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// ListsShow is what has been taken in of a programme, and what is on its way.
type ListsShow struct {
	Programme *programme.Definition
	Underway  []*exchange.Handed       // that the reader handed in herself
	Taken     []exchange.ImportSummary // the newest first
	All       int
	From      int // how many newer ones are left out
	Uploads   bool
	TakesOut  bool
}

// older is where the lists before those shown are, "" for none.
func (l ListsShow) older() string {
	if l.From+len(l.Taken) >= l.All {
		return ""
	}
	return "/listas/" + l.Programme.ID + "?desde=" + strconv.Itoa(l.From+len(l.Taken))
}

// HandInShow asks for lists.
type HandInShow struct {
	Programme *programme.Definition
	Form      Form
	Services  []Option
	Number    string // of the form
	Most      int64  // bytes that they may have together
	Again     bool   // they did not arrive
}

// megabytes is a number of bytes as people say it.
func megabytes(n int64) int { return int(n >> 20) }

// HandedShow is a list that was handed in.
type HandedShow struct {
	*exchange.Handed
	Programme *programme.Definition
	Path      string
	Form      Form // of the map
	Services  []Option
	Number    string
	Live      bool // a worker is at it
	Failed    bool // it was tried too often
}

// steps are the way of a list.
func (h HandedShow) steps(v View) []StepShow {
	steps := []StepShow{
		{Text: v.Text("web.listas.step_handed"), State: StepDone}, {Text: v.Text("web.listas.step_rehearsed")},
		{Text: v.Text("web.listas.step_decide")}, {Text: v.Text("web.listas.step_taken")},
	}
	now := map[exchange.HandedState]int{
		exchange.HandedReading: 1, exchange.HandedReady: 2, exchange.HandedRefused: 1, exchange.HandedTaking: 3, exchange.HandedTaken: 4,
	}[h.State]
	for i := range steps {
		switch {
		case i < now:
			steps[i].State = StepDone
		case i == now:
			steps[i].State = StepNow
		}
	}
	if h.State == exchange.HandedReady {
		steps[2].Note = v.Text("web.listas.your_turn")
	}
	return steps
}

// under says since when a list is here, and until when.
func (h HandedShow) under(v View) string {
	return v.Text("web.listas.handed_under", when(v.Printer, h.At), when(v.Printer, h.Until))
}

// held is what holds for every row, as it was typed or as it is.
func (h HandedShow) held() Form {
	if len(h.Form.Values) > 0 {
		return h.Form
	}
	return Form{Values: map[string][]string{"service": {h.Service}, "place": {h.Place}}}
}

// ProgressText says how much is done.
func ProgressText(words locale.Printer, p jobs.Progress) string {
	if p.Total == 0 {
		return words.Text("web.listas.progress_begins")
	}
	return words.Text("web.listas.progress", p.Done, max(p.Total, p.Done))
}

// restWidth is how long what is still to come is on a bar of a hundred.
func restWidth(p jobs.Progress) string {
	if p.Total == 0 {
		return "100"
	}
	return barWidth(p.Total-p.Done, p.Total)
}

// LeftText says how fast it goes and how long the rest takes.
func LeftText(words locale.Printer, p jobs.Progress) string {
	if p.Rate() == 0 || p.Total <= p.Done {
		return ""
	}
	return words.Text("web.listas.left", int(p.Rate()), lasting(p.Left()))
}

// lasting writes a time to wait as people say it, "2 min 05 s".
func lasting(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d s", max(1, int(d.Seconds())))
	}
	return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
}

// part is one part of what became of the rows of a list.
type part struct {
	class string // of its colour
	n     int
	text  string
	note  string
}

// parts are what the rows of a list add up from. Foreseen, they have not come yet.
func parts(v View, t exchange.SheetTally, foreseen bool) []part {
	accepted, rejected := "web.listas.accepted", "web.listas.rejected"
	if foreseen {
		accepted, rejected = "web.listas.accepted_will", "web.listas.rejected_will"
	}
	return []part{
		{"in", t.Accepted, v.Count(accepted, t.Accepted), metNote(v, t)},
		{"known", t.Known, v.Count("web.listas.known", t.Known), v.Text("web.listas.known_note")},
		{"held", t.Held, v.Count("web.listas.held", t.Held), v.Text("web.listas.held_note")},
		{"out", t.Rejected, v.Count(rejected, t.Rejected), v.Text("web.listas.rejected_note")},
	}
}

// metNote says how many rows were of somebody new, and of somebody known.
func metNote(v View, t exchange.SheetTally) string {
	var said []string
	if t.New > 0 {
		said = append(said, v.Count("web.listas.new", t.New))
	}
	if t.Joined > 0 {
		said = append(said, v.Count("web.listas.joined", t.Joined))
	}
	return strings.Join(said, "; ")
}

// sum writes the parts as they add up, "412 = 380 + 20 + 12".
func sum(v View, t exchange.SheetTally) string {
	numbers := make([]string, 0, 4)
	for _, n := range []int{t.Accepted, t.Known, t.Held, t.Rejected} {
		if n > 0 || n == t.Read {
			numbers = append(numbers, v.Number(n))
		}
	}
	return v.Text("web.listas.adds_up", v.Number(t.Read)+" = "+strings.Join(numbers, " + "))
}

// segment is a part of a bar of a thousand.
type segmentShow struct {
	class    string
	x, width string
}

// segments are the parts of a bar, none too narrow to be seen.
func segments(all []part) (drawn []segmentShow) {
	total, at := 0, 0.0
	for _, p := range all {
		total += p.n
	}
	for _, p := range all {
		if p.n == 0 {
			continue
		}
		width := 1000 * float64(p.n) / float64(total)
		drawn = append(drawn, segmentShow{p.class, fmt.Sprintf("%.1f", at), fmt.Sprintf("%.1f", max(width, 4))})
		at += width
	}
	return drawn
}

// rowsText lists rows shortly, "1–3, 27", and how many more there are.
func rowsText(v View, rows []int) string {
	const most = 12
	rows = slices.Compact(slices.Sorted(slices.Values(rows)))
	var said []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if len(said) == most {
			return v.Text("web.listas.rows_more", strings.Join(said, ", "), len(rows)-i)
		}
		if i == j {
			said = append(said, strconv.Itoa(rows[i]))
		} else {
			said = append(said, fmt.Sprintf("%d–%d", rows[i], rows[j]))
		}
		i = j + 1
	}
	return v.Count("web.listas.rows", len(rows), strings.Join(said, ", "))
}

// skippedOrder are why rows are none of a list, as they are told.
var skippedOrder = []exchange.Skip{
	exchange.SkippedTitle, exchange.SkippedHeader, exchange.SkippedTotals, exchange.SkippedNote, exchange.SkippedSection, exchange.SkippedSheet,
}

// skippedText says how many rows are none of a list, and why.
func skippedText(v View, skipped map[exchange.Skip]int) string {
	var said []string
	for _, why := range skippedOrder {
		if n := skipped[why]; n > 0 {
			said = append(said, v.Text("web.listas.skipped."+string(why), n))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return v.Text("web.listas.skipped_rows", strings.Join(said, ", "))
}

// shapeText is what a list is called by its shape.
func shapeText(v View, shape exchange.Shape) string {
	if shape == "" {
		return v.Text("web.listas.shape_none")
	}
	return v.Text("web.listas.shape." + string(shape))
}

// shapeOptions are what a sheet may be.
func shapeOptions(v View) []Option {
	options := []Option{{Label: v.Text("web.listas.found")}}
	for _, shape := range exchange.Shapes() {
		options = append(options, Option{Value: string(shape), Label: v.Text("web.listas.shape." + string(shape))})
	}
	return options
}

// columnOptions are what the columns of a sheet may be.
func columnOptions(d *programme.Definition, s exchange.SheetShown) (options []Option) {
	for _, c := range exchange.ColumnNames(s.Shape, d) {
		options = append(options, Option{Value: c.Key, Label: c.Name})
	}
	return options
}

// withKey has an option for a key that is none of the usual.
func withKey(options []Option, c exchange.ColumnShown) []Option {
	if slices.ContainsFunc(options, func(o Option) bool { return o.Value == c.Key }) {
		return options
	}
	return append([]Option{{Value: c.Key, Label: c.Called}}, options...)
}

// usage is one thing that lists write in two ways.
type usage struct {
	name, label, value string
	options            []Option
}

// usages are what can be said of a sheet besides its columns.
func usages(v View, s exchange.SheetShown) []usage {
	found := Option{Label: v.Text("web.listas.found")}
	option := func(value, key string) Option { return Option{Value: value, Label: v.Text(key)} }
	return []usage{
		{"dates", v.Text("web.listas.dates"), s.Usage.Dates, []Option{found, option("dia", "web.listas.day_first"), option("mes", "web.listas.month_first")}},
		{"m", v.Text("web.listas.m"), s.Usage.M, []Option{found, option(sheet.Female, "exchange.woman"), option(sheet.Male, "exchange.man")}},
		{"a", v.Text("web.listas.a"), s.Usage.A, []Option{found, option(sheet.Absent, "web.listas.absent"), option(sheet.Present, "web.listas.present")}},
		{"ones", v.Text("web.listas.ones"), s.Usage.Ones, []Option{found, option("marcas", "web.listas.marks"), option("horas", "web.listas.hours")}},
		{"names", v.Text("web.listas.names"), s.Usage.Names, []Option{found, option("apellidos", "web.listas.surnames"), option("nombres", "web.listas.given")}},
	}
}

// numbered is the name of a field of the sheet at a position.
func numbered(name string, n int) string { return name + "-" + strconv.Itoa(n) }

// columnField is the name of a field of a column of a sheet.
func columnField(n, i int) string { return fmt.Sprintf("column-%d-%d", i, n) }

// AccountShow is what became of a list that was taken in.
type AccountShow struct {
	exchange.Taken
	Programme *programme.Definition
	Path      string
	Mine      bool             // the reader took it in
	Imports   bool             // she takes lists in
	Undoes    bool             // she may take this one back
	Review    string           // where what waits is decided, "" where she does not
	Handed    *exchange.Handed // what is kept of what she handed in; nil for nothing
	Back      exchange.TakenBack
	Workshop  string // where a workshop is opened with its people, "" for nowhere
}

// under says who took a list in, and when.
func (a AccountShow) under(v View) string {
	return v.Text("web.listas.taken_under", a.By.Name, when(v.Printer, moment(a.At)))
}

// reasons are why rows were rejected, as the reader may know them: of a row that is
// for a restricted team alone, whoever handed the list in.
func (a AccountShow) reasons(v View) []exchange.Rejection {
	if !a.Mine && !a.Imports {
		return nil
	}
	all := slices.Clone(a.Reasons)
	for i := range all {
		if !a.Mine && all[i].Text == exchange.Restricted(v.Lang()) {
			all[i].Text = v.Text("web.listas.reason_other")
		}
	}
	return all
}

// read are the sheets of which rows were read.
func read(t exchange.Tally) (some []exchange.SheetTally) {
	for _, s := range t.Sheets {
		if s.Read > 0 || s.Shape != "" {
			some = append(some, s)
		}
	}
	return some
}

// UndoShow is what taking a list back would come to.
type UndoShow struct {
	Programme *programme.Definition
	Path      string
	Import    exchange.ImportSummary
	Foreseen  exchange.Foreseen
	First     []string // what has to be taken back before
}

// undone says what is taken back with a list, a line for each kind.
func undone(v View, u exchange.Undone) (lines []string) {
	for _, l := range []struct {
		key string
		n   int
	}{
		{"web.listas.undo_people", u.People}, {"web.listas.undo_restored", u.Restored}, {"web.listas.undo_attentions", u.Attentions},
		{"web.listas.undo_activities", u.Activities}, {"web.listas.undo_links", u.Links}, {"web.listas.undo_held", u.Held},
		{"web.listas.undo_replicas", u.Replicas}, {"web.listas.undo_batches", u.Batches},
	} {
		if l.n > 0 {
			lines = append(lines, v.Count(l.key, l.n))
		}
	}
	return lines
}

// handedBadge says in a few words how far a list is.
func handedBadge(v View, h *exchange.Handed) (Tone, string) {
	if h.Job.State == jobs.Failed {
		return Danger, v.Text("web.listas.state_stuck")
	}
	tones := map[exchange.HandedState]Tone{exchange.HandedReady: Good, exchange.HandedRefused: Warn, exchange.HandedReading: Info, exchange.HandedTaking: Info}
	return tones[h.State], v.Text("web.listas.state." + string(h.State))
}

// fileDescribed names what is said of the field of files.
func fileDescribed(form Form) string {
	return Field{Name: "file", Hint: "-"}.describedBy(form)
}

// sheetName is what a sheet is called; the one of a .csv has no name.
func sheetName(v View, s exchange.SheetShown) string {
	if s.Sheet == "" {
		return v.Text("web.listas.only_sheet")
	}
	return s.Sheet
}

// sheetLine says in one line what a sheet is, and how much of it is read.
func sheetLine(v View, s exchange.SheetShown) string {
	if len(s.Columns) == 0 {
		return shapeText(v, s.Shape)
	}
	unread := 0
	for _, c := range s.Columns {
		if c.Key == exchange.NotRead {
			unread++
		}
	}
	line := []string{shapeText(v, s.Shape), v.Count("web.listas.columns_read", len(s.Columns))}
	if unread > 0 {
		line = append(line, v.Count("web.listas.columns_unread", unread))
	}
	return strings.Join(line, " · ")
}

// fixedText is what a column is whose heading alone says it.
func fixedText(v View, c exchange.ColumnShown) string {
	if c.Session != "" {
		return v.Text("web.listas.answer_of", c.Session)
	}
	return v.Text("web.listas.session")
}
