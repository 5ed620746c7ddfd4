package pathway

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// Held is a row that nearly repeats what was recorded before and waits for
// people to decide. Until then no figure moves.
type Held struct {
	ID      string
	Code    string
	Person  string // id of the thread that it speaks of, "" for a headcount
	Class   trenza.Class
	Reason  string   // why it waits, as attention and outreach name it
	Others  []string // ids of the attentions, or of the activity, that it resembles
	Verdict HeldVerdict
	Raised  int64 // position
	First   int64 // positions of the entries by which it was carried out,
	Last    int64 // 0 when it was not
	said    []byte
}

// HeldVerdict is what people decided about a held row.
type HeldVerdict string

// The verdicts. A row waits while it is open; one whose list was taken back is
// withdrawn.
const (
	HeldOpen      HeldVerdict = "open"
	HeldSame      HeldVerdict = "same"      // nothing new: what was recorded stands
	HeldCorrected HeldVerdict = "corrected" // it takes the place of what was recorded
	HeldDifferent HeldVerdict = "different" // both hold
	HeldWithdrawn HeldVerdict = "withdrawn"
)

// ParseHeldVerdict reads a verdict in either language.
func ParseHeldVerdict(s string) (HeldVerdict, error) {
	switch spelling.Fold(s) {
	case "same", "misma", "la misma", "mismo", "igual":
		return HeldSame, nil
	case "corrected", "corregida", "corregido", "corrige", "correccion":
		return HeldCorrected, nil
	case "different", "distinta", "distinto", "otra", "diferente":
		return HeldDifferent, nil
	}
	return "", trenza.Refuse("pathway.held_verdict_unknown", s)
}

// reception is what a row asked to be recorded, as it was read.
type reception struct {
	Programme   string
	Service     string
	Participant Participant
	Given       []attention.Attention
	Activity    *outreach.Activity // of a headcount, nil otherwise
}

// RowHeld is told when a row waits for a decision.
type RowHeld struct {
	ID     string   `json:"id"`
	Whose  string   `json:"person,omitempty"`
	Reason string   `json:"reason"`
	Others []string `json:"others"`
}

// Verb implements journal.Event.
func (RowHeld) Verb() string { return "row.held" }

// Class implements journal.Event.
func (RowHeld) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e RowHeld) Person() string { return e.Whose }

// RowDecided is told when people decided about a row that waited, or when its
// list was taken back. Its body names nobody.
type RowDecided struct {
	ID      string      `json:"id"`
	Verdict HeldVerdict `json:"verdict"`
}

// Verb implements journal.Event.
func (RowDecided) Verb() string { return "row.decided" }

// Class implements journal.Event.
func (RowDecided) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (RowDecided) Person() string { return "" }

func heldSlot(id string) seal.Slot {
	return seal.Slot{Table: "held_row", Row: id, Column: "said"}
}

// heldKey is the key of whom a row speaks of.
func heldKey(organisation, person string) seal.KeyID {
	if person == "" {
		return seal.OrganisationKey(organisation)
	}
	return seal.PersonKey(person)
}

// hold keeps what a row says, sealed, for people to decide.
func hold(ctx context.Context, tx *journal.Tx, person string, class trenza.Class, reason string, others []string, r reception) (Held, error) {
	h := Held{
		ID: trenza.NewID(), Person: person, Class: max(class, trenza.P2), Reason: reason, Others: others, Verdict: HeldOpen,
	}
	plain, err := json.Marshal(r)
	if err != nil {
		return h, err
	}
	organisation := tx.Organisation()
	if h.said, err = tx.Vault().Seal(ctx, organisation, heldKey(organisation, person), h.Class, heldSlot(h.ID), plain); err != nil {
		return h, err
	}
	if h.Code, err = tx.Vault().Code(ctx, organisation, "held", h.ID); err != nil {
		return h, err
	}
	if h.Raised, err = tx.Tell(ctx, RowHeld{h.ID, person, reason, others}); err != nil {
		return h, err
	}
	_, err = tx.Exec(ctx, `
		insert into held_row (organisation, id, code, person, class, reason, others, said, verdict, raised, first, last)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		organisation, h.ID, h.Code, person, h.Class.String(), reason, strings.Join(others, " "), h.said, HeldOpen, h.Raised, 0, 0)
	return h, err
}

const heldColumns = `
	id,
	code,
	person,
	class,
	reason,
	others,
	verdict,
	raised,
	first,
	last,
	said`

func scanHeld(scan store.Scan) (Held, error) {
	var h Held
	var class, others string
	err := scan(&h.ID, &h.Code, &h.Person, &class, &h.Reason, &others, &h.Verdict, &h.Raised, &h.First, &h.Last, &h.said)
	if err != nil {
		return h, err
	}
	h.Others = strings.Fields(others)
	known := false
	if h.Class, known = trenza.ParseClass(class); !known {
		err = fmt.Errorf("held row %s is of no class: %s", h.Code, class)
	}
	return h, err
}

// OpenHeld returns the rows that wait for a decision, in the order in which
// they came, as far as the scope may read them.
func OpenHeld(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Held, error) {
	if access.Nothing(scope.Where("review.read", access.Pair)) {
		return nil, &trenza.Problem{Kind: trenza.Forbidden, Key: "registry.review_forbidden"}
	}
	all, err := heldRows(ctx, r, scope.Organisation, `and verdict = 'open'`)
	if err != nil {
		return nil, err
	}
	var permitted []Held
	for _, h := range all {
		may, err := h.permitted(ctx, r, vault, scope, "review.read")
		if err != nil {
			return nil, err
		}
		if may {
			permitted = append(permitted, h)
		}
	}
	return permitted, nil
}

// FindHeld returns a held row by its code.
func FindHeld(ctx context.Context, r store.Reader, organisation, code string) (Held, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	found, err := heldRows(ctx, r, organisation, `and code = $2`, code)
	if err != nil {
		return Held{}, err
	}
	if len(found) == 0 || found[0].Verdict == HeldWithdrawn {
		return Held{}, &trenza.Problem{Kind: trenza.NotFound, Key: "pathway.no_such_held", Args: []any{code}}
	}
	return found[0], nil
}

// HeldAt returns the row that an entry held, and whether it held one.
func HeldAt(ctx context.Context, r store.Reader, organisation string, position int64) (Held, bool, error) {
	found, err := heldRows(ctx, r, organisation, `and raised = $2`, position)
	if err != nil || len(found) == 0 {
		return Held{}, false, err
	}
	return found[0], true, nil
}

// HeldBehind returns the held row that told the entry at a position when it was
// carried out, and whether one did.
func HeldBehind(ctx context.Context, r store.Reader, organisation string, position int64) (Held, bool, error) {
	found, err := heldRows(ctx, r, organisation, `and last >= $2 and first <= $2`, position)
	if err != nil || len(found) == 0 {
		return Held{}, false, err
	}
	return found[0], true, nil
}

// heldRows returns the held rows of an organisation that a condition, with its
// arguments from $2 on, is true of.
func heldRows(ctx context.Context, r store.Reader, organisation, where string, args ...any) ([]Held, error) {
	found, err := store.All(ctx, r, `select `+heldColumns+`
		from held_row
		where organisation = $1 `+where, append(store.Args(organisation), args...), scanHeld)
	slices.SortFunc(found, func(a, b Held) int { return cmp.Compare(a.Raised, b.Raised) })
	return found, err
}

func ids(all []attention.Attention) []string {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids
}
