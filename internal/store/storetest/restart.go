package storetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// Server is a PostgreSQL of one test's own, which may be stopped and started
// again.
type Server struct {
	t       testing.TB
	dir     string
	owner   *syscall.Credential
	running *exec.Cmd
}

// NewServer starts a server on an empty cluster. It is gone when the test ends.
func NewServer(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, dir: dir}
	t.Cleanup(func() {
		s.Stop(syscall.SIGQUIT)
		os.RemoveAll(dir)
	})
	if s.owner, err = handOver(dir); err != nil {
		t.Fatal(err)
	}
	err = run(s.owner, program("initdb"), "-D", s.data(), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	return s
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Location is that of the cluster's own database.
func (s *Server) Location() string { return location(s.dir, "postgres") }

// Start starts the server and waits until it answers.
func (s *Server) Start() {
	s.t.Helper()
	s.running = prepare(s.owner, program("postgres"), "-D", s.data(), "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=off")
	if err := s.running.Start(); err != nil {
		s.t.Fatal(err)
	}
	if err := await(s.dir); err != nil {
		s.t.Fatal(err)
	}
}

// Stop ends the server and waits until it is gone: with SIGINT, its fast mode,
// which rolls back and takes leave, or SIGQUIT, its immediate one, after which
// it has to recover.
func (s *Server) Stop(mode syscall.Signal) {
	if s.running == nil {
		return
	}
	s.running.Process.Signal(mode)
	s.running.Wait()
	s.running = nil
}
