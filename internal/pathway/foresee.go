package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Outlook is what there is on both sides of a pair before anybody decides, and
// which of the two threads would survive.
type Outlook struct {
	Records  [2]*registry.Person // of the pair
	Threads  [2]*Thread          // that they are on; nil where the reader does not reach one
	Codes    [2]string           // of the threads
	Survivor int                 // whose thread would take the other in: 0 or 1
}

// Foresee opens both sides of a pair, as far as a scope sees them. What is shown of
// a thread is on record as [Open] has it.
func Foresee(ctx context.Context, j *journal.Journal, scope access.Scope, p registry.Pair) (Outlook, error) {
	var o Outlook
	var roots [2]*registry.Person
	err := j.Read(ctx, func(r store.Reader) (err error) {
		o.Records[0], o.Records[1], err = p.Both(ctx, r, j.Vault(), scope)
		for i, record := range o.Records {
			if err == nil {
				roots[i], err = registry.Find(ctx, r, j.Vault(), scope.Organisation, record.Root)
			}
		}
		return err
	})
	if err != nil {
		return o, err
	}
	if roots[1].Number < roots[0].Number {
		o.Survivor = 1
	}
	for i, root := range roots {
		o.Codes[i] = root.Code
		o.Threads[i], err = Open(ctx, j, scope, root.Code)
		if err != nil && trenza.KindOf(err) != trenza.NotFound {
			return o, err
		}
	}
	return o, nil
}
