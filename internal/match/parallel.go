package match

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// processors is how many goroutines compare at once.
func processors() int { return runtime.GOMAXPROCS(0) }

// each calls do for 0 to n-1 on all processors, in no order.
func each(n int, do func(i int)) {
	var wait sync.WaitGroup
	var next atomic.Int64
	for range min(n, processors()) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}

// spread calls do for the stretches that 0 to n-1 are cut into, on all
// processors, in no order.
func spread(n int, do func(first, last int)) {
	stretch := n/(8*processors()) + 1
	each((n+stretch-1)/stretch, func(i int) { do(i*stretch, min(n, (i+1)*stretch)) })
}
