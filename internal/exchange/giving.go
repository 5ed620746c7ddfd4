package exchange

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
)

// doing carries a row out.
type doing = func(context.Context, *journal.Tx, pathway.Intake) (whom, error)

// giving records attentions of one service to whoever the row names.
func giving(p pathway.Participant, s attention.Service, given ...attention.Attention) doing {
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		received, err := intake.Give(ctx, tx, p, s, slices.Clone(given)...)
		if err != nil {
			return whom{}, elsewhere(err, tx.Actor(), s, given[0].Place)
		}
		return whomOf(received), nil
	}
}

// whomOf says whom something that was received concerned.
func whomOf(received pathway.Received) whom {
	w := whom{asked: received.Asked, stale: received.Recorded == 0, echoes: received.Echoes}
	switch {
	case received.Held != nil:
		w.person, w.held, w.stale = received.Held.Person, true, false
	case received.Person != nil:
		w.person, w.meeting = received.Person.ID, metAgain
		if received.New {
			w.meeting = metNew
		}
	}
	return w
}

// gift is what a row gives of one service.
type gift struct {
	service attention.Service
	given   attention.Attention
}

// givingEach records an attention of each of several services to whoever the
// row names, who is looked for once.
func givingEach(p pathway.Participant, gifts []gift) doing {
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		first, err := intake.Give(ctx, tx, p, gifts[0].service, gifts[0].given)
		if err != nil {
			return whom{}, elsewhere(err, tx.Actor(), gifts[0].service, gifts[0].given.Place)
		}
		all := whomOf(first)
		for _, g := range gifts[1:] {
			received, err := pathway.Received{}, error(nil)
			if first.Person == nil { // what she got first is held: she is somebody whom we know
				received, err = intake.Give(ctx, tx, p, g.service, g.given)
			} else {
				received, err = intake.GiveAlso(ctx, tx, first.Known, p, g.service, g.given)
			}
			if err != nil {
				return whom{}, elsewhere(err, tx.Actor(), g.service, g.given.Place)
			}
			all = all.and(whomOf(received))
		}
		return all, nil
	}
}

// and puts together what became of two services of a row.
func (w whom) and(other whom) whom {
	return whom{
		person: w.person, asked: max(w.asked, other.asked), stale: w.stale && other.stale,
		echoes: slices.Concat(w.echoes, other.echoes), held: w.held || other.held, meeting: w.meeting,
	}
}

// attended reads a row per attention, or a row of several services that
// somebody received on one day.
func (r reader) attended(services []attention.Service) (doing, error) {
	if err := r.keptAppointment(); err != nil {
		return nil, err
	}
	p, a, err := r.visit()
	if err != nil {
		return nil, err
	}
	a.Outcomes = []string{programme.Delivered}
	var gifts []gift
	for _, s := range services {
		if a.Form, err = r.form(s); err != nil {
			return nil, err
		}
		gifts = append(gifts, gift{s, a})
	}
	if len(gifts) == 1 {
		return giving(p, gifts[0].service, gifts[0].given), nil
	}
	return givingEach(p, gifts), nil
}
