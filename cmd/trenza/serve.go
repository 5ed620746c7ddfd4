package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web"
)

type serveCommand struct {
	front
	Organisation string `help:"${help_organisation}" placeholder:"ID"`
}

// Run serves the pages until it is told to stop.
func (c serveCommand) Run(s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	h, definitions, err := c.open(s)
	if err != nil {
		return err
	}
	defer h.Close()
	return s.serve(h, c.front, definitions)
}

// open opens the installation, or begins one for the organisation that is named.
func (c serveCommand) open(s *session) (*house, []*programme.Definition, error) {
	begins := c.Organisation != ""
	if !begins && !s.exists() {
		return nil, nil, whichOrganisation()
	}
	h, err := s.open(begins)
	if err != nil {
		return nil, nil, err
	}
	definitions, err := h.programmes(s, "")
	if trenza.KindOf(err) == trenza.NotFound {
		definitions, err = c.begin(s, h)
	}
	if err != nil {
		h.Close()
		return nil, nil, err
	}
	return h, definitions, nil
}

// begin brings what ships for an organisation into use, where nothing is yet.
func (c serveCommand) begin(s *session, h *house) (begun []*programme.Definition, err error) {
	for _, d := range shipped() {
		if d.Runs() != c.Organisation {
			continue
		}
		if err := h.adopt(s, d); err != nil {
			return nil, err
		}
		begun = append(begun, d)
	}
	if len(begun) == 0 {
		return nil, whichOrganisation()
	}
	return begun, nil
}

// shipped are the definitions that come with the program.
func shipped() (all []*programme.Definition) {
	for _, id := range programme.ShippedIDs() {
		if d, ok := programme.Shipped(id); ok {
			all = append(all, d)
		}
	}
	return all
}

// whichOrganisation asks for one of those that the program knows.
func whichOrganisation() error {
	var all []string
	for _, d := range shipped() {
		all = append(all, d.Runs())
	}
	slices.Sort(all)
	return trenza.Refuse("cli.which_organisation", strings.Join(slices.Compact(all), ", "))
}

// serve prints where the pages are and who may come in first, and serves them
// until the context ends. Requests that have begun are answered before it returns.
func (s *session) serve(h *house, f front, definitions []*programme.Definition) error {
	doors, err := f.listen()
	if err != nil {
		return err
	}
	defer doors.close()
	h.desk.Origin = doors.origin
	site, err := s.site(h, f, doors.origin)
	if err != nil {
		return err
	}
	if _, err := s.printFirstLinks(h, pages{doors.origin}, definitions); err != nil {
		return err
	}
	counted := h.count(s.ctx, definitions, site.Log)
	stop := h.work(s.ctx, site.Tray, site.Log)
	s.say("cli.serving", doors.origin)
	err = doors.serve(s.ctx, site)
	stop()
	counted()
	site.Wait()
	s.say("cli.served")
	return err
}

// patience is how long a page waits for its figures while the server is still
// counting, before it says so.
const patience = 2 * time.Second

// count has the rows of every programme counted before anybody asks. What it
// returns breaks that off, if it has not ended.
func (h *house) count(ctx context.Context, definitions []*programme.Definition, log *slog.Logger) (stop func()) {
	h.engine.Patience = patience
	ctx, cancel := context.WithCancel(ctx)
	var under sync.WaitGroup
	under.Go(func() {
		for _, d := range definitions {
			if err := h.engine.Warm(ctx, d.Runs(), d.ID); err != nil && ctx.Err() == nil {
				log.Error("figures are not counted ahead", "programme", d.ID, "error", err)
			}
		}
	})
	return func() {
		cancel()
		under.Wait()
	}
}

// site is the pages of an open installation.
func (s *session) site(h *house, f front, origin string) (*web.Server, error) {
	demo, err := h.players(s)
	if err != nil {
		return nil, err
	}
	proxies, err := f.proxies()
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(s.err, nil))
	slog.SetDefault(log) // what the rooms say goes there as well
	site, err := web.New(web.Config{
		Desk: h.desk, Data: h.data, Journal: h.journal, Vault: h.vault,
		Finder: h.register, Intake: h.intake, Engine: h.engine,
		Tray: h.tray(), MaxUpload: f.MaxUpload << 20,
		Origin: origin, Proxies: proxies, Log: log, Demo: demo, Checks: h.checks(),
	})
	if err != nil {
		return nil, trenza.Refuse("cli.origin_wrong", origin).Because(err)
	}
	return site, nil
}

// checks ask whether requests can be answered.
func (h *house) checks() map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"database": func(ctx context.Context) error { return answers(ctx, h.data) },
		"keys":     func(ctx context.Context) error { return answers(ctx, h.keys) },
	}
}

// answers asks a database the smallest question.
func answers(ctx context.Context, db *store.DB) error {
	return db.Read(ctx, func(r store.Reader) error {
		one := 0
		_, err := r.One(ctx, `select 1`, nil, &one)
		return err
	})
}

// metricsServer answers with metrics alone.
func metricsServer(site *web.Server) *http.Server {
	return &http.Server{Handler: site.Metrics(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: time.Minute}
}

// isLoopback reports whether a host is this machine and no other.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
