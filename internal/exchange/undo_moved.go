package exchange

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
)

// readMoved reads the attentions that people gave to another record since the
// list came: those of its own are taken back from where they are.
func (u *undoing) readMoved(ctx context.Context) error {
	position, err := journal.Position(ctx, u.tx, u.tx.Organisation())
	if err != nil {
		return err
	}
	entries, err := journal.Between(ctx, u.tx, u.tx.Organisation(), u.spans.whole().first, position, func(_ int64, verb string) bool {
		return verb == attention.Moved{}.Verb()
	})
	if err != nil {
		return err
	}
	known := make(map[string]bool)
	for _, a := range u.attentions {
		known[a.ID] = true
	}
	for _, e := range entries {
		a, found, err := u.movedBy(ctx, e)
		if err != nil {
			return err
		}
		if !found || known[a.ID] {
			continue
		}
		known[a.ID] = true
		if u.moved = append(u.moved, a); u.spans.hold(a.Entry) {
			u.attentions = append(u.attentions, a)
		}
	}
	return nil
}

// movedBy returns the attention that an entry moved, as it is now, and whether it
// is still there.
func (u *undoing) movedBy(ctx context.Context, e journal.Told) (attention.Attention, bool, error) {
	body, err := e.Open(ctx, u.tx.Vault())
	if err != nil {
		return attention.Attention{}, false, err
	}
	var s content
	if err := json.Unmarshal(body, &s); err != nil {
		return attention.Attention{}, false, err
	}
	return attention.ByID(ctx, u.tx, u.tx.Organisation(), s.ID)
}
