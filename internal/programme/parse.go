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
// order of its lines; only a file that is not YAML stops at the first.
func Parse(name string, text []byte) (*Definition, error) {
	lines := linesOf(text)
	body, mistake := readYAML(lines)
	if mistake != nil {
		return nil, Mistakes{File: name, Text: text, List: []Mistake{*mistake}}
	}
	found := examine(body, lines)
	if len(found) > 0 {
		return nil, Mistakes{File: name, Text: text, List: found}
	}
	d, err := decode(body)
	if err != nil {
		return nil, Mistakes{File: name, Text: text, List: []Mistake{*syntaxMistake(err, lines)}}
	}
	sum := sha256.Sum256(text)
	d.Text, d.Hash = text, hex.EncodeToString(sum[:])
	return d, nil
}

// decode fills a definition from a tree in which nothing was found wrong.
func decode(body ast.Node) (*Definition, error) {
	var d Definition
	err := yaml.NodeToValue(body, &d, yaml.CustomUnmarshaler(readClass))
	if err != nil {
		return nil, err
	}
	d.joinParts()
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
