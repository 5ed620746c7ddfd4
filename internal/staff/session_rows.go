package staff

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// executor is what a row can be written through: a session that is opened lands
// with its entry, a sign of life by itself.
type executor interface {
	Exec(ctx context.Context, query string, args ...any) (int64, error)
}

// put writes a session. One that was there and is gone was ended meanwhile, and is
// not brought back.
func (s *Sessions) put(ctx context.Context, tx executor, token string, there bool, k keptSession) error {
	plain, err := json.Marshal(k)
	if err != nil {
		return err
	}
	kept, err := s.desk.Vault.Seal(ctx, installation, sessionKey, trenza.P2, sessionSlot(token), plain)
	if err != nil {
		return err
	}
	ends := k.Ends
	if k.Account == "" {
		ends = k.Idle
	}
	if there {
		_, err = tx.Exec(ctx, `
			update session
			set account = $2, ends = $3, kept = $4
			where token = $1`, token, k.Account, instant(ends), kept)
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into session (token, id, account, ends, kept)
		values ($1, $2, $3, $4, $5)`, token, k.ID, k.Account, instant(ends), kept)
	return err
}

func (s *Sessions) open(ctx context.Context, token string, kept []byte) (k keptSession, err error) {
	plain, err := s.desk.Vault.Open(ctx, installation, sessionKey, trenza.P2, sessionSlot(token), kept)
	if err != nil {
		return k, err
	}
	return k, json.Unmarshal(plain, &k)
}

// ignoreAltered lets a session be none that was not written by us.
func ignoreAltered(err error) error {
	if p, ok := errors.AsType[*trenza.Problem](err); ok && p.Key == seal.ErrNotThis.Key {
		return nil
	}
	return err
}

// sessionRow is a row of the table session before it is opened.
type sessionRow struct {
	token string
	kept  []byte
}

// sessionsOf returns the sessions of an account that are not over, the oldest
// first.
func (s *Sessions) sessionsOf(ctx context.Context, r store.Reader, account string) ([]keptSession, error) {
	rows, err := store.All(ctx, r, `
		select token, kept
		from session
		where account = $1
		order by id`, store.Args(account), func(scan store.Scan) (row sessionRow, err error) {
		return row, scan(&row.token, &row.kept)
	})
	if err != nil {
		return nil, err
	}
	var all []keptSession
	for _, row := range rows {
		k, err := s.open(ctx, row.token, row.kept)
		if err = ignoreAltered(err); err != nil {
			return nil, err
		}
		if k.Account == account && !k.over(s.desk.now()) {
			all = append(all, k)
		}
	}
	return all, nil
}

// endSessions ends the sessions of an account but one, as part of a change that is
// told by itself.
func endSessions(ctx context.Context, tx *journal.Tx, account, except string) error {
	_, err := tx.Exec(ctx, `delete from session where account = $1 and id <> $2`, account, except)
	return err
}
