package main

import (
	"path"
	"strings"

	"github.com/goccy/go-yaml"
)

// file is a list, and what is to become of it.
type file struct {
	name    string
	tabs    []*tab
	text    style  // of a .csv
	raw     []byte // a file that is not made of tabs
	parts   []part // further parts of a workbook
	macros  bool
	inline  bool // texts stand in their cells, as programs other than Excel write them
	mac     bool // days are counted from 1904
	truth   *truth
	account account
}

// account is what a fair reader makes of a file, as it is written beside it.
type account struct {
	Trap      string         `yaml:"trap"`
	Why       string         `yaml:"why,omitempty"`
	Programme string         `yaml:"programme"`
	After     []string       `yaml:"after,omitempty"`
	Opens     bool           `yaml:"opens"`
	Sentence  string         `yaml:"sentence_contains,omitempty"`
	Sheets    []tabAccount   `yaml:"sheets,omitempty"`
	People    int            `yaml:"people"`
	Figures   map[string]int `yaml:"figures"`
	Declared  map[string]int `yaml:"declared,omitempty"` // by indicator
	Parted    []parted       `yaml:"parted,omitempty"`
}

// parted is a figure by one dimension: it tells whether days, places and births
// were read for what they are.
type parted struct {
	Figure string         `yaml:"figure"`
	By     string         `yaml:"by"`
	Cells  map[string]int `yaml:"cells"`
}

// tab begins a sheet of the file. A .csv has one, without a name.
func (f *file) tab(name, shape string) *tab {
	t := &tab{name: name, truth: f.truth, account: tabAccount{Sheet: name, Shape: shape}}
	f.tabs = append(f.tabs, t)
	return t
}

// leave begins a sheet that is no list.
func (f *file) leave(name string) *tab {
	t := f.tab(name, "")
	t.account.LeftOut = true
	return t
}

// because says why the expectation is as it is, where readers could differ.
func (f *file) because(why string) *file {
	f.account.Why = why
	return f
}

// parted says how many people of a figure are in each part of a dimension; the
// unknown is "".
func (f *file) parted(figure, by string, cells map[string]int) {
	f.account.Parted = append(f.account.Parted, parted{figure, by, cells})
}

// after makes this file one that comes after another.
func (f *file) after(before *file) *file {
	f.account.After = append(append(f.account.After, before.account.After...), before.name)
	f.truth.add(before.truth)
	return f
}

// refused is a file that ends in a sentence with one of the words, separated by
// bars.
func (f *file) refused(words string) *file {
	f.account.Opens, f.account.Sentence = false, words
	return f
}

// bytes returns the content of the file.
func (f *file) bytes() []byte {
	switch extension := strings.ToLower(path.Ext(f.name)); {
	case f.raw != nil:
		return f.raw
	case extension == ".csv" || extension == ".txt":
		return f.text.write(f.tabs[0])
	}
	return f.workbook()
}

// expected returns the content of the file beside it.
func (f *file) expected() []byte {
	a := f.account
	for _, t := range f.tabs {
		if a.Opens {
			a.Sheets = append(a.Sheets, t.account)
		}
	}
	a.Figures, a.People, a.Declared = f.truth.figures(), len(f.truth.received), f.truth.heads()
	return marshalled(a)
}

// marshalled writes a value as YAML. Its types can always be written.
func marshalled(value any) []byte {
	text, err := yaml.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

// heads returns the heads that each indicator shows beside its figure.
func (t *truth) heads() map[string]int {
	shown := make(map[string]int)
	for service, n := range t.declared {
		switch service {
		case "replica":
			shown["personas"] += n
		case "sociocultural":
			shown["socioculturales"] += n
			shown["informacion"] += n
		default:
			shown["informacion"] += n
		}
	}
	return shown
}
