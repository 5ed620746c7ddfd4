package trenza_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestEveryTestThatIsNamedExists: what the documents call proved is tried by a test
// of that name, somewhere.
func TestEveryTestThatIsNamedExists(t *testing.T) {
	there := testsOf(t)
	for _, document := range []string{"docs/security.md", "THREATS.md", "SECURITY.md"} {
		named := regexp.MustCompile("`((?:Test|Fuzz)[A-Z][A-Za-z0-9]*)`").FindAllStringSubmatch(read(t, document), -1)
		for _, name := range named {
			if !there[name[1]] {
				t.Errorf("%s: there is no %s", document, name[1])
			}
		}
		if document != "SECURITY.md" && len(named) < 10 {
			t.Errorf("%s names %d tests", document, len(named))
		}
	}
}

// TestEveryChapterHasALine: each of the seventeen says what shows it, or why it does
// not apply.
func TestEveryChapterHasALine(t *testing.T) {
	lines := regexp.MustCompile(`(?m)^\| V(\d+) [^|]+\|([^|]+)\|([^|]+)\|$`).FindAllStringSubmatch(read(t, "docs/security.md"), -1)
	if len(lines) != 17 {
		t.Fatalf("%d chapters", len(lines))
	}
	for i, line := range lines {
		applies := !strings.Contains(line[2], "Does not apply: ")
		if line[1] != strconv.Itoa(i+1) || applies != strings.Contains(line[3], "`Test") {
			t.Errorf("V%s: %s", line[1], line[3])
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// testsOf are the names of all tests and fuzz targets.
func testsOf(t *testing.T) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declared := range file.Decls {
			if f, is := declared.(*ast.FuncDecl); is && f.Recv == nil {
				names[f.Name.Name] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
