package agenda

import (
	"context"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
)

// Papers is the source of the papers that expire of the women whom the reader
// accompanies and sees by name.
type Papers struct{}

// PaperNotice is how many days ahead a paper that expires is told: an appointment
// to renew it takes weeks.
const PaperNotice = 30

// paperGone is for how many days one that has expired is told.
const paperGone = 60

// Waits implements Source.
func (Papers) Waits(ctx context.Context, ask Ask) (Waiting, error) {
	account := ask.Scope.Actor.Account
	if account == "" || access.Nothing(ask.Scope.Where("person.read", access.Person)) {
		return Waiting{}, nil
	}
	found, err := registry.PapersOf(ctx, ask.Reader, ask.Scope.Organisation, account,
		ask.Today.Add(-paperGone), max(ask.Until, ask.Today.Add(PaperNotice)), mostItems)
	if err != nil {
		return Waiting{}, err
	}
	w := Waiting{More: len(found) >= mostItems}
	for _, p := range found {
		named, err := registry.Permits(ctx, ask.Reader, ask.Scope, "person.read", p.Root)
		if err != nil {
			return Waiting{}, err
		}
		if named {
			w.Items = append(w.Items, Item{Kind: KindPaper, Face: registry.Face{Root: p.Root}, Day: p.Day})
		}
	}
	return w, nil
}
