package pathway

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// derivations holds the rows that figures are counted from, those that hold no
// longer included, against what the headers of the journal say of them.
type derivations struct {
	found map[int64]journal.Derivation // by position, from the tables
	begun bool                         // headers speak of rows from here on
	wrong error                        // the first disagreement
}

func derivationsOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (*derivations, error) {
	found, err := reach.Derived(ctx, r, vault, organisation)
	return &derivations{found: found}, err
}

// hear compares what a header says with the tables. Entries from before headers
// spoke of rows say nothing.
func (d *derivations) hear(h journal.Header) {
	d.begun = d.begun || h.Derived != ""
	rows := d.found[h.Number]
	delete(d.found, h.Number)
	if table := rows.Differs(h.Derived); d.begun && d.wrong == nil && table != "" {
		d.wrong = damaged("pathway.derived_differs", h.Number, table)
	}
}

// verdict says what is wrong, once every header was heard. A row that claims a
// position which the journal does not have is wrong too.
func (d *derivations) verdict() error {
	if d.wrong != nil || len(d.found) == 0 {
		return d.wrong
	}
	position := slices.Min(slices.Collect(maps.Keys(d.found)))
	return damaged("pathway.derived_differs", position, d.found[position].Differs(""))
}

// whose says of a key or a sealed value that does not open whose it is, by her
// code.
func whose(ctx context.Context, r store.Reader, organisation string, err error) error {
	problem, ok := errors.AsType[*trenza.Problem](err)
	if !ok || len(problem.Args) == 0 {
		return err
	}
	key, args := "", []any(nil)
	first, _ := problem.Args[0].(string)
	person, personal := strings.CutPrefix(first, string(seal.PersonKey("")))
	switch {
	case personal && errors.Is(problem, seal.ErrDamaged):
		key = "pathway.key_damaged"
	case personal && errors.Is(problem, seal.ErrNoKey):
		key = "pathway.key_missing"
	case errors.Is(problem, seal.ErrNotThis) && first == "person":
		key, args = "pathway.value_changed", []any{first}
		person, _ = problem.Args[1].(string)
	default:
		return err
	}
	var code string
	found, asked := r.One(ctx, `select code from person where organisation = $1 and id = $2`, store.Args(organisation, person), &code)
	if !found || asked != nil {
		return err
	}
	return (&trenza.Problem{Kind: trenza.Conflict, Key: key, Args: append([]any{code}, args...)}).Because(err)
}
