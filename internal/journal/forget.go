package journal

import (
	"context"

	"github.com/trenza/trenza"
)

// Forget has the key of a person destroyed once the write has landed. Keys are in
// another database than the rows, so the rows say first that she is to be
// forgotten: when the program is killed between the two, the next opening
// destroys the key ([ForgetAgain]), and so does forgetting her again.
func (tx *Tx) Forget(ctx context.Context, person string) error {
	seal, err := forgottenSeal(ctx, tx.Vault(), person)
	if err != nil {
		return err
	}
	_, err = tx.inner.Exec(ctx, `
		insert into forgotten_key (id, seal)
		values ($1, $2)
		on conflict (id) do nothing`, person, seal)
	tx.leaving = append(tx.leaving, person)
	return err
}

// destroy destroys the keys of those whom a write that has landed forgets.
func (tx *Tx) destroy(ctx context.Context) error {
	for _, person := range tx.leaving {
		if err := tx.Vault().Forget(context.WithoutCancel(ctx), person); err != nil {
			return (&trenza.Problem{Kind: trenza.Unavailable, Key: "journal.forget_unfinished"}).Because(err)
		}
	}
	return nil
}
