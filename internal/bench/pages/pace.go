package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// answered is what one kind of question took, from the moment at which it was due
// to the last byte of the answer.
type answered struct {
	question
	took  []time.Duration
	bytes int
}

// pace asks questions by turns, so many a second, whether those before are answered
// or not: a server that falls behind is not spared.
func pace(ctx context.Context, perSecond float64, lasts time.Duration, asks ...question) ([]answered, error) {
	all := make([]answered, len(asks))
	for i, q := range asks {
		all[i].question = q
	}
	var lock sync.Mutex
	var under sync.WaitGroup
	var failed error
	gap, began := time.Duration(float64(time.Second)/perSecond), time.Now()
	count := max(int(lasts/gap), len(asks))
	for number := range count {
		due := began.Add(time.Duration(number) * gap)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Until(due)):
		}
		a := &all[turn(number, len(asks))]
		under.Go(func() {
			p, err := a.ask(ctx, warmed+number/len(asks))
			took := time.Since(due)
			if err == nil && p.status != http.StatusOK {
				err = fmt.Errorf("%s, %s: %d", a.route, a.role, p.status)
			}
			lock.Lock()
			defer lock.Unlock()
			a.took, a.bytes = append(a.took, took), a.bytes+p.size
			if failed == nil {
				failed = err
			}
		})
	}
	under.Wait()
	return all, failed
}

// turn is whose turn it is: each once in a round, every round in another order.
func turn(number, among int) int { return dice(number / among).Perm(among)[number%among] }
