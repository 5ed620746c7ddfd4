package town

import (
	"context"
	"errors"
	"runtime"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/store"
)

// Fill invents everybody straight into the tables of an installation that nobody
// is in, and whatever more adds to them.
func (in *Installation) Fill(ctx context.Context, more ...func(context.Context, Rows) error) error {
	filled, err := in.Filled(ctx)
	if err != nil || filled {
		return err
	}
	err = in.withoutIndexes(ctx, func() error {
		if err := in.everybody(ctx); err != nil {
			return err
		}
		for _, rows := range append([]func(context.Context, Rows) error{in.ask, in.merge, in.assign, in.gather}, more...) {
			if err := in.write(ctx, rows); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return in.conclude(ctx)
}

// peopleAtOnce are registered in one transaction.
const peopleAtOnce = 10_000

// portion is a part of everybody, whose rows are being made.
type portion struct {
	from, to int
	names    []families.Person // of each, when they have names
	made     chan error
	rows     Rows
}

// everybody writes all people: the rows of some portions are made, and who they
// are sealed, while those of one before them are written.
func (in *Installation) everybody(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	portions, ended := make(chan *portion, runtime.GOMAXPROCS(0)), make(chan error, 1)
	go func() {
		defer close(portions)
		ended <- in.portions(ctx, func(p *portion) error {
			go func() { p.made <- in.register(ctx, p) }()
			select {
			case portions <- p:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for p := range portions {
		if err := <-p.made; err != nil {
			return err
		}
		if err := in.writeRows(ctx, p.rows); err != nil {
			return err
		}
		if p.to%(10*peopleAtOnce) == 0 {
			in.tell("%d of %d people are in", p.to, in.town.People)
		}
	}
	return <-ended
}

// portions calls each for every part of everybody, in order.
func (in *Installation) portions(ctx context.Context, each func(*portion) error) error {
	p := &portion{made: make(chan error, 1)}
	add := func(person families.Person) error {
		if in.town.Named {
			p.names = append(p.names, person)
		}
		if p.to++; p.to-p.from < peopleAtOnce && p.to < in.town.People {
			return nil
		}
		err := each(p)
		p = &portion{from: p.to, to: p.to, made: make(chan error, 1)}
		return errors.Join(err, ctx.Err())
	}
	if in.town.Named {
		return families.Generate(Seed, in.town.People, add)
	}
	for range in.town.People {
		if err := add(families.Person{}); err != nil {
			return err
		}
	}
	return nil
}

// write writes rows in one transaction.
func (in *Installation) write(ctx context.Context, make func(context.Context, Rows) error) error {
	rows := Rows{}
	if err := make(ctx, rows); err != nil {
		return err
	}
	return in.writeRows(ctx, rows)
}

func (in *Installation) writeRows(ctx context.Context, rows Rows) error {
	return in.Data.WriteThen(ctx, func(tx *store.Tx) error { return rows.write(ctx, tx) },
		func() error { return in.loading.Flush(ctx) }) // keys first
}

// conclude moves the head of the journal behind all that was written, from where
// checkpoints may begin, and has PostgreSQL look at its tables, as it does by
// itself in time.
func (in *Installation) conclude(ctx context.Context) error {
	err := in.execute(ctx, `update journal_head set number = $2, hash = '', before = 0 where organisation = $1`, in.Organisation, in.town.last())
	if err != nil || in.Data.Engine() == store.SQLite {
		return err
	}
	return in.execute(ctx, `analyze`)
}
