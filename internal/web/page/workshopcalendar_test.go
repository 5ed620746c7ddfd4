package page

import (
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/learning"
)

// The calendar stands week by week: a holiday and a gap keep their place, so that
// Tuesdays stay above Thursdays, and what was moved comes after them.
func TestTheCalendarStandsByWeeks(t *testing.T) {
	var sessions []learning.Session
	for _, day := range []trenza.Day{"2026-09-29", "2026-10-01", "2026-10-06", "2026-10-13", "2026-10-16", "2026-10-22"} {
		sessions = append(sessions, learning.Session{Day: day})
	}
	if got := usualDays(sessions); len(got) != 2 || got[0] != time.Tuesday || got[1] != time.Thursday {
		t.Fatalf("usually on %v", got)
	}
	spelled := ""
	for _, week := range weeks(sessions) {
		for _, m := range week {
			switch {
			case m.Held:
				spelled += string(m.Session.Day[5:]) + " "
			case m.Holiday != "":
				spelled += "holiday "
			default:
				spelled += "gap "
			}
		}
		spelled += "| "
	}
	// 8 October is the day of the battle of Angamos; the session of the 15th was moved.
	if want := "09-29 10-01 | 10-06 holiday | 10-13 gap 10-16 | gap 10-22 | "; spelled != want {
		t.Errorf("%s\n%s", spelled, want)
	}
}
