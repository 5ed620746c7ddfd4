package attention_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// try gives a service and returns what went wrong.
func try(w *World, r registry.Record, service string, given ...attention.Attention) error {
	w.Helper()
	s := w.Service("alma-llanera", service)
	return w.Try(func(tx *journal.Tx) error {
		_, err := w.Intake.Give(w.Context, tx, pathway.Participant{Record: r}, s, given...)
		return err
	})
}

// marks are the sessions of the employability course, a day each from the given
// one on: P present, T late, L left early, R made up, J justified, F absent.
func marks(w *World, from trenza.Day, letters string) []attention.Attention {
	w.Helper()
	kinds := map[rune]string{
		'P': attention.Present, 'T': attention.Late, 'L': attention.LeftEarly,
		'R': attention.MadeUp, 'J': attention.Justified, 'F': attention.Absent,
	}
	course := w.Service("alma-llanera", "empleabilidad").Course
	var sessions []attention.Attention
	for i, letter := range letters {
		if letter == '.' {
			continue
		}
		a := attention.Attention{Day: from.Add(i), Place: "150101", Mark: kinds[letter], Minutes: attention.MinutesFor(course, kinds[letter])}
		if attention.TookPart(a.Mark) {
			a.Outcomes = []string{programme.Delivered}
		}
		sessions = append(sessions, a)
	}
	return sessions
}

// The course has eight sessions of three hours, 24 in all, and is completed by
// 80 %: 19.2 hours. Seven sessions are 21 hours, six and a half are 19.5, six
// are 18.
func TestACourseIsCompletedByItsHours(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite))
	for i, c := range []struct {
		marks     string
		completed bool
		tookPart  bool
	}{
		{"PPPPPPPP", true, true},
		{"PPPPPPPF", true, true},  // 21 of 24
		{"PPPPPPFF", false, true}, // 18
		{"PPPPPPTF", true, true},  // 19.5: late is half
		{"PPPPPPLF", true, true},  // 19.5: so is leaving early
		{"PPPPPTTF", false, true}, // 18
		{"PPPPPPJJ", false, true}, // 18: justified is nothing
		{"PPPPPRRF", true, true},  // 21: two may be made up
		{"PPPPRRRF", false, true}, // 18: the third is nothing
		{"JJJJFFFF", false, false},
		{"FFFFFFFF", false, false},
	} {
		w := w.In(t, c.marks, "alma-llanera")
		w.Give(Numbered(i), "empleabilidad", marks(w, "2020-02-03", c.marks)...)
		if got := w.Count(having("empleabilidad", programme.Completed)).Count == 1; got != c.completed {
			t.Errorf("%s completes: %v", c.marks, got)
		}
		if got := w.Count(having("empleabilidad", programme.Delivered)).Count == 1; got != c.tookPart {
			t.Errorf("%s takes part: %v", c.marks, got)
		}
	}
}

func TestTwoGroupSessionsAreSupport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		for _, step := range []struct {
			day  trenza.Day
			want int
		}{
			{"2020-03-02", 0},
			{"2020-03-02", 0}, // a day is one session
			{"2020-03-09", 1},
			{"2020-03-16", 1},
		} {
			w.Give(Numbered(1), "psicosocial_grupal", Delivered(step.day, "150101"))
			if got := w.Count(having("psicosocial_grupal", "two_sessions")).Count; got != step.want {
				t.Errorf("after %s: %d", step.day, got)
			}
		}
		if a := w.Count(having("psicosocial_grupal", "two_sessions")); a.Rows != 1 {
			t.Errorf("the milestone is told %d times", a.Rows)
		}
	})
}

// The day of a milestone is that on which it came true, not that on which it
// became known.
func TestTheOrderOfListsDoesNotMoveAMilestone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location)
		halves := []string{"PPPP....", "....PPPP"}
		for name, order := range map[string][]int{"in order": {0, 1}, "backwards": {1, 0}} {
			w := w.In(t, name, "alma-llanera")
			for _, half := range order {
				w.Give(Numbered(1), "empleabilidad", marks(w, "2020-02-03", halves[half])...)
			}
			w.Give(Numbered(1), "empleabilidad", marks(w, "2020-01-01", "P")...)
			completed := milestones(w)
			if len(completed) != 1 || completed[0].Day != "2020-02-08" {
				t.Errorf("%s: %+v", name, completed)
			}
			after := having("empleabilidad", programme.Completed)
			after.Period = trenza.Period{From: "2020-02-09"}
			if a := w.Count(after); a.Count != 0 {
				t.Errorf("%s: counted after the day on which it came true: %+v", name, a)
			}
		}
	})
}

func milestones(w *World) (all []attention.Milestone) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		all, err = attention.Milestones(w.Context, r, w.Actor.Organisation)
		return err
	})
	return all
}

// twice registers a woman twice, under two papers and one phone, with a part of
// a course on each record, and returns both and their pair.
func twice(w *World, service string, first, second []attention.Attention) (a, b *registry.Person, pair registry.Pair) {
	w.Helper()
	one := Phone(Woman("Pérez", "Yusmary", "1994", Paper("PAS", "012345678")), "987654321")
	other := Phone(Woman("Perez Rojas", "Yusmari", "1994", Paper("CPP", "001234567")), "987654321")
	a, b = w.Give(one, service, first...).Person, w.Give(other, service, second...).Person
	return a, b, w.PairOf(a.ID, b.ID)
}

func TestHalvesOfACourseMeetAndPart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		_, _, pair := twice(w, "empleabilidad", marks(w, "2020-02-03", "PPPP...."), marks(w, "2020-02-03", "....PPPF"))
		for range 2 {
			if got := w.Count(having("empleabilidad", programme.Completed)).Count; got != 0 {
				t.Fatalf("half a course completes it for %d", got)
			}
			w.Decide(pair, registry.Same)
			pair = w.PairOf(pair.First, pair.Second)
			if got := w.Count(having("empleabilidad", programme.Completed)); got.Count != 1 || got.Rows != 1 {
				t.Fatalf("both halves together: %+v", got)
			}
			if kept := w.Unmerge(pair); len(kept) != 0 {
				t.Errorf("kept: %+v", kept)
			}
			pair = w.PairOf(pair.First, pair.Second)
		}
		if got := w.Count(having("empleabilidad", programme.Completed)).Count; got != 0 {
			t.Errorf("taken apart again, %d completed it", got)
		}
	})
}

// Both records were on every sheet: eight days, not sixteen.
func TestOneDayOnTwoRecordsCountsOnce(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	_, _, pair := twice(w, "empleabilidad", marks(w, "2020-02-03", "PPPPTFFF"), marks(w, "2020-02-03", "PPPPPFFF"))
	w.Decide(pair, registry.Same)
	if got := w.Count(having("empleabilidad", programme.Completed)).Count; got != 0 {
		t.Error("fifteen hours, written twice, complete a course of 24")
	}
	w.Give(Woman("Pérez", "Yusmary", "1994", Paper("PAS", "012345678")), "empleabilidad", marks(w, "2020-02-11", "PP")...)
	if got := w.Count(having("empleabilidad", programme.Completed)).Count; got != 1 {
		t.Error("twenty-one hours do not complete it: the better mark of each day holds")
	}
}

// Who had completed the course alone has it still, on the day on which she did.
func TestAMergeMovesAMilestoneAndGivesItBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		_, _, pair := twice(w, "empleabilidad", marks(w, "2020-02-03", ".PPPPPPPP"), marks(w, "2020-02-03", "PPPPPPP"))
		before := days(milestones(w))
		w.Decide(pair, registry.Same)
		if merged := days(milestones(w)); !slices.Equal(merged, []trenza.Day{"2020-02-09"}) {
			t.Errorf("merged: %v", merged)
		}
		if got := w.Count(having("empleabilidad", programme.Completed)); got.Count != 1 {
			t.Errorf("merged: %+v", got)
		}
		w.Unmerge(pair)
		if after := days(milestones(w)); !slices.Equal(after, before) || len(after) != 2 {
			t.Errorf("before the merge %v, after its undoing %v", before, after)
		}
		if got := w.Count(having("empleabilidad", programme.Completed)); got.Count != 2 {
			t.Errorf("parted: %+v", got)
		}
	})
}

func days(milestones []attention.Milestone) []trenza.Day {
	var days []trenza.Day
	for _, m := range milestones {
		days = append(days, m.Day)
	}
	slices.Sort(days)
	return days
}

// What was recorded while the two were one stays with the survivor and is
// listed, so that a person can move it.
func TestWhatTheSurvivorKeepsIsListed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		a, b, pair := twice(w, "psicosocial_grupal", []attention.Attention{Delivered("2020-03-02", "240101")}, []attention.Attention{Delivered("2020-03-09", "150101")})
		w.Decide(pair, registry.Same)
		later := Woman("Perez Rojas", "Yusmari", "1994", Paper("CPP", "001234567"))
		if known := w.Give(later, "salud", Delivered("2020-03-16", "150101")); known.Person.ID != a.ID {
			t.Fatalf("recorded on %+v, not on the surviving thread", known)
		}
		kept := w.Unmerge(pair)
		if len(kept) != 1 || kept[0].Service != "salud" || kept[0].Person != a.ID {
			t.Errorf("kept: %+v", kept)
		}
		if got := w.Count(having("psicosocial_grupal", "two_sessions")); got.Count != 0 {
			t.Errorf("two sessions of two women: %+v", got)
		}
		if root := w.Find(b.ID).Root; root != b.ID {
			t.Errorf("the restored record hangs from %s", root)
		}
		people := w.Count(reach.Question{Programme: "alma-llanera", Unit: reach.People, By: []reach.Dimension{reach.ByService}})
		if people.Count != 2 || people.Rows != 3 {
			t.Errorf("two women, three rows: %+v", people)
		}
	})
}

// A milestone can name the rows of both records that brought it about.
func TestTheRowsBehindAMilestone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		a, b, pair := twice(w, "empleabilidad", marks(w, "2020-02-03", "PPPP...."), marks(w, "2020-02-03", "....PPPF"))
		w.Decide(pair, registry.Same)
		w.Read(func(r store.Reader) error {
			rows, err := attention.Behind(w.Context, r, w.Actor.Organisation, milestones(w)[0].ID)
			of := make(map[string]int)
			for _, row := range rows {
				of[row.Person]++
			}
			if len(of) != 2 || of[a.ID] != 4 || of[b.ID] != 4 {
				t.Errorf("rows by record: %v", of)
			}
			if err != nil {
				return err
			}
			none, err := attention.Behind(w.Context, r, w.Actor.Organisation, rows[0].ID)
			if len(none) != 0 {
				t.Errorf("an attention is no milestone: %+v", none)
			}
			return err
		})
	})
}
