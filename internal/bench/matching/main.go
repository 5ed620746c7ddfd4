// Command matching measures how well and how fast package match knows people
// again, and prints one table with what is asked of it beside what it did:
//
//	matching -people 1000000 -data FOLDER
//
// Quality is measured on the labelled sets FEBRL 4 and fake_1000, where the
// folder has them, and on a register of package families. Batches run in a
// process of their own each, so that their memory is theirs alone. Questions
// are asked of the index and, in the same loop, of PostgreSQL with pg_trgm on
// the same people, where PostgreSQL is installed. Nothing is left behind.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	var asked plan
	flag.IntVar(&asked.people, "people", 1_000_000, "people of the index, and records of the largest batch")
	flag.StringVar(&asked.data, "data", "", "folder of the labelled sets")
	flag.StringVar(&asked.only, "only", "", "one part of it: quality, batches or questions")
	batch := flag.Int("batch", 0, "find repeats among so many records, print what it took, and end")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	run := func() error { return asked.run(ctx) }
	if *batch > 0 {
		run = func() error { return measureBatch(ctx, *batch) }
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "matching:", err)
		os.Exit(1)
	}
}

// seed begins every set of people; another one gives the same picture.
const seed = 2024

// plan is what is measured.
type plan struct {
	people int
	data   string
	only   string
}

// run measures everything and prints the table, a row as soon as it is known.
func (p plan) run(ctx context.Context) error {
	parts := []struct {
		name    string
		measure func(context.Context, *table) error
	}{{"quality", p.quality}, {"batches", p.batches}, {"questions", p.questions}}
	t := newTable(os.Stdout)
	for _, part := range parts {
		if p.only != "" && p.only != part.name {
			continue
		}
		if err := part.measure(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// tell says on the side what is going on.
func tell(format string, args ...any) { fmt.Fprintf(os.Stderr, "… "+format+"\n", args...) }
