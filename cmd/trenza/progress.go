package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/trenza/trenza/internal/exchange"
)

// progress shows how far a file has come, how fast, and how long it will take,
// on one line that is overwritten. Whatever is not a screen is spared it.
type progress struct {
	s     *session
	file  string
	began time.Time
}

func newProgress(s *session) *progress { return &progress{s: s} }

func (p *progress) show(done exchange.Done) {
	if !p.s.screen() {
		return
	}
	if done.File != p.file {
		p.file, p.began = done.File, time.Now()
	}
	rate := float64(done.Rows) / max(time.Since(p.began).Seconds(), 0.001)
	left := time.Duration(float64(max(done.Total-done.Rows, 0))/max(rate, 1)) * time.Second
	fmt.Fprintf(p.s.err, "\r\033[K%s", p.s.words.Text("cli.progress",
		filepath.Base(done.File), done.Rows, max(done.Total, done.Rows), int(rate), inWords(left)))
}

// inWords writes a time to wait as people say it, "2 min 05 s".
func inWords(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d s", int(d.Seconds()))
	}
	return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
}

// clearProgress makes room for what is said next.
func (s *session) clearProgress() {
	if s.screen() {
		fmt.Fprint(s.err, "\r\033[K")
	}
}

// screen reports whether messages go to a terminal.
func (s *session) screen() bool {
	file, ok := s.err.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
