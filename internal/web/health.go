package web

import (
	"context"
	"net/http"
	"time"
)

// live says that the process runs.
func (v *visit) live() error { return v.plain(http.StatusOK, "ok\n") }

// ready says whether requests can be answered: which of the checks failed is in
// the log, and only there.
func (v *visit) ready() error {
	ctx, cancel := context.WithTimeout(v.ctx(), 5*time.Second)
	defer cancel()
	for name, check := range v.Checks {
		if err := check(ctx); err != nil {
			v.Log.Error("not ready", "check", name, "error", err)
			return v.plain(http.StatusServiceUnavailable, "not ready\n")
		}
	}
	return v.plain(http.StatusOK, "ready\n")
}

func (v *visit) plain(status int, text string) error {
	send(v.w, v.r, status, "text/plain; charset=utf-8", []byte(text))
	return nil
}
