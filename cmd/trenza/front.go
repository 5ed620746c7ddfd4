package main

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/web"
)

// front is how people reach the pages.
type front struct {
	Listen      string   `env:"TRENZA_LISTEN" default:"127.0.0.1:8080" help:"${help_listen}" placeholder:"HOST:PORT"`
	TLSCert     string   `name:"tls-cert" type:"path" help:"${help_tls_cert}" placeholder:"FILE"`
	TLSKey      string   `name:"tls-key" type:"path" help:"${help_tls_key}" placeholder:"FILE"`
	Origin      string   `env:"TRENZA_ORIGIN" help:"${help_origin}" placeholder:"https://…"`
	BehindProxy bool     `name:"behind-proxy" help:"${help_behind_proxy}"`
	Proxy       []string `default:"127.0.0.0/8,::1/128" help:"${help_proxy}" placeholder:"PREFIX"`
	MaxUpload   int64    `name:"max-upload" default:"50" help:"${help_max_upload}" placeholder:"MB"`
	Metrics     string   `help:"${help_metrics}" placeholder:"HOST:PORT"`
}

// check refuses what would send passwords through a network in the open, or
// lead people to an address at which nobody is.
func (f front) check() error {
	host, _, err := net.SplitHostPort(f.Listen)
	encrypted := f.TLSCert != ""
	switch {
	case err != nil:
		return trenza.Refuse("cli.listen_wrong", f.Listen).Because(err)
	case f.TLSCert == "" != (f.TLSKey == ""):
		return trenza.Refuse("cli.tls_both")
	case encrypted && f.BehindProxy:
		return trenza.Refuse("cli.tls_or_proxy")
	case !encrypted && !f.BehindProxy && !isLoopback(host):
		return trenza.Refuse("cli.plain_http", f.Listen)
	case f.BehindProxy && !strings.HasPrefix(f.Origin, "https://"):
		return trenza.Refuse("cli.origin_behind_proxy")
	case f.Origin != "" && strings.HasPrefix(f.Origin, "https://") != (encrypted || f.BehindProxy):
		return trenza.Refuse("cli.origin_scheme", f.Origin)
	case f.Origin == "" && encrypted && unspecified(host):
		return trenza.Refuse("cli.origin_missing")
	}
	return nil
}

// unspecified reports whether a host is every address of this machine, which
// nobody can type.
func unspecified(host string) bool {
	ip := net.ParseIP(host)
	return host == "" || ip != nil && ip.IsUnspecified()
}

// proxies are the networks whose word counts for whom they speak.
func (f front) proxies() (all []netip.Prefix, err error) {
	if !f.BehindProxy {
		return nil, nil
	}
	for _, text := range f.Proxy {
		prefix, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, trenza.Refuse("cli.proxy_wrong", text).Because(err)
		}
		all = append(all, prefix)
	}
	return all, nil
}

// frontDoors are the open addresses of a server.
type frontDoors struct {
	origin      string
	pages       net.Listener
	metrics     net.Listener      // nil where nobody asked for them
	certificate []tls.Certificate // none for plain HTTP
}

// listen opens the addresses.
func (f front) listen() (d *frontDoors, err error) {
	d = &frontDoors{}
	if f.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(f.TLSCert, f.TLSKey)
		if err != nil {
			return nil, trenza.Refuse("cli.certificate_wrong", f.TLSCert, f.TLSKey).Because(err)
		}
		d.certificate = []tls.Certificate{pair}
	}
	if d.pages, err = listenAt(f.Listen); err != nil {
		return nil, err
	}
	d.origin = f.origin(d.pages.Addr())
	if f.Metrics != "" {
		if d.metrics, err = listenAt(f.Metrics); err != nil {
			d.close()
			return nil, err
		}
	}
	return d, nil
}

func listenAt(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, (&trenza.Problem{Kind: trenza.Unavailable, Key: "cli.listen_taken", Args: []any{address}}).Because(err)
	}
	return l, nil
}

// origin is the address that people type. This machine is localhost, for a
// passkey belongs to a name and never to a number.
func (f front) origin(at net.Addr) string {
	if f.Origin != "" {
		return strings.TrimSuffix(f.Origin, "/")
	}
	host, _, _ := net.SplitHostPort(f.Listen)
	_, port, _ := net.SplitHostPort(at.String())
	if isLoopback(host) {
		host = "localhost"
	}
	scheme := "http"
	if f.TLSCert != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

func (d *frontDoors) close() {
	d.pages.Close()
	if d.metrics != nil {
		d.metrics.Close()
	}
}

// graceful is how long requests that have begun may take once the server is told
// to stop.
const graceful = 20 * time.Second

// serve answers until the context ends or a server fails, and then lets what has
// begun come to its end.
func (d *frontDoors) serve(ctx context.Context, site *web.Server) error {
	failed := make(chan error, 2)
	servers := []*http.Server{site.HTTP(d.pages.Addr().String())}
	go func() { failed <- d.servePages(servers[0]) }()
	if d.metrics != nil {
		servers = append(servers, metricsServer(site))
		go func() { failed <- servers[1].Serve(d.metrics) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceful)
	defer cancel()
	for _, server := range servers {
		if late := server.Shutdown(ending); late != nil {
			err = errors.Join(err, server.Close())
		}
	}
	return err
}

func (d *frontDoors) servePages(server *http.Server) error {
	if d.certificate == nil {
		return server.Serve(d.pages)
	}
	server.TLSConfig.Certificates = d.certificate
	return server.ServeTLS(d.pages, "", "")
}
