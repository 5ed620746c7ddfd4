package page

import (
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
)

// Icons of events that are no service.
const (
	IconRegistered = "register"    // she was registered
	IconReached    = "certificate" // a course was completed, a milestone was reached
	IconPaper      = "paper"       // a paper of hers runs out
)

// StrandOf is the strand that a programme calls by an id. What a programme puts on
// a strand of its own making, or on none, lies on her thread.
func StrandOf(id string) Strand {
	switch s := Strand(id); s {
	case StrandProtection, StrandLivelihood, StrandCommunity:
		return s
	}
	return StrandThread
}

// ServiceStrand is the strand of a service; of one that nobody knows any more, her
// thread.
func ServiceStrand(s *programme.Service) Strand {
	if s == nil {
		return StrandThread
	}
	return StrandOf(s.Strand)
}

// fieldIcons are what the fields of work look like, where the way in which a
// service is recorded does not say more.
var fieldIcons = map[access.Field]string{
	access.Community:    "voice",
	access.Training:     "workshop",
	access.Seed:         "sprout",
	access.Cash:         "cash",
	access.Legal:        "legal",
	access.Psychosocial: "care",
	access.Health:       "health",
	access.Restricted:   "shield",
}

// ServiceIcon is the icon of a service: of the way in which it is recorded where
// that says what it is, otherwise of its field of work.
func ServiceIcon(s *programme.Service) string {
	switch {
	case s == nil:
		return "note"
	case s.Has(programme.Survey):
		return "smile"
	case s.Course != nil:
		return "course"
	case s.Field == access.Community && s.Has(programme.Group):
		return "group"
	case s.Field == access.Community && s.Orientation:
		return "message"
	}
	if icon, known := fieldIcons[s.Field]; known {
		return icon
	}
	return "hand"
}
