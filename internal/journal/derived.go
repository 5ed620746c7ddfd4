package journal

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/seal"
)

// Derivation is what the header of an entry says of the rows that listeners
// derived from it: for each table, the sum of the keyed digests of those rows.
// A row that was changed, taken away or added since gives another sum, and
// nobody without the keys can tell which.
type Derivation []derived

// derived is the sum of the rows of one table.
type derived struct {
	table string
	sum   [seal.DigestSize]byte
}

// noRows is what a header says of an entry from which nothing was derived. One
// that says nothing is from before headers spoke of rows.
const noRows = "-"

// Add counts a row in, by its table and what it says. The order of rows does
// not matter; the fields of a row tell it from every other of its table.
func (d *Derivation) Add(ctx context.Context, vault *seal.Vault, organisation, table string, fields ...any) error {
	row, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("spelling a row of %s: %w", table, err)
	}
	digest, err := vault.Digest(ctx, organisation, "derived "+table, string(row))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(*d, func(other derived) bool { return other.table == table })
	if at < 0 {
		*d = append(*d, derived{table, digest})
		return nil
	}
	for i := range digest {
		(*d)[at].sum[i] ^= digest[i]
	}
	return nil
}

// String spells the sums as a header holds them, "fact Xk…,tally 9f…".
func (d Derivation) String() string {
	parts := make([]string, len(d))
	for i, part := range d {
		parts[i] = part.table + " " + base64.RawURLEncoding.EncodeToString(part.sum[:])
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// Differs returns the first table in which a header and the rows disagree, ""
// when they agree.
func (d Derivation) Differs(header string) (table string) {
	said, found := strings.Split(header, ","), strings.Split(d.String(), ",")
	for _, part := range slices.Concat(found, said) {
		if part != "" && part != noRows && slices.Contains(said, part) != slices.Contains(found, part) {
			table, _, _ = strings.Cut(part, " ")
			return table
		}
	}
	return ""
}

// Derive notes a row that a listener derives from the event being told, so that
// the header of its entry witnesses it.
func (tx *Tx) Derive(ctx context.Context, table string, fields ...any) error {
	return tx.derived.Add(ctx, tx.Vault(), tx.Organisation(), table, fields...)
}
