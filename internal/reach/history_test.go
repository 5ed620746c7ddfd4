package reach_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/reachtest"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Whoever has the whole history at hand counts as of every position what the
// engine counts, new people too.
func TestTheHistoryAnswersWhatTheEngineAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		all, run := worldtest.Open(t, location), 0
		rapid.Check(t, func(t *rapid.T) {
			run++
			w := all.In(t, "history-"+strconv.Itoa(run))
			events := rapid.Custom(reachtest.History).Draw(t, "events")
			tell(w, events...)
			q := rapid.Custom(reachtest.Question).Draw(t, "question")
			q.All, q.Returning = false, false // what a person has beside a row, no row tells
			if q.Unit == reach.Households {
				q.Unit = reach.People // nor with whom she lives
			}
			q.New = rapid.Bool().Draw(t, "new")
			var rows []reach.Held
			err := w.Engine.History(w.Context, w.Scope(), "p", func(h reach.Held) error {
				rows = append(rows, h)
				return nil
			})
			joins, joinsErr := w.Engine.Joins(w.Context, w.Scope(), "p")
			if err != nil || joinsErr != nil {
				t.Fatal(err, joinsErr)
			}
			for q.AsOf = 1; q.AsOf <= int64(len(events)); q.AsOf++ {
				want, got := spelt(w.Count(q)), spelt(remembered(q, rows, joins))
				if got != want {
					t.Fatalf("as of %d of %v:\nasked %+v\nthe engine says %s\nthe history says %s", q.AsOf, events, q, want, got)
				}
			}
		})
	})
}

// spelt writes the people of an answer.
func spelt(a reach.Answer) string {
	said := fmt.Sprint(a.Count)
	for _, c := range a.Cells {
		said += fmt.Sprintf(" %s=%d", strings.Join(c.Values, "/"), c.Count)
	}
	return said
}

// remembered answers from the history.
func remembered(q reach.Question, rows []reach.Held, joins []reach.Rooted) reach.Answer {
	var answer reach.Answer
	if len(q.By) > 0 {
		answer.Cells = rememberedCells(q, rows, joins)
	}
	q.By = nil
	for _, c := range rememberedCells(q, rows, joins) {
		answer.Count = c.Count
	}
	return answer
}

func rememberedCells(q reach.Question, rows []reach.Held, joins []reach.Rooted) []reach.Cell {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b reach.Held) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	ever := q
	if q.New {
		ever.Period.From = ""
	}
	first, cells := make(map[string]bool), make(map[string]int)
	for _, h := range rows {
		if !h.At(q.AsOf) || !ever.Holds(h.Fact) {
			continue
		}
		for _, values := range q.Parts(h.Fact) {
			if key := personOf(q, h, joins) + q.Scope(values); !first[key] {
				first[key] = true
				if q.Period.Has(h.Day) {
					cells[strings.Join(values, "\x1f")]++
				}
			}
		}
	}
	var all []reach.Cell
	for key, n := range cells {
		c := reach.Cell{Count: n}
		if len(q.By) > 0 {
			c.Values = strings.Split(key, "\x1f")
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b reach.Cell) int { return slices.Compare(a.Values, b.Values) })
	return all
}

func personOf(q reach.Question, h reach.Held, joins []reach.Rooted) string {
	if q.Unit == reach.Committees {
		return h.Collective
	}
	for _, j := range joins {
		if j.Number == h.Number && j.At(q.AsOf) {
			return fmt.Sprint(j.Root)
		}
	}
	return fmt.Sprint(h.Number)
}

// Each new person counts in the month in which she first came, and in no other:
// the months add up to everybody.
func TestNewPeopleOfTheMonthsAddUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := small(t, location)
		q := everybody
		q.By, q.AsOf, q.New = []reach.Dimension{reach.ByMonth}, 8, true
		answer := w.Count(q)
		if got := parts(answer); !slices.Equal(got, []string{"2020-01:1/3", "2020-02:2/2", "2020-04:1/2"}) || answer.Count != 4 {
			t.Errorf("%v of %d", got, answer.Count)
		}
		q.Period.From = "2020-02-01"
		if answer := w.Count(q); answer.Count != 3 || len(answer.Cells) != 2 {
			t.Errorf("since February: %v of %d", parts(answer), answer.Count)
		}
	})
}
