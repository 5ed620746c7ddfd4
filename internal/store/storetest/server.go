package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// prefix begins the name of every temporary cluster's folder.
const prefix = "trenza-pg-"

// leaseholder runs a server for as long as its own input stays open, which is
// as long as the test program lives however it ends, and then clears the
// folder. Its arguments are the folder and the server's command.
const leaseholder = `
dir=$1; shift
"$@" </dev/null & server=$!
read -r _
kill -QUIT "$server"
wait "$server"
rm -rf "$dir"`

// lease is the leaseholder's input. It is never closed, and never collected.
//
//lint:ignore U1000 it is held, not read
var lease io.WriteCloser

// start runs a server with settings such as "shared_buffers=1GB" beside its own.
func start(settings ...string) (socket string, err error) {
	sweep(os.TempDir(), time.Now())
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		return "", err
	}
	owner, err := handOver(dir)
	if err != nil {
		return "", err
	}
	data := filepath.Join(dir, "data")
	// Text of the cluster sorts as people do, as where programmes keep theirs:
	// what must sort by bytes has to say so.
	err = run(owner, program("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8",
		"--locale=C", "--locale-provider=icu", "--icu-locale=es-PE")
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	args := []string{"-c", leaseholder, "sh", dir, program("postgres"), "-D", data, "-k", dir,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "deadlock_timeout=100ms"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	command := prepare(owner, "/bin/sh", args...)
	if lease, err = command.StdinPipe(); err != nil {
		return "", err
	}
	if err := command.Start(); err != nil {
		return "", err
	}
	return dir, await(dir)
}

// sweep clears the folders of clusters that nobody runs any more, left behind
// when a machine stopped in the middle of a test. A younger one than a minute
// may still be on its way to being run.
func sweep(temporary string, now time.Time) {
	left, _ := filepath.Glob(filepath.Join(temporary, prefix+"*"))
	for _, dir := range left {
		info, err := os.Stat(dir)
		if err == nil && now.Sub(info.ModTime()) > time.Minute && !served(dir) {
			os.RemoveAll(dir) // somebody else's folder stays, which is right
		}
	}
}

// served reports whether a server listens in the folder. The socket tells more
// than postmaster.pid, whose number another process may have been given since.
func served(dir string) bool {
	connection, err := net.Dial("unix", filepath.Join(dir, ".s.PGSQL.5432"))
	if err == nil {
		connection.Close()
	}
	return !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, os.ErrNotExist)
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

// program is the path of one of PostgreSQL's own.
func program(name string) string { return filepath.Join(binaries(), name) }

// prepare makes a command of the owner, out of reach of the interrupt that
// ends the tests.
func prepare(owner *syscall.Credential, path string, args ...string) *exec.Cmd {
	command := exec.Command(path, args...)
	command.Dir = os.TempDir()
	command.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Setpgid: true}
	return command
}

func run(owner *syscall.Credential, path string, args ...string) error {
	if out, err := prepare(owner, path, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", filepath.Base(path), err, strings.TrimSpace(string(out)))
	}
	return nil
}

// await waits until the server answers.
func await(socket string) error {
	admin, err := sql.Open("pgx", location(socket, "postgres"))
	if err != nil {
		return err
	}
	defer admin.Close()
	for range 800 {
		if err = admin.Ping(); err == nil {
			return nil
		}
		time.Sleep(25 * time.Millisecond)
	}
	return err
}
