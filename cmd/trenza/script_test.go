package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv(asTrenza) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){
		"trenza": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
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
			"decide": fillIn, "undo": undoList, "recompute": recomputeFirst,
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
