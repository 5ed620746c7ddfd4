package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"time"
)

// layer is one thing that happens to every request.
type layer func(http.Handler) http.Handler

// chain lists what every request passes through before its route, from the
// outside in.
func (s *Server) chain(routes http.Handler) (http.Handler, error) {
	sameSite := http.NewCrossOriginProtection()
	sameSite.SetDenyHandler(s.refusing(http.StatusForbidden, "web.problem.other_site"))
	layers := []layer{
		s.numbered,       // it gets a number, and one line in the log
		s.standing,       // a panic is answered by a page with that number
		s.guarded,        // the browser is told what pages may do
		s.hosted,         // it asks for us by our own name
		sameSite.Handler, // what changes something comes from our own pages
		s.fromHere,       // and says so
		s.bounded,        // it is only so large, and takes only so long
	}
	for _, l := range slices.Backward(layers) {
		routes = l(routes)
	}
	return routes, nil
}

// requestTime is how long a request may take, from its first byte to the answer.
const requestTime = 60 * time.Second

// bodyLimit is how much a form may hold.
const bodyLimit = 1 << 20

// trace is what the outer layers know of a request: its number, and what the
// inner ones found out on the way.
type trace struct {
	number string
	route  string
}

type traceKey struct{}

func traceOf(ctx context.Context) *trace {
	if t, ok := ctx.Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

// numbered gives a request a number that means nothing, and says at the end
// which route was answered how, and in what time. The log holds no path, address
// or name.
func (s *Server) numbered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := &trace{number: rand.Text()[:10], route: "none"}
		seen, begun := &statusWriter{ResponseWriter: w}, time.Now()
		next.ServeHTTP(seen, r.WithContext(context.WithValue(r.Context(), traceKey{}, t)))
		took := time.Since(begun)
		s.metrics.saw(t.route, seen.status(), took)
		s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("number", t.number),
			slog.String("route", t.route), slog.Int("status", seen.status()), slog.Duration("took", took))
	})
}

// standing answers a panic with a page that says nothing but its number.
func (s *Server) standing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			s.Log.Error("panic", "number", traceOf(r.Context()).number, "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
			s.refuse(w, r, http.StatusInternalServerError, "web.problem.ours")
		}()
		next.ServeHTTP(w, r)
	})
}

// hosted refuses a request for another host: a name that somebody else pointed
// at this machine is not ours. What asks whether the process runs may not know
// its name.
func (s *Server) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != s.origin.Host && r.URL.Path != "/livez" && r.URL.Path != "/readyz" {
			s.refuse(w, r, http.StatusMisdirectedRequest, "web.problem.other_host")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// fromHere refuses what changes something and does not say where it comes from,
// or comes from another scheme of our host. Every browser of today says it; what
// does not is a program, and programs have other doors.
func (s *Server) fromHere(next http.Handler) http.Handler {
	refuse := s.refusing(http.StatusForbidden, "web.problem.other_site")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
		elsewhere := origin != "" && origin != s.Config.Origin || origin == "" && site == ""
		if changes(r) && elsewhere {
			refuse.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// changes reports whether a request may change something.
func changes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// bounded limits how much is read of a request and how long its answer may take.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit, took := int64(bodyLimit), requestTime
		if s.takesFiles(r) {
			limit, took = drained*s.MaxUpload, uploadTime
		}
		ctx, cancel := context.WithTimeout(r.Context(), took)
		defer cancel()
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	said int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.said == 0 {
		w.said = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController through.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) status() int {
	if w.said == 0 {
		return http.StatusOK
	}
	return w.said
}
