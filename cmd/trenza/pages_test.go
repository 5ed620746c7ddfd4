package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
)

// onPages is a program of the scripts: it does, with the keys that the script has,
// what people do on the pages.
//
//	pages accept FILE LOGIN NAME PASSWORD   come in by the link in a file
//	pages revoke ADMINISTRATOR LOGIN        take back every role of somebody
//	pages code LOGIN FILE                   set a code generator, keep its secret
//	pages now FILE                          write the code of this moment into the file FILE.now
func onPages(args []string) int {
	if err := pagesDo(args[0], args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func pagesDo(what string, args []string) error {
	s := &session{ctx: context.Background(), out: os.Stdout, err: os.Stderr, words: locale.For("es"), door: doorOpen}
	s.Data = "./trenza-data"
	h, err := s.open(false)
	if err != nil {
		return err
	}
	defer h.Close()
	switch what {
	case "accept":
		link, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		_, err = h.desk.Accept(s.ctx, path.Base(strings.TrimSpace(lastLine(string(link)))), staff.Acceptance{Login: args[1], Name: args[2], Password: args[3]})
		return err
	case "revoke":
		return revokeAll(s, h, args[0], args[1])
	case "code":
		return setCode(s, h, args[0], args[1])
	case "now":
		secret, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		code, err := totp.GenerateCode(string(secret), time.Now())
		return errors.Join(err, os.WriteFile(args[0]+".now", []byte(code), 0o600))
	}
	return errors.New("pages " + what)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// actorOf is who an account of the first organisation is today.
func actorOf(s *session, h *house, login string) (trenza.Actor, error) {
	account, err := h.desk.Lookup(s.ctx, trenza.Actor{Organisation: "care-peru", Role: trenza.RoleCustodian}, "recovery.ask", login)
	if err != nil {
		return trenza.Actor{}, err
	}
	actor, _, err := h.desk.Actor(s.ctx, account.ID, h.desk.Today())
	return actor, err
}

func revokeAll(s *session, h *house, administrator, login string) error {
	boss, err := actorOf(s, h, administrator)
	if err != nil {
		return err
	}
	members, err := h.desk.Accounts(s.ctx, boss)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(members, func(m staff.Member) bool { return m.Login == login })
	for _, g := range members[at].Grants {
		err = errors.Join(err, h.desk.Revoke(s.ctx, boss, g.ID))
	}
	return err
}

func setCode(s *session, h *house, login, file string) error {
	actor, err := actorOf(s, h, login)
	if err != nil {
		return err
	}
	secret, err := h.desk.NewCode(s.ctx, actor)
	if err != nil {
		return err
	}
	before, err := totp.GenerateCode(secret.Secret, time.Now().Add(-30*time.Second)) // the next one is for the sign-in
	if err != nil {
		return err
	}
	return errors.Join(h.desk.ConfirmCode(s.ctx, actor, secret.Secret, before), os.WriteFile(file, []byte(secret.Secret), 0o600))
}
