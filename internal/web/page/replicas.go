package page

import (
	"slices"

	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// ReplicasShow is the page of what was taught on.
type ReplicasShow struct{ Lines []ReplicaLine }

// ReplicaLine is a replica in a list.
type ReplicaLine struct {
	collective.Replica
	In    string // the committee, "" where the list is of one
	Where string
	Numb  string // how many came
	State string // in words
	Icon  string
	Bead  string // its class
}

// ReplicaLines puts replicas in words.
func ReplicaLines(words locale.Printer, found []collective.Replica, committees []collective.Committee) []ReplicaLine {
	lines := make([]ReplicaLine, len(found))
	for i, r := range found {
		line := ReplicaLine{Replica: r, Where: placeText(r.Place), State: words.Text("web.replica.state." + string(r.State)), Icon: "sprout"}
		if at := slices.IndexFunc(committees, func(c collective.Committee) bool { return c.ID == r.Committee }); at >= 0 {
			line.In = committees[at].Name
		}
		if r.State == collective.Planned {
			line.Bead, line.Icon = "planned", "calendar"
		}
		if r.Told() {
			line.Numb = words.Text("web.replica.came", r.Total, r.FirstTime)
		}
		lines[i] = line
	}
	return lines
}

// ReplicaFormShow is the form of a replica, or of what came of one that was planned.
type ReplicaFormShow struct {
	Committee  collective.Committee
	Definition *programme.Definition
	People     []SeatLine
	Form       Form
	Number     string
	Action     string
	Back       string
	Accounts   bool // who taught is known already
}

// speakers are those who can have taught: whoever speaks for the committee first.
func (s ReplicaFormShow) speakers(v View) []Option {
	people := slices.Clone(s.People)
	slices.SortStableFunc(people, func(a, b SeatLine) int {
		return rankOf(a.Role) - rankOf(b.Role)
	})
	return peopleOptions(v, people)
}

// form has the only woman who can have taught chosen already.
func (s ReplicaFormShow) form(v View) Form {
	form, all := s.Form, s.speakers(v)
	if len(all) == 1 && form.Value("trainer") == "" {
		form.Values = cloned(form.Values)
		form.Values.Set("trainer", all[0].Value)
	}
	return form
}

func rankOf(role string) int {
	if role == collective.Representative {
		return 0
	}
	return 1
}

func (s ReplicaFormShow) topics(v View) (options []Option) {
	for _, t := range s.Definition.TopicsTaughtOn() {
		options = append(options, Option{Value: t.ID, Label: t.Title.In(v.Lang())})
	}
	return options
}

// said reports whether anything of what stands below the fold was typed.
func (s ReplicaFormShow) said() bool {
	for _, f := range s.Definition.Replication.Fields {
		if s.Form.Value(AnswerField(f)) != "" {
			return true
		}
	}
	return s.Form.Value("place") != "" || s.Form.Value("codes") != ""
}

// ReplicaShow is the page of a replica.
type ReplicaShow struct {
	Replica    collective.Replica
	Committee  collective.Committee
	Definition *programme.Definition
	Trainer    registry.Face
	Known      int // registered people who came
	Reports    bool
	Verifies   bool
	Form       Form
	Number     string
}

// steps are how far a replica has come.
func (s ReplicaShow) steps(v View) (steps []StepShow) {
	states := []collective.State{collective.Planned, collective.Held, collective.Reported, collective.Verified, collective.Closed}
	at := slices.Index(states, s.Replica.State)
	for i, state := range states {
		step := StepShow{Text: v.Text("web.replica.state." + string(state))}
		switch {
		case i < at || at == len(states)-1:
			step.State = StepDone
		case i == at:
			step.State = StepNow
		}
		steps = append(steps, step)
	}
	return steps
}

// topics names topics by their ids.
func (s ReplicaShow) topics(v View, ids []string) (names []string) {
	for _, t := range s.Definition.TopicsTaughtOn() {
		if slices.Contains(ids, t.ID) {
			names = append(names, t.Title.In(v.Lang()))
		}
	}
	return names
}

func (s ReplicaShow) wayOptions(v View) (options []Option) {
	for _, way := range collective.Ways() {
		options = append(options, Option{Value: way, Label: v.Text("web.replica.way." + way)})
	}
	return options
}

// answers are what was written of the replica.
func (s ReplicaShow) answers(v View) (facts []Fact) {
	for _, f := range s.Definition.Replication.Fields {
		if said := s.Replica.Form[f.ID]; said != "" {
			facts = append(facts, Fact{Name: f.Title.In(v.Lang()), Text: said})
		}
	}
	return facts
}
