package page

import (
	"slices"
	"strconv"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// Trained is a training of a programme.
type Trained struct {
	Definition *programme.Definition
	Training   *programme.Training
}

// Value names it in a form.
func (t Trained) Value() string { return t.Definition.ID + "/" + t.Training.ID }

// Courses are its courses, in the order in which they are taught.
func (t Trained) Courses() (all []*programme.Service) {
	for _, course := range t.Training.Courses {
		if s, known := t.Definition.Service(course); known {
			all = append(all, s)
		}
	}
	return all
}

// SessionsField is where a form asks how many sessions a course has.
func SessionsField(course string) string { return "sessions_" + course }

// PartnerField is where a form asks who gives a course.
func PartnerField(course string) string { return "partner_" + course }

// PlanShow is the form by which a cohort is planned.
type PlanShow struct {
	Trained
	Form     Form
	Number   string
	Calendar []PlannedCourse // that it comes to, nil where it was not asked for
	Lists    []Option        // from which women may be enrolled
}

// PlannedCourse is a course on the calendar that a plan comes to.
type PlannedCourse struct {
	Service *programme.Service
	Days    []trenza.Day
	Skipped []SkippedDay
}

// weeks are its days as they stand on the calendar of the cohort.
func (c PlannedCourse) weeks() [][]meeting {
	sessions := make([]learning.Session, len(c.Days))
	for i, day := range c.Days {
		sessions[i].Day = day
	}
	return weeks(sessions)
}

// SkippedDay is a holiday on which there is no session.
type SkippedDay struct {
	Day     trenza.Day
	Holiday learning.Holiday
}

// withDefaults fills a field that nobody has typed in.
func (p PlanShow) withDefaults() Form {
	form := p.Form
	for _, s := range p.Courses() {
		if !form.Values.Has(SessionsField(s.ID)) {
			form.Values.Set(SessionsField(s.ID), strconv.Itoa(s.Course.Sessions))
		}
		if !form.Values.Has(PartnerField(s.ID)) {
			form.Values.Set(PartnerField(s.ID), s.Partner)
		}
	}
	return form
}

// partners are the organisations that may give a course.
func (p PlanShow) partners(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.workshop.own")}}
	for _, o := range p.Definition.Organisations {
		if o.Role == "division" || o.Role == "partner" || o.Role == "facilitator" {
			options = append(options, Option{Value: o.ID, Label: o.Name})
		}
	}
	return options
}

// weekdayOptions are the days of the week, Monday first.
func weekdayOptions(words locale.Printer) (options []Option) {
	for n := 1; n <= 7; n++ {
		options = append(options, Option{Value: strconv.Itoa(n % 7), Label: upperFirst(weekdayText(words, time.Weekday(n%7)))})
	}
	return options
}

// orNone are options with one before them that stands for none.
func orNone(text string, options []Option) []Option {
	return append([]Option{{Label: text}}, options...)
}

// EnrolShow is where women are enrolled.
type EnrolShow struct {
	Cohort    learning.View
	Sought    string
	Found     []FoundLine
	In        map[string]learning.EnrolmentState // of those who have a place already, by code
	Lists     []Option
	Registers bool
	Form      Form
	Number    string
}

// EnrolledShow is a woman in a cohort.
type EnrolledShow struct {
	Cohort  learning.View
	Member  learning.Member
	Today   trenza.Day
	Records bool // the reader may note what she can do
	// Elsewhere are the cohorts in which she may go on.
	Elsewhere []learning.Cohort
	Form      Form
	Number    string
}

// ladderForm is what the fields of her skills hold.
func (e EnrolledShow) ladderForm(words locale.Printer) Form {
	if len(e.Form.Values) > 0 {
		return e.Form
	}
	form := Form{Values: make(map[string][]string)}
	now := learning.Ladder(e.Member.Steps)
	for _, s := range skillsOf(words, e.Cohort) {
		form.Values.Set(s.field(), string(now[[2]string{s.Course, s.Skill}].Level))
	}
	return form
}

// levelOptions are the steps of the ladder, from none.
func levelOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.workshop.level.none")}}
	for _, l := range learning.Levels() {
		options = append(options, Option{Value: string(l), Label: words.Text("web.workshop.level." + string(l))})
	}
	return options
}

// dropOptions are the reasons for which women leave.
func dropOptions(words locale.Printer) (options []Option) {
	for _, reason := range learning.DropReasons() {
		options = append(options, Option{Value: reason, Label: words.Text("web.workshop.reason." + reason)})
	}
	return options
}

// leaves reports whether she may drop out from where she is.
func (e EnrolledShow) leaves() bool { return e.may(learning.Drop) }

// moves reports whether she may go on in another cohort.
func (e EnrolledShow) moves() bool { return len(e.Elsewhere) > 0 && e.may(learning.Transfer) }

func (e EnrolledShow) may(verb string) bool {
	return slices.Contains(learning.EnrolmentChanges().Open(e.Member.State), verb)
}

// otherCohorts are where she may go on.
func (e EnrolledShow) otherCohorts(words locale.Printer) []Option {
	var options []Option
	for _, c := range e.Elsewhere {
		options = append(options, Option{Value: c.ID, Label: together(c.Title, placeName(c.Place), words.Text("web.workshop.state."+string(c.State)))})
	}
	return orNone(words.Text("web.workshop.choose_cohort"), options)
}

// returns reports whether she may come back.
func (e EnrolledShow) returns() bool {
	return e.Member.State == learning.DroppedOut || e.Member.State == learning.Transferred
}

// joins reports whether she is not enrolled yet.
func (e EnrolledShow) joins() bool {
	return e.Member.State == learning.Interested || e.Member.State == learning.Invited
}

// over reports whether her cohort is closed.
func (e EnrolledShow) over() bool { return WorkshopShow{Cohort: e.Cohort}.over() }
