package matrix

import (
	"testing"
	"time"

	"github.com/trenza/trenza/internal/store/storetest"
)

func TestMatrix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		start := time.Now()
		w := newWorld(t, location)
		t.Log(time.Since(start), len(w.players), len(w.people), len(w.attentions))
	})
}
