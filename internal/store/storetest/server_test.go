package storetest

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestSweepClearsOnlyWhatNobodyRuns(t *testing.T) {
	temporary := t.TempDir()
	now := time.Now()
	folder := func(name string, age time.Duration) string {
		dir := filepath.Join(temporary, name)
		if err := os.MkdirAll(filepath.Join(dir, "data"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	listen := func(dir string) *net.UnixListener {
		listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, ".s.PGSQL.5432"), Net: "unix"})
		if err != nil {
			t.Fatal(err)
		}
		return listener
	}

	running := folder(prefix+"running", 0)
	defer listen(running).Close()
	crashed := folder(prefix+"crashed", 0)
	socket := listen(crashed)
	socket.SetUnlinkOnClose(false) // as a killed server leaves it
	socket.Close()
	for _, dir := range []string{running, crashed} {
		if err := os.Chtimes(dir, now.Add(-time.Hour), now.Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	for dir, stays := range map[string]bool{
		running: true,
		crashed: false,
		folder(prefix+"starting", 10*time.Second): true,
		folder(prefix+"unstarted", time.Hour):     false,
		folder("other-people's", time.Hour):       true,
	} {
		sweep(temporary, now)
		if _, err := os.Stat(dir); (err == nil) != stays {
			t.Errorf("%s is there: %v, want %v", filepath.Base(dir), err == nil, stays)
		}
	}
}
