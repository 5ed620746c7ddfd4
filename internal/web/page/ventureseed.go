package page

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/venture"
)

// seedSteps are the steps that an application goes through when all goes well, by the
// state that each ends in.
var seedSteps = []seedStep{
	{"applied", []venture.State{venture.Applied, venture.Reviewed}},
	{"approved", []venture.State{venture.Approved, venture.Signed}},
	{"tranche1", []venture.State{venture.Tranche1, venture.Evidence}},
	{"tranche2", []venture.State{venture.Tranche2}},
}

type seedStep struct {
	name string
	ends []venture.State
}

// steps are how far an application has come.
func (s VentureShow) steps(words locale.Printer, g venture.Grant) (steps []StepShow) {
	now := slices.IndexFunc(seedSteps, func(step seedStep) bool { return slices.Contains(step.ends, g.State) })
	notes := map[string]string{"applied": words.ShortDay(g.Day), "tranche1": soles(words, g.First), "tranche2": soles(words, g.Rest())}
	for i, step := range seedSteps {
		show := StepShow{Text: words.Text("web.venture.step." + step.name), Note: notes[step.name]}
		switch {
		case i <= now || g.State == venture.Closed:
			show.State = StepDone
		case i == now+1:
			show.State = StepNow
		}
		steps = append(steps, show)
	}
	return steps
}

// ended reports whether an application left the way on which all goes well.
func ended(g venture.Grant) bool {
	return slices.Contains([]venture.State{venture.Rejected, venture.Cancelled, venture.Misuse}, g.State)
}

// MoveShow is a move that somebody may make with an application.
type MoveShow struct {
	Move    venture.Move
	Class   string
	Lacking string // what is to be so before, "" where nothing is missing
}

// moves are those that the reader may make, and of each what is missing.
func (s VentureShow) moves(words locale.Printer, g venture.Grant) (moves []MoveShow) {
	for _, c := range venture.Changes() {
		verb := "attention.give"
		if c.Verb.Decides() {
			verb = "seed.decide"
		}
		if c.From != g.State || c.Verb == venture.Show || !s.may(verb) {
			continue
		}
		m := MoveShow{Move: c.Verb}
		switch c.Verb {
		case venture.Reject, venture.Cancel, venture.Question, venture.Stop:
			m.Class = "quiet"
		}
		for _, need := range c.Needs {
			if m.Lacking == "" {
				m.Lacking = s.lacking(words, g, need)
			}
		}
		moves = append(moves, m)
	}
	return moves
}

// lacking says what is missing of what a move needs, "" for nothing. A reason is
// asked for by the form.
func (s VentureShow) lacking(words locale.Printer, g venture.Grant, need trenza.Need) string {
	wanted := s.Definition.Ventures
	paid := g.SecondDay != "" || g.FirstDay != "" && g.Rest() == 0
	switch need {
	case venture.NeedsJudges:
		if n := len(s.Business.Pitches); n < wanted.Reviewers {
			return words.Text("web.venture.lacks_judges", n, wanted.Reviewers)
		}
	case venture.NeedsOther:
		if g.Applicant == s.Account {
			return words.Text("web.venture.lacks_other")
		}
	case venture.NeedsReceipts:
		if needed := g.Needed(wanted.ReceiptShare); g.Shown() < needed {
			return words.Text("web.venture.lacks_receipts", soles(words, g.Shown()), soles(words, needed))
		}
	case venture.NeedsPaid:
		if !paid {
			return words.Text("web.venture.lacks_payment", soles(words, g.Rest()))
		}
	case venture.NeedsUnpaid:
		if paid {
			return words.Text("web.venture.lacks_nothing_to_pay")
		}
	}
	return ""
}

// readyOf are the moves of which nothing is missing.
func readyOf(moves []MoveShow) []MoveShow {
	return slices.DeleteFunc(slices.Clone(moves), func(m MoveShow) bool { return m.Lacking != "" })
}

// reasoned reports whether one of some moves needs a reason.
func reasoned(moves []MoveShow, g venture.Grant) bool {
	return slices.ContainsFunc(moves, func(m MoveShow) bool {
		c, _ := venture.Changes().Next(g.State, m.Move)
		return slices.Contains(c.Needs, venture.NeedsReason)
	})
}

// takesReceipts reports whether receipts are shown for an application now.
func takesReceipts(g venture.Grant) bool {
	_, takes := venture.Changes().Next(g.State, venture.Show)
	return takes
}

// applies reports whether the reader may apply for seed capital: none is underway.
func (s VentureShow) applies() bool {
	g, any := s.Business.Seed()
	return s.Gives() && (!any || len(venture.Changes().Open(g.State)) == 0)
}
