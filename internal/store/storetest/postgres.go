package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes databases
)

// binaries finds PostgreSQL's own programs: on the path, or where Debian puts
// them, the newest version first.
var binaries = sync.OnceValue(func() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real)
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.Sort(found)
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
})

// server starts one PostgreSQL for the whole test program: a cluster in a
// temporary folder, reached by a Unix socket alone. Both are gone a moment after
// the program ends, however it ends.
var server = sync.OnceValues(func() (string, error) { return start() })

var databases atomic.Int64

// PostgreSQL returns the location of a new empty database. The test fails when
// none can be made.
func PostgreSQL(t testing.TB) string {
	t.Helper()
	socket, err := server()
	if err != nil {
		t.Fatal("starting PostgreSQL: ", err)
	}
	name := fmt.Sprintf("trenza_%d_%d", os.Getpid(), databases.Add(1))
	admin, err := sql.Open("pgx", location(socket, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec("create database " + name); err != nil {
		t.Fatal(err)
	}
	return location(socket, name)
}

func location(socket, database string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {socket}, "user": {"postgres"}}.Encode()
}

// ErrAbsent is that no PostgreSQL is installed.
var ErrAbsent = errors.New("PostgreSQL is not installed")

// Serve starts a server for a program that is no test, such as a benchmark,
// with settings such as "shared_buffers=1GB". It returns the location of the
// cluster's own database. Server and data are gone a moment after the program
// ends, however it ends.
func Serve(settings ...string) (string, error) {
	if binaries() == "" {
		return "", ErrAbsent
	}
	socket, err := start(settings...)
	return location(socket, "postgres"), err
}

// Dump returns what pg_dump writes of a database.
func Dump(t testing.TB, location string) []byte {
	t.Helper()
	text, err := exec.Command(program("pg_dump"), location).Output()
	if err != nil {
		t.Fatal(err)
	}
	return text
}
