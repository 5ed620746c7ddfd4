package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/venture"
)

// WorkshopPath is where a cohort is, by its code.
func WorkshopPath(code string) string { return "/talleres/" + code }

// EnrolledPath is where a woman of a cohort is.
func EnrolledPath(code, enrolment string) string {
	return WorkshopPath(code) + "/mujeres/" + enrolment
}

// RollPath is where the attendance of a session is taken.
func RollPath(code, session string) string { return WorkshopPath(code) + "/sesiones/" + session }

// WorkshopsShow are the cohorts that a reader sees.
type WorkshopsShow struct {
	All   []learning.View
	Plans bool
}

// WorkshopShow is a cohort with who is in it, as far as a reader sees them.
type WorkshopShow struct {
	Cohort  learning.View
	Members []learning.Member
	Today   trenza.Day
	Takes   bool // she may take attendance
	Form    Form

	Makes    bool // the training makes something, and she sees what was made
	Made     venture.Workshop
	Branches []Branch         // to the committees of the women
	Reach    collective.Reach // of the programme, empty where she does not see all of it
}

// byWhen has earlier sessions first.
func byWhen(a, b learning.Session) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Hour, b.Hour), cmp.Compare(a.Number, b.Number))
}

// Awaited reports whether whoever is in that state is expected at the sessions.
func Awaited(s learning.EnrolmentState) bool {
	return s == learning.Enrolled || s == learning.Active || s == learning.Completed || s == learning.Partially
}

// awaited are the women who are expected.
func (w WorkshopShow) awaited() (some []learning.Member) {
	for _, m := range w.Members {
		if Awaited(m.State) {
			some = append(some, m)
		}
	}
	return some
}

// totalText writes how many of a cohort there are. To whoever does not read who is in
// it, a small group is covered (domain rule 13.1).
func totalText(words locale.Printer, c learning.View, n int) string {
	if c.Detailed {
		return words.Number(n)
	}
	return collective.Total(n).Shown(c.Definition.Numbers, words.Lang())
}

// womenText says how many women a cohort has, "" where so few are covered.
func womenText(words locale.Printer, c learning.View) string {
	if !c.Detailed && collective.Total(c.Women).Small() {
		return ""
	}
	return words.Count("web.workshop.women", c.Women)
}

// under says who the cohort is for, and when it meets.
func (w WorkshopShow) under(words locale.Printer) string {
	parts := filled(w.Cohort.Training.Title.In(words.Lang()), placeText(w.Cohort.Place), rhythm(words, w.Cohort.Sessions))
	return strings.Join(parts, ". ") + "."
}

// rhythm says on which days of the week a cohort meets, and at what hour where it
// is the same.
func rhythm(words locale.Printer, sessions []learning.Session) string {
	var days []string
	hours := make(map[string]bool)
	for n := 1; n <= 7; n++ {
		for _, s := range sessions {
			if hours[s.Hour] = true; int(s.Day.Time().Weekday()) == n%7 {
				days = append(days, weekdayText(words, time.Weekday(n%7)))
				break
			}
		}
	}
	if len(days) == 0 {
		return ""
	}
	text := upperFirst(days[0])
	if last := len(days) - 1; last > 0 {
		text = words.Text("web.workshop.and", upperFirst(listed(days[:last])), days[last])
	}
	if len(hours) == 1 && sessions[0].Hour != "" {
		text = words.Text("web.workshop.at_hour", text, clockText(sessions[0].Hour))
	}
	return text
}

// weekdayText names a day of the week.
func weekdayText(words locale.Printer, day time.Weekday) string {
	return words.Text("web.weekday." + strconv.Itoa(int(day)))
}

// held are the sessions that were held, and how many there are in all.
func (w WorkshopShow) held() (held, all int) {
	for _, s := range w.Cohort.Sessions {
		switch s.State {
		case learning.SessionHeld:
			held++
			all++
		case learning.SessionPlanned:
			all++
		}
	}
	return held, all
}

// average is the share of the marks that say that she came, in per cent, and false
// where there are none.
func (w WorkshopShow) average() (int, bool) {
	came, all := 0, 0
	for _, m := range w.Members {
		for _, a := range m.Marks {
			if all++; attention.TookPart(a.Mark) {
				came++
			}
		}
	}
	if all == 0 {
		return 0, false
	}
	return (200*came + all) / (2 * all), true
}

// came counts who came to a session.
func (w WorkshopShow) came(session string) (n int) {
	for _, m := range w.Members {
		if attention.TookPart(m.Marks[session].Mark) {
			n++
		}
	}
	return n
}

// courseTitle is what a course is called.
func (w WorkshopShow) courseTitle(words locale.Printer, course string) string {
	return courseTitle(words, w.Cohort.Definition, course)
}

func courseTitle(words locale.Printer, d *programme.Definition, course string) string {
	s, _ := d.Service(course)
	return cmp.Or(s.Title.In(words.Lang()), course)
}

// sessionClass is how a session stands on the calendar.
func (w WorkshopShow) sessionClass(s learning.Session) string {
	switch {
	case s.State == learning.SessionCancelled:
		return "off"
	case s.State == learning.SessionHeld:
		return "past"
	case s.Day == w.Today:
		return "now"
	case s.Day < w.Today:
		return "due"
	}
	return "coming"
}

// sessionText is what a session says under its day, and the same in more words for
// whoever hears it.
func (w WorkshopShow) sessionText(words locale.Printer, s learning.Session) (text, heard string) {
	class := w.sessionClass(s)
	if class == "past" && len(w.Members) > 0 {
		n := w.came(s.ID)
		return words.Number(n), words.Count("web.workshop.came", n)
	}
	if class == "coming" {
		return "", words.Text("web.workshop.session.coming")
	}
	text = words.Text("web.workshop.session." + class)
	return text, text
}

// next is the session whose attendance is to be taken: the first that was not
// held, up to today.
func (w WorkshopShow) next() (learning.Session, bool) {
	for _, s := range w.Cohort.Sessions {
		if s.State == learning.SessionPlanned && s.Day <= w.Today {
			return s, true
		}
	}
	return learning.Session{}, false
}

// columns are the sessions of the grid: those whose day has come.
func (w WorkshopShow) columns() (some []learning.Session) {
	for _, s := range w.Cohort.Sessions {
		if s.State != learning.SessionCancelled && s.Day <= w.Today {
			some = append(some, s)
		}
	}
	slices.SortStableFunc(some, byWhen)
	return some
}

// Columns that fit beside the names.
const (
	mostColumns  = 27 // with the day in a line
	phoneColumns = 8
)

// oldFor reports whether a column has no room on a phone.
func oldFor(i, all int) bool { return i < all-phoneColumns }

// monthBegins names the month of a column where it is another than before it.
func monthBegins(words locale.Printer, columns []learning.Session, i int) string {
	if i > 0 && columns[i-1].Day.Month() == columns[i].Day.Month() {
		return ""
	}
	_, month, _ := strings.Cut(words.ShortDay(columns[i].Day), " ")
	return month
}

// letters are what is typed for a mark, and seen of it: domain rule 6.
var letters = map[string]rune{
	attention.Present: 'P', attention.Late: 'T', attention.Justified: 'J', attention.Absent: 'A',
	attention.LeftEarly: 'S', attention.MadeUp: 'R', "": '.',
}

// MarkOf is the mark for which a letter stands, "" for a dot, and false for a
// letter that stands for nothing. F is what many sheets write for A.
func MarkOf(letter rune) (mark string, known bool) {
	if letter == 'F' {
		return attention.Absent, true
	}
	if letter == ' ' || letter == '-' {
		return "", true
	}
	for mark, l := range letters {
		if l == letter {
			return mark, true
		}
	}
	return "", false
}

// letterOf is what stands for a mark, "" for none.
func letterOf(mark string) string {
	if mark == "" {
		return ""
	}
	return string(letters[mark])
}

// markText names a mark, or says that there is none.
func markText(words locale.Printer, mark string) string {
	if mark == "" {
		return words.Text("web.roll.none")
	}
	return words.Text("web.roll.mark." + mark)
}

// absent reports whether somebody missed so many sessions in a row that somebody
// calls her.
func (w WorkshopShow) absent(m learning.Member) bool {
	return Awaited(m.State) && m.Absent >= w.Cohort.Training.AbsencesAlert
}

// toCall are those whom nobody has called yet.
func (w WorkshopShow) toCall() (some []learning.Member) {
	for _, m := range w.Members {
		if w.absent(m) && m.Called < m.Last {
			some = append(some, m)
		}
	}
	return some
}

// gridWords are what the module needs that makes a grid of the table: where a mark
// is sent, and the words that it writes.
func (w WorkshopShow) gridWords(words locale.Printer) templ.Attributes {
	all := templ.Attributes{
		"data-grid": WorkshopPath(w.Cohort.Code) + "/sesiones/", "data-failed": words.Text("web.roll.failed"),
		"data-away": words.Text("web.roll.away"), "data-word-none": markText(words, ""),
	}
	for _, mark := range Marks() {
		all["data-word-"+mark] = markText(words, mark)
	}
	return all
}

// hoursText writes minutes as hours: "21", "19.5".
func hoursText(minutes int) string { return strconv.FormatFloat(float64(minutes)/60, 'f', -1, 64) }

// stateTone is how a state of an enrolment looks.
func stateTone(s learning.EnrolmentState) Tone {
	switch s {
	case learning.Completed:
		return Good
	case learning.Active, learning.Partially:
		return Info
	case learning.DroppedOut:
		return Warn
	}
	return Plain
}

// over reports whether the cohort is closed, so that certificates may be issued.
func (w WorkshopShow) over() bool {
	return w.Cohort.State == learning.CohortCompleted || w.Cohort.State == learning.CohortReported
}

// waitingPapers counts who has earned a certificate and has none.
func (w WorkshopShow) waitingPapers() (n int) {
	for _, m := range w.Members {
		if m.Earns != "" && m.Paper == nil && (m.State == learning.Completed || m.State == learning.Partially) {
			n++
		}
	}
	return n
}

// papers are those who have a certificate.
func (w WorkshopShow) papers() (some []learning.Member) {
	for _, m := range w.Members {
		if m.Paper != nil {
			some = append(some, m)
		}
	}
	return some
}

// turns are what may be done with the cohort as a whole by a button.
func (w WorkshopShow) turns() (verbs []string) {
	for _, c := range learning.CohortChanges() {
		if c.From == w.Cohort.State && c.Verb != learning.Open && c.Verb != learning.Begin {
			verbs = append(verbs, c.Verb)
		}
	}
	return verbs
}
