package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
)

// Config is an open installation and how its pages are reached.
type Config struct {
	Desk    *staff.Desk
	Data    *store.DB
	Journal *journal.Journal
	Vault   *seal.Vault
	Finder  *live.Register // who may be whom, and whom a search means
	Intake  pathway.Intake // how people are received
	Engine  reach.Engine   // how they are counted
	Tray    *exchange.Tray // where lists lie that are handed in; nil for one of the server's own

	// MaxUpload is how many bytes the lists may have that are handed in together;
	// 0 for 50 MB.
	MaxUpload int64

	// Origin is the address that people type, "https://trenza.example.pe", without
	// a path. Requests for any other host are refused. With https, cookies are
	// bound to it and browsers are told to come back by https alone.
	Origin string
	// Proxies are the addresses of the proxies in front, as prefixes. Only what
	// comes from one of them may say whom it speaks for (X-Forwarded-For).
	Proxies []netip.Prefix
	// Away is where a quick exit leads: a page that anybody might read.
	Away string

	// Checks are what /readyz asks, by name: the database, the keys.
	Checks map[string]func(context.Context) error
	// Log takes one line for each request: its number, route, status and time,
	// and never an address, an id or a name. Nil is the default logger.
	Log *slog.Logger
	// Demo, when it is set, shows who may be played without a password. Only for
	// an installation in which everybody is invented.
	Demo *Demo
}

// Demo is the invented staff of a demonstration.
type Demo struct {
	Staff []DemoAccount
}

// DemoAccount is somebody invented who may be signed in as by one button.
type DemoAccount struct {
	Account string // id
	Name    string
	Role    string // "promotora"
	Where   string // in words: her programme and place
}

// awayByDefault is where a quick exit leads unless the configuration says
// otherwise: a page that anybody in Peru might have open.
const awayByDefault = "https://www.google.com.pe/"

// Server answers requests. It is used by pointer, and from several goroutines.
type Server struct {
	Config
	origin   *url.URL
	sessions *scs.SessionManager
	static   *shelf
	sent     *once
	waits    waits
	listed   listed           // of whom it is on record what lists showed
	counted  *counted         // the figures of the month
	pages    map[string]Route // those that are only read, by path
	metrics  *metrics
	handler  http.Handler
	files    *http.ServeMux // the routes that take files
	reading  chan struct{}  // a place for each upload that is being read
}

// New prepares a server. It refuses an origin that is not "http://host" or
// "https://host".
func New(config Config) (*Server, error) {
	origin, err := readOrigin(config.Origin)
	if err != nil {
		return nil, err
	}
	if config.Away == "" {
		config.Away = awayByDefault
	}
	if config.Log == nil {
		config.Log = slog.Default()
	}
	if config.MaxUpload == 0 {
		config.MaxUpload = uploadByDefault
	}
	if config.Tray == nil {
		config.Tray = &exchange.Tray{
			Data: config.Data, Journal: config.Journal, Vault: config.Vault, Intake: config.Intake,
			Queue: &jobs.Queue{DB: config.Data, Vault: config.Vault},
		}
	}
	static, err := readShelf()
	if err != nil {
		return nil, err
	}
	s := &Server{Config: config, origin: origin, static: static, metrics: newMetrics(), sent: &once{sent: make(map[string]time.Time)}, counted: newCounted(), pages: make(map[string]Route)}
	s.files, s.reading = filesMux(), make(chan struct{}, mostUploads)
	s.sessions = s.newSessions()
	s.handler, err = s.chain(s.mux())
	return s, err
}

// readOrigin reads a scheme and a host and nothing else.
func readOrigin(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("the origin of the pages: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Scheme+"://"+u.Host != text {
		return nil, errors.New("the origin of the pages must be http:// or https:// and a host: " + text)
	}
	return u, nil
}

// secure reports whether people come by https.
func (s *Server) secure() bool { return s.origin.Scheme == "https" }

// Handler answers every address of the server.
func (s *Server) Handler() http.Handler { return s.handler }

// Metrics answers with what Prometheus reads: how many requests of which route
// had which status and how long they took. It belongs on an address of its own.
func (s *Server) Metrics() http.Handler { return s.metrics.handler() }

// HTTP returns a server for an address with the limits that keep a slow or
// greedy client from holding it up.
func (s *Server) HTTP(address string) *http.Server {
	return &http.Server{
		Addr:              address,
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       requestTime,
		WriteTimeout:      requestTime + 10*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12},
	}
}
