package web

import (
	"sync"

	"github.com/trenza/trenza"
)

// listed remembers of whom it is on record today that a list showed something
// sensitive to somebody: a page that she opens ten times a day is one reading. It
// holds so many at most, and begins anew when they are more.
type listed struct {
	sync.Mutex
	day   trenza.Day
	known map[[3]string]bool
}

const listedAtMost = 1 << 14

// before reports whether it is on record already.
func (l *listed) before(today trenza.Day, reader, field, root string) bool {
	l.Lock()
	defer l.Unlock()
	return l.day == today && l.known[[3]string{reader, field, root}]
}

// note notes what has been put on record.
func (l *listed) note(today trenza.Day, reader, field string, roots ...string) {
	l.Lock()
	defer l.Unlock()
	if l.day != today || len(l.known) > listedAtMost {
		l.day, l.known = today, make(map[[3]string]bool)
	}
	for _, root := range roots {
		l.known[[3]string{reader, field, root}] = true
	}
}
