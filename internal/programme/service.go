package programme

import (
	"math"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
)

// Service is one thing that the programme does for people.
type Service struct {
	ID          string
	Title       Text
	Strand      string
	Class       trenza.Class // of the rows that record it
	Field       access.Field // of work, for who may read it (domain rule 0.1); "" where the file says none
	Modes       []Mode
	Orientation bool       // orientation or referral: not assistance (domain rule 16)
	Topic       string     // a topic that lifts the disclosure threshold (domain rule 13), or ""
	Partner     string     // id of the organisation that gives it, "" for the one that runs the programme
	Phase       string     // id of its phase, "" for the whole programme
	Course      *Course    // nil unless it is a course
	Milestone   *Milestone // nil unless a number of sessions counts as something
	Fields      []Field

	more []string // outcomes that other sections of the file give it: of trainings, and of asking again months later
}

// Mode is a way in which a service is recorded.
type Mode string

// The modes.
const (
	Individual Mode = "individual" // one person on one day
	Group      Mode = "group"      // sessions, with the names of who came
	Headcount  Mode = "headcount"  // people counted, without names
	Payment    Mode = "payment"    // lines of a payment list
	Survey     Mode = "survey"     // answers to a questionnaire
)

// The topics that are protected when figures are published (domain rule 13).
const (
	GBV             = "gbv"
	Trafficking     = "trafficking"
	ChildProtection = "child_protection"
	PSEA            = "psea"
)

// The outcomes that a service can have for a person. A milestone adds one of
// its own.
const (
	Delivered = "delivered" // she received it; of a course, she took part
	Completed = "completed" // she reached the threshold of the course
	Trained   = "trained"   // she completed a training with the course in it: her cohort ended, and she had the hours
	Collected = "collected" // a payment line of hers was collected or credited
	Asked     = "asked"     // she was asked to answer a survey
	Answered  = "answered"
	Satisfied = "satisfied" // she answered 4 or 5 for herself or for her family
)

// The outcomes that the replication service has for whoever taught on what she
// learnt (domain rule 8, B3), and the one that it has for heads.
const (
	Taught     = "taught"     // she taught it on, as she reported
	Replicated = "replicated" // somebody else verified it, and it was in time
	FirstTime  = "first_time" // heads that came for the first time, as was declared
)

// ownOutcomes are the outcomes whose meaning no file can change.
var ownOutcomes = []string{Delivered, Completed, Trained, Collected, Asked, Answered, Satisfied, Taught, Replicated}

// Has reports whether the service is recorded in that way.
func (s *Service) Has(m Mode) bool { return slices.Contains(s.Modes, m) }

// Outcomes lists what the service can have as an outcome for a person. A
// service that is only counted by heads has none.
func (s *Service) Outcomes() []string {
	milestone := ""
	if s.Milestone != nil {
		milestone = s.Milestone.Outcome
	}
	return append(outcomes(s.Modes, s.Course != nil, milestone), s.more...)
}

func outcomes(modes []Mode, course bool, milestone string) []string {
	var list []string
	if slices.Contains(modes, Individual) || slices.Contains(modes, Group) {
		list = append(list, Delivered)
	}
	if course {
		list = append(list, Completed)
	}
	if milestone != "" && !slices.Contains(list, milestone) {
		list = append(list, milestone)
	}
	if slices.Contains(modes, Payment) {
		list = append(list, Collected)
	}
	if slices.Contains(modes, Survey) {
		list = append(list, Asked, Answered, Satisfied)
	}
	return list
}

// Course says how much of a course makes it completed. The file gives its
// length in hours.
type Course struct {
	Sessions int
	Minutes  int `yaml:"-"` // of all its sessions together
	Share    int // percent of Minutes that completes it
	Credit   Credit
	Syllabus *Syllabus // nil where the file does not say what is taught
}

// UnmarshalYAML reads the length of the course, given in hours.
func (c *Course) UnmarshalYAML(unmarshal func(any) error) error {
	type plain Course // without this method
	var hours struct{ Hours float64 }
	if err := unmarshal((*plain)(c)); err != nil {
		return err
	}
	if err := unmarshal(&hours); err != nil {
		return err
	}
	c.Minutes = int(math.Round(hours.Hours * 60))
	return nil
}

// Credit is how much of a session each mark is worth, in percent; who was
// present has 100 and who was absent 0 (domain rule 6).
type Credit struct {
	Late        int
	LeftEarly   int `yaml:"left_early"`
	MadeUp      int `yaml:"made_up"`
	MadeUpLimit int `yaml:"made_up_limit"` // sessions of a course that may be made up
	Justified   int // absent with a reason
}

// Milestone is an outcome reached with a number of sessions. It is told once.
type Milestone struct {
	Outcome  string
	Sessions int
}

// Field is a question of the form of a service.
type Field struct {
	ID       string
	Title    Text
	Kind     string       // text, number, money, day, choice or yes_no
	Options  []Option     // of a choice
	Class    trenza.Class // of the answer
	Required bool
}

// Option is an answer to choose.
type Option struct {
	ID    string
	Title Text
}
