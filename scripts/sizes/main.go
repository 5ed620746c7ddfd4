// Command sizes prints how much code and how much test a Go repository has, and
// how long its functions are:
//
//	go run ./scripts/sizes .
//
// A line counts when it holds more than a comment. A function is as long as the
// lines from its "func" to its closing brace. Generated files and folders named
// testdata are left out.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: sizes FOLDER"))
	}
	code, test, err := measure(os.Args[1])
	if err != nil {
		fail(err)
	}
	if err := printSizes(os.Stdout, code, test); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "sizes:", err)
	os.Exit(1)
}

// size is what a set of files comes to.
type size struct {
	files, lines int
	functions    []function
}

type function struct {
	name  string // "journal.Write", with the folder's last part
	lines int
}

// measure reads the Go files below a folder, those of tests apart.
func measure(root string) (code, test size, err error) {
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && (entry.Name()[0] == '.' || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		case strings.HasSuffix(name, "_test.go"):
			return test.add(name)
		default:
			return code.add(name)
		}
	})
	return code, test, err
}

// add counts a file.
func (s *size) add(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	places := token.NewFileSet()
	file, err := parser.ParseFile(places, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || ast.IsGenerated(file) {
		return err
	}
	s.files++
	s.lines += linesOfCode(text)
	for _, declaration := range file.Decls {
		if f, ok := declaration.(*ast.FuncDecl); ok {
			first, last := places.Position(f.Pos()).Line, places.Position(f.End()).Line
			s.functions = append(s.functions, function{file.Name.Name + "." + f.Name.Name, last - first + 1})
		}
	}
	return nil
}

// linesOfCode counts the lines on which a token other than a comment stands; a
// text over several lines stands on each.
func linesOfCode(text []byte) int {
	places := token.NewFileSet()
	file := places.AddFile("", -1, len(text))
	var tokens scanner.Scanner
	tokens.Init(file, text, nil, 0)
	count, last := 0, 0
	for {
		at, kind, literal := tokens.Scan()
		if kind == token.EOF {
			return count
		}
		if kind == token.SEMICOLON && literal == "\n" {
			continue // the end of a line, not written
		}
		first := file.Line(at)
		end := first + strings.Count(literal, "\n")
		count += end - max(first-1, last)
		last = end
	}
}

func printSizes(w io.Writer, code, test size) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tfiles\tlines\tfunctions\tmedian\t90 %\tlongest\t")
	for _, row := range []struct {
		name string
		size size
	}{{"code", code}, {"test", test}} {
		long := row.size.longest()
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t\n", row.name, row.size.files, row.size.lines,
			len(row.size.functions), row.size.share(50), row.size.share(90), long.lines)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "longest: %s\n", code.longest().name)
	return err
}

// share returns the length that so many of a hundred functions do not exceed.
func (s size) share(percent int) int {
	if len(s.functions) == 0 {
		return 0
	}
	lengths := make([]int, len(s.functions))
	for i, f := range s.functions {
		lengths[i] = f.lines
	}
	slices.Sort(lengths)
	rank := (len(lengths)*percent + 99) / 100
	return lengths[max(rank, 1)-1]
}

func (s size) longest() function {
	var longest function
	for _, f := range s.functions {
		if f.lines > longest.lines {
			longest = f
		}
	}
	return longest
}
