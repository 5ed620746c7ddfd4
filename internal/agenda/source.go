package agenda

import (
	"cmp"
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Source is a room in which something may wait for somebody. It answers from
// indexes, bounded, and as far as the scope of the one who asks sees: what is
// beyond it leaves no trace, and is in no count.
type Source interface {
	Waits(ctx context.Context, ask Ask) (Waiting, error)
}

// Ask is who asks what waits, and until when.
type Ask struct {
	Reader store.Reader
	Vault  *seal.Vault
	Scope  access.Scope
	Today  trenza.Day
	Until  trenza.Day // the last day of what is to be shown, today or later
}

// Waiting is what waits for somebody.
type Waiting struct {
	Items     []Item     // that are due, or will be until the last day asked for
	Sessions  []Session  // of several women together
	Decisions []Decision // that nobody but people takes
	More      bool       // there is more than is shown
}

// Item is one thing to do with one woman.
type Item struct {
	Kind    string         // what the pages have words for: KindStep, KindPaper, or a room's own
	ID      string         // of what is due, "" where there is nothing to mark
	Group   string         // code of the cohort in which it is, "" for none
	Face    registry.Face  // of whose thread it is; a source gives its Root, Gather the rest, unless the room shows more of her
	Service access.Service // zero for what is of none
	Day     trenza.Day     // on which it is due
	Hour    string         // "15:00", "" for any
	Place   trenza.Place
	Account string // of who answers for it
	Words          // for whoever sees who she is
}

// The kinds of item that agenda itself knows of.
const (
	KindStep  = "step"  // planned of a service
	KindOwn   = "own"   // a plain reminder
	KindPaper = "paper" // a paper expires

	// KindSafety: a trained worker is to ask her whether she is safe, whichever room
	// says so.
	KindSafety = "safety"
)

// Session is a service on a day at an hour and a place for several women.
type Session struct {
	ID       string // of a room's own session, "" for steps that were planned together
	Group    string // code of the cohort whose session it is, "" for one of appointments
	Service  access.Service
	Day      trenza.Day
	Hour     string
	Place    trenza.Place
	Where    string // as everybody's step says it, "" where they differ
	Expected int    // women
	Done     int    // of whom it is noted already
	Awaited  []Item // of whom it is not, as far as they are listed
}

// Decision is something that only somebody can decide.
type Decision struct {
	Kind  string // what the pages have words and a place for
	Code  string // of the one that waits, where it can be led to; "" for several
	Count int
	More  bool // there are at least so many
}

// Gather asks every source and puts what waits in order: what is due the longest
// first.
func Gather(ctx context.Context, ask Ask, sources ...Source) (Waiting, error) {
	var all Waiting
	for _, source := range sources {
		w, err := source.Waits(ctx, ask)
		if err != nil {
			return Waiting{}, err
		}
		all.Items = append(all.Items, w.Items...)
		all.Sessions = append(all.Sessions, w.Sessions...)
		all.Decisions = append(all.Decisions, w.Decisions...)
		all.More = all.More || w.More
	}
	slices.SortStableFunc(all.Items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Hour, b.Hour))
	})
	slices.SortStableFunc(all.Sessions, func(a, b Session) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Hour, b.Hour))
	})
	return all, ask.faces(ctx, &all)
}

// faces fills in whom the items are about, each woman once. Nothing is to be done
// with somebody who was forgotten.
func (a Ask) faces(ctx context.Context, w *Waiting) error {
	known := make(map[string]registry.Face)
	var failed error
	fill := func(items []Item) []Item {
		for i := range items {
			root := items[i].Face.Root
			if items[i].Face.Code != "" {
				continue
			}
			if _, met := known[root]; !met && failed == nil {
				known[root], failed = registry.FaceOf(ctx, a.Reader, a.Vault, a.Scope, root)
			}
			items[i].Face = known[root]
		}
		return slices.DeleteFunc(items, func(i Item) bool { return i.Face.Forgotten })
	}
	w.Items = fill(w.Items)
	for i := range w.Sessions {
		w.Sessions[i].Awaited = fill(w.Sessions[i].Awaited)
	}
	return failed
}
