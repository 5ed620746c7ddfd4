package main

import (
	"context"
	"time"
)

// engine is something that is asked.
type engine interface {
	name() string
	// ask answers a question, by its place among the eight, and tells how long
	// the engine itself took: on one thread, without what it takes to hand the
	// answer over to another process.
	ask(ctx context.Context, q int) (counts []int, took time.Duration, err error)
}
