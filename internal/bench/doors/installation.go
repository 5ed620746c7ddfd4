package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// installation is one of the village's, on one engine.
type installation struct {
	*village
	organisation string
	keys, data   *store.DB
	vault        *seal.Vault
	engine       reach.SQL
	plans        bool // say how the engine goes about each question, and measure nothing
}

// place says where the database and the keys of an installation are, and clears
// both away.
func (p plan) place(engine store.Engine) (at location, clear func(), err error) {
	folder := p.folder
	if folder == "" || engine == store.PostgreSQL {
		if folder, err = os.MkdirTemp("", "doors-"); err != nil {
			return at, nil, err
		}
		clear = func() { os.RemoveAll(folder) }
	} else {
		clear = func() {}
	}
	at = location{keys: filepath.Join(folder, "keys.db"), data: filepath.Join(folder, "trenza.db")}
	if engine == store.PostgreSQL {
		tell("PostgreSQL starts")
		at.data, err = storetest.Serve(settings...)
	}
	return at, clear, err
}

// location is where an installation keeps its keys and its data.
type location struct{ keys, data string }

// settings leave the server the memory that a machine of its own would give.
var settings = []string{
	"shared_buffers=1GB", "maintenance_work_mem=512MB", "work_mem=64MB", "effective_cache_size=6GB", "max_wal_size=8GB",
	"random_page_cost=1.1", "jit=off",
}

// open opens an installation, with the village's programme in use.
func open(ctx context.Context, at location, v *village) (in *installation, err error) {
	in = &installation{village: v, organisation: v.definition.Runs()}
	if in.keys, err = store.Open(ctx, at.keys, storetest.Key, store.Keys); err != nil {
		return nil, err
	}
	if in.data, err = store.Open(ctx, at.data, storetest.Key, store.Data); err != nil {
		return nil, errors.Join(err, in.keys.Close())
	}
	in.engine = reach.SQL{DB: in.data}
	if err = in.adopt(ctx); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

func (in *installation) adopt(ctx context.Context) (err error) {
	in.vault, err = seal.NewVault(seal.MasterFrom([32]byte(storetest.Key)), store.KeyShelf{DB: in.keys})
	if err != nil {
		return err
	}
	return journal.New(in.data, in.vault, nil, reach.Keeper{}).Write(ctx, in.operator(), func(tx *journal.Tx) error {
		_, err := programme.Adopt(ctx, tx, in.definition)
		return err
	})
}

// operator may read everything.
func (in *installation) operator() trenza.Actor {
	return trenza.Actor{Organisation: in.organisation, Name: "Rosa Operadora", Role: trenza.RoleOperator}
}

// Close lets go of both databases.
func (in *installation) Close() error { return errors.Join(in.data.Close(), in.keys.Close()) }

// filled reports whether everybody is there already.
func (in *installation) filled(ctx context.Context) (filled bool, err error) {
	err = in.data.Read(ctx, func(r store.Reader) error {
		last, err := journal.Position(ctx, r, in.organisation)
		filled = last > settled
		return err
	})
	return filled, err
}

// peopleAtOnce are registered in one transaction.
const peopleAtOnce = 20_000

// fill invents everybody straight into the tables.
func (in *installation) fill(ctx context.Context, t *table) error {
	filled, err := in.filled(ctx)
	if err != nil || filled {
		return err
	}
	tell("%s takes %d people in", in.data.Engine(), in.people)
	start := time.Now()
	if err := in.withoutIndexes(ctx, func() error { return in.everything(ctx) }); err != nil {
		return err
	}
	if err := in.conclude(ctx); err != nil {
		return err
	}
	t.line("rows written straight into the tables", "1", spelled(time.Since(start)), "", "", "")
	return nil
}

// everything writes all rows.
func (in *installation) everything(ctx context.Context) error {
	for from := 0; from < in.people; from += peopleAtOnce {
		to := min(from+peopleAtOnce, in.people)
		err := in.write(ctx, func(b *bulk) error { return in.register(b, from, to) })
		if err != nil {
			return err
		}
	}
	for _, rows := range []func(*bulk) error{in.ask, in.merge, in.assign, in.gather} {
		if err := in.write(ctx, rows); err != nil {
			return err
		}
	}
	return nil
}

// write writes rows in one transaction.
func (in *installation) write(ctx context.Context, rows func(*bulk) error) error {
	return in.data.Write(ctx, func(tx *store.Tx) error {
		b := newBulk(ctx, tx)
		if err := rows(b); err != nil {
			return err
		}
		return b.flush()
	})
}

// conclude moves the head of the journal behind all that was written, and has
// PostgreSQL look at its tables, as it does by itself in time.
func (in *installation) conclude(ctx context.Context) error {
	err := in.execute(ctx, `update journal_head set number = $2 where organisation = $1`, in.organisation, in.after(in.people))
	if err != nil || in.data.Engine() == store.SQLite {
		return err
	}
	return in.execute(ctx, `analyze`)
}
