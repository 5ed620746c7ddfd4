// Command pages measures how long the pages of the office take among many
// people, and prints one table:
//
//	pages -people 1000000 -data FOLDER
//
// People, what they received and what is agreed with them are invented from a
// seed and written straight into the tables of an installation on encrypted
// SQLite, who they are sealed as the program does it. An installation that the
// folder holds already is measured as it is. The server is the program's own, and
// is asked over HTTP by people of several roles who are signed in, at a fixed pace
// whether it keeps up or not.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof" // for whoever asks why
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/trenza/trenza/internal/bench/town"
)

func main() {
	var asked plan
	flag.IntVar(&asked.people, "people", 1_000_000, "people of the installation")
	flag.IntVar(&asked.further, "further", 9, "facts of each of them, besides one service")
	flag.StringVar(&asked.folder, "data", "", "folder in which the installation stays, to be measured again; without one it is cleared away")
	flag.Float64Var(&asked.pace, "pace", 20, "requests a second")
	flag.IntVar(&asked.seconds, "seconds", 120, "how long they come")
	profile := flag.String("pprof", "", "address at which the Go profiler answers meanwhile")
	flag.Parse()
	if *profile != "" {
		go func() { log.Println(http.ListenAndServe(*profile, nil)) }()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := asked.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

// plan is what is measured.
type plan struct {
	people  int
	further int
	folder  string
	pace    float64
	seconds int
}

// run measures everything and prints the table.
func (p plan) run(ctx context.Context) error {
	if p.folder == "" {
		folder, err := os.MkdirTemp("", "pages-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		p.folder = folder
	}
	t := newTable(os.Stdout)
	o, err := openOffice(ctx, setting(p.people, p.further), filepath.Join(p.folder, fmt.Sprintf("%d-%d", p.people, p.further)), t)
	if err != nil {
		return err
	}
	defer o.close()
	return o.measure(ctx, p, t)
}

// measure asks the pages at the pace, after each was asked a few times alone.
func (o *office) measure(ctx context.Context, p plan, t *table) error {
	if err := o.index(ctx, t); err != nil {
		return err
	}
	peer, asks, err := o.questions(ctx)
	if err != nil {
		return err
	}
	seconds := time.Duration(p.seconds) * time.Second
	tell("%g requests a second of a page that says nothing", p.pace)
	if err := t.paced(ctx, p.pace, seconds/6, peer); err != nil {
		return err
	}
	tell("%g requests a second of %d kinds of page for %s", p.pace, len(asks), seconds)
	if err := t.paced(ctx, p.pace, seconds, asks...); err != nil {
		return err
	}
	tell("%g requests a second of figures alone for %s", p.pace, seconds/2)
	if err := t.paced(ctx, p.pace, seconds/2, figuresAlone(asks)...); err != nil {
		return err
	}
	return t.memory()
}

// tell says on the side what is going on.
func tell(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "… "+format+"\n", args...)
}

// dice are those of whoever measures.
func dice(number int) town.Dice { return town.NewDice(town.Acting, number) }
