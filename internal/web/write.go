package web

import (
	"encoding/json"

	"github.com/trenza/trenza/internal/journal"
)

// Whatever a page writes, it writes here, once for each form that is sent: a form
// has a number, and whoever sends it again, and however late, is given the first
// answer. One without a number is always the first. There are two exceptions: a
// row that waits is decided by a command of its own (pathway), and a link that is
// shown once may be kept nowhere ([once]).

// write writes as whoever is here, once for each form.
func (v *visit) write(do func(*journal.Tx) error) error {
	_, err := wrote(v, v.formSent(), func(tx *journal.Tx) (struct{}, error) { return struct{}{}, do(tx) })
	return err
}

// wrote writes as whoever is here, once for the number of a form, and returns
// what it came to the first time. That is kept as JSON beside the command, which is
// not sealed: it may hold codes and numbers, and nothing of anybody. The id of the
// command is blind, for it would say who acted.
func wrote[T any](v *visit, form string, do func(*journal.Tx) (T, error)) (answer T, err error) {
	err = v.Journal.Write(v.ctx(), v.actor, func(tx *journal.Tx) (err error) {
		if form == "" {
			answer, err = do(tx)
			return err
		}
		command, err := tx.Vault().Token(v.ctx(), tx.Organisation(), "form", v.route.Name+" "+v.account.ID+" "+form)
		if err != nil {
			return err
		}
		first, err := tx.Once(v.ctx(), command, func() (string, error) {
			answer, err := do(tx)
			if err != nil {
				return "", err
			}
			text, err := json.Marshal(answer)
			return string(text), err
		})
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(first.Text), &answer)
	})
	return answer, err
}

// formSent is the number of the form that is sent, "" for one without.
func (v *visit) formSent() string { return v.r.PostFormValue("form") }
