package web

import (
	"testing"
	"time"
)

// What was found is good for a minute. Then one looks again, and others go on with
// what was found; after a decision everybody looks.
func TestOneLooksAgainForAll(t *testing.T) {
	var w waits
	her, start := waitsOf{account: "luz"}, time.Date(2020, 3, 2, 9, 0, 0, 0, time.UTC)
	ask := func(after time.Duration, wantMany int, wantKnown bool) {
		t.Helper()
		if last, known := w.of(her, start.Add(after)); known != wantKnown || known && last.many != wantMany {
			t.Errorf("after %s: %d, known %v", after, last.many, known)
		}
	}
	ask(0, 0, false)
	w.note(her, waited{many: 3, at: start})
	ask(59*time.Second, 3, true)
	ask(time.Minute, 0, false)
	ask(time.Minute, 3, true)
	ask(61*time.Second, 3, true)
	w.note(her, waited{many: 4, at: start.Add(61 * time.Second)})
	ask(62*time.Second, 4, true)
	ask(-time.Hour, 0, false) // a clock that was put right
	w.forget()
	ask(63*time.Second, 0, false)
}
