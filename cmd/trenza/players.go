package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web"
)

// player is one of the invented staff of a demo, who is let in without a password.
type player struct {
	Account string `json:"account"` // id
	Login   string `json:"login"`
}

// playersMark is the file, beside the data, that says whom a demo let in by a
// button. Only the demo writes it, and it is sealed with the keys of the
// installation: of another it opens nothing, and where it is not, nobody comes in
// so.
const playersMark = "demo-staff"

// playersKey seals the mark.
const playersKey = seal.KeyID("installation/demo")

var playersSlot = seal.Slot{Table: playersMark, Row: "all", Column: "players"}

// keepPlayers writes the mark.
func (h *house) keepPlayers(s *session, players []player) error {
	text, err := json.Marshal(players)
	if err != nil {
		return err
	}
	sealed, err := h.vault.Seal(s.ctx, playersMark, playersKey, trenza.P1, playersSlot, text)
	if err != nil {
		return err
	}
	if err := h.vault.Flush(s.ctx); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.Data, playersMark), sealed, 0o600)
}

// marked reads the mark: nobody where there is none, or one that these keys did
// not seal.
func (h *house) marked(s *session) (players []player, err error) {
	sealed, err := os.ReadFile(filepath.Join(s.Data, playersMark))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, err := h.vault.Open(s.ctx, playersMark, playersKey, trenza.P1, playersSlot, sealed)
	if err != nil {
		return nil, nil // of another installation, or none of ours
	}
	return players, json.Unmarshal(text, &players)
}

// invented finds one of the invented staff by her login, who needs no password.
func (h *house) invented(s *session, login string) (staff.Account, bool, error) {
	players, err := h.marked(s)
	i := slices.IndexFunc(players, func(p player) bool { return p.Login == strings.ToLower(strings.TrimSpace(login)) })
	if err != nil || i < 0 {
		return staff.Account{}, false, err
	}
	_, account, err := h.desk.Actor(s.ctx, players[i].Account, h.desk.Today())
	return account, true, err
}

// players are the invented staff as the sign-in page shows them; nil where nobody
// is invented. Whoever lost her account is not among them.
func (h *house) players(s *session) (*web.Demo, error) {
	players, err := h.marked(s)
	if err != nil || len(players) == 0 {
		return nil, err
	}
	definitions, err := h.programmes(s, "")
	if err != nil {
		return nil, err
	}
	demo := &web.Demo{}
	for _, p := range players {
		actor, account, err := h.desk.Actor(s.ctx, p.Account, h.desk.Today())
		if trenza.KindOf(err) == trenza.Forbidden {
			continue
		}
		if err != nil {
			return nil, err
		}
		if len(actor.Grants) > 0 {
			demo.Staff = append(demo.Staff, web.DemoAccount{
				Account: account.ID, Name: account.Name, Role: actor.Grants[0].Role, Where: s.titled(definitions, actor.Grants[0]),
			})
		}
	}
	return demo, nil
}

// titled is how far a role goes, with programme and course by their titles.
func (s *session) titled(definitions []*programme.Definition, g trenza.Grant) string {
	for _, d := range definitions {
		if d.ID == g.Programme {
			g.Programme, g.Course = d.Title.In(s.words.Lang()), serviceTitle(d, g.Course, s.words.Lang())
		}
	}
	if g.Team != "" {
		g.Team = s.words.Text("web.grant.of_team", g.Team)
	}
	return s.where(g)
}
