package pathway

import (
	"context"

	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Adopt brings a programme into use, with the organisations that it names.
func Adopt(ctx context.Context, tx *journal.Tx, d *programme.Definition) error {
	fresh, err := programme.Adopt(ctx, tx, d)
	if err != nil || !fresh {
		return err
	}
	for _, o := range d.Organisations {
		listed := directory.Organisation{ID: o.ID, Name: o.Name, Role: o.Role, PartOf: o.PartOf, Place: o.Place}
		if err := directory.List(ctx, tx, listed); err != nil {
			return err
		}
	}
	return nil
}
