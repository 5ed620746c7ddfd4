// Command doors measures what the doors cost among many people: one decision,
// and every list that is narrowed to what somebody may see. It prints one table:
//
//	doors -people 1000000
//
// The people, what they received and who accompanies them are invented from a
// seed and written straight into the tables of a fresh installation, once into
// encrypted SQLite and once into a PostgreSQL that ends with the program.
// Nothing is left behind, unless a folder is named to keep the installation in.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/trenza/trenza/internal/store"
)

func main() {
	var asked plan
	flag.IntVar(&asked.people, "people", 1_000_000, "people of the installation")
	flag.StringVar(&asked.only, "only", "", "one engine: sqlite or postgresql")
	flag.StringVar(&asked.folder, "keep", "", "folder in which the installation on SQLite stays, to be measured again")
	flag.BoolVar(&asked.plans, "plans", false, "say how the engine goes about each question, instead of measuring it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := asked.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "doors:", err)
		os.Exit(1)
	}
}

// plan is what is measured.
type plan struct {
	people int
	only   string
	folder string
	plans  bool
}

// run measures everything and prints the table, a row as soon as it is known.
func (p plan) run(ctx context.Context) error {
	v, err := newVillage(p.people)
	if err != nil {
		return err
	}
	t := newTable(os.Stdout)
	if err := decisions(t, v); err != nil {
		return err
	}
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		if p.only != "" && p.only != string(engine) {
			continue
		}
		if err := p.measure(ctx, t, v, engine); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return t.memory()
}

// measure fills an installation on one engine and asks it everything.
func (p plan) measure(ctx context.Context, t *table, v *village, engine store.Engine) error {
	place, clear, err := p.place(engine)
	if err != nil {
		return err
	}
	defer clear()
	in, err := open(ctx, place, v)
	if err != nil {
		return err
	}
	defer in.Close()
	t.engine, in.plans = string(engine), p.plans
	if err := in.fill(ctx, t); err != nil {
		return err
	}
	for _, part := range []func(context.Context, *table) error{in.measureScopes, in.measurePeople, in.measureReviews, in.measureRows, in.measureFigures} {
		if err := part(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// tell says on the side what is going on.
func tell(format string, args ...any) { fmt.Fprintf(os.Stderr, "… "+format+"\n", args...) }
