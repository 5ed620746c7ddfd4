package store

import "context"

// Checkpoint is a position that an organisation's journal had, signed. It is
// kept with the keys, apart from the data.
type Checkpoint struct {
	Organisation string
	Number       int64
	Hash         string // of the entry at Number
	At           string // RFC 3339, UTC
	Destroyed    int    // how many keys had been destroyed
	Signature    []byte
}

// checkpointsKept is how many checkpoints of an organisation are kept.
const checkpointsKept = 10

// KeepCheckpoint keeps a checkpoint and lets the oldest ones go.
func (k KeyShelf) KeepCheckpoint(ctx context.Context, c Checkpoint) error {
	return k.DB.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `
			insert into checkpoint (organisation, number, hash, at, destroyed, signature)
			values ($1, $2, $3, $4, $5, $6)
			on conflict (organisation, number) do update
			set hash = excluded.hash, at = excluded.at, destroyed = excluded.destroyed, signature = excluded.signature`,
			c.Organisation, c.Number, c.Hash, c.At, c.Destroyed, c.Signature)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			delete from checkpoint
			where organisation = $1 and number not in (
				select number
				from checkpoint
				where organisation = $1
				order by number desc
				limit $2)`, c.Organisation, checkpointsKept)
		return err
	})
}

// Checkpoints returns the checkpoints of an organisation, the latest first.
func (k KeyShelf) Checkpoints(ctx context.Context, organisation string) (kept []Checkpoint, err error) {
	err = k.DB.Read(ctx, func(r Reader) error {
		kept, err = All(ctx, r, `
			select number, hash, at, destroyed, signature
			from checkpoint
			where organisation = $1
			order by number desc`, Args(organisation), func(scan Scan) (Checkpoint, error) {
			c := Checkpoint{Organisation: organisation}
			return c, scan(&c.Number, &c.Hash, &c.At, &c.Destroyed, &c.Signature)
		})
		return err
	})
	return kept, err
}

// HasCheckpoints reports whether there is a checkpoint of any organisation.
func (k KeyShelf) HasCheckpoints(ctx context.Context) (found bool, err error) {
	err = k.DB.Read(ctx, func(r Reader) error {
		var one int
		found, err = r.One(ctx, `select 1 from checkpoint limit 1`, nil, &one)
		return err
	})
	return found, err
}

// DropCheckpoints lets go of the checkpoints of an organisation beyond a
// number: they speak of entries that were lost, and known to be.
func (k KeyShelf) DropCheckpoints(ctx context.Context, organisation string, beyond int64) error {
	return k.DB.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `
			delete from checkpoint
			where organisation = $1 and number > $2`, organisation, beyond)
		return err
	})
}
