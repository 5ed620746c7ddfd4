package main

import (
	"bytes"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// A server that is stopped and started again in the middle of an import, taking
// its leave or not: the import goes on, and the figures are exact.
func TestTheServerGoesAwayAndComesBack(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		if engine != store.PostgreSQL {
			continue // a file has no server
		}
		f := undisturbed(t, store.SQLite)
		server := storetest.NewServer(t)
		o := &office{T: t, dir: t.TempDir(), program: os.Args[0], database: server.Location()}
		o.run(o.list("nadie.csv", nil)...) // the tables are there, and the programme
		c := o.command(f.importLists()...)
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for _, mode := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
			moves(t, server.Location())
			server.Stop(mode)
			time.Sleep(200 * time.Millisecond)
			server.Start()
		}
		c.Wait()
		o.must("verify")
		if bytes.Contains(said.Bytes(), []byte("dejó de responder")) {
			t.Errorf("the import did not go on: %s", &said)
		}
		o.same("gone on", f.imported)
		o.run(f.importLists()...)
		o.same("imported again", f.imported)
	}
}

// moves waits until a journal goes on, or for a while.
func moves(t *testing.T, location string) {
	t.Helper()
	db, err := store.Open(t.Context(), location, nil, store.Data)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	position := func() (last int64) {
		err := db.Read(t.Context(), func(r store.Reader) error {
			_, err := r.One(t.Context(), `select coalesce(max(number), 0) from journal_entry`, nil, &last)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return last
	}
	began, give := position(), time.Now().Add(5*time.Second)
	for position() == began && time.Now().Before(give) {
		time.Sleep(5 * time.Millisecond)
	}
}

// A server that stays away ends the command with a sentence, for a question at
// once.
func TestTheServerStaysAway(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		if engine != store.PostgreSQL {
			continue // a file has no server
		}
		server := storetest.NewServer(t)
		o := &office{T: t, dir: t.TempDir(), program: os.Args[0], database: server.Location()}
		o.must(o.list("marzo.csv", few)...)
		before := o.figures()
		server.Stop(syscall.SIGINT)
		o.refuses("que el servidor esté encendido", "verify")
		o.refuses("que el servidor esté encendido", o.list("abril.csv", more)...)
		server.Start()
		o.must("verify")
		o.same("as it was", before)
	}
}
