package attention

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Milestone is a condition over several attentions of a person that has come
// true: a course completed, a second group session.
type Milestone struct {
	ID         string       `json:"id"`
	Person     string       `json:"person"` // id of the record that has the attention which made it true
	Programme  string       `json:"programme"`
	Service    string       `json:"service"`
	Outcome    string       `json:"outcome"`
	Day        trenza.Day   `json:"day"` // of the attention that made it true
	Place      trenza.Place `json:"place,omitempty"`
	Collective string       `json:"collective,omitempty"`
	Entry      int64        `json:"-"`
}

// Delivery returns what the milestone says for counting, of the person who
// reached it.
func (m Milestone) Delivery(p *registry.Person) (journal.Delivery, error) {
	return Attention{
		ID: m.ID, Programme: m.Programme, Service: m.Service, Day: m.Day, Place: m.Place, Collective: m.Collective, Entry: m.Entry,
	}.Delivery(p, m.Outcome)
}

// Settle makes the milestones of a thread in a service agree with its
// attentions: what has come true is told, and what no longer is. A milestone
// that came true earlier than it was told, by a list that came in late or by a
// merge, is told anew, so that the order in which things become known does not
// show in the figures of a period. It is of the record that has the attention with
// which it came true, so that neither does the order of merges.
func Settle(ctx context.Context, tx *journal.Tx, root *registry.Person, s Service) error {
	outcome := s.conditional()
	if outcome == "" {
		return nil
	}
	all, err := ofThread(ctx, tx, root.Root, s)
	if err != nil {
		return err
	}
	at, reached := s.reachedBy(all)
	return agree(ctx, tx, root, s, outcome, at, reached)
}

// Train makes the milestone of who was trained in a course agree with the trainings
// that a thread completed: at is the last session of it to which she came in the
// first of them, nil where there is none.
func Train(ctx context.Context, tx *journal.Tx, root *registry.Person, s Service, at *Attention) error {
	if at == nil {
		return agree(ctx, tx, root, s, programme.Trained, Attention{}, false)
	}
	return agree(ctx, tx, root, s, programme.Trained, *at, true)
}

// agree makes the milestones of a thread in a service, of one outcome, agree with
// the attention with which it came true, or with none. Who was trained is told apart
// from what the attentions of the service bring about by themselves.
func agree(ctx context.Context, tx *journal.Tx, root *registry.Person, s Service, outcome string, at Attention, reached bool) error {
	held, err := milestonesOfThread(ctx, tx, root.Root, s)
	if err != nil {
		return err
	}
	held = slices.DeleteFunc(held, func(m Milestone) bool { return (m.Outcome == programme.Trained) != (outcome == programme.Trained) })
	stale := slices.DeleteFunc(slices.Clone(held), func(m Milestone) bool { return reached && m.reachedAt(at) })
	if err := lose(ctx, tx, root, s, stale); err != nil || !reached || len(stale) < len(held) {
		return err
	}
	holder, err := recordOf(ctx, tx, root, at.Person)
	if err != nil {
		return err
	}
	return reach(ctx, tx, holder, s, Milestone{
		ID: trenza.NewID(), Person: holder.ID, Programme: s.Programme.ID, Service: s.ID, Outcome: outcome,
		Day: at.Day, Place: at.Place, Collective: at.Collective,
	})
}

// recordOf returns a record of a thread of which the root is at hand.
func recordOf(ctx context.Context, tx *journal.Tx, root *registry.Person, id string) (*registry.Person, error) {
	if id == root.ID {
		return root, nil
	}
	return registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), id)
}

// reachedAt reports whether the milestone says that an attention made it true.
func (m Milestone) reachedAt(a Attention) bool {
	return m.Person == a.Person && m.Day == a.Day && m.Place == a.Place && m.Collective == a.Collective
}

func reach(ctx context.Context, tx *journal.Tx, holder *registry.Person, s Service, m Milestone) error {
	entry, err := tx.Tell(ctx, Reached{Milestone: m, class: s.Class, person: holder})
	if err != nil {
		return err
	}
	return insertMilestone(ctx, tx, m, entry)
}

func lose(ctx context.Context, tx *journal.Tx, root *registry.Person, s Service, held []Milestone) error {
	for _, m := range held {
		holder, err := recordOf(ctx, tx, root, m.Person)
		if err != nil {
			return err
		}
		if _, err := tx.Tell(ctx, Lost{Milestone: m, class: s.Class, forgotten: holder.Forgotten}); err != nil {
			return err
		}
		if err := deleteMilestone(ctx, tx, m); err != nil {
			return err
		}
	}
	return nil
}

// conditional is the outcome that several attentions together bring about, ""
// for a service that has none.
func (s Service) conditional() string {
	switch {
	case s.Course != nil:
		return programme.Completed
	case s.Milestone != nil:
		return s.Milestone.Outcome
	}
	return ""
}

// reachedBy returns the attention with which the condition of the service came
// true, and whether it did. A session counts once: when two records of a woman
// were on the same sheet, the better mark holds.
func (s Service) reachedBy(all []Attention) (Attention, bool) {
	attended, sessions, madeUp := 0, 0, 0
	for _, a := range BestOfEach(all) {
		if a.Mark == MadeUp {
			if madeUp++; s.Course != nil && madeUp > s.Course.Credit.MadeUpLimit {
				continue
			}
		}
		attended += a.Minutes
		if len(a.Outcomes) > 0 {
			sessions++
		}
		if s.Course != nil && attended*100 >= s.Course.Share*s.Course.Minutes {
			return a, true
		}
		if s.Course == nil && sessions >= s.Milestone.Sessions {
			return a, true
		}
	}
	return Attention{}, false
}

// BestOfEach keeps one attention per session, that with most credit, in the order
// of the days. Where a list said the day alone, the day is the session: it is the
// first of that day that a cohort had, if there was one.
func BestOfEach(all []Attention) []Attention {
	first := make(map[trenza.Day]string)
	for _, a := range all {
		if known, met := first[a.Day]; a.Session != "" && a.Mark != MadeUp && (!met || a.Session < known) {
			first[a.Day] = a.Session
		}
	}
	session := func(a Attention) string { return cmp.Or(a.Session, first[a.Day], string(a.Day)) }
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Attention) int {
		return cmp.Or(
			cmp.Compare(session(a), session(b)),
			cmp.Compare(b.Minutes, a.Minutes),
			cmp.Compare(len(b.Outcomes), len(a.Outcomes)),
			cmp.Compare(a.Day, b.Day),
			cmp.Compare(a.Entry, b.Entry),
		)
	})
	best := slices.CompactFunc(sorted, func(a, b Attention) bool { return session(a) == session(b) })
	slices.SortStableFunc(best, func(a, b Attention) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(session(a), session(b)))
	})
	return best
}

// The marks of an attendance sheet (domain rule 6).
const (
	Present   = "present"
	Late      = "late"
	LeftEarly = "left_early"
	MadeUp    = "made_up"
	Justified = "justified"
	Absent    = "absent"
)

// MinutesFor returns the credit that a course gives for a mark, in minutes of
// one session.
func MinutesFor(c *programme.Course, mark string) int {
	if c == nil || c.Sessions == 0 {
		return 0
	}
	return c.Minutes * percentFor(c, mark) / (100 * c.Sessions)
}

func percentFor(c *programme.Course, mark string) int {
	return map[string]int{
		Present: 100, Late: c.Credit.Late, LeftEarly: c.Credit.LeftEarly,
		MadeUp: c.Credit.MadeUp, Justified: c.Credit.Justified,
	}[mark]
}

// MinutesOf returns the credit that a course gives for a mark, in minutes of a
// session that lasted so long. stayed is how long she was there, 0 for unknown:
// who came late or left early and was there for less than half of it has none
// (domain rule 6).
func MinutesOf(c *programme.Course, mark string, lasted, stayed int) int {
	if c == nil || (mark == Late || mark == LeftEarly) && stayed > 0 && 2*stayed < lasted {
		return 0
	}
	return lasted * percentFor(c, mark) / 100
}

// Marks returns the marks of an attendance sheet, the most frequent first.
func Marks() []string { return []string{Present, Late, LeftEarly, Absent, Justified, MadeUp} }

// TookPart reports whether a mark says that she was there.
func TookPart(mark string) bool {
	return mark == Present || mark == Late || mark == LeftEarly || mark == MadeUp
}
