package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/locale"
)

// TestEveryVerbOfTheJournalIsInWords: the log shows what each verb means, so a new
// one needs a sentence.
func TestEveryVerbOfTheJournalIsInWords(t *testing.T) {
	verbs := 0
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, verb := range verbsIn(file) {
			verbs++
			for _, language := range locale.Languages() {
				if key := "web.verb." + verb; !locale.For(language).Has(key) {
					t.Errorf("%s: %s has no sentence (%s)", language, key, path)
				}
			}
		}
		return nil
	})
	if err != nil || verbs < 50 {
		t.Errorf("%d verbs, %v", verbs, err)
	}
}

// verbsIn returns what the methods called Verb of a file return.
func verbsIn(file *ast.File) (verbs []string) {
	for _, declared := range file.Decls {
		f, is := declared.(*ast.FuncDecl)
		if !is || f.Name.Name != "Verb" || f.Body == nil {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if text, is := n.(*ast.BasicLit); is && text.Kind == token.STRING {
				if verb, err := strconv.Unquote(text.Value); err == nil {
					verbs = append(verbs, verb)
				}
			}
			return true
		})
	}
	return verbs
}

// TestDarkIsDark: what is dark by the system's wish is dark by hers.
func TestDarkIsDark(t *testing.T) {
	sheet, err := os.ReadFile("static/css/1-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	dark := regexp.MustCompile(`(?s)color-scheme: dark;(.*?)\}`).FindAllStringSubmatch(string(sheet), -1)
	if len(dark) != 2 || strings.Join(strings.Fields(dark[0][1]), " ") != strings.Join(strings.Fields(dark[1][1]), " ") {
		t.Errorf("%d dark themes, or two that differ", len(dark))
	}
}
