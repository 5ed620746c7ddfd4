package collective

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Recognition is the resolution by which the municipality recognises an
// organisation of base, and until when (domain rule 8; the registry of social
// organisations, not verified).
type Recognition struct {
	Resolution string     `json:"resolution,omitempty"` // its number: "R.A. 045-2019-MDR/A"
	From       trenza.Day `json:"from,omitempty"`
	Until      trenza.Day `json:"until,omitempty"` // the last day on which it holds
}

// RecognitionNoted is told when it becomes known how an organisation of base is
// recognised.
type RecognitionNoted struct {
	ID          string      `json:"id"`
	Recognition Recognition `json:"recognition"`
}

// Verb implements journal.Event.
func (RecognitionNoted) Verb() string { return "committee.recognition_noted" }

// Class implements journal.Event.
func (RecognitionNoted) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (RecognitionNoted) Person() string { return "" }

// Enter keeps an organisation of base that takes part in a programme, of a kind
// that the definition has, where the programme works. One of that kind and name is
// there once. fold is the form in which names are compared.
func Enter(ctx context.Context, tx *journal.Tx, d *programme.Definition, c Committee, fold func(string) string) (Committee, error) {
	row := access.Row{Kind: access.Committee, Class: trenza.P1, Programme: d.ID, Place: c.Place}
	if err := access.May(tx.Actor(), "committee.keep", row); err != nil {
		return Committee{}, err
	}
	if d.Committees == nil {
		return Committee{}, trenza.Refuse("collective.none_take_part", d.Title.ES)
	}
	if _, known := programme.Named(d.Committees.Kinds, c.Kind); !known {
		return Committee{}, trenza.Refuse("collective.kind_unknown", c.Kind)
	}
	if err := worksAt(d, c.Place); err != nil {
		return Committee{}, err
	}
	c.Name = strings.TrimSpace(c.Name)
	known, token, err := called(ctx, tx, c, fold)
	switch {
	case err != nil:
		return Committee{}, err
	case known != nil:
		return *known, &trenza.Problem{Kind: trenza.Conflict, Key: "collective.known_already", Args: []any{known.Name}}
	}
	c.ID, c.Programme = trenza.NewID(), d.ID
	return c, enter(ctx, tx, c, token)
}

// worksAt refuses a place in which a programme does not work, saying which place
// that is: 140112 is Pimentel, and not Reque (domain rule 12).
func worksAt(d *programme.Definition, place trenza.Place) error {
	var works []string
	for _, p := range d.Places {
		if strings.HasPrefix(string(place), string(p.Code)) {
			return nil
		}
		works = append(works, p.Name+" ("+string(p.Code)+")")
	}
	named, known := directory.PlaceOf(place)
	if !known {
		return trenza.Refuse("collective.place_unknown", string(place), strings.Join(works, ", "))
	}
	return trenza.Refuse("collective.place_outside", string(place), named.Name, strings.Join(works, ", "))
}

// NoteRecognition keeps how an organisation of base is recognised. A renewal takes
// the place of what was known; the journal keeps both.
func NoteRecognition(ctx context.Context, tx *journal.Tx, committee string, n Recognition) error {
	k, err := keeping(ctx, tx)
	if err != nil {
		return err
	}
	c, err := k.committee(ctx, committee)
	if err != nil {
		return err
	}
	if n.Resolution = strings.TrimSpace(n.Resolution); n == c.Recognition {
		return nil
	}
	if err := n.check(); err != nil {
		return err
	}
	entry := RecognitionNoted{c.ID, n}
	if _, err := tx.Tell(ctx, entry); err != nil {
		return err
	}
	return keepRecognition(ctx, tx, c.ID, n)
}

// keepRecognition writes how a committee is recognised, nothing where it is not.
func keepRecognition(ctx context.Context, tx *journal.Tx, committee string, n Recognition) error {
	_, err := tx.Exec(ctx, `
		update collective
		set resolution = $3, recognised = $4, recognised_until = $5
		where organisation = $1 and id = $2`, tx.Organisation(), committee, orNull(n.Resolution), orNull(n.From), orNull(n.Until))
	return err
}

// check refuses a resolution without a number, and days that are none or lie the
// wrong way round.
func (n Recognition) check() error {
	if n.Resolution == "" {
		return trenza.Refuse("collective.resolution_missing")
	}
	for _, day := range []trenza.Day{n.From, n.Until} {
		if _, err := trenza.ParseDay(string(day)); day != "" && err != nil {
			return trenza.Refuse("collective.recognition_day", string(day))
		}
	}
	if n.Until != "" && n.Until < n.From {
		return trenza.Refuse("collective.recognition_reversed", n.From, n.Until)
	}
	return nil
}
