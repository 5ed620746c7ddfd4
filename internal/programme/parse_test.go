package programme

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
)

// checkReading parses a text of any kind and returns what is wrong with the
// answer: there is either a definition or a list of mistakes that all lie
// inside the file, in order.
func checkReading(text []byte) error {
	d, err := ParseWith("any.yaml", text, directory.CheckPlace)
	if err == nil {
		if d == nil || !bytes.Equal(d.Text, text) {
			return errors.New("neither a definition nor an error")
		}
		return nil
	}
	mistakes, ok := errors.AsType[Mistakes](err)
	if !ok || len(mistakes.List) == 0 || d != nil {
		return errors.New("an error that is not a list of mistakes")
	}
	lines, last := len(linesOf(text)), 0
	for _, m := range mistakes.List {
		if m.Line < 1 || m.Line < last || m.Line > lines || m.Column < 1 || m.Key == "" {
			return errors.New("a mistake out of place: " + mistakes.Error())
		}
		last = m.Line
	}
	mistakes.Print(io.Discard, locale.For("es"))
	return nil
}

func FuzzParse(f *testing.F) {
	for _, id := range ShippedIDs() {
		d, _ := Shipped(id)
		f.Add(d.Text)
	}
	files, _ := filepath.Glob("testdata/mistakes/*.yaml")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := checkReading(text); err != nil {
			t.Error(err)
		}
	})
}

// TestMutatedFile changes a few bytes of a definition that ships.
func TestMutatedFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, _ := Shipped(rapid.SampledFrom(ShippedIDs()).Draw(t, "programme"))
		text := bytes.Clone(d.Text)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			from := rapid.IntRange(0, len(text)-1).Draw(t, "from")
			to := min(len(text), from+rapid.IntRange(0, 3).Draw(t, "dropped"))
			inserted := rapid.SampledFrom([]string{"", "\n", "- ", "\t", "{", "]", "\"", ": ", "&a ", "*a", "#", "|", "\xff", "0", "é"}).Draw(t, "inserted")
			text = append(text[:from:from], append([]byte(inserted), text[to:]...)...)
		}
		if err := checkReading(text); err != nil {
			t.Fatal(err)
		}
	})
}

// TestWrongNames misspells one id of a definition where it is referred to: the
// mistake is found on that line, and what was meant is suggested.
func TestWrongNames(t *testing.T) {
	d, _ := Shipped("alma-llanera")
	lines := strings.Split(string(d.Text), "\n")
	var places []int
	for i, line := range lines {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "strand", "phase", "source", "collected", "completed", "satisfied":
			if value != "" {
				places = append(places, i)
			}
		}
	}
	if len(places) < 30 {
		t.Fatalf("only %d references", len(places))
	}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SampledFrom(places).Draw(t, "line")
		broken := append([]string(nil), lines...)
		name := strings.Fields(strings.NewReplacer("[", "", "]", "", ",", "").Replace(lines[at]))[1]
		broken[at] = strings.Replace(lines[at], name, name+"x", 1)
		_, err := Parse("alma-llanera.yaml", []byte(strings.Join(broken, "\n")))
		mistakes, _ := errors.AsType[Mistakes](err)
		if len(mistakes.List) != 1 || mistakes.List[0].Line != at+1 || mistakes.List[0].Suggestion != name {
			t.Fatalf("%q gives %v", broken[at], mistakes)
		}
	})
}

func TestByteOrderMarkAndCarriageReturns(t *testing.T) {
	d, _ := Shipped("taller-reque")
	for name, text := range map[string]string{
		"byte order mark":  byteOrderMark + string(d.Text),
		"carriage returns": strings.ReplaceAll(string(d.Text), "\n", "\r\n"),
		"returns alone":    strings.ReplaceAll(string(d.Text), "\n", "\r"),
	} {
		read, err := Parse(name, []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if read.ID != d.ID || len(read.Services) != len(d.Services) || read.Summary != d.Summary {
			t.Errorf("%s: read otherwise: %q", name, read.Summary.ES)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, id := range ShippedIDs() {
		d, _ := Shipped(id)
		b.Run(id, func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				if _, err := Parse(id, d.Text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
