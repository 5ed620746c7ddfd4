package web

import (
	"strconv"
	"sync"
	"time"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// waits remembers for a moment how much waits for each account to decide: every
// page shows it, and few change it. The zero value remembers nothing.
type waits struct {
	sync.Mutex
	counted map[string]waited // by account
}

type waited struct {
	many int
	at   time.Time
}

const (
	waitsLast   = time.Minute
	waitsAtMost = 1 << 12
)

// of returns what was counted for an account, if it was a moment ago.
func (w *waits) of(account string, now time.Time) (many int, known bool) {
	w.Lock()
	defer w.Unlock()
	last, known := w.counted[account]
	return last.many, known && now.Sub(last.at) < waitsLast && !now.Before(last.at)
}

// note remembers what was counted.
func (w *waits) note(account string, many int, now time.Time) {
	w.Lock()
	defer w.Unlock()
	if w.counted == nil || len(w.counted) >= waitsAtMost {
		w.counted = make(map[string]waited)
	}
	w.counted[account] = waited{many, now}
}

// forget has everybody counted anew: what one decides may be another's turn.
func (w *waits) forget() {
	w.Lock()
	defer w.Unlock()
	w.counted = nil
}

// toDecide says how much waits for her to decide, up to page.MostCounted. What
// cannot be counted now is not shown.
func (v *visit) toDecide() int {
	if !v.reaches("review.decide", access.Pair) {
		return 0
	}
	many, known := v.waits.of(v.account.ID, v.now())
	if known {
		return many
	}
	many, err := v.countToDecide()
	if err != nil {
		v.Log.Error("what waits was not counted", "number", traceOf(v.ctx()).number, "error", err)
		return 0
	}
	v.waits.note(v.account.ID, many, v.now())
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
