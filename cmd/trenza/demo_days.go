package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
)

// openedAgo is for how many days the office of the demo has been open: what was
// planned on its first day may be overdue on the day on which somebody looks.
const openedAgo = 7

// past is a clock that may show an earlier moment.
type past struct{ behind time.Duration }

func (p *past) now() time.Time { return time.Now().Add(-p.behind) }

// openingDay is a clock that shows the day on which the office of the demo opened.
func openingDay() *past { return &past{openedAgo * 24 * time.Hour} }

// today is the day on which somebody looks at the demo.
func (x *hiring) today() trenza.Day { return x.h.desk.Today().Add(openedAgo) }

// work is what the office did since it opened, as far as it left anything to decide:
// women who came and may be known, a row of a list that nearly repeats another, two
// sisters who were taken for one woman, a list that nobody handed in, and figures that
// were signed; and in the workshop, a group that meets today. No figure of different
// people is another one for it.
func (x *hiring) work() error {
	if x.d.ID != "alma-llanera" {
		return x.goOn()
	}
	for _, do := range []func() error{x.arrivals, x.mistake, x.repeat, x.leave, x.publish} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// arrivals asks by phone how satisfied they are those who may be women whom the office
// knows.
func (x *hiring) arrivals() error {
	return x.write(x.operator, func(tx *journal.Tx) error {
		for _, a := range cast.Arrivals() {
			asked := attention.Attention{Day: cast.AskedDay, Place: a.Place, Outcomes: []string{programme.Asked}}
			if _, err := x.arrive(tx, a, "satisfaccion", asked); unlessNobody(err) != nil {
				return err
			}
		}
		return nil
	})
}

func (x *hiring) write(actor trenza.Actor, do func(*journal.Tx) error) error {
	return x.h.journal.Write(x.s.ctx, actor, do)
}

// likeness is somebody who was registered, and the pair by which it is decided whether
// she is the woman whom she resembles.
type likeness struct {
	comes *registry.Person
	pair  registry.Pair
}

// service is one of the programme's, which has it.
func (x *hiring) service(id string) attention.Service {
	s, _ := x.d.Service(id)
	return attention.Service{Programme: x.d, Service: s}
}

// errNobody says that nobody lives where somebody is to arrive who could be
// resembled. Only a world made for a test is so small.
var errNobody = errors.New("nobody to resemble")

// arrive registers somebody who resembles a woman of the place, with what she receives.
func (x *hiring) arrive(tx *journal.Tx, a cast.Arrival, service string, given attention.Attention) (likeness, error) {
	for _, woman := range slices.Backward(x.around(a.Place.Region(), everybody)) {
		if x.busy[woman.id] || x.sensitive[woman.id] {
			continue
		}
		known, err := registry.Find(x.s.ctx, tx, x.h.vault, x.d.Runs(), woman.id)
		if err != nil {
			return likeness{}, err
		}
		if known.Sex != "F" || !known.Health.Functioning.Empty() || len(known.Health.LifeStages) > 0 || len(known.Identity.Phones) == 0 || known.Identity.Birth.Precision != "day" {
			continue
		}
		x.busy[woman.id] = true
		comes, err := x.h.intake.Give(x.s.ctx, tx, pathway.Participant{Record: resembling(known, a)}, x.service(service), given)
		if err != nil || !comes.New {
			return likeness{}, cmp.Or(err, fmt.Errorf("somebody like %s was taken for her", known.Code))
		}
		pair, err := x.h.intake.Registry.Between(x.s.ctx, tx, known.ID, comes.Person.ID, registry.Unsure)
		return likeness{comes.Person, pair}, err
	}
	return likeness{}, errNobody
}

// resembling is what is written down of somebody who resembles a known woman.
func resembling(known *registry.Person, a cast.Arrival) registry.Record {
	record := registry.Record{
		Name: known.Name(), Sex: "F", Birth: known.Identity.Birth, Nationality: known.Nationality, Population: known.Population,
		Phones: known.Identity.Phones[:1],
	}
	switch a.Like {
	case cast.Heard:
		record.Name.Given = cast.ByEar(record.Name.Given)
	case cast.Recalled:
		record.Birth = registry.Birth{Day: record.Birth.Day[:5] + "01-01", Precision: "year", Basis: "declared"}
	case cast.Sister:
		record.Name.Given, record.Birth = a.Given, registry.Birth{Day: a.Birth, Precision: "day", Basis: "document"}
		record.Documents = []registry.Document{{Type: "CPP", Number: a.Paper, Primary: true}}
	}
	return record
}

// mistake takes two sisters for one woman, as somebody may who is in a hurry. The
// younger one has seed capital of her own.
func (x *hiring) mistake() error {
	var alike likeness
	err := x.write(x.operator, func(tx *journal.Tx) (err error) {
		sister := cast.Mistaken()
		alike, err = x.arrive(tx, sister, "capital_semilla", attention.Attention{
			Day: cast.SeedDay, Place: sister.Place, Outcomes: []string{programme.Delivered}, Form: map[string]string{"rubro": "alimentos"},
		})
		return err
	})
	if err != nil {
		return unlessNobody(err)
	}
	return x.write(x.actors[cast.Hasty], func(tx *journal.Tx) error {
		x.walk.pair = alike.pair.Code
		x.walk.apart = alike.comes.Name().Given + " " + alike.comes.Name().Surnames
		_, err := pathway.Decide(x.s.ctx, tx, alike.pair, registry.Same)
		return err
	})
}

// unlessNobody is an error, unless it says that there is nobody to resemble.
func unlessNobody(err error) error {
	if errors.Is(err, errNobody) {
		return nil
	}
	return err
}

// repeat receives a visit once more with its day and month changed about, as a list
// that was typed twice would have it: it is held for somebody to decide.
func (x *hiring) repeat() error {
	for _, woman := range x.around(cast.Mistaken().Place.Region(), everybody) {
		if x.busy[woman.id] || x.sensitive[woman.id] {
			continue
		}
		for _, had := range woman.services {
			service := x.service(had.Service)
			if !service.Has(programme.Individual) || had.Day[8:] > "12" || had.Day[8:] == had.Day[5:7] {
				continue
			}
			x.busy[woman.id] = true
			return x.receive(woman, service, attention.Attention{
				Day: had.Day[:5] + had.Day[8:] + "-" + had.Day[5:7], Place: had.Place, Outcomes: had.Outcomes, Form: had.Form,
			})
		}
	}
	return nil
}

// receive records an attention of a woman as a list does that tells who she is.
func (x *hiring) receive(woman her, s attention.Service, a attention.Attention) error {
	return x.write(x.operator, func(tx *journal.Tx) error {
		p, err := registry.Find(x.s.ctx, tx, x.h.vault, x.d.Runs(), woman.id)
		if err != nil {
			return err
		}
		_, err = x.h.intake.Give(x.s.ctx, tx, pathway.Participant{Record: registry.Record{
			Name: p.Name(), Sex: p.Sex, Birth: p.Identity.Birth, Documents: p.Identity.Documents, Phones: p.Identity.Phones,
		}}, s, a)
		return err
	})
}

// publish freezes the figures of the whole programme for the public, with two signatures.
func (x *hiring) publish() error {
	signs := x.actors["silvia.programa"]
	_, err := x.h.reporter.Freeze(x.s.ctx, x.actors["diana.meal"], report.Order{
		Query: report.Query{Definition: x.d, Public: true, By: []reach.Dimension{reach.ByRegion}}, Approver: signs.Name, Signs: &signs,
	})
	return err
}
