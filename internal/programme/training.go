package programme

import "math"

// Training is what a cohort goes through together: one course, or several that
// end in one certificate.
type Training struct {
	ID            string
	Title         Text
	Courses       []string    // ids of the services, in the order in which they are taught
	AbsencesAlert int         `yaml:"absences_alert"` // absences in a row after which somebody calls (domain rule 6)
	Certificate   Certificate // what is issued at its end
}

// Certificate says what a paper of a training takes (domain rule 6). Its title is
// all that the paper says of the training, and names no programme against
// violence.
type Certificate struct {
	Title              Text
	ApprovalShare      int  `yaml:"approval_share"`      // percent of the hours for approval
	ParticipationShare int  `yaml:"participation_share"` // percent of the hours for participation
	NeedsProduct       bool `yaml:"needs_product"`       // approval takes a product or a test as well
}

// Minutes is the length of the training: of all its courses together.
func (d *Definition) Minutes(t *Training) (minutes int) {
	for _, id := range t.Courses {
		if s, known := d.Service(id); known && s.Course != nil {
			minutes += s.Course.Minutes
		}
	}
	return minutes
}

// TrainingsOf returns the trainings in which a course is taught.
func (d *Definition) TrainingsOf(course string) (all []*Training) {
	for i := range d.Trainings {
		if t := &d.Trainings[i]; t.Has(course) {
			all = append(all, t)
		}
	}
	return all
}

// Has reports whether a course is part of the training.
func (t *Training) Has(course string) bool {
	for _, id := range t.Courses {
		if id == course {
			return true
		}
	}
	return false
}

// Syllabus is what a course teaches, and what somebody can do after it.
type Syllabus struct {
	Version int
	Topics  []Topic
	Skills  []Skill
}

// Topic is a part of a course. The file gives its length in hours.
type Topic struct {
	ID      string
	Title   Text
	Minutes int `yaml:"-"`
}

// UnmarshalYAML reads the length of the topic, given in hours.
func (t *Topic) UnmarshalYAML(unmarshal func(any) error) error {
	type plain Topic // without this method
	var hours struct{ Hours float64 }
	if err := unmarshal((*plain)(t)); err != nil {
		return err
	}
	if err := unmarshal(&hours); err != nil {
		return err
	}
	t.Minutes = int(math.Round(hours.Hours * 60))
	return nil
}

// Skill is something that a course teaches to do.
type Skill struct {
	ID    string
	Title Text
}

// Topic returns the topic of that id.
func (c *Course) Topic(id string) (Topic, bool) {
	if c == nil || c.Syllabus == nil {
		return Topic{}, false
	}
	for _, t := range c.Syllabus.Topics {
		if t.ID == id {
			return t, true
		}
	}
	return Topic{}, false
}

// Skill returns the skill of that id.
func (c *Course) Skill(id string) (Skill, bool) {
	if c == nil || c.Syllabus == nil {
		return Skill{}, false
	}
	for _, s := range c.Syllabus.Skills {
		if s.ID == id {
			return s, true
		}
	}
	return Skill{}, false
}
