package attention

import (
	"context"
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Sat is a mark of a session with the thread that its record is on.
type Sat struct {
	Attention
	Root string
}

// InSessions returns the marks of sessions of cohorts, in the order of entry.
func InSessions(ctx context.Context, r store.Reader, organisation string, sessions []string) ([]Sat, error) {
	const atOnce = 500
	var all []Sat
	for len(sessions) > 0 {
		some := sessions[:min(atOnce, len(sessions))]
		sessions = sessions[len(some):]
		args, places := store.Args(organisation), make([]string, len(some))
		for i, id := range some {
			args = append(args, id)
			places[i] = fmt.Sprintf("$%d", len(args))
		}
		found, err := store.All(ctx, r, `select `+attentionColumns+`, p.root
			from attention a
			join person p on p.organisation = a.organisation and p.id = a.person
			where a.organisation = $1 and a.session in (`+strings.Join(places, ", ")+`)
			order by a.entry`, args, scanSat)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func scanSat(scan store.Scan) (Sat, error) {
	var s Sat
	var err error
	s.Attention, err = scanAttention(func(dest ...any) error { return scan(append(dest, &s.Root)...) })
	return s, err
}

// OfThread returns what a thread received of a service, by whichever of its
// records.
func OfThread(ctx context.Context, r store.Reader, organisation, root string, k Kind) ([]Attention, error) {
	return ofRecords(ctx, r, organisation, root, func(person string) ([]Attention, error) {
		return ofService(ctx, r, organisation, person, k.Programme, k.Service)
	})
}

// GiveMark records a mark of a session. What several marks bring about together
// has to be settled afterwards.
func GiveMark(ctx context.Context, tx *journal.Tx, p *registry.Person, s Service, a Attention) (Attention, error) {
	if err := Allow(tx.Actor(), s, a.Day, a.Place); err != nil {
		return a, err
	}
	return give(ctx, tx, p, s, a)
}
