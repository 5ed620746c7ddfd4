// Package process tells the benchmarks what they themselves take.
package process

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Heap is how many bytes are held after collecting what is not.
func Heap() int64 {
	runtime.GC()
	runtime.GC() // what the first one only marked as free to finalise
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// Worked is for how long the cores have worked for this process, as far as the
// system tells, in hundredths of a second.
func Worked() (all time.Duration) {
	line, _ := os.ReadFile("/proc/self/stat")
	_, rest, _ := strings.Cut(string(line), ") ")
	for i, field := range strings.Fields(rest) {
		if ticks, err := strconv.Atoi(field); err == nil && (i == 11 || i == 12) { // on its own behalf, and in the kernel
			all += time.Duration(ticks) * 10 * time.Millisecond
		}
	}
	return all
}
