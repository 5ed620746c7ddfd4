package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
)

// This file reads the keys out of the code of the whole repository.

// root is the top of the repository.
const root = "../.."

// code is every Go file of the repository that is not a test, by its path.
var code = sync.OnceValue(func() map[string]*ast.File {
	files, parsed := token.NewFileSet(), make(map[string]*ast.File)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), ".") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		parsed[filepath.ToSlash(name)], err = parser.ParseFile(files, path, nil, 0)
		return err
	})
	if err != nil {
		panic(err) // code that does not parse fails long before
	}
	return parsed
})

// inspect calls visit for every node of the code.
func inspect(visit func(file string, n ast.Node)) {
	for name, file := range code() {
		ast.Inspect(file, func(n ast.Node) bool {
			visit(name, n)
			return true
		})
	}
}

// keysInUse returns every key in the code, with where it stands: what is given
// to a function or a field that takes a key, and any other text that begins
// with the name of a room, since keys travel through variables too.
func keysInUse(t *testing.T) map[string][]string {
	t.Helper()
	used := make(map[string][]string)
	add := func(key, place string) { used[key] = append(used[key], place) }
	roomKey := regexp.MustCompile(`^(` + anyRoom(t) + `)(\.[a-z0-9_]+)+$`)
	apart := otherTexts()
	inspect(func(file string, n ast.Node) {
		if key, ok := keyOf(n); ok {
			add(key, file)
		}
		l, ok := n.(*ast.BasicLit)
		if !ok || apart[l] {
			return
		}
		if key := text(l); roomKey.MatchString(key) && !isFile(key) {
			add(key, file)
		}
	})
	for prefix, values := range composed {
		for _, value := range values {
			add(prefix+value, "composed")
		}
	}
	for _, name := range listIn("cmd/trenza/main.go", "helpTexts") {
		add("cli.help."+name, "helpTexts")
	}
	return used
}

// listIn returns the texts of the list that a function goes through.
func listIn(file, function string) []string {
	var texts []string
	ast.Inspect(code()[file], func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name != function {
			return false
		}
		if list, ok := n.(*ast.CompositeLit); ok {
			for _, e := range list.Elts {
				texts = append(texts, text(e))
			}
		}
		return true
	})
	return texts
}

// anyRoom matches the name of a package or of a file of sentences.
func anyRoom(t *testing.T) string {
	t.Helper()
	names := rooms(t, locale.Spanish)
	for file := range code() {
		if room := path.Base(path.Dir(file)); room != "." {
			names = append(names, room)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "|")
}

// isFile reports whether a text is the name of a file.
func isFile(text string) bool {
	return slices.Contains([]string{".json", ".yaml", ".db", ".templ"}, path.Ext(text))
}

// otherTexts are the literals that are spelled like a key and are none: the
// verbs of the journal and of access, and the beginnings of composed keys.
func otherTexts() map[*ast.BasicLit]bool {
	apart := make(map[*ast.BasicLit]bool)
	within := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok {
				apart[l] = true
			}
			return true
		})
	}
	inspect(func(_ string, n ast.Node) {
		switch n := n.(type) {
		case *ast.BasicLit:
			if slices.Contains(roomVerbs(), text(n)) {
				within(n)
			}
		case *ast.FuncDecl:
			if n.Name.Name == "Verb" {
				within(n)
			}
		case *ast.CallExpr:
			if calls(n, "May") && len(n.Args) > 1 {
				within(n.Args[1])
			}
		case *ast.BinaryExpr:
			if _, begins := beginning(n); begins {
				within(n.X)
			}
		}
	})
	return apart
}

// roomVerbs are the verbs of the kinds of row that are called as a room is.
func roomVerbs() []string {
	return slices.Concat(access.Verbs(access.Attention), access.Verbs(access.Definition))
}

// beginning returns the text to which an expression adds something.
func beginning(n ast.Node) (string, bool) {
	sum, ok := n.(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD {
		return "", false
	}
	return literal(sum.X)
}

// keyOf returns the key that a node says outright: the first argument of
// Refuse, Text, Count or Key, or the field Key of a Problem.
func keyOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		if len(n.Args) > 0 && (calls(n, "Refuse") || calls(n, "Text") || calls(n, "Count") || calls(n, "Key")) {
			return literal(n.Args[0])
		}
	case *ast.CompositeLit:
		if isProblem(n) {
			return literal(field(n, "Key"))
		}
	}
	return "", false
}

// spelledOut returns the key of a node that spells all its arguments, and how
// many there are.
func spelledOut(n ast.Node) (key string, arguments int, ok bool) {
	if key, ok = keyOf(n); !ok {
		return "", 0, false
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		return key, len(n.Args) - 1, !n.Ellipsis.IsValid() && !calls(n, "Count") && !calls(n, "Key")
	case *ast.CompositeLit:
		args, ok := field(n, "Args").(*ast.CompositeLit)
		if !ok {
			return key, 0, field(n, "Args") == nil
		}
		return key, len(args.Elts), true
	}
	return "", 0, false
}

func calls(n *ast.CallExpr, name string) bool {
	switch f := n.Fun.(type) {
	case *ast.Ident:
		return f.Name == name
	case *ast.SelectorExpr:
		return f.Sel.Name == name
	}
	return false
}

func isProblem(n *ast.CompositeLit) bool {
	switch kind := n.Type.(type) {
	case *ast.Ident:
		return kind.Name == "Problem"
	case *ast.SelectorExpr:
		return kind.Sel.Name == "Problem"
	}
	return false
}

func field(n *ast.CompositeLit, name string) ast.Expr {
	for _, e := range n.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := pair.Key.(*ast.Ident); ok && id.Name == name {
				return pair.Value
			}
		}
	}
	return nil
}

// literal returns the text of an expression and reports whether it is spelled
// like a key.
func literal(e ast.Expr) (string, bool) {
	key := text(e)
	return key, strings.Contains(key, ".") && !strings.ContainsAny(key, " /%*")
}

// text returns what a literal text says, "" for any other expression.
func text(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	said, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return said
}

// constants returns the values of the text constants of a type in a file.
func constants(file, kind string) []string {
	var values []string
	ast.Inspect(code()[file], func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || typeName(spec.Type) != kind {
			return true
		}
		for _, e := range spec.Values {
			if value := text(e); value != "" {
				values = append(values, value)
			}
		}
		return true
	})
	return values
}

func typeName(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
