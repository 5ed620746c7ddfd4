// Command reach measures how fast package reach counts different people, beside
// databases that hold the same rows, and prints what it took as tables:
//
//	reach -deliveries 10000000 -duckdb FOLDER
//
// People and deliveries are invented from seeds (dice.go, people.go,
// deliveries.go), so that anybody can make the same rows. Eight questions
// (questions.go) are asked of all engines by turns in one run, on one thread
// each; before that, every answer is held cell by cell against a plain count.
// PostgreSQL is started in a temporary folder; SQLite and DuckDB are asked by
// Python, in a process of their own that takes the time of each question inside
// itself. Nothing is left behind.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"

	"github.com/trenza/trenza/internal/store/storetest"
)

func main() {
	var asked plan
	flag.IntVar(&asked.deliveries, "deliveries", 10_000_000, "deliveries, to a tenth as many people")
	flag.IntVar(&asked.rounds, "rounds", 5, "how often every engine has its turn")
	flag.StringVar(&asked.modules, "duckdb", "", "folder in which Python finds duckdb")
	flag.Parse()
	runtime.GOMAXPROCS(1) // one thread, as the others have
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := asked.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "reach:", err)
		os.Exit(1)
	}
}

// plan is what is measured.
type plan struct {
	deliveries, rounds int
	modules            string
}

func (p plan) run(ctx context.Context) error {
	tell("%d deliveries are invented", p.deliveries)
	w, t := newWorld(p.deliveries), table{os.Stdout}
	engines, absent, leave, err := p.engines(ctx, w)
	defer leave()
	if err != nil {
		return err
	}
	tell("every answer is held against a plain count")
	if err := check(ctx, w, engines); err != nil {
		return err
	}
	all, err := measure(ctx, p.rounds, engines)
	if err != nil {
		return err
	}
	t.medians(all, absent)
	return nil
}

// engines starts all that can be had, and says why others cannot. leave ends
// them.
func (p plan) engines(ctx context.Context, w *world) (all []engine, absent map[string]string, leave func(), err error) {
	absent, leave = make(map[string]string), func() {}
	tell("PostgreSQL takes them in")
	server, err := startPostgres(ctx, w)
	switch {
	case errors.Is(err, storetest.ErrAbsent):
		absent["PostgreSQL"] = err.Error()
	case err != nil:
		return nil, nil, leave, err
	default:
		all = append(all, server.engines()...)
	}
	folder, err := os.MkdirTemp("", "reach-")
	if err != nil {
		return nil, nil, leave, err
	}
	leave = func() { os.RemoveAll(folder) }
	if err := w.write(folder); err != nil {
		return nil, nil, leave, err
	}
	var started []*outside
	leave = func() {
		for _, o := range started {
			o.close()
		}
		os.RemoveAll(folder)
	}
	for _, kind := range []struct{ id, title, ored string }{
		{"sqlite", "SQLite", "sum(distinct 1 << service)"}, {"duckdb", "DuckDB", "bit_or(cast(1 as bigint) << service)"},
	} {
		tell("%s takes them in", kind.title)
		o, err := startOutside(ctx, kind.id, kind.title, folder, p.modules, made(kind.ored))
		if err != nil {
			absent[kind.title] = err.Error()
			continue
		}
		started, all = append(started, o), append(all, o)
	}
	return all, absent, leave, os.Remove(folder + "/given.csv")
}

// tell says on the side what is going on.
func tell(format string, args ...any) { fmt.Fprintf(os.Stderr, "… "+format+"\n", args...) }

var _ = exec.ErrNotFound
var _ = strings.Contains
