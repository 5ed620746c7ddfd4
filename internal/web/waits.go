package web

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// waits remembers for a moment what waits for each account to decide: every page
// shows how much, and few change it. To know it may take a look at very many pairs.
// The zero value remembers nothing.
type waits struct {
	sync.Mutex
	counted map[waitsOf]waited
}

// waitsOf is who is remembered, and by which roles of hers; and of which source
// what waits, "" for how much does in all.
type waitsOf struct{ account, reach, source string }

type waited struct {
	many      int
	decisions agenda.Waiting
	at        time.Time
}

const (
	waitsLast   = time.Minute
	waitsAtMost = 1 << 12
)

// of returns what was found, if it was a moment ago. When it is older, whoever asks
// first is to look again, and others go on with what was found until she has: or
// all of her pages would look at those very many pairs at once.
func (w *waits) of(whose waitsOf, now time.Time) (last waited, known bool) {
	w.Lock()
	defer w.Unlock()
	last, known = w.counted[whose]
	if known && (now.Sub(last.at) >= waitsLast || now.Before(last.at)) {
		again := last
		again.at = now
		w.counted[whose] = again
		known = false
	}
	return last, known
}

// note remembers what was found.
func (w *waits) note(whose waitsOf, found waited) {
	w.Lock()
	defer w.Unlock()
	if w.counted == nil || len(w.counted) >= waitsAtMost {
		w.counted = make(map[waitsOf]waited)
	}
	w.counted[whose] = found
}

// forget has everybody counted anew: what one decides may be another's turn.
func (w *waits) forget() {
	w.Lock()
	defer w.Unlock()
	w.counted = nil
}

// waitsOf names what waits for her of a source.
func (v *visit) waitsOf(source string) waitsOf {
	return waitsOf{v.account.ID, reachOf(v.actor), source}
}

// remembered is a source of decisions, what waits of which is remembered for a
// moment.
type remembered struct {
	agenda.Source
	visit *visit
	name  string
}

// Waits implements agenda.Source.
func (s remembered) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	whose := s.visit.waitsOf(s.name)
	if last, known := s.visit.waits.of(whose, s.visit.now()); known {
		return last.decisions, nil
	}
	w, err := s.Source.Waits(ctx, ask)
	if err == nil {
		s.visit.waits.note(whose, waited{decisions: w, at: s.visit.now()})
	}
	return w, err
}

// toDecide says how much waits for her to decide, up to page.MostCounted. What
// cannot be counted now is not shown.
func (v *visit) toDecide() int {
	if !v.reaches("review.decide", access.Pair) {
		return 0
	}
	whose := v.waitsOf("")
	if last, known := v.waits.of(whose, v.now()); known {
		return last.many
	}
	many, err := v.countToDecide()
	if err != nil {
		v.Log.Error("what waits was not counted", "number", traceOf(v.ctx()).number, "error", err)
		return 0
	}
	v.waits.note(whose, waited{many: many, at: v.now()})
	return many
}

// countToDecide counts the pairs of which she has the next word, and the rows of
// lists that wait.
func (v *visit) countToDecide() (many int, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		pairs, err := registry.Mine.Count(v.ctx(), r, v.Vault, v.scope, page.MostCounted)
		if many = pairs; err != nil || many == page.MostCounted {
			return err
		}
		rows, _, err := pathway.HeldPage(v.ctx(), r, v.Vault, v.scope, 0, page.MostCounted-many)
		many += len(rows)
		return err
	})
	return many, err
}

// waitingText says how much waits for her, "" when nothing does.
func (v *visit) waitingText() string {
	switch many := v.toDecide(); many {
	case 0:
		return ""
	case page.MostCounted:
		return strconv.Itoa(many-1) + "+"
	default:
		return strconv.Itoa(many)
	}
}
