//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// A file that reaches the size which the machine allows is an error like a full
// disk, and is said; without this it would end the program on the spot.
func init() { signal.Ignore(syscall.SIGXFSZ) }
