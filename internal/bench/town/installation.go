package town

import (
	"context"
	"errors"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// Installation is one of the town's, on one engine.
type Installation struct {
	Organisation string
	Keys, Data   *store.DB
	Vault        *seal.Vault
	Progress     func(what string, args ...any) // is told how far it is filled; may be nil

	town    *Town
	loading *seal.Vault // makes the keys of everybody, and asks the key store for none of them
}

// Location is where an installation keeps its keys and its data.
type Location struct{ Keys, Data string }

// Open opens an installation, with the town's programme in use.
func Open(ctx context.Context, at Location, t *Town) (in *Installation, err error) {
	in = &Installation{town: t, Organisation: t.Definition.Runs()}
	if in.Keys, err = store.Open(ctx, at.Keys, storetest.Key, store.Keys); err != nil {
		return nil, err
	}
	if in.Data, err = store.Open(ctx, at.Data, storetest.Key, store.Data); err != nil {
		return nil, errors.Join(err, in.Keys.Close())
	}
	if err = in.adopt(ctx); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

func (in *Installation) adopt(ctx context.Context) (err error) {
	master, shelf := seal.MasterFrom([32]byte(storetest.Key)), store.KeyShelf{DB: in.Keys}
	if in.Vault, err = seal.NewVault(master, shelf); err != nil {
		return err
	}
	if in.loading, err = seal.NewVault(master, newcomers{shelf}); err != nil {
		return err
	}
	if filled, err := in.Filled(ctx); err != nil || filled {
		return err
	}
	opened := func() time.Time { return in.town.Definition.Starts.Time() } // before anybody came
	return journal.New(in.Data, in.Vault, opened, reach.Keeper{}).Write(ctx, in.Operator(), func(tx *journal.Tx) error {
		_, err := programme.Adopt(ctx, tx, in.town.Definition)
		return err
	})
}

// Operator may read everything.
func (in *Installation) Operator() trenza.Actor {
	return trenza.Actor{Organisation: in.Organisation, Name: "Rosa Operadora", Role: trenza.RoleOperator}
}

// Close lets go of both databases.
func (in *Installation) Close() error { return errors.Join(in.Data.Close(), in.Keys.Close()) }

// Filled reports whether everybody is there already.
func (in *Installation) Filled(ctx context.Context) (filled bool, err error) {
	err = in.Data.Read(ctx, func(r store.Reader) error {
		last, err := journal.Position(ctx, r, in.Organisation)
		filled = last > settled
		return err
	})
	return filled, err
}

func (in *Installation) tell(what string, args ...any) {
	if in.Progress != nil {
		in.Progress(what, args...)
	}
}
