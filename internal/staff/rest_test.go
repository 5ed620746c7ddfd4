package staff_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// Nothing at rest names anybody or lets anybody in: neither in the tables nor in
// the file.
func TestNothingAtRestNamesAnybody(t *testing.T) {
	each(t, func(o *office) {
		secret := o.generator(o.rosa)
		token, err := o.Invite(o.Context(), o.as(o.rosa), staff.Invitation{Name: "Luzmila Chunga", Login: "luzmila@alma.pe", Grants: []trenza.Grant{{Role: trenza.RoleCaseSupervisor, Team: "equipo-reservado"}}})
		o.must(err)
		session, err := o.Sessions().Open(o.Context(), o.rosa.ID, "Firefox en Windows")
		o.must(err)
		o.Wait()
		everything := o.everything()
		if !strings.Contains(everything, o.rosa.ID) || !strings.Contains(everything, "session.opened") {
			o.Fatal("nothing was read")
		}
		for _, word := range []string{
			"rosa", "Rosa", "Quispe", "Luzmila", "luzmila", "Chunga", passphrase, "caballo", secret, token, session, "argon2id",
			"Firefox", "equipo-reservado", trenza.RoleCaseSupervisor,
		} {
			if strings.Contains(everything, word) {
				o.Errorf("%q is in the database", word)
			}
		}
	})
}

// everything spells every value of every table.
func (o *office) everything() string {
	o.Helper()
	var b strings.Builder
	o.must(o.Data.Read(o.Context(), func(r store.Reader) error {
		for _, table := range []string{
			"account", "account_secret", "account_grant", "invitation", "recovery", "session", "journal_entry", "journal_body", "journal_actor", "journal_head",
		} {
			var names []string
			for _, c := range r.Columns(table) {
				names = append(names, c.Name)
			}
			values, targets := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				targets[i] = &values[i]
			}
			err := r.Each(o.Context(), `select `+strings.Join(names, ", ")+` from `+table, nil, func(scan store.Scan) error {
				err := scan(targets...)
				for _, v := range values {
					switch v := v.(type) {
					case string:
						b.WriteString(v + "\n")
					case []byte:
						b.Write(append(v, '\n'))
					}
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return b.String()
}

// Whoever writes into the tables makes nobody an administrator, and opens no
// account that was closed.
func TestRowsThatWereAltered(t *testing.T) {
	each(t, func(o *office) {
		luz, eva := o.join("luz"), o.join("eva")
		o.must(o.Close(o.Context(), o.as(o.rosa), eva.ID))
		o.must(o.Data.Read(o.Context(), func(r store.Reader) error { return journal.VerifyRows(o.Context(), r, o.Vault, "alma") }))
		o.behind(`update account set state = 'active' where id = $1`, eva.ID)
		o.behind(`update account_grant set account = $1`, luz.ID)
		o.behind(`update account_secret set account = $1 where account = (select min(id) from account)`, eva.ID)
		altered := &trenza.Problem{Kind: trenza.Conflict, Key: "journal.row_changed"}
		for _, id := range []string{luz.ID, eva.ID} {
			if actor, _, err := o.Actor(o.Context(), id, o.Today()); !errors.Is(err, altered) || len(actor.Grants) > 0 {
				o.Errorf("she may be %+v, %v", actor, err)
			}
		}
		for _, login := range []string{"rosa", "eva"} {
			if a, _, err := o.signIn(login, passphrase); err == nil {
				o.Errorf("%s is let in as %+v", login, a)
			}
		}
		err := o.Data.Read(o.Context(), func(r store.Reader) error { return journal.VerifyRows(o.Context(), r, o.Vault, "alma") })
		if !errors.Is(err, altered) {
			o.Errorf("verify says %v", err)
		}
	})
}

// behind changes rows behind the journal's back.
func (o *office) behind(statement string, args ...any) {
	o.Helper()
	o.must(o.Data.Write(o.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(o.Context(), statement, args...)
		return err
	}))
}

func BenchmarkActor(b *testing.B) {
	w := worldtest.Open(b, storetest.Location(b, store.SQLite))
	desk := &staff.Desk{Data: w.DB, Vault: w.Vault, Journal: w.Journal, Cost: cheap}
	token, err := desk.FirstLink(b.Context(), custodian)
	if err != nil {
		b.Fatal(err)
	}
	a, err := desk.Accept(b.Context(), token, staff.Acceptance{Name: "Rosa Quispe", Login: "rosa", Password: passphrase})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := desk.Actor(b.Context(), a.ID, desk.Today()); err != nil {
			b.Fatal(err)
		}
	}
}
