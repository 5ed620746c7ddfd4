package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

type signInCommand struct {
	Login string `arg:"" help:"${help_login}"`
}

// Run opens a session for whoever shows that an account is hers. Its token lies
// in a file that only she may read, and every command that follows finds it
// there.
func (c signInCommand) Run(s *session) error {
	h, err := s.openExisting()
	if err != nil {
		return err
	}
	defer h.Close()
	account, err := s.prove(h, c.Login)
	if err != nil {
		return err
	}
	before, err := s.readToken()
	if err != nil {
		return err
	}
	token, err := h.desk.Sessions().Open(s.ctx, account.ID, s.words.Text("cli.device"))
	if err != nil {
		return err
	}
	if err := s.keepToken(token); err != nil {
		return errors.Join(err, h.desk.Sessions().DeleteCtx(s.ctx, token))
	}
	if before != "" {
		if err := h.desk.Sessions().DeleteCtx(s.ctx, before); err != nil {
			return err
		}
	}
	s.say("cli.signed_in", account.Name)
	return nil
}

// prove has her show her password and, where she has set one, a code.
func (s *session) prove(h *house, login string) (staff.Account, error) {
	if account, invented, err := h.invented(s, login); invented || err != nil {
		return account, err
	}
	password, err := s.askSecret("cli.ask_password")
	if err != nil {
		return staff.Account{}, err
	}
	account, factors, err := h.desk.SignIn(s.ctx, staff.Attempt{Login: login, Password: password})
	switch {
	case err != nil || len(factors) == 0:
		return account, err
	case !slices.Contains(factors, staff.Code):
		return account, &trenza.Problem{Kind: trenza.Forbidden, Key: "cli.passkey_only"}
	}
	code, err := s.ask("cli.ask_code")
	if err != nil {
		return account, err
	}
	return account, h.desk.CheckCode(s.ctx, account.ID, strings.Join(strings.Fields(code), ""), "")
}

type signOutCommand struct{}

// Run ends the session that this machine holds.
func (signOutCommand) Run(s *session) error {
	token, err := s.readToken()
	if err != nil {
		return err
	}
	if token == "" {
		s.say("cli.not_signed_in")
		return nil
	}
	h, err := s.openExisting()
	if err != nil {
		return err
	}
	defer h.Close()
	if err := h.desk.Sessions().DeleteCtx(s.ctx, token); err != nil {
		return err
	}
	path, err := s.tokenPath()
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return unwritable(path, err)
	}
	s.say("cli.signed_out")
	return nil
}

// signedIn returns who she is whose session this machine holds, with the roles
// that she has today: one that was taken back ends with the command before.
func (s *session) signedIn(h *house) (trenza.Actor, error) {
	token, err := s.readToken()
	if err != nil {
		return trenza.Actor{}, err
	}
	account, awake, err := h.desk.Sessions().Resume(s.ctx, token)
	switch {
	case err != nil:
		return trenza.Actor{}, err
	case account == "":
		return trenza.Actor{}, &trenza.Problem{Kind: trenza.Forbidden, Key: "cli.sign_in_first"}
	case !awake:
		return trenza.Actor{}, &trenza.Problem{Kind: trenza.Forbidden, Key: "cli.sign_in_again"}
	}
	s.token = token
	actor, _, err := h.desk.Actor(s.ctx, account, h.desk.Today())
	return actor, err
}

// tokenPath is where the token of her session lies.
func (s *session) tokenPath() (string, error) {
	if s.Session != "" {
		return s.Session, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", (&trenza.Problem{Kind: trenza.Unavailable, Key: "cli.no_home"}).Because(err)
	}
	return filepath.Join(dir, "trenza", "session"), nil
}

// readToken reads the token, "" where there is none.
func (s *session) readToken() (string, error) {
	path, err := s.tokenPath()
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", (&trenza.Problem{Kind: trenza.Unavailable, Key: "cli.session_unreadable", Args: []any{path}}).Because(err)
	}
	return strings.TrimSpace(string(text)), nil
}

// keepToken writes the token into a new file that its owner alone may read,
// whatever lay there.
func (s *session) keepToken(token string) error {
	path, err := s.tokenPath()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unwritable(path, err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".session-") // 0600
	if err != nil {
		return unwritable(path, err)
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(token + "\n")
	if err := errors.Join(err, file.Close()); err != nil {
		return unwritable(path, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	return (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.cannot_write", Args: []any{path}}).Because(err)
}
