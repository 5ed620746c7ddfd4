package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

type checkCommand struct {
	Definition string `arg:"" type:"path" help:"${help_definition}"`
}

// Run reports every mistake of a programme's definition at once.
func (c checkCommand) Run(s *session) error {
	d, err := readDefinition(c.Definition)
	if mistakes, ok := errors.AsType[programme.Mistakes](err); ok {
		mistakes.Print(s.out, s.words)
		return errRefused
	}
	if err != nil {
		return err
	}
	s.say("cli.definition_good", d.ID, len(d.Services), len(d.Indicators))
	return nil
}

func readDefinition(path string) (*programme.Definition, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{path}}).Because(err)
	}
	return programme.ParseWith(path, text, directory.CheckPlace)
}

type templateCommand struct {
	Shape string `arg:"" help:"${help_shape}"`
	Out   string `type:"path" help:"${help_out_list}" placeholder:"FILE"`
}

// Run writes an empty list of a shape.
func (c templateCommand) Run(s *session) error {
	shape, err := exchange.ParseShape(c.Shape)
	if err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = string(shape) + ".xlsx"
	}
	w, err := sheet.Create(c.Out)
	if err != nil {
		return err
	}
	defer w.Discard()
	if err := exchange.Template(w, shape); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	s.say("cli.written", c.Out)
	return nil
}

type versionCommand struct{}

// Run prints which program this is.
func (versionCommand) Run(s *session) error {
	fmt.Fprintln(s.out, "trenza", version())
	return nil
}
