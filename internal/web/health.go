package web

import (
	"context"
	"io"
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
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.w.WriteHeader(status)
	_, err := io.WriteString(v.w, text)
	return err
}
