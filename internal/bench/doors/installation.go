package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// village is who is invented: three services for each, and no names.
type village struct{ *town.Town }

const servicesEach = 3

func newVillage(people int) (*village, error) {
	t, err := town.New(town.Setting{People: people, Each: servicesEach})
	return &village{t}, err
}

// installation is one of the village's, on one engine.
type installation struct {
	*village
	*town.Installation
	engine reach.SQL
	plans  bool // say how the engine goes about each question, and measure nothing
}

// place says where the database and the keys of an installation are, and clears
// both away.
func (p plan) place(engine store.Engine) (at town.Location, clear func(), err error) {
	folder := p.folder
	if folder == "" || engine == store.PostgreSQL {
		if folder, err = os.MkdirTemp("", "doors-"); err != nil {
			return at, nil, err
		}
		clear = func() { os.RemoveAll(folder) }
	} else {
		clear = func() {}
	}
	at = town.Location{Keys: filepath.Join(folder, "keys.db"), Data: filepath.Join(folder, "trenza.db")}
	if engine == store.PostgreSQL {
		tell("PostgreSQL starts")
		at.Data, err = storetest.Serve(settings...)
	}
	return at, clear, err
}

// settings leave the server the memory that a machine of its own would give.
var settings = []string{
	"shared_buffers=1GB", "maintenance_work_mem=512MB", "work_mem=64MB", "effective_cache_size=6GB", "max_wal_size=8GB",
	"random_page_cost=1.1", "jit=off",
}

// open opens an installation, with the village's programme in use.
func open(ctx context.Context, at town.Location, v *village) (*installation, error) {
	in, err := town.Open(ctx, at, v.Town)
	if err != nil {
		return nil, err
	}
	in.Progress = tell
	return &installation{village: v, Installation: in, engine: reach.SQL{DB: in.Data}}, nil
}

// fill invents everybody straight into the tables.
func (in *installation) fill(ctx context.Context, t *table) error {
	filled, err := in.Filled(ctx)
	if err != nil || filled {
		return err
	}
	tell("%s takes %d people in", in.Data.Engine(), in.People)
	start := time.Now()
	if err := in.Fill(ctx); err != nil {
		return err
	}
	t.line("rows written straight into the tables", "1", spelled(time.Since(start)), "", "", "")
	return nil
}
