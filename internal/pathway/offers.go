package pathway

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// offers are the services of an organisation, those that it no longer offers
// among them, each as the newest version that has it says.
type offers map[attention.Kind]offer

// offer is a service with what is shown of it.
type offer struct {
	Offered
	service *programme.Service
}

func offersOf(ctx context.Context, r store.Reader, organisation string) (offers, error) {
	definitions, err := programme.Versions(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	all := make(offers)
	for _, d := range definitions {
		for i := range d.Services {
			s := &d.Services[i]
			kind := attention.Kind{Programme: d.ID, Service: s.ID}
			if _, newer := all[kind]; !newer {
				all[kind] = offer{Offered{Title: s.Title, Offerer: d.Title, Field: s.Field, Offer: s}, s}
			}
		}
	}
	return all, nil
}

// class says of which class the rows of a service are.
func (o offers) class(k attention.Kind) (trenza.Class, bool) {
	offer, known := o[k]
	if !known {
		return trenza.P4, false
	}
	return offer.service.Class, true
}

// answerClass is the class of an answer of a form. What the form does not ask is
// of the payment or the sheet, and as sensitive as the row.
func (o offer) answerClass(id string) trenza.Class {
	at := slices.IndexFunc(o.service.Fields, func(f programme.Field) bool { return f.ID == id })
	if at < 0 {
		return o.service.Class
	}
	return o.service.Fields[at].Class
}
