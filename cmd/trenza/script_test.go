package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/trenza/trenza/internal/staff"
)

func TestMain(m *testing.M) {
	passwordCost = staff.Cost{Memory: 64, Passes: 1, Threads: 1} // what hashes cost is not what is tried here
	if os.Getenv(asTrenza) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){
		"trenza": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
		"pages":  func() { os.Exit(onPages(os.Args[1:])) },
	})
}

// The command line as a person types it, mistakes included.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"decide": fillIn, "undo": undoList, "recompute": recomputeFirst, "part": partFirst, "movekept": moveKept, "forget": forgetNamed, "code": codeOf,
		},
	})
}

// fillIn fills a list of questions in with one verdict.
func fillIn(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	lines := strings.Split(ts.ReadFile(args[0]), "\r\n")
	for i := 1; i < len(lines); i++ {
		if code, rest, ok := strings.Cut(lines[i], ",,"); ok {
			lines[i] = code + "," + args[1] + "," + rest
		}
	}
	ts.Check(os.WriteFile(path, []byte(strings.Join(lines, "\r\n")), 0o600))
}

// undoList takes the import of a file back.
func undoList(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("trenza", "lists"))
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if strings.Contains(line, args[0]) {
			ts.Check(ts.Exec("trenza", "import", "--undo", strings.Fields(line)[0]))
			return
		}
	}
	ts.Fatalf("no import of %s", args[0])
}

// recomputeFirst counts the first frozen set again.
func recomputeFirst(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(ts.Exec("trenza", "frozen"))
	ts.Check(ts.Exec("trenza", "frozen", strings.Fields(ts.ReadFile("stdout"))[0], "--recompute"))
}

// partFirst undoes the join of the first pair of a list of questions.
func partFirst(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(ts.ReadFile(args[0]), "\r\n")
	code, _, _ := strings.Cut(lines[1], ",")
	ts.Check(ts.Exec("trenza", "review", "--unmerge", code))
	said := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	if len(said) < 3 {
		return
	}
	ts.Setenv("KEPT", strings.Fields(said[2])[0])
	ts.Setenv("TO", strings.TrimSuffix(said[len(said)-1][strings.LastIndex(said[len(said)-1], " ")+1:], "."))
}

// moveKept moves what the last undoing listed first, to the record that lacks it,
// as the last line says how.
func moveKept(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(ts.Exec("trenza", "review", "--move", ts.Getenv("KEPT"), "--to", ts.Getenv("TO")))
}

// forgetNamed forgets the person of an exported list in whose row a name stands.
func forgetNamed(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if strings.Contains(line, args[1]) {
			code, _, _ := strings.Cut(line, ",")
			command := append([]string{"forget", code, "--basis", "lo pidió el 3 de mayo"}, args[2:]...)
			if err := ts.Exec("trenza", command...); err != nil {
				ts.Logf("%v", err)
			}
			return
		}
	}
	ts.Fatalf("nobody is called %s", args[1])
}

// codeOf keeps the code of the person of an exported list in whose row a name
// stands, in a variable.
func codeOf(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if code, rest, _ := strings.Cut(line, ","); strings.Contains(rest, args[1]) {
			ts.Setenv(args[2], code)
			return
		}
	}
	ts.Fatalf("nobody is called %s", args[1])
}
