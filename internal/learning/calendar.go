package learning

import (
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
)

// mostSessions is how many sessions of a course are planned at once: more is a slip
// in a number.
const mostSessions = 200

// Calendar returns so many days of a week's days from a day on, "Tuesdays and
// Thursdays from January": no national holiday, and none of the days off.
func Calendar(from trenza.Day, weekdays []time.Weekday, sessions int, off ...trenza.Day) (days []trenza.Day) {
	if len(weekdays) == 0 {
		return nil
	}
	for day := from; len(days) < min(sessions, mostSessions); day = day.Add(1) {
		if _, holiday := HolidayOn(day); !holiday && slices.Contains(weekdays, day.Time().Weekday()) && !slices.Contains(off, day) {
			days = append(days, day)
		}
		if day.Year() > from.Year()+20 {
			break // every day that there could be is off
		}
	}
	return days
}

// topicsOf are the topics of a syllabus that each session of a course treats: one
// after the other, each as long as it takes.
func topicsOf(c *programme.Course, sessions, minutes int) [][]string {
	treated := make([][]string, sessions)
	if c.Syllabus == nil {
		return treated
	}
	begins := 0
	for _, topic := range c.Syllabus.Topics {
		for n := range sessions {
			if n*minutes < begins+topic.Minutes && begins < (n+1)*minutes {
				treated[n] = append(treated[n], topic.ID)
			}
		}
		begins += topic.Minutes
	}
	return treated
}
