package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	counting "github.com/trenza/trenza/internal/reach/live"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
)

// office is an installation of the town's with its pages.
type office struct {
	*town.Town
	in       *town.Installation
	began    time.Time // of this run, by the machine's clock
	register *live.Register
	engine   *counting.Engine
	desk     *staff.Desk
	web      *web.Server
	server   *httptest.Server
}

// setting is a town of so many people with as many services: two of five are
// given to somebody who came back, so that some came often and some received
// nothing yet. Figures count further services of everybody beside them.
func setting(people, further int) town.Setting {
	return town.Setting{People: people, Each: 1, Further: further, Back: 40, Named: true}
}

// openOffice opens the installation of a folder, fills it when it is empty, and
// starts its server.
func openOffice(ctx context.Context, of town.Setting, folder string, t *table) (o *office, err error) {
	village, err := town.New(of)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	o = &office{Town: village, began: time.Now()}
	o.in, err = town.Open(ctx, town.Location{Keys: filepath.Join(folder, "keys.db"), Data: filepath.Join(folder, "trenza.db")}, village)
	if err != nil {
		return nil, err
	}
	o.in.Progress = tell
	if err := o.fill(ctx, t); err != nil {
		return nil, errors.Join(err, o.in.Close())
	}
	if err := o.serve(); err != nil {
		return nil, errors.Join(err, o.in.Close())
	}
	return o, nil
}

// fill hires the staff and invents everybody, unless they are there.
func (o *office) fill(ctx context.Context, t *table) error {
	filled, err := o.in.Filled(ctx)
	if err != nil || filled {
		return err
	}
	tell("%d people come in", o.People)
	start := time.Now()
	o.desk = &staff.Desk{
		Data: o.in.Data, Vault: o.in.Vault, Limits: staff.NewLimits(), Cost: cheap,
		Now: o.Definition.Starts.Time, Journal: journal.New(o.in.Data, o.in.Vault, o.Definition.Starts.Time, reach.Keeper{}),
	}
	hired, err := o.hire(ctx)
	if err != nil {
		return err
	}
	o.Accounts = []string{hired[caseWorker.login]}
	if err := o.in.Fill(ctx, o.plans(hired), o.follow); err != nil {
		return err
	}
	t.note("seconds to write all rows, everybody sealed", "%.0f", time.Since(start).Seconds())
	return nil
}

// now is the day after everybody was registered, at ten in the morning in Lima,
// and as much later as this run is old: another run sees the same day.
func (o *office) now() time.Time {
	return o.Today().Time().Add(15*time.Hour + time.Since(o.began))
}

// serve starts the server, as the program does.
func (o *office) serve() error {
	o.register, o.engine = live.NewRegister(o.in.Vault), counting.New(o.in.Data)
	j := journal.New(o.in.Data, o.in.Vault, o.now, reach.Keeper{}, o.register)
	j.KeepCheckpoints(store.KeyShelf{DB: o.in.Keys})
	o.server = httptest.NewUnstartedServer(nil)
	origin := "http://" + o.server.Listener.Addr().String()
	o.desk = &staff.Desk{
		Data: o.in.Data, Vault: o.in.Vault, Limits: staff.NewLimits(), Cost: cheap, Now: o.now, Journal: j, Origin: origin,
	}
	var err error
	o.web, err = web.New(web.Config{
		Desk: o.desk, Data: o.in.Data, Journal: j, Vault: o.in.Vault, Origin: origin,
		Finder: o.register, Intake: pathway.Intake{Registry: registry.New(o.register)}, Engine: o.engine,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		return err
	}
	o.server.Config.Handler = o.web.Handler()
	o.server.Start()
	return nil
}

// close ends the server and lets go of the installation.
func (o *office) close() error {
	http.DefaultClient.CloseIdleConnections()
	o.server.Close()
	o.web.Wait()
	o.desk.Wait()
	o.engine.Close()
	return o.in.Close()
}

// index has everybody read into memory, as the first who searches does, and prints
// how long that takes.
func (o *office) index(ctx context.Context, t *table) error {
	tell("the index takes everybody in")
	start := time.Now()
	err := o.in.Data.Read(ctx, func(r store.Reader) error {
		_, err := o.register.Candidates(ctx, r, o.in.Organisation, &registry.Person{})
		return err
	})
	if err != nil {
		return err
	}
	t.note("seconds to build the index of everybody, at the first search", "%.1f", time.Since(start).Seconds())
	tell("the index of figures takes every service in")
	start = time.Now()
	err = o.engine.Warm(ctx, o.in.Organisation, o.Definition.ID)
	t.note("seconds to build the index of figures", "%.1f", time.Since(start).Seconds())
	return err
}
