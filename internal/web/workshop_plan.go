package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/web/page"
)

const planWorkshopPath = "/talleres/nuevo"

// trainings are those of which she may plan a cohort: she reaches all their
// courses.
func (v *visit) trainings() (all []page.Trained, err error) {
	some, err := v.offering("cohort.plan", access.Cohort)
	for _, d := range some {
		for i := range d.Trainings {
			t := &d.Trainings[i]
			reached := func(course string) bool {
				return v.scope.Reaches("cohort.plan", access.Cohort, v.scope.Service(d.ID, course))
			}
			if !slices.ContainsFunc(t.Courses, func(course string) bool { return !reached(course) }) {
				all = append(all, page.Trained{Definition: d, Training: t})
			}
		}
	}
	return all, err
}

// trainingOf is the one that a form names "programme/training", or the only one.
func trainingOf(all []page.Trained, name string) (page.Trained, bool) {
	i := slices.IndexFunc(all, func(t page.Trained) bool { return t.Value() == name })
	if name == "" && len(all) == 1 {
		i = 0
	}
	if i < 0 {
		return page.Trained{}, false
	}
	return all[i], true
}

// planPage asks of which training the cohort is, and then for its calendar.
func (v *visit) planPage() error {
	all, err := v.trainings()
	if err != nil {
		return err
	}
	form := v.form(planWorkshopPath)
	if form.Values == nil {
		query := v.r.URL.Query()
		form.Values = url.Values{
			"training": {query.Get("formacion")}, "list": {query.Get("lista")}, "place": {v.usualPlace()}, "from": {string(v.Desk.Today())},
		}
	}
	t, known := trainingOf(all, form.Value("training"))
	if !known {
		return v.show(http.StatusOK, page.PlanWhich(v.view(), all, form.Value("list")))
	}
	return v.drawPlan(http.StatusOK, t, form, nil)
}

// drawPlan shows the form of a cohort, with the calendar that it would have where
// it was asked for.
func (v *visit) drawPlan(status int, t page.Trained, form page.Form, calendar []page.PlannedCourse) error {
	lists, err := v.takenLists(t.Definition)
	if err != nil {
		return err
	}
	show := page.PlanShow{Trained: t, Form: form, Number: v.formNumberOf(form), Calendar: calendar, Lists: lists}
	return v.show(status, page.PlanWorkshop(v.view(), show))
}

// plan shows the calendar of a cohort before it is saved, and then saves it, with
// the women of a list where one was chosen.
func (v *visit) plan() error {
	all, err := v.trainings()
	if err != nil {
		return err
	}
	t, known := trainingOf(all, v.r.PostFormValue("training"))
	if !known {
		return v.nothing()
	}
	form := v.typedForm()
	cohort, plans, faults := v.planTyped(t)
	if form.Faults = faults; len(faults) > 0 {
		return v.drawPlan(http.StatusUnprocessableEntity, t, form, nil)
	}
	if v.r.PostFormValue("go") != "save" {
		return v.drawPlan(http.StatusOK, t, form, calendarOf(t, plans))
	}
	list, err := v.listTyped()
	if err != nil {
		return err
	}
	code, err := wrote(v, v.formSent(), func(tx *journal.Tx) (string, error) {
		cohort, _, err := learning.PlanCohort(v.ctx(), tx, cohort, plans...)
		if err == nil && list != "" {
			_, err = v.enrolList(tx, cohort.ID, list)
		}
		return cohort.Code, err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawPlan(status, t, form, nil)
	}
	v.tellGood("web.workshop.planned")
	return v.goTo(page.WorkshopPath(code))
}

// planTyped reads a cohort and the calendar of its courses.
func (v *visit) planTyped(t page.Trained) (c learning.Cohort, plans []learning.CoursePlan, faults []page.Fault) {
	c = learning.Cohort{Programme: t.Definition.ID, Training: t.Training.ID, Title: strings.TrimSpace(v.r.PostFormValue("title"))}
	if v.r.PostFormValue("mine") != "" {
		c.Account = v.account.ID
	}
	fault := func(field string, err error) {
		if err != nil {
			faults = append(faults, page.Fault{Field: field, Text: v.words.Error(err)})
		}
	}
	if c.Title == "" {
		fault("title", trenza.Refuse("learning.title_missing"))
	}
	place, err := exchange.ReadPlaceIn(t.Definition, strings.TrimSpace(v.r.PostFormValue("place")))
	fault("place", err)
	c.Place = place.Code
	from, err := v.readDay("from")
	if err == nil && from == "" {
		err = trenza.Refuse("attention.no_day")
	}
	fault("from", err)
	weekdays := weekdaysOf(v.r.PostForm["weekday"])
	if len(weekdays) == 0 {
		faults = append(faults, page.Fault{Field: "weekday", Text: v.words.Text("web.workshop.no_weekday")})
	}
	each := learning.Session{Hour: v.r.PostFormValue("hour"), Venue: strings.TrimSpace(v.r.PostFormValue("venue"))}
	for i, s := range t.Courses() {
		plan := learning.CoursePlan{Course: s.ID, Weekdays: weekdays, Each: each}
		if i == 0 {
			plan.From = from
		}
		plan.Each.Partner = v.r.PostFormValue(page.PartnerField(s.ID))
		plan.Sessions, err = sessionsTyped(v.r.PostFormValue(page.SessionsField(s.ID)), s)
		fault(page.SessionsField(s.ID), err)
		plans = append(plans, plan)
	}
	return c, plans, faults
}

// mostSessionsTyped is how many sessions a course has at most.
const mostSessionsTyped = 200

// sessionsTyped reads how many sessions a course has, as many as its programme says
// where nothing was typed.
func sessionsTyped(text string, s *programme.Service) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return s.Course.Sessions, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostSessionsTyped {
		return 0, trenza.Refuse("web.workshop.sessions_shape", mostSessionsTyped)
	}
	return n, nil
}

// weekdaysOf reads the days of the week, Sunday is 0.
func weekdaysOf(typed []string) (days []time.Weekday) {
	for _, text := range typed {
		if n, err := strconv.Atoi(text); err == nil && n >= 0 && n <= 6 {
			days = append(days, time.Weekday(n))
		}
	}
	return days
}

// calendarOf is the calendar that plans come to, with the holidays that it skips.
func calendarOf(t page.Trained, plans []learning.CoursePlan) (all []page.PlannedCourse) {
	from := plans[0].From
	for i, plan := range plans {
		c := page.PlannedCourse{Service: t.Courses()[i], Days: learning.Calendar(from, plan.Weekdays, plan.Sessions)}
		if len(c.Days) == 0 {
			continue
		}
		last := c.Days[len(c.Days)-1]
		for day := from; day <= last; day = day.Add(1) {
			if h, holiday := learning.HolidayOn(day); holiday && slices.Contains(plan.Weekdays, day.Time().Weekday()) {
				c.Skipped = append(c.Skipped, page.SkippedDay{Day: day, Holiday: h})
			}
		}
		all, from = append(all, c), last.Add(1)
	}
	return all
}
