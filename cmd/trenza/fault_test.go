package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// asTrenza tells the test program, started a second time, to be trenza.
const asTrenza = "TRENZA_TEST_AS_TRENZA"

// office is an installation that is used through the program alone, as a
// process that can be killed.
type office struct {
	*testing.T
	dir      string
	database string // on PostgreSQL, "" for the file in the data folder
	limit    int    // what a file may grow to, in blocks of 1024 bytes; 0 for any size
	program  string // the test program, or a copy that nobody may run
	user     *syscall.Credential
}

func newOffice(t *testing.T, engine store.Engine) *office {
	o := &office{T: t, dir: t.TempDir(), program: os.Args[0]}
	if engine == store.PostgreSQL {
		o.database = storetest.PostgreSQL(t)
	}
	return o
}

func (o *office) path(name string) string { return filepath.Join(o.dir, name) }

// command is trenza, about to run.
func (o *office) command(args ...string) *exec.Cmd {
	c := exec.Command(o.program, args...)
	if o.limit > 0 {
		script := fmt.Sprintf(`ulimit -f %d; exec "$0" "$@"`, o.limit)
		c = exec.Command("bash", append([]string{"-c", script, o.program}, args...)...)
	}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: o.user}
	c.Env = append(os.Environ(), asTrenza+"=1", "TRENZA_DATA="+o.path("data"), "TRENZA_KEY="+o.path("master.key"),
		"TRENZA_DATABASE="+o.database, "TRENZA_LANG=es", "TRENZA_AS=Prueba")
	return c
}

// run runs trenza to its end and returns what it said and its exit status.
func (o *office) run(args ...string) (out, said string, exit int) {
	o.Helper()
	c := o.command(args...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	if status, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		o.Fatal(err)
	} else if ok {
		exit = status.ExitCode()
	}
	return stdout.String(), stderr.String(), exit
}

// must runs what must go well.
func (o *office) must(args ...string) string {
	o.Helper()
	out, said, exit := o.run(args...)
	if exit != 0 {
		o.Fatalf("trenza %s: exit %d\n%s%s", strings.Join(args, " "), exit, out, said)
	}
	return out
}

// refuses runs what must end with one sentence that holds some words, and no
// more than its cause after it.
func (o *office) refuses(words string, args ...string) {
	o.Helper()
	out, said, exit := o.run(args...)
	if exit != 1 || !strings.Contains(said, words) || strings.Contains(said, "panic") || strings.Contains(said, "goroutine") {
		o.Errorf("trenza %s: exit %d, want a sentence with %q\n%s%s", strings.Join(args, " "), exit, words, out, said)
	}
}

// figures are those of a programme, but for the position.
func (o *office) figures() string {
	o.Helper()
	var report map[string]any
	if err := json.Unmarshal([]byte(o.must("results", "--programme", "alma-llanera", "--format", "json")), &report); err != nil {
		o.Fatal(err)
	}
	delete(report, "position")
	text, err := json.Marshal(report)
	if err != nil {
		o.Fatal(err)
	}
	return string(text)
}

func (o *office) same(what, want string) {
	o.Helper()
	if got := o.figures(); got != want {
		o.Errorf("%s: figures differ\n%s\n%s", what, got, want)
	}
}

// killed starts trenza and kills it after a while. It reports whether it was
// still at work.
func (o *office) killed(after time.Duration, args ...string) bool {
	o.Helper()
	c := o.command(args...)
	if err := c.Start(); err != nil {
		o.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	defer timer.Stop()
	c.Wait() // how it ended is told by its state
	status, ok := c.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled()
}

// folder is the lists of a small world, the decisions about it and the figures
// that they lead to.
type folder struct {
	lists, decisions  string
	imported, decided string // figures before and after the decisions
	importing         time.Duration
	deciding          time.Duration
}

// part keeps a few lists of a world, and the decisions about them.
func part(world cast.World) cast.World {
	kept := make(map[string]bool)
	lists := world.Lists
	world.Lists = nil
	for i, list := range lists {
		if kept[list.Name] = i%4 == 0; kept[list.Name] {
			world.Lists = append(world.Lists, list)
		}
	}
	world.Decisions = slices.DeleteFunc(world.Decisions, func(d cast.Decision) bool { return !kept[d.First.File] || !kept[d.Second.File] })
	return world
}

// known are the figures of the small world and how long it takes, once they
// were found.
var known = make(map[store.Engine]folder)

// undisturbed writes the small world, and imports it the first time with
// nothing in the way.
func undisturbed(t *testing.T, engine store.Engine) folder {
	t.Helper()
	dir := t.TempDir()
	_, decisions, err := writeWorld(dir, part(cast.AlmaLlanera(1, scaled(30))))
	if err != nil {
		t.Fatal(err)
	}
	f, found := known[engine]
	f.lists, f.decisions = filepath.Join(dir, "listas"), decisions
	if found {
		return f
	}
	o := newOffice(t, engine)
	began := time.Now()
	o.run(f.importLists()...)
	f.importing, f.imported = time.Since(began), o.figures()
	began = time.Now()
	o.must(f.review()...)
	f.deciding, f.decided = time.Since(began), o.figures()
	if f.imported == f.decided {
		t.Fatal("the decisions change nothing")
	}
	known[engine] = f
	return f
}

// importLists is the command line that imports the folder. Some of its rows are
// wrong, so that it may end with 0 or 1.
func (f folder) importLists() []string {
	return []string{"import", "--programme", "alma-llanera", f.lists}
}

func (f folder) review() []string {
	return []string{"review", "--programme", "alma-llanera", "--decisions", f.decisions}
}

// asNobody lets the office be used by somebody with no rights of his own: the
// tests may run as root, whom no permission stops.
func (o *office) asNobody() {
	o.Helper()
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		o.Fatal(err)
	}
	o.program, o.user = o.path("trenza"), &syscall.Credential{Uid: nobody, Gid: nobody}
	if err := os.WriteFile(o.program, binary, 0o755); err != nil {
		o.Fatal(err)
	}
	for dir := o.dir; dir != os.TempDir(); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			o.Fatal(err)
		}
	}
	err = filepath.WalkDir(o.dir, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, nobody, nobody))
	})
	if err != nil {
		o.Fatal(err)
	}
}

// sound expects that everything is proved, or that there is nothing yet.
func (o *office) sound() {
	o.Helper()
	_, said, exit := o.run("verify")
	if exit != 0 && !strings.Contains(said, "Todavía no hay") {
		o.Errorf("after a kill, verify: exit %d: %s", exit, said)
	}
}

// Killed at any moment of an import or of decisions, fifty times, and twenty on
// a server that sees to its own files: it opens, all is proved, and what is done
// again ends with the same figures.
func TestKilledAtAnyMoment(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			offices, kills := 10, 4
			switch {
			case testing.Short():
				offices, kills = 2, 2
			case engine == store.PostgreSQL:
				offices = 4
			}
			f := undisturbed(t, engine)
			chance := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
			moment := func(whole time.Duration) time.Duration { return time.Duration(chance.Int64N(int64(whole))) }
			hit := 0
			for range offices {
				o := newOffice(t, engine)
				for range kills {
					if o.killed(moment(f.importing), f.importLists()...) {
						hit++
					}
					o.sound()
				}
				_, said, exit := o.run(f.importLists()...)
				t.Logf("imported again: exit %d: %s", exit, said) // shown when something fails
				o.same("imported again", f.imported)
				if o.killed(moment(f.deciding), f.review()...) {
					hit++
				}
				o.sound()
				o.must(f.review()...)
				o.same("decided again", f.decided)
				o.must("verify")
			}
			t.Logf("%d of %d kills met it at work", hit, offices*(kills+1))
		})
	}
}
