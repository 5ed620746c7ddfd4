package page

import (
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
)

// module is a course on the calendar, week by week.
type module struct {
	Title string
	Weeks [][]meeting
}

// meeting is a day of a week on the calendar: a session, a holiday on which there is
// none, or a gap.
type meeting struct {
	Session learning.Session
	Held    bool // there is a session
	Holiday trenza.Day
}

// modules are the courses of the training of which the reader sees sessions.
func (w WorkshopShow) modules(words locale.Printer) (all []module) {
	for _, course := range w.Cohort.Training.Courses {
		var sessions []learning.Session
		for _, s := range w.Cohort.Sessions {
			if s.Course == course {
				sessions = append(sessions, s)
			}
		}
		if len(sessions) > 0 {
			slices.SortStableFunc(sessions, byWhen)
			all = append(all, module{w.courseTitle(words, course), weeks(sessions)})
		}
	}
	return all
}

// width is how much room a module takes: of a line of the calendar a third, two
// thirds, or all.
func (m module) width() string {
	switch n := len(m.Weeks); {
	case n <= 5:
		return "third"
	case n <= 9:
		return "two-thirds"
	}
	return "whole"
}

// weeks puts sessions, in the order of their days, under one another week by week:
// each weekday on which they mostly meet has a line of its own.
func weeks(sessions []learning.Session) (all [][]meeting) {
	usual := usualDays(sessions)
	for i := 0; i < len(sessions); {
		monday := mondayOf(sessions[i].Day)
		next := i
		for next < len(sessions) && mondayOf(sessions[next].Day) == monday {
			next++
		}
		all = append(all, week(monday, sessions[i:next], usual, sessions[len(sessions)-1].Day))
		i = next
	}
	return all
}

// week is a week of the calendar: what there is on its usual days, up to the last day
// of the course, and after them what was moved to another.
func week(monday trenza.Day, sessions []learning.Session, usual []time.Weekday, last trenza.Day) (days []meeting) {
	for _, weekday := range usual {
		day := monday.Add((int(weekday) + 6) % 7)
		met := false
		for _, s := range sessions {
			if s.Day == day {
				days, met = append(days, meeting{Session: s, Held: true}), true
			}
		}
		if met || day > last {
			continue
		}
		gap := meeting{}
		if _, holiday := learning.HolidayOn(day); holiday {
			gap.Holiday = day
		}
		days = append(days, gap)
	}
	for _, s := range sessions {
		if !slices.Contains(usual, s.Day.Time().Weekday()) {
			days = append(days, meeting{Session: s, Held: true})
		}
	}
	return days
}

// usualDays are the weekdays on which a quarter of the sessions are at least, Monday
// first.
func usualDays(sessions []learning.Session) (days []time.Weekday) {
	on := make(map[time.Weekday]int)
	for _, s := range sessions {
		on[s.Day.Time().Weekday()]++
	}
	for n := 1; n <= 7; n++ {
		if day := time.Weekday(n % 7); on[day]*4 >= len(sessions) {
			days = append(days, day)
		}
	}
	return days
}

func mondayOf(day trenza.Day) trenza.Day {
	return day.Add(-(int(day.Time().Weekday()) + 6) % 7)
}

// calendarHint says how the calendar is read.
func (w WorkshopShow) calendarHint(words locale.Printer) string {
	if days := usualDays(w.Cohort.Sessions); len(days) == 2 {
		return words.Text("web.workshop.two_days", weekdayText(words, days[0]), weekdayText(words, days[1]))
	}
	return words.Text("web.workshop.sessions_hint")
}
