package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// show answers with a page, drawn to its end before the first byte leaves.
func (v *visit) show(status int, content templ.Component) error {
	var drawn bytes.Buffer
	if err := content.Render(v.ctx(), &drawn); err != nil {
		return err
	}
	send(v.w, v.r, status, "text/html; charset=utf-8", drawn.Bytes())
	return nil
}

// script is an answer to a module of ours.
type script struct {
	Go      string          `json:"go,omitempty"`      // where to go now
	Options json.RawMessage `json:"options,omitempty"` // what the passkey is asked
	Problem string          `json:"problem,omitempty"` // a sentence
}

func (v *visit) json(status int, answer script) error {
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	send(v.w, v.r, status, "application/json", text)
	return nil
}

// wantsJSON reports whether a module of ours asks.
func (v *visit) wantsJSON() bool { return v.r.Header.Get("Accept") == "application/json" }

// fail answers with what went wrong.
func (v *visit) fail(err error) {
	status := statusOf(err)
	if trenza.KindOf(err) == trenza.Internal {
		v.Log.Error("request failed", "number", traceOf(v.ctx()).number, "route", v.route.Name, "error", err)
	}
	if hidden(err) {
		status = http.StatusNotFound // whether it is there is not said
	}
	if status == http.StatusTooManyRequests {
		v.w.Header().Set("Retry-After", "60")
	}
	if sayErr := v.say(status, err); sayErr != nil {
		v.Log.Error("answer failed", "number", traceOf(v.ctx()).number, "error", sayErr)
		v.w.WriteHeader(status) // an answer without a page is no success
	}
}

// hidden reports whether a refusal comes from access: then the actor is not to
// know whether there was anything to refuse. What a room refuses is of something
// that she may know of.
func hidden(err error) bool {
	problem, is := errors.AsType[*trenza.Problem](err)
	return is && problem.Kind == trenza.Forbidden && strings.HasPrefix(problem.Key, "access.")
}

// say draws what went wrong for whoever asked.
func (v *visit) say(status int, err error) error {
	sentence := v.sentence(status, err)
	if v.wantsJSON() {
		return v.json(status, script{Problem: sentence})
	}
	view := v.view()
	switch status {
	case http.StatusNotFound:
		view.Path = "/" // one page for everything that is not there
		for i := range view.Rooms {
			view.Rooms[i].Here = false
		}
		return v.show(status, page.NotFound(view))
	case http.StatusForbidden:
		return v.show(status, page.NotAllowed(view, sentence))
	case http.StatusInternalServerError:
		return v.show(status, page.Broken(view, v.broken()))
	}
	return v.show(status, page.Problem(view, sentence))
}

// broken is a fault of ours: what was typed is kept for when she tries again.
func (v *visit) broken() page.BrokenShow {
	return page.BrokenShow{
		Number: traceOf(v.ctx()).number, Again: v.here(), Kept: changes(v.r) && v.keepTyped(),
	}
}

// sentence is what went wrong in words; of what is ours to mend only that it is.
func (v *visit) sentence(status int, err error) string {
	switch status {
	case http.StatusInternalServerError:
		return v.words.Text("web.problem.ours")
	case http.StatusNotFound:
		return v.words.Text("web.problem.not_found")
	}
	return v.words.Error(err)
}

// statuses are the answers to the kinds of problem.
var statuses = map[trenza.Kind]int{
	trenza.Internal:    http.StatusInternalServerError,
	trenza.Invalid:     http.StatusUnprocessableEntity,
	trenza.NotFound:    http.StatusNotFound,
	trenza.Conflict:    http.StatusConflict,
	trenza.Forbidden:   http.StatusForbidden,
	trenza.Unavailable: http.StatusServiceUnavailable,
}

func statusOf(err error) int {
	if errors.Is(err, staff.ErrLimited) {
		return http.StatusTooManyRequests
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return http.StatusRequestEntityTooLarge
	}
	return statuses[trenza.KindOf(err)]
}

// refusing is a handler that answers every request with a sentence.
func (s *Server) refusing(status int, key string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.refuse(w, r, status, key) })
}

// refuse answers before anybody has been recognised, or when that failed.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	words := wordsOf(r)
	view := page.View{Printer: words, Path: "/", Theme: themeOf(r), Asset: s.static.address}
	content := page.Problem(view, words.Text(key))
	if status == http.StatusInternalServerError {
		content = page.Broken(view, page.BrokenShow{Number: traceOf(r.Context()).number, Again: "/"})
	}
	var drawn bytes.Buffer
	if err := content.Render(r.Context(), &drawn); err != nil {
		s.Log.Error("answer failed", "number", traceOf(r.Context()).number, "error", err)
	}
	send(w, r, status, "text/html; charset=utf-8", drawn.Bytes())
}

// staticFile answers a file on the shelf.
func (v *visit) staticFile() error {
	if v.static.serve(v.w, v.r) {
		return nil
	}
	return v.nothing()
}

// nothing is what every other address answers.
func (v *visit) nothing() error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "web.problem.not_found"}
}
