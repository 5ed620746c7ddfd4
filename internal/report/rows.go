package report

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func contentSlot(id string) seal.Slot {
	return seal.Slot{Table: "publication", Row: id, Column: "content"}
}

func insertFrozen(ctx context.Context, tx *journal.Tx, f *Frozen, content []byte) error {
	sealed, err := tx.Vault().Seal(ctx, tx.Organisation(), seal.OrganisationKey(tx.Organisation()), trenza.P2, contentSlot(f.ID), content)
	if err != nil {
		return err
	}
	public := 0
	if f.Public {
		public = 1
	}
	_, err = tx.Exec(ctx, `
		insert into publication (
			organisation, id, code, programme, version, position, public, supersedes, content, hash, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		tx.Organisation(), f.ID, f.Code, f.Programme, f.Version, f.Position, public, f.Supersedes, sealed, f.Hash, f.Entry)
	return err
}

// frozenRow is a row of publication, still closed.
type frozenRow struct {
	id, code, programme, version, supersedes, hash string

	position, entry int64
	public          int
	content         []byte
}

const frozenColumns = `id, code, programme, version, supersedes, hash, position, entry, public, content`

func scanFrozen(scan store.Scan) (frozenRow, error) {
	var f frozenRow
	return f, scan(&f.id, &f.code, &f.programme, &f.version, &f.supersedes, &f.hash, &f.position, &f.entry, &f.public, &f.content)
}

// open opens a row and proves that its content is what was frozen: it has its
// hash, and the columns beside it say what it says.
func (row frozenRow) open(ctx context.Context, vault *seal.Vault, organisation string) (*Frozen, error) {
	altered := &trenza.Problem{Kind: trenza.Conflict, Key: "report.frozen_altered", Args: []any{row.code}}
	content, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, contentSlot(row.id), row.content)
	if err != nil {
		return nil, altered.Because(err)
	}
	f := &Frozen{Hash: row.hash, Entry: row.entry}
	if err := json.Unmarshal(content, f); err != nil {
		return nil, altered.Because(err)
	}
	again, hash, err := f.content()
	if err != nil || hash != row.hash || !bytes.Equal(again, content) || !row.says(f) || f.Organisation != organisation {
		return nil, altered
	}
	return f, nil
}

// says reports whether the columns of a row agree with its content.
func (row frozenRow) says(f *Frozen) bool {
	return row.id == f.ID && row.code == f.Code && row.programme == f.Programme && row.version == f.Version &&
		row.supersedes == f.Supersedes && row.position == f.Position && (row.public == 1) == f.Public
}

// frozenSets returns what an organisation froze of a programme, or of all of
// them, in the order in which it did.
func frozenSets(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, programme string) ([]*Frozen, error) {
	rows, err := store.All(ctx, r, `select `+frozenColumns+`
		from publication
		where organisation = $1`, store.Args(organisation), scanFrozen)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b frozenRow) int { return cmp.Compare(a.entry, b.entry) })
	var all []*Frozen
	later := make(map[string]*Frozen) // by code
	for _, row := range rows {
		if programme != "" && row.programme != programme {
			continue
		}
		f, err := row.open(ctx, vault, organisation)
		if err != nil {
			return nil, err
		}
		all, later[f.Code] = append(all, f), f
		if corrected := later[f.Supersedes]; corrected != nil {
			corrected.SupersededBy = f.Code
		}
	}
	return all, nil
}

// Frozen lists what was frozen of a programme, or of all with "", in the order
// in which it was, as far as the scope may read it. Versions that were superseded
// stay.
func (r Reporter) Frozen(ctx context.Context, scope access.Scope, programme string) ([]*Frozen, error) {
	read := scope.Where("publication.read", access.Publication)
	if access.Nothing(read) || scope.Programme != "" && programme != "" && scope.Programme != programme {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "reach.out_of_scope"}
	}
	all, err := r.frozen(ctx, scope.Organisation, cmp.Or(programme, scope.Programme))
	return slices.DeleteFunc(all, func(f *Frozen) bool { return !read.Holds(publication(f.Programme, f.Public)) }), err
}

// frozen are all sets of a programme of an organisation, or of all programmes.
func (r Reporter) frozen(ctx context.Context, organisation, programme string) (all []*Frozen, err error) {
	if r.Journal == nil {
		return nil, nil
	}
	err = r.Journal.Read(ctx, func(reader store.Reader) error {
		all, err = frozenSets(ctx, reader, r.Journal.Vault(), organisation, programme)
		return err
	})
	return all, err
}

// FrozenAs returns the frozen set that people name by a code.
func (r Reporter) FrozenAs(ctx context.Context, scope access.Scope, code string) (*Frozen, error) {
	all, err := r.Frozen(ctx, scope, "")
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		if f.Code == code {
			return f, nil
		}
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_frozen", Args: []any{code}}
}

// published are the sets of a programme that anybody may have read.
func (r Reporter) published(ctx context.Context, scope access.Scope, programme string) ([]*Frozen, error) {
	all, err := r.frozen(ctx, scope.Organisation, programme)
	return slices.DeleteFunc(all, func(f *Frozen) bool { return !f.Public }), err
}
