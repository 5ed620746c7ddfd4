// Command makecorpus writes the dirty corpus of package exchange: lists as
// offices keep them, one trap a file, each with what a fair reader makes of it
// beside it, and a folder as an office keeps one over a year.
//
//	go run ./internal/exchange/makecorpus internal/exchange/testdata
//
// The people are invented. What is expected of a file is reckoned from what was
// written into it, never by importing it. The same program writes the same
// bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: makecorpus FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "makecorpus:", err)
		os.Exit(1)
	}
}

// write makes every file of the corpus and of the office's folder.
func write(folder string) error {
	for path, text := range everything() {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// everything returns every file by its path.
func everything() map[string][]byte {
	files := make(map[string][]byte)
	lists := corpus()
	for _, f := range lists {
		files["corpus/"+f.name] = f.bytes()
		files["corpus/"+f.name+".expected.yaml"] = f.expected()
	}
	files["corpus.expected.yaml"] = together(lists)
	year := office()
	for path, text := range year.files {
		files["folder/"+path] = text
	}
	files["folder.expected.yaml"] = year.expected()
	return files
}

// whole is what is true when every list of the corpus has come in.
type whole struct {
	People     int                       `yaml:"people"`
	Programmes map[string]map[string]int `yaml:"programmes"` // figures
}

// together joins what the lists tell: those of different traps are of different
// people.
func together(lists []*file) []byte {
	truths := make(map[string]*truth)
	for _, f := range lists {
		if truths[f.truth.programme] == nil {
			truths[f.truth.programme] = newTruth(f.truth.programme)
		}
		truths[f.truth.programme].add(f.truth)
	}
	all := whole{Programmes: make(map[string]map[string]int)}
	for programme, t := range truths {
		all.People += len(t.received)
		all.Programmes[programme] = t.figures()
	}
	return marshalled(all)
}

// corpus returns the lists of every trap.
func corpus() []*file {
	c := &maker{}
	for _, traps := range [][]func(*maker){
		texts, layouts, surroundings, headings, marks, values, births, papers, money, heads, answers, again, offices, dangers, stranger, third, fourth, workshopLists,
	} {
		for _, trap := range traps {
			trap(c)
		}
	}
	return c.files
}

// maker makes files, and people whom no two of them share unless they mean to.
type maker struct {
	inventor
	files []*file
}

// list begins a file of a programme: its name says how it is written, and the
// trap what is odd about it.
func (m *maker) list(name, programme, trap string) *file {
	f := &file{name: name, truth: newTruth(programme), account: account{Trap: trap, Programme: programme, Opens: true}}
	m.files = append(m.files, f)
	return f
}
