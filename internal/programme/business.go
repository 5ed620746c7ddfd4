package programme

import (
	"fmt"
	"slices"
)

// Asking is an instrument that a programme asks its people, within a service: who
// may ask and read the answers follows from it.
type Asking struct {
	Instrument string // id, of package scale
	Service    string
}

// Product is something that is made in a course and counted by the unit.
type Product struct {
	ID      string
	Title   Text
	Service string // the course in which it is made
}

// Ventures says how a programme supports the businesses that women start: within
// which service, by which rubric plans are judged, how seed capital is paid out, and
// in which months after the start somebody asks how it goes.
type Ventures struct {
	Service      string
	Months       []int
	FirstShare   int `yaml:"first_share"`   // percent of the seed capital that is paid first
	ReceiptShare int `yaml:"receipt_share"` // percent of the first payment to be shown before the second
	Reviewers    int // how many judge a plan, each alone
	Rubric       []Criterion
}

// Criterion is one thing that a plan is judged by.
type Criterion struct {
	ID     string
	Title  Text
	Points int // at most; those of a rubric come to 100
}

// Jobs says within which service somebody asks about work that was found, and in
// which months after the course.
type Jobs struct {
	Service string
	Months  []int
}

// The outcomes of asking again, months later. Each is of the service within which
// it is asked.
const (
	VentureAsked   = "venture_followed"  // somebody asked how the business goes
	VentureRuns    = "venture_operating" // it is operating
	VentureLost    = "venture_not_found" // somebody looked for her and did not find her
	WorkAsked      = "work_followed"     // somebody asked about her work
	WorkLost       = "work_not_found"    // somebody looked for her and did not find her
	WorkFound      = "work_found"        // she has paid work, her own included
	WorkByContract = "work_contract"     // by contract
)

// AtMonth is the outcome of asking in a month: "venture_operating_m6".
func AtMonth(outcome string, month int) string { return fmt.Sprintf("%s_m%d", outcome, month) }

// laterOutcomes are those of asking again in some months.
func laterOutcomes(months []int, outcomes ...string) (all []string) {
	for _, m := range months {
		for _, o := range outcomes {
			all = append(all, AtMonth(o, m))
		}
	}
	return all
}

// Outcomes lists what following businesses up can have as an outcome.
func (v *Ventures) Outcomes() []string {
	return laterOutcomes(v.Months, VentureAsked, VentureRuns, VentureLost)
}

// Outcomes lists what following work up can have as an outcome.
func (j *Jobs) Outcomes() []string {
	return laterOutcomes(j.Months, WorkAsked, WorkFound, WorkByContract, WorkLost)
}

// Asking returns how an instrument is asked, and false where the programme does not
// ask it.
func (d *Definition) Asking(instrument string) (Asking, bool) {
	at := slices.IndexFunc(d.Instruments, func(a Asking) bool { return a.Instrument == instrument })
	if at < 0 {
		return Asking{}, false
	}
	return d.Instruments[at], true
}

// Product returns the product of that id.
func (d *Definition) Product(id string) (Product, bool) {
	at := slices.IndexFunc(d.Products, func(p Product) bool { return p.ID == id })
	if at < 0 {
		return Product{}, false
	}
	return d.Products[at], true
}

// MadeIn returns the products that a training teaches to make, in the order of the
// file.
func (d *Definition) MadeIn(t *Training) (made []Product) {
	for _, p := range d.Products {
		if slices.Contains(t.Courses, p.Service) {
			made = append(made, p)
		}
	}
	return made
}

// joinMore gives each service the outcomes that trainings and asking again add.
func (d *Definition) joinMore() {
	for _, t := range d.Trainings {
		for _, course := range t.Courses {
			if s, known := d.Service(course); known && !slices.Contains(s.more, Trained) {
				s.more = append(s.more, Trained)
			}
		}
	}
	if v := d.Ventures; v != nil {
		if s, known := d.Service(v.Service); known {
			s.more = append(s.more, v.Outcomes()...)
		}
	}
	if j := d.Jobs; j != nil {
		if s, known := d.Service(j.Service); known {
			s.more = append(s.more, j.Outcomes()...)
		}
	}
}
