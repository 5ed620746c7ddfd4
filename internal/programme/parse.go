package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/trenza/trenza"
)

// Parse reads a definition. name is the name of its file, for the messages.
// The error is always Mistakes, and holds every mistake of the file in the
// order of its lines; only a file that is not YAML stops at the first. Of a
// place it checks the digits of the code alone; see ParseWith.
func Parse(name string, text []byte) (*Definition, error) {
	return ParseWith(name, text, nil)
}

// ParseWith reads a definition as Parse does, and has the places of the file
// checked by whoever knows those of Peru. A nil check leaves them as they are.
func ParseWith(name string, text []byte, place PlaceCheck) (*Definition, error) {
	lines := linesOf(text)
	body, mistake := readYAML(lines)
	if mistake != nil {
		return nil, Mistakes{File: name, Text: text, List: []Mistake{*mistake}}
	}
	found := examine(body, lines, place)
	if len(found) > 0 {
		return nil, Mistakes{File: name, Text: text, List: found}
	}
	d, err := decode(body)
	if err != nil {
		return nil, Mistakes{File: name, Text: text, List: []Mistake{*syntaxMistake(err, lines)}}
	}
	d.Text, d.Hash = text, hashOf(text)
	return d, nil
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// decode fills a definition from a tree in which nothing was found wrong.
func decode(body ast.Node) (*Definition, error) {
	var d Definition
	err := yaml.NodeToValue(body, &d, yaml.CustomUnmarshaler(readClass))
	if err != nil {
		return nil, err
	}
	d.joinParts()
	d.joinMore()
	return &d, nil
}

func readClass(class *trenza.Class, written []byte) error {
	var name string
	if err := yaml.Unmarshal(written, &name); err != nil {
		return err
	}
	read, ok := trenza.ParseClass(name)
	if !ok {
		return errors.New("no such class: " + name)
	}
	*class = read
	return nil
}
