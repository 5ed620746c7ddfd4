package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
)

// MarkField is where a form marks somebody, by her enrolment.
func MarkField(enrolment string) string { return "m." + enrolment }

// StayedField is for how many minutes she was there.
func StayedField(enrolment string) string { return "s." + enrolment }

// MadeUpField is the day on which she made the session up.
func MadeUpField(enrolment string) string { return "d." + enrolment }

// WasField is which mark she had when the form was drawn.
func WasField(enrolment string) string { return "w." + enrolment }

// RollShow is the attendance of a session.
type RollShow struct {
	learning.Sheet
	Today  trenza.Day
	Form   Form
	Change Form // of what is changed of the session
	Number string
	Rows   []RollRow // who is expected, and who has a mark
	Others []RollRow // who is known in the cohort besides
}

// RollRow is a woman on the sheet.
type RollRow struct {
	Member  learning.Member
	Mark    string // as typed, or as it stands
	Was     string
	Minutes string // as typed: how long who came late or left early was there. Only what follows is kept.
	MadeUp  string // as typed, or the day on which she made the session up
}

// NewRoll is the sheet of a session with what was typed.
func NewRoll(s learning.Sheet, today trenza.Day, form Form) RollShow {
	show := RollShow{Sheet: s, Today: today, Form: form}
	for _, m := range s.Rows {
		a := m.Marks[s.Session.ID]
		r := RollRow{Member: m, Mark: a.Mark, Was: a.Mark}
		if a.Mark == attention.MadeUp {
			r.MadeUp = string(a.Day)
		}
		if form.Values.Has(MarkField(m.Enrolment.ID)) {
			r.Mark, r.Minutes = form.Value(MarkField(m.Enrolment.ID)), form.Value(StayedField(m.Enrolment.ID))
			r.MadeUp = form.Value(MadeUpField(m.Enrolment.ID))
		}
		if Awaited(m.State) || a.Mark != "" {
			show.Rows = append(show.Rows, r)
		} else {
			show.Others = append(show.Others, r)
		}
	}
	return show
}

// open reports whether marks may be taken now.
func (r RollShow) open() bool {
	return r.Takes && r.Session.State != learning.SessionCancelled && r.Session.Day <= r.Today && r.View.State != learning.CohortReported
}

// counts are how many came, how many did not, and of how many nothing is said.
func (r RollShow) counts() (came, away, left int) {
	for _, row := range r.Rows {
		switch {
		case row.Mark == "":
			left++
		case attention.TookPart(row.Mark):
			came++
		default:
			away++
		}
	}
	return came, away, left
}

// title is what the session is called: its course and its number.
func (r RollShow) title(words locale.Printer) string {
	return words.Text("web.roll.title", courseTitle(words, r.Definition, r.Session.Course), r.Session.Number)
}

// under says when and where.
func (r RollShow) under(words locale.Printer) string {
	when := capital(words.LongDay(r.Session.Day))
	if r.Session.Day == r.Today {
		when = words.Text("web.roll.today")
	}
	return together(when, clockText(r.Session.Hour), cmp.Or(r.Session.Venue, placeName(r.Session.Place)))
}

// topics are what the session treats.
func (r RollShow) topics(words locale.Printer) string {
	s, _ := r.Definition.Service(r.Session.Course)
	var names []string
	for _, id := range r.Session.Topics {
		if t, known := s.Course.Topic(id); known {
			names = append(names, t.Title.In(words.Lang()))
		}
	}
	return strings.Join(names, "; ")
}

// otherMarks are those behind the second tap.
func otherMarks() []string {
	return []string{attention.Late, attention.LeftEarly, attention.Justified, attention.MadeUp}
}

// isOther reports whether a mark is one of them.
func isOther(mark string) bool { return slices.Contains(otherMarks(), mark) }

// markID is the id of the button of a mark.
func markID(enrolment, mark string) string { return "m-" + enrolment + "-" + mark }

// OnPaperShow is a cohort with some sessions of it, on paper.
type OnPaperShow struct {
	Cohort   learning.View
	Members  []learning.Member
	Sessions []learning.Session
	Of       string // "sesion=…" or "mes=…", as in the address
	Months   []string
	Month    string
	Today    trenza.Day
	Form     Form
	Number   string
}

// NewOnPaper is a session of a cohort, or those of a month: of the one asked for, or
// of today's, or of the last that has any.
func NewOnPaper(c learning.View, members []learning.Member, today trenza.Day, session, month string) OnPaperShow {
	show := OnPaperShow{Cohort: c, Members: members, Today: today}
	sessions := slices.Clone(c.Sessions)
	slices.SortStableFunc(sessions, byWhen)
	for _, s := range sessions {
		if m := s.Day.Month(); s.State != learning.SessionCancelled && !slices.Contains(show.Months, m) {
			show.Months = append(show.Months, m)
		}
	}
	if month == "" && len(show.Months) > 0 {
		if month = show.Months[len(show.Months)-1]; slices.Contains(show.Months, today.Month()) {
			month = today.Month()
		}
	}
	show.Month, show.Of = month, "mes="+month
	if session != "" {
		show.Month, show.Of = "", "sesion="+session
	}
	for _, s := range sessions {
		if s.ID == session || session == "" && s.State != learning.SessionCancelled && s.Day.Month() == month {
			show.Sessions = append(show.Sessions, s)
		}
	}
	return show
}

// Lines are the women on the sheet: who is expected, and who has a mark.
func (p OnPaperShow) Lines() (some []learning.Member) {
	for _, m := range p.Members {
		if Awaited(m.State) || strings.Trim(p.letters(m), ".") != "" {
			some = append(some, m)
		}
	}
	return some
}

// letters are the marks of a woman in the sessions, a letter each.
func (p OnPaperShow) letters(m learning.Member) string {
	line := make([]rune, len(p.Sessions))
	for i, s := range p.Sessions {
		line[i] = letters[m.Marks[s.ID].Mark]
	}
	return string(line)
}

// typed is what the field of a woman shows.
func (p OnPaperShow) typed(m learning.Member) string {
	if field := LettersField(m.Enrolment.ID); p.Form.Values.Has(field) {
		return p.Form.Value(field)
	}
	return strings.TrimRight(p.letters(m), ".")
}

// LettersField is where the letters of a woman are typed.
func LettersField(enrolment string) string { return "l." + enrolment }

// LettersWasField is what stood there when the form was drawn.
func LettersWasField(enrolment string) string { return "w." + enrolment }

// when says of which session or month the sheet is.
func (p OnPaperShow) when(words locale.Printer) string {
	if p.Month != "" {
		return words.Text("web.paper.month", words.Month(p.Month), p.Month[:4])
	}
	if len(p.Sessions) == 0 {
		return ""
	}
	s := p.Sessions[0]
	return together(courseTitle(words, p.Cohort.Definition, s.Course), words.LongDay(s.Day), clockText(s.Hour))
}

// lessonDay is the form of a change of the session: as typed, or as it stands.
func (r RollShow) lessonDay() Form {
	if len(r.Change.Values) > 0 {
		return r.Change
	}
	minutes := strconv.Itoa(r.Session.Lasted)
	return Form{Values: map[string][]string{"day": {string(r.Session.Day)}, "hour": {r.Session.Hour}, "minutes": {minutes}}}
}
