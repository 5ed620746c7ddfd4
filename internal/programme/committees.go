package programme

// Grassroots says what is known of the organisations of base that take part: the
// committees of the Vaso de Leche, clubs of mothers. No norm lists the posts of a
// board, so they are configuration (domain rule 8).
type Grassroots struct {
	Kinds             []Titled // of organisations of base
	Posts             []Titled // of a board, each held by one at a time
	Spheres           []Titled // in which somebody proposes something: her committee, the municipality
	RecognitionNotice int      `yaml:"recognition_notice"` // days ahead of which it is told that a recognition expires
}

// Titled is something that the file names.
type Titled struct {
	ID    string
	Title Text
}

// Replication says how what was learnt is taught on, and what of it counts
// (domain rule 8).
type Replication struct {
	Service     string   // id of the service whose heads are those of replicas
	Courses     []string // ids of the courses whose topics are taught on
	Days        int      // after her last session within which a replica counts (B3)
	VerifyShare int      `yaml:"verify_share"` // percent of what is reported that somebody else verifies, at least
	Rings       int      // how far from the workshop heads are counted; beyond they are an estimate
	Fields      []Field  // of the report, besides who came and what was taught
}

// TopicsTaughtOn are the topics of the courses that are taught on, in the order of
// the file.
func (d *Definition) TopicsTaughtOn() (topics []Topic) {
	if d.Replication == nil {
		return nil
	}
	for _, id := range d.Replication.Courses {
		if s, known := d.Service(id); known && s.Course != nil && s.Course.Syllabus != nil {
			topics = append(topics, s.Course.Syllabus.Topics...)
		}
	}
	return topics
}

// Named returns what has an id in a list of the file.
func Named(list []Titled, id string) (Titled, bool) {
	for _, t := range list {
		if t.ID == id {
			return t, true
		}
	}
	return Titled{}, false
}
