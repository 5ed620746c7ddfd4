package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
)

// TestEveryVerbOfTheJournalIsInWords: the log shows what each verb means, so a new
// one needs a sentence.
func TestEveryVerbOfTheJournalIsInWords(t *testing.T) {
	var verbs []string
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(filepath.Dir(path), "test") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, verb := range verbsIn(file) {
			if strings.HasPrefix(verb, "test.") {
				continue // of events that tests invent
			}
			verbs = append(verbs, verb)
			for _, language := range locale.Languages() {
				if key := "web.verb." + verb; !locale.For(language).Has(key) {
					t.Errorf("%s: %s has no sentence (%s)", language, key, path)
				}
			}
		}
		return nil
	})
	for _, verb := range []string{journal.Reading, learning.SettledVerb, "business.begun", "replica.held"} { // constants and fields
		if !slices.Contains(verbs, verb) {
			t.Errorf("%s is told, and was not found", verb)
		}
	}
	if err != nil || len(verbs) < 100 {
		t.Errorf("%d verbs, %v", len(verbs), err)
	}
}

// verbsIn returns what the methods called Verb of a file return. Where that is a
// constant or a field, it is one of the constants of the file that look like a verb.
func verbsIn(file *ast.File) (verbs []string) {
	var named []string
	elsewhere := false // a method returns what is spelled out elsewhere
	for _, declared := range file.Decls {
		if constants, is := declared.(*ast.GenDecl); is && constants.Tok == token.CONST {
			elsewhere = elsewhere || file.Name.Name == "journal" // a verb that several rooms tell
			named = append(named, slices.DeleteFunc(textsIn(constants), func(text string) bool { return !verbShape.MatchString(text) })...)
		}
		f, is := declared.(*ast.FuncDecl)
		if !is || f.Name.Name != "Verb" || f.Body == nil {
			continue
		}
		texts := textsIn(f.Body)
		verbs, elsewhere = append(verbs, texts...), elsewhere || len(texts) == 0
	}
	if elsewhere {
		verbs = append(verbs, named...)
	}
	return verbs
}

var verbShape = regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)

// textsIn are the texts that are spelled out somewhere.
func textsIn(where ast.Node) (texts []string) {
	ast.Inspect(where, func(n ast.Node) bool {
		if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
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
