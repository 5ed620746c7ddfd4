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
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
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
	if err := asked.run(ctx, table{os.Stdout}); err != nil {
		fmt.Fprintln(os.Stderr, "reach:", err)
		os.Exit(1)
	}
}

// plan is what is measured.
type plan struct {
	deliveries, rounds int
	modules            string
}

// run measures everything and prints the tables.
func (p plan) run(ctx context.Context, t table) error {
	if err := p.compare(ctx, t); err != nil {
		return err
	}
	return growth(ctx, t, p.deliveries, p.rounds)
}

// compare prints what all engines took, and what is asked of the index.
func (p plan) compare(ctx context.Context, t table) error {
	tell("%d deliveries are invented", p.deliveries)
	w := newWorld(p.deliveries)
	others, err := p.start(ctx, w)
	defer others.close()
	if err != nil {
		return err
	}
	tell("the index takes them in")
	x, err := newIndex(w)
	if err != nil {
		return err
	}
	engines := append(x.engines(), others.engines...)
	tell("every answer is held against a plain count")
	if err := check(ctx, w, engines); err != nil {
		return err
	}
	all, err := measure(ctx, p.rounds, engines)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%d deliveries to %d people. Each answer is that of a plain count, in every cell.\n\n", p.deliveries, len(w.people))
	t.medians(all, others.absent)
	tell("things happen")
	c, err := change(ctx, w, x)
	if err != nil {
		return err
	}
	t.bars(append(append(speed(all), weight(x, c)...), others.cold...))
	return nil
}

// tell says on the side what is going on.
func tell(format string, args ...any) { fmt.Fprintf(os.Stderr, "… "+format+"\n", args...) }
