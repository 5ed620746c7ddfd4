package cast

import (
	"cmp"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
)

// Cohort is a group of women who went through a training, and the list on which
// their attendance was taken: everybody on those sheets is in it.
type Cohort struct {
	Training string
	Title    string
	Place    trenza.Place
	Plans    []learning.CoursePlan // in which its sessions fall on the days of the sheets
	File     string
	Sheets   []string
	Shown    trenza.Day // on which each showed what she had made, "" where nothing is asked of her
}

// Level is how far the nth woman of a cohort came in the nth skill of a course: those
// who have the hours do it alone, and every third one teaches it.
func Level(woman, skill int, hours bool) learning.Level {
	switch {
	case !hours:
		return learning.Learns
	case (woman+skill)%3 == 0:
		return learning.Teaches
	}
	return learning.Alone
}

// Has reports whether a row is of somebody in the cohort.
func (c Cohort) Has(r Ref) bool { return r.File == c.File && slices.Contains(c.Sheets, r.Sheet) }

// sorted puts cohorts in the order of their lists and sheets.
func sorted(cohorts []Cohort) []Cohort {
	slices.SortFunc(cohorts, func(a, b Cohort) int {
		return cmp.Or(cmp.Compare(a.File, b.File), slices.Compare(a.Sheets, b.Sheets))
	})
	return cohorts
}

// weeklyPlan is a course of one session a week, from a day on.
func weeklyPlan(course string, from trenza.Day, sessions int) learning.CoursePlan {
	return learning.CoursePlan{Course: course, Weekdays: []time.Weekday{from.Time().Weekday()}, From: from, Sessions: sessions}
}

// daysOf are the days on which a plan has its sessions.
func daysOf(plan learning.CoursePlan) []string {
	var days []string
	for _, day := range learning.Calendar(plan.From, plan.Weekdays, plan.Sessions, plan.Off...) {
		days = append(days, string(day))
	}
	return days
}
