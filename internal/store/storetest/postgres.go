package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

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
// temporary folder, reached by a Unix socket alone, gone when the program ends.
var server = sync.OnceValues(start)

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

// Dump returns what pg_dump writes of a database.
func Dump(t testing.TB, location string) []byte {
	t.Helper()
	text, err := exec.Command(filepath.Join(binaries(), "pg_dump"), location).Output()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func start() (socket string, err error) {
	dir, err := os.MkdirTemp("", "trenza-pg-")
	if err != nil {
		return "", err
	}
	owner, err := handOver(dir)
	if err != nil {
		return "", err
	}
	data := filepath.Join(dir, "data")
	if err := run(owner, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		return "", err
	}
	command := program(owner, "postgres", "-D", data, "-k", dir,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200")
	if err := command.Start(); err != nil {
		return "", err
	}
	go reap(command, dir)
	return dir, await(dir)
}

// handOver gives the folder to the postgres user when the tests run as root,
// whom PostgreSQL refuses to serve.
func handOver(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, errUser := strconv.Atoi(account.Uid)
	gid, errGroup := strconv.Atoi(account.Gid)
	if err := errors.Join(errUser, errGroup, os.Chown(dir, uid, gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// program prepares one of PostgreSQL's own; the kernel ends it with us.
func program(owner *syscall.Credential, name string, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(binaries(), name), args...)
	command.Dir = os.TempDir()
	command.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Pdeathsig: syscall.SIGQUIT, Setpgid: true}
	return command
}

func run(owner *syscall.Credential, name string, args ...string) error {
	if out, err := program(owner, name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(out)))
	}
	return nil
}

// reap waits for the server to end and clears its folder.
func reap(command *exec.Cmd, dir string) {
	command.Wait()
	os.RemoveAll(dir)
}

// await waits until the server answers.
func await(socket string) error {
	admin, err := sql.Open("pgx", location(socket, "postgres"))
	if err != nil {
		return err
	}
	defer admin.Close()
	for range 200 {
		if err = admin.Ping(); err == nil {
			return nil
		}
		time.Sleep(25 * time.Millisecond)
	}
	return err
}
