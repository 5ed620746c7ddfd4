package staff

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Desk is where people come in. It is used by pointer, and from several
// goroutines.
type Desk struct {
	Data    *store.DB
	Journal *journal.Journal
	Vault   *seal.Vault
	Now     func() time.Time // nil is the machine's clock
	Limits  *Limits          // nil limits nobody
	Origin  string           // where the pages are, "https://trenza.example.pe"; passkeys belong to its host
	Grounds Grounds          // what grants may name; nil checks only how it is spelled
	Cost    Cost             // of password hashes; zero is [Recommended]

	decoy   sync.Mutex
	stand   string         // the hash that a password of nobody is held against
	hashes  atomic.Int64   // made by the desk
	telling sync.WaitGroup // refusals still on their way to the journal
}

// Grounds is what other rooms know of the ground a grant stands on.
type Grounds interface {
	// HasProgramme reports whether the organisation uses a programme.
	HasProgramme(ctx context.Context, r store.Reader, organisation, programme string) (bool, error)
	// HasCourse reports whether a programme in use has a service.
	HasCourse(ctx context.Context, r store.Reader, organisation, programme, course string) (bool, error)
	// HasPlace reports whether a place exists.
	HasPlace(place trenza.Place) bool
	// HasPartner reports whether an organisation is in the directory of another.
	HasPartner(ctx context.Context, r store.Reader, organisation, partner string) (bool, error)
}

// now is the moment, in UTC.
func (d *Desk) now() time.Time {
	if d.Now == nil {
		return time.Now().UTC()
	}
	return d.Now().UTC()
}

// Today is the calendar day of Lima.
func (d *Desk) Today() trenza.Day { return trenza.LocalDay(d.now()) }

// Wait returns when every refusal has reached the journal.
func (d *Desk) Wait() { d.telling.Wait() }

// instant spells a moment as the tables hold it.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
