package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// serving is trenza, serving in a process of its own.
type serving struct {
	*testing.T
	command *exec.Cmd
	origin  string
	links   []string // of first administrators
	log     bytes.Buffer
	ended   sync.WaitGroup
}

// serve starts trenza and waits until it says where it serves.
func (o *office) serve(args ...string) *serving {
	o.Helper()
	s := &serving{T: o.T, command: o.command(append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)}
	s.command.Stderr = &s.log
	out, err := s.command.StdoutPipe()
	if err != nil {
		o.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		o.Fatal(err)
	}
	o.Cleanup(func() { s.command.Process.Kill(); s.command.Wait() })
	lines := bufio.NewScanner(out)
	for s.origin == "" && lines.Scan() {
		text := lines.Text()
		if strings.Contains(text, "/invitation/") {
			s.links = append(s.links, text)
		}
		if words := strings.Fields(text); len(words) > 1 && words[0] == "Abre" {
			s.origin = words[1]
		}
	}
	s.ended.Go(func() { io.Copy(io.Discard, out) })
	if s.origin == "" {
		s.command.Wait()
		o.Fatalf("trenza does not serve: %s", &s.log)
	}
	return s
}

// address is where the pages are, without the scheme.
func (s *serving) address() string {
	_, address, _ := strings.Cut(s.origin, "://")
	return strings.Replace(address, "localhost", "127.0.0.1", 1)
}

// told tells the server to stop and waits until it has.
func (s *serving) told(signal os.Signal) {
	s.Helper()
	s.command.Process.Signal(signal)
	s.ended.Wait()
	if err := s.command.Wait(); err != nil {
		s.Errorf("it ended with %v: %s", err, &s.log)
	}
}

// A first start makes the installation, prints who may come in first, and serves;
// a request that has begun is answered before it ends.
func TestServingBeginsAndEndsInOrder(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			o := newOffice(t, engine)
			o.refuses("--organisation", "serve")
			o.refuses("care-peru, municipalidad-reque", "serve", "--organisation", "nadie")
			s := o.serve("--organisation", "care-peru")
			if len(s.links) != 1 || !strings.HasPrefix(s.links[0], s.origin+"/invitation/") {
				t.Errorf("the links are %q", s.links)
			}
			begun := s.begin("/sign-in", "login=rosa&password=x")
			s.command.Process.Signal(syscall.SIGTERM)
			waitFor(t, func() bool { _, err := net.Dial("tcp", s.address()); return err != nil })
			if status := begun(); status != http.StatusUnprocessableEntity {
				t.Errorf("a request that had begun got %d", status)
			}
			s.told(syscall.SIGTERM)
			if strings.Contains(s.log.String(), "rosa") || !strings.Contains(s.log.String(), "route=sign-in") {
				t.Errorf("the log is %s", &s.log)
			}
			again := o.serve()
			if len(again.links) != 1 || again.links[0] == s.links[0] {
				t.Errorf("on the next start the links are %q", again.links)
			}
			again.told(os.Interrupt)
			o.must("verify")
		})
	}
}

// begin sends half a form and returns a function that sends the rest and returns
// the status of the answer.
func (s *serving) begin(path, form string) (finish func() int) {
	s.Helper()
	conn, err := net.Dial("tcp", s.address())
	if err != nil {
		s.Fatal(err)
	}
	_, host, _ := strings.Cut(s.origin, "://")
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		path, host, s.origin, len(form), form[:4])
	time.Sleep(200 * time.Millisecond) // it has been read
	return func() int {
		defer conn.Close()
		fmt.Fprint(conn, form[4:])
		conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			s.Errorf("no answer: %v", err)
			return 0
		}
		answer.Body.Close()
		return answer.StatusCode
	}
}

// waitFor waits until something is so.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatal("it took too long")
}

// With a certificate, what comes is encrypted by TLS 1.2 or later; metrics have an
// address of their own.
func TestServingWithACertificate(t *testing.T) {
	o := newOffice(t, store.SQLite)
	roots := certificate(t, o.path("cert.pem"), o.path("key.pem"))
	_, port, _ := net.SplitHostPort(freeAddress(t))
	s := o.serve("--organisation", "care-peru", "--tls-cert", o.path("cert.pem"), "--tls-key", o.path("key.pem"), "--metrics", "127.0.0.1:"+port)
	if !strings.HasPrefix(s.origin, "https://localhost:") {
		t.Errorf("it serves at %s", s.origin)
	}
	client := func(last uint16) *http.Client {
		config := &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS10, MaxVersion: last}
		return &http.Client{Transport: &http.Transport{TLSClientConfig: config}, Timeout: 20 * time.Second}
	}
	if got := status(t, client(tls.VersionTLS13), s.origin+"/livez"); got != http.StatusOK {
		t.Errorf("by TLS 1.3: %d", got)
	}
	if _, err := client(tls.VersionTLS11).Get(s.origin + "/livez"); err == nil {
		t.Error("by TLS 1.1 there is an answer")
	}
	if got := status(t, http.DefaultClient, "http://127.0.0.1:"+port+"/metrics"); got != http.StatusOK {
		t.Errorf("metrics: %d", got)
	}
	if got := status(t, client(tls.VersionTLS13), s.origin+"/metrics"); got == http.StatusOK {
		t.Error("metrics are on the pages")
	}
	s.told(syscall.SIGTERM)
	o.refuses("certificado", "serve", "--tls-cert", o.path("key.pem"), "--tls-key", o.path("cert.pem"))
}

func status(t *testing.T, client *http.Client, url string) int {
	t.Helper()
	answer, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

// freeAddress is an address at which nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certificate writes a certificate of localhost and its key, and returns who
// vouches for it: itself.
func certificate(t *testing.T, cert, key string) *x509.CertPool {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	public, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: public})
	err = errors.Join(os.WriteFile(cert, text, 0o600),
		os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	return roots
}

// What would send passwords in the open, or lead people where nobody is, is
// refused with what to do.
func TestAFrontThatWouldNotDoIsRefused(t *testing.T) {
	const here, everywhere, origin = "127.0.0.1:8080", "0.0.0.0:8443", "https://trenza.example.pe"
	for key, f := range map[string]front{
		"cli.listen_wrong":        {Listen: "aquí"},
		"cli.tls_both":            {Listen: here, TLSCert: "c"},
		"cli.tls_or_proxy":        {Listen: here, TLSCert: "c", TLSKey: "k", BehindProxy: true, Origin: origin},
		"cli.plain_http":          {Listen: ":8080"},
		"cli.origin_behind_proxy": {Listen: everywhere, BehindProxy: true},
		"cli.origin_scheme":       {Listen: here, Origin: origin},
		"cli.origin_missing":      {Listen: everywhere, TLSCert: "c", TLSKey: "k"},
	} {
		if err := f.check(); !errors.Is(err, &trenza.Problem{Kind: trenza.Invalid, Key: key}) {
			t.Errorf("%+v: got %v, want %s", f, err, key)
		}
	}
	for _, f := range []front{
		{Listen: here}, {Listen: "[::1]:0"}, {Listen: "localhost:80"}, {Listen: here, BehindProxy: true, Origin: origin},
		{Listen: everywhere, BehindProxy: true, Origin: origin}, {Listen: everywhere, TLSCert: "c", TLSKey: "k", Origin: origin},
		{Listen: "192.0.2.1:443", TLSCert: "c", TLSKey: "k"},
	} {
		if err := f.check(); err != nil {
			t.Errorf("%+v: %v", f, err)
		}
	}
	if _, err := (front{BehindProxy: true, Proxy: []string{"10.0.0.1"}}).proxies(); trenza.KindOf(err) != trenza.Invalid {
		t.Errorf("a proxy that is no network: %v", err)
	}
	if trusted, err := (front{Proxy: []string{"10.0.0.0/8"}}).proxies(); trusted != nil || err != nil {
		t.Errorf("without a proxy in front: %v %v", trusted, err)
	}
}

// A machine is ready as long as its database and its keys answer.
func TestReadyAsLongAsTheDatabaseAnswers(t *testing.T) {
	for name, gone := range map[string]func(*house) error{
		"the data": func(h *house) error { return h.data.Close() },
		"the keys": func(h *house) error { return h.keys.Close() },
	} {
		s := at(t, store.SQLite)
		h := opened(t, s)
		site, err := s.site(h, front{}, "http://localhost:8080")
		if err != nil {
			t.Fatal(err)
		}
		ask := func(path string) int {
			w := httptest.NewRecorder()
			site.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			return w.Code
		}
		if live, ready := ask("/livez"), ask("/readyz"); live != http.StatusOK || ready != http.StatusOK {
			t.Errorf("%s: at first live %d, ready %d", name, live, ready)
		}
		if err := gone(h); err != nil {
			t.Fatal(err)
		}
		if live, ready := ask("/livez"), ask("/readyz"); live != http.StatusOK || ready != http.StatusServiceUnavailable {
			t.Errorf("without %s: live %d, ready %d", name, live, ready)
		}
	}
}
