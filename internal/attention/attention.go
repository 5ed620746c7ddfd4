package attention

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// Service is a service of a programme.
type Service struct {
	Programme *programme.Definition
	*programme.Service
}

// Attention is one service to one person on a day.
type Attention struct {
	ID         string
	Programme  string
	Service    string
	Class      trenza.Class
	Person     string // id of her surviving thread when it was recorded
	Day        trenza.Day
	Place      trenza.Place
	Outcomes   []string // what it counts as; none for an absence or a payment that failed
	Mark       string   // of an attendance sheet: present, late, absent, …; "" elsewhere
	Minutes    int      // attended, as far as the course gives credit for the mark
	Collective string   // id of the committee that she represented, "" for none
	Session    string   // id of the session of a cohort that it was, or that was made up; "" where a list said the day alone
	Form       map[string]string
	Entry      int64
}

// Says spells what a row says, but for its sealed form, for comparison with
// the journal.
func (a Attention) Says() string {
	return strings.Join([]string{
		a.ID, a.Programme, a.Service, a.Person, string(a.Day), string(a.Place),
		strings.Join(a.Outcomes, " "), a.Mark, strconv.Itoa(a.Minutes), a.Collective, a.Session,
	}, "|")
}

// Give records that a person received a service. The outcomes of a must be ones
// that the service can have. A restricted service (P4) is refused: it is not
// recorded by lists.
func Give(ctx context.Context, tx *journal.Tx, p *registry.Person, s Service, a Attention) (Attention, error) {
	if err := Allow(tx.Actor(), s, a.Day, a.Place); err != nil {
		return a, err
	}
	a, err := give(ctx, tx, p, s, a)
	if err != nil {
		return a, err
	}
	return a, Settle(ctx, tx, p, s)
}

// GiveAll records attentions of one service to a person and settles her course
// once.
func GiveAll(ctx context.Context, tx *journal.Tx, p *registry.Person, s Service, all []Attention) error {
	for _, a := range all {
		if err := Allow(tx.Actor(), s, a.Day, a.Place); err != nil {
			return err
		}
		if _, err := give(ctx, tx, p, s, a); err != nil {
			return err
		}
	}
	return Settle(ctx, tx, p, s)
}

// Allow refuses what the actor may not record of a service on a day at a place.
func Allow(actor trenza.Actor, s Service, day trenza.Day, place trenza.Place) error {
	if err := access.May(actor, "attention.give", s.Row(access.Attention, place)); err != nil {
		return err
	}
	return s.Running(day)
}

// Running refuses days on which the programme does not run.
func (s Service) Running(day trenza.Day) error {
	starts, ends := s.Programme.Starts, s.Programme.Ends
	switch {
	case day == "":
		return trenza.Refuse("attention.no_day")
	case day < starts:
		return trenza.Refuse("attention.before_programme", day, starts)
	case ends != "" && day > ends:
		return trenza.Refuse("attention.after_programme", day, ends)
	}
	return nil
}

func give(ctx context.Context, tx *journal.Tx, p *registry.Person, s Service, a Attention) (Attention, error) {
	a.ID, a.Person = trenza.NewID(), p.ID
	a.Programme, a.Service, a.Class = s.Programme.ID, s.ID, s.Class
	entry, err := tx.Tell(ctx, a.told(p))
	if err != nil {
		return a, err
	}
	a.Entry = entry
	return a, insert(ctx, tx, a)
}

// told is what is told of an attention to a person.
func (a Attention) told(p *registry.Person) Given {
	return Given{
		ID: a.ID, Whose: p.ID, Programme: a.Programme, Service: a.Service, Day: a.Day, Place: a.Place, Outcomes: a.Outcomes,
		Mark: a.Mark, Minutes: a.Minutes, Collective: a.Collective, Session: a.Session, Form: a.Form, class: a.Class, person: p,
	}
}

// Delivery returns what an outcome of the attention says for counting, of the
// person to whom it was given.
func (a Attention) Delivery(p *registry.Person, outcome string) (journal.Delivery, error) {
	if p == nil {
		return journal.Delivery{}, &trenza.Problem{Kind: trenza.Conflict, Key: "attention.of_nobody", Args: []any{fmt.Sprint(a.Entry)}}
	}
	return delivery(p, a, outcome), nil
}

// delivery is what an outcome of an attention says for counting.
func delivery(p *registry.Person, a Attention, outcome string) journal.Delivery {
	return journal.Delivery{
		Number: p.Number, Programme: a.Programme, Service: a.Service, Outcome: outcome, Day: a.Day, Place: a.Place,
		Sex: p.Sex, Age: p.AgeOn(a.Day), Population: p.Population, Nationality: p.Nationality,
		Flags: p.FlagsOn(a.Day), Collective: a.Collective, Source: a.ID,
	}
}
