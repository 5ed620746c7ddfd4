package main

import (
	"fmt"
	"time"
)

// stages shows how far each stage of a comparison has come, how fast, and how
// long it will take, on one line that is overwritten. Whatever is not a screen is
// spared it.
type stages struct {
	s            *session
	stage        string
	began, shown time.Time
}

func newStages(s *session) *stages { return &stages{s: s} }

// showEvery is how often the line changes at most.
const showEvery = 100 * time.Millisecond

func (p *stages) show(stage string, done, of int) {
	now := time.Now()
	if !p.s.screen() || stage == p.stage && now.Sub(p.shown) < showEvery {
		return
	}
	if stage != p.stage {
		p.stage, p.began = stage, now
	}
	p.shown = now
	rate := float64(done) / max(now.Sub(p.began).Seconds(), 0.001)
	key, left := "match.progress", time.Duration(float64(max(of-done, 0))/max(rate, 1))*time.Second
	if of == 0 || done == 0 {
		key = "match.progress_rows"
	}
	fmt.Fprintf(p.s.err, "\r\033[K%s", p.s.words.Text(key, p.s.words.Text("match.stage."+stage), done, int(rate), of, inWords(left)))
}

// loading shows how many people of a register are in memory.
type loading struct{ stages }

func newLoading(s *session) *loading { return &loading{stages{s: s}} }

func (l *loading) show(done, of int) {
	l.stages.show("register", done, of)
	if done == of {
		l.s.clearProgress()
	}
}
