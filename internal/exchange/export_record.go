package exchange

import (
	"context"
	"maps"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// touched are the fields in which something sensitive leaves of each thread, by
// the id of its root.
type touched map[string][]access.Field

// onRecord writes the rows of a list once it is on record, of each woman of whom
// something sensitive leaves in it, that it did: she can ask who has seen her.
// What comes in between is told first, so that no row leaves untold.
func (x Exporter) onRecord(ctx context.Context, scope access.Scope, kind Kind, write func(store.Reader) error) error {
	told := make(touched)
	for {
		var untold touched
		err := x.Journal.Read(ctx, func(r store.Reader) error {
			leaving, err := x.sensitive(ctx, r, scope, kind)
			if err != nil {
				return err
			}
			maps.DeleteFunc(leaving, func(root string, fields []access.Field) bool { return slices.Equal(told[root], fields) })
			if untold = leaving; len(untold) > 0 {
				return nil
			}
			return write(r)
		})
		if err != nil || len(untold) == 0 {
			return err
		}
		err = x.Journal.Write(ctx, x.Actor, func(tx *journal.Tx) error {
			for _, root := range slices.Sorted(maps.Keys(untold)) {
				if err := pathway.TellTaken(ctx, tx, root, untold[root]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		maps.Copy(told, untold)
	}
}

// TakesSensitive reports whether a list of a kind has room for anything sensitive
// (P3), as far as a scope takes it out. Whoever asks for one shows first who she
// is, once more (domain rule 1.10): a session alone takes nothing such out.
func (x Exporter) TakesSensitive(scope access.Scope, kind Kind) bool {
	return kind.ofAttentions() && slices.ContainsFunc(x.Definition.Services, func(s programme.Service) bool {
		return (x.Service == "" || x.Service == s.ID) && x.showsSensitive(s) && x.reads(scope, s.ID)
	})
}

// showsSensitive reports whether a row of a service, or an answer beside it, is
// sensitive.
func (x Exporter) showsSensitive(s programme.Service) bool {
	return s.Class >= trenza.P3 ||
		x.Answers && slices.ContainsFunc(s.Fields, func(f programme.Field) bool { return f.Class >= trenza.P3 })
}

// sensitive finds of whom something sensitive is in the list.
func (x Exporter) sensitive(ctx context.Context, r store.Reader, scope access.Scope, kind Kind) (touched, error) {
	fields := make(map[string]access.Field)
	for _, s := range x.Definition.Services {
		if x.showsSensitive(s) {
			fields[s.ID] = s.Field
		}
	}
	leaving := make(touched)
	if !kind.ofAttentions() || len(fields) == 0 {
		return leaving, nil
	}
	roots, err := registry.LivingRoots(ctx, r, x.Journal.Vault(), scope.Organisation)
	if err != nil {
		return nil, err
	}
	wanted := x.selection()
	wanted.Forms = false
	err = attention.Select(ctx, r, x.Journal.Vault(), scope, wanted, func(a attention.Attention) error {
		field, is := fields[a.Service]
		if root := roots[a.Person]; is && root != "" && !slices.Contains(leaving[root], field) {
			leaving[root] = append(leaving[root], field)
			slices.Sort(leaving[root])
		}
		return nil
	})
	return leaving, err
}
