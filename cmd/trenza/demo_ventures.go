package main

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/venture"
)

// venture tells of the businesses that women began after their course.
func (x *rooms) venture() error {
	for _, b := range x.world.Businesses {
		if err := x.business(b); err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
	}
	return nil
}

// business tells of one. Who wrote the plan and the application neither judges nor
// approves them.
func (x *rooms) business(b cast.Business) error {
	var seed venture.Seed
	err := x.write(trenza.RoleFacilitator, func(tx *journal.Tx) (err error) {
		seed, err = x.apply(tx, b)
		return err
	})
	reviewers := []string{trenza.RoleRegistrar, trenza.RoleCoordinator}
	for i, points := range b.Points {
		if err == nil {
			err = x.write(reviewers[i], func(tx *journal.Tx) error {
				_, err := venture.Judge(x.s.ctx, tx, seed.Venture, b.Seed.Day.Add(2), x.points(points))
				return err
			})
		}
	}
	for i, move := range b.Moves {
		if err == nil {
			err = x.move(b, seed, move, b.Seed.Day.Add(4+7*i))
		}
	}
	return err
}

// apply begins a business, with its plan, how it went and the application for seed
// capital.
func (x *rooms) apply(tx *journal.Tx, b cast.Business) (venture.Seed, error) {
	v, err := venture.Begin(x.s.ctx, tx, venture.Venture{
		Programme: x.d.ID, Person: x.records[b.Whose], Place: b.Place, Starts: b.Starts, Name: b.Name,
	})
	if err != nil {
		return venture.Seed{}, err
	}
	if _, err := venture.Write(x.s.ctx, tx, v.ID, b.Starts, b.Plan); err != nil {
		return venture.Seed{}, err
	}
	for _, visit := range b.Visits {
		visit.Venture = v.ID
		if _, err := venture.Ask(x.s.ctx, tx, visit); err != nil {
			return venture.Seed{}, err
		}
	}
	seed := b.Seed
	seed.Venture = v.ID
	return venture.Apply(x.s.ctx, tx, seed)
}

// move does with an application what comes next. Before the second payment she shows
// for what she spent the first.
func (x *rooms) move(b cast.Business, seed venture.Seed, move venture.Move, day trenza.Day) error {
	role := trenza.RoleFacilitator
	if move.Decides() {
		role = trenza.RoleProgrammeApprove
	}
	return x.write(role, func(tx *journal.Tx) error {
		if move == venture.PayRest {
			for _, amount := range b.Shown {
				receipt := venture.Receipt{Seed: seed.ID, Day: day, Amount: amount, For: b.Seed.For}
				if _, err := venture.ShowReceipt(x.s.ctx, tx, receipt); err != nil {
					return err
				}
			}
		}
		_, err := venture.Decide(x.s.ctx, tx, seed.ID, venture.Decision{Move: move, Day: day})
		return err
	})
}

// points spread so many of 100 over the rubric.
func (x *rooms) points(total int) map[string]int {
	given, left := make(map[string]int), total
	for i, c := range x.d.Ventures.Rubric {
		given[c.ID] = min(c.Points, c.Points*total/100)
		if left -= given[c.ID]; i == len(x.d.Ventures.Rubric)-1 {
			given[c.ID] += left // what the divisions left over
		}
	}
	return given
}

// work tells what women said of their work, months after the course.
func (x *rooms) work() error {
	if len(x.world.Works) == 0 {
		return nil
	}
	return x.write(trenza.RoleFacilitator, func(tx *journal.Tx) error {
		for _, w := range x.world.Works {
			told := w.Work
			told.Programme, told.Person, told.Place = x.d.ID, x.records[w.Whose], w.Place
			if _, err := venture.AskWork(x.s.ctx, tx, told); err != nil {
				return fmt.Errorf("%v: %w", w.Whose, err)
			}
		}
		return nil
	})
}
