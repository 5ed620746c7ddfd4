package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/term"

	"github.com/trenza/trenza"
)

// ask asks something and reads a line: typed at a terminal, otherwise the next of
// the standard input.
func (s *session) ask(key string) (string, error) {
	if s.atTerminal() {
		fmt.Fprint(s.err, s.words.Text(key)+" ")
	}
	return s.waitFor(s.line)
}

// askSecret asks for what nobody is to read over her shoulder: at a terminal it is
// typed without an echo.
func (s *session) askSecret(key string) (string, error) {
	if !s.atTerminal() {
		return s.waitFor(s.line)
	}
	screen := int(s.in.Fd())
	before, err := term.GetState(screen)
	if err != nil {
		return "", err
	}
	fmt.Fprint(s.err, s.words.Text(key)+" ")
	secret, err := s.waitFor(func() (string, error) {
		typed, err := term.ReadPassword(screen)
		return string(typed), err
	})
	fmt.Fprintln(s.err)
	if s.ctx.Err() != nil { // interrupted before the line was whole: the echo comes back
		return "", errors.Join(s.ctx.Err(), term.Restore(screen, before))
	}
	return secret, err
}

// atTerminal reports whether somebody types what is read.
func (s *session) atTerminal() bool { return s.in != nil && term.IsTerminal(int(s.in.Fd())) }

// line reads the next line.
func (s *session) line() (string, error) {
	if s.in == nil {
		return "", trenza.Refuse("cli.answer_missing")
	}
	if s.lines == nil {
		s.lines = bufio.NewReader(s.in)
	}
	text, err := s.lines.ReadString('\n')
	if err != nil && text == "" {
		return "", trenza.Refuse("cli.answer_missing").Because(err)
	}
	return strings.TrimRight(text, "\r\n"), nil
}

// waitFor waits for what is read, or for the command to be interrupted.
func (s *session) waitFor(read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	given := make(chan answer, 1)
	go func() {
		text, err := read()
		given <- answer{text, err}
	}()
	select {
	case a := <-given:
		return a.text, a.err
	case <-s.ctx.Done():
		return "", s.ctx.Err()
	}
}
