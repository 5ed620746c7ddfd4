// Package memory tells the benchmarks what they hold.
package memory

import "runtime"

// Heap is how many bytes are held after collecting what is not.
func Heap() int64 {
	runtime.GC()
	runtime.GC() // what the first one only marked as free to finalise
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
