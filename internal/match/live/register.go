package live

import (
	"context"
	"sync"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
)

// Register knows the people of every organisation that somebody has asked about.
// It is a [registry.Finder] and a [journal.Follower], and safe for many at once.
type Register struct {
	// Progress is told how many people of an organisation are in memory while
	// its index is being built; may be nil.
	Progress func(done, of int)

	vault *seal.Vault

	lock    sync.Mutex
	mirrors map[string]*mirror // by organisation
}

var (
	_ registry.Finder  = (*Register)(nil)
	_ journal.Follower = (*Register)(nil)
)

// NewRegister returns a register of nobody yet, that opens what is sealed with a
// vault.
func NewRegister(vault *seal.Vault) *Register {
	return &Register{vault: vault, mirrors: make(map[string]*mirror)}
}

// mirror returns the mirror of an organisation, and makes it when there is none.
func (g *Register) mirror(organisation string) *mirror {
	g.lock.Lock()
	defer g.lock.Unlock()
	m, known := g.mirrors[organisation]
	if !known {
		m = &mirror{register: g, organisation: organisation}
		g.mirrors[organisation] = m
	}
	return m
}

// Told implements journal.Listener. An organisation that nobody has asked about
// is built when somebody does.
func (g *Register) Told(ctx context.Context, tx *journal.Tx, position int64, e journal.Event) error {
	who := touched(e)
	if who == nil {
		return nil
	}
	return g.mirror(tx.Organisation()).hear(ctx, tx, position, who)
}

// Landed implements journal.Follower.
func (g *Register) Landed(tx *journal.Tx) { g.mirror(tx.Organisation()).landed(tx) }

// Dropped implements journal.Follower.
func (g *Register) Dropped(tx *journal.Tx, after int64) {
	g.mirror(tx.Organisation()).dropped(tx, after)
}
