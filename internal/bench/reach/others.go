package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/trenza/trenza/internal/store/storetest"
)

// others are the databases that are asked beside the index.
type others struct {
	engines []engine
	absent  map[string]string // why one is not to be had, by its name
	cold    []bar             // what it takes to start from an installation on either engine

	folder  string
	outside []*outside
}

// The titles of engines that bars speak of.
const (
	inMemory        = "index in memory"
	withoutLinks    = "· without links"
	madePostgres    = "PostgreSQL, a table made for it"
	normalPostgres  = "PostgreSQL, normalized tables"
	titleSQLite     = "SQLite"
	titleDuckDB     = "DuckDB"
	titlePostgreSQL = "PostgreSQL"
)

// start starts all that can be had, and says why others cannot. What it returns
// has to be closed, whatever went wrong.
func (p plan) start(ctx context.Context, w *world) (*others, error) {
	o := &others{absent: make(map[string]string)}
	if err := o.startPostgres(ctx, w); err != nil {
		return o, err
	}
	tell("an installation on SQLite is filled")
	took, err := coldSQLite(ctx, w)
	if err != nil {
		return o, err
	}
	o.cold = append(o.cold, bar{what: "cold start from encrypted SQLite, seconds", figure: took.Seconds()})
	return o, o.startOutside(ctx, w, p.modules)
}

func (o *others) startPostgres(ctx context.Context, w *world) error {
	server, err := servePostgres(ctx)
	if errors.Is(err, storetest.ErrAbsent) {
		o.absent[titlePostgreSQL] = err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	tell("an installation on PostgreSQL is filled")
	took, err := server.coldStart(ctx, w)
	if err != nil {
		return err
	}
	o.cold = append(o.cold, bar{what: "cold start from PostgreSQL, seconds", figure: took.Seconds()})
	tell("PostgreSQL takes the deliveries in")
	if err := server.load(ctx, w); err != nil {
		return err
	}
	o.engines = append(o.engines, server.engines()...)
	return nil
}

// startOutside writes the deliveries down and has Python read them.
func (o *others) startOutside(ctx context.Context, w *world, modules string) (err error) {
	if o.folder, err = os.MkdirTemp("", "reach-"); err != nil {
		return err
	}
	if err := w.write(o.folder); err != nil {
		return err
	}
	for _, kind := range []struct{ id, title, ored string }{
		{"sqlite", titleSQLite, "sum(distinct 1 << service)"}, {"duckdb", titleDuckDB, "bit_or(cast(1 as bigint) << service)"},
	} {
		tell("%s takes the deliveries in", kind.title)
		one, err := startOutside(ctx, kind.id, kind.title, o.folder, modules, made(kind.ored))
		if err != nil {
			o.absent[kind.title] = err.Error()
			continue
		}
		o.outside, o.engines = append(o.outside, one), append(o.engines, one)
	}
	return os.Remove(filepath.Join(o.folder, "given.csv"))
}

// close ends what runs outside and clears everything away.
func (o *others) close() {
	for _, one := range o.outside {
		one.close()
	}
	if o.folder != "" {
		os.RemoveAll(o.folder)
	}
}
