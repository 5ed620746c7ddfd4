package main

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// grounds tells the desk what the roles that it gives may stand on: it implements
// staff.Grounds.
type grounds struct{}

// HasProgramme reports whether the organisation uses a programme.
func (grounds) HasProgramme(ctx context.Context, r store.Reader, organisation, id string) (bool, error) {
	inUse, err := programme.AllInUse(ctx, r)
	for _, p := range inUse {
		if p.Organisation == organisation && p.ID == id {
			return true, nil
		}
	}
	return false, err
}

// HasCourse reports whether a programme in use has a service.
func (grounds) HasCourse(ctx context.Context, r store.Reader, organisation, id, course string) (bool, error) {
	d, err := programme.Find(ctx, r, organisation, id)
	if err != nil {
		return false, err
	}
	_, has := d.Service(course)
	return has, nil
}

// HasPlace reports whether a place exists.
func (grounds) HasPlace(place trenza.Place) bool {
	_, exists := directory.PlaceOf(place)
	return exists
}

// HasPartner reports whether an organisation is in the directory of another.
func (grounds) HasPartner(ctx context.Context, r store.Reader, organisation, partner string) (bool, error) {
	all, err := directory.Organisations(ctx, r, organisation)
	return slices.ContainsFunc(all, func(o directory.Organisation) bool { return o.ID == partner }), err
}
