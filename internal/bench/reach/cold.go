package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/trenza/trenza/internal/reach/live"
)

// coldStart fills an installation on a location and returns how long it takes
// until the index of its deliveries is in memory.
func coldStart(ctx context.Context, location string, w *world) (time.Duration, error) {
	db, err := open(ctx, location, w)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	e := live.New(db)
	defer e.Close()
	start := time.Now()
	err = e.Warm(ctx, organisation, programme)
	return time.Since(start), err
}

// coldSQLite starts from an encrypted file, which is cleared away.
func coldSQLite(ctx context.Context, w *world) (time.Duration, error) {
	folder, err := os.MkdirTemp("", "reach-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	return coldStart(ctx, filepath.Join(folder, "trenza.db"), w)
}

// coldStart starts from a database of the server's, which is dropped.
func (p *postgres) coldStart(ctx context.Context, w *world) (took time.Duration, err error) {
	if err := p.execute(ctx, "create database cold"); err != nil {
		return 0, err
	}
	location, err := url.Parse(p.location)
	if err != nil {
		return 0, err
	}
	location.Path = "/cold"
	if took, err = coldStart(ctx, location.String(), w); err != nil {
		return 0, fmt.Errorf("PostgreSQL: %w", err)
	}
	return took, p.execute(ctx, "drop database cold")
}
