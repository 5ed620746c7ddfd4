package venture

import (
	"context"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Batch is so many units of a product that were made on a day: by everybody of a
// cohort, or by one woman of it.
type Batch struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"` // the course in which the product is made
	Cohort    string       `json:"cohort,omitempty"`
	Person    string       `json:"person,omitempty"` // id of the record of who made it, "" for everybody
	Place     trenza.Place `json:"place,omitempty"`
	Day       trenza.Day   `json:"day"`
	Product   string       `json:"product"` // id, of the definition
	Units     int          `json:"units"`
	Minutes   int          `json:"minutes"`  // of work in all of them
	Material  trenza.Money `json:"material"` // of all of them
	Price     trenza.Money `json:"price"`    // asked for a unit

	Entry int64 `json:"-"`
}

// Key names a row among those of the room.
func (b Batch) Key() string { return "batch " + b.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (b Batch) Says() string {
	return strings.Join([]string{
		b.ID, b.Programme, b.Service, b.Cohort, b.Person, string(b.Place), string(b.Day), b.Product, strconv.Itoa(b.Units),
		strconv.Itoa(b.Minutes), strconv.FormatInt(int64(b.Material), 10), strconv.FormatInt(int64(b.Price), 10),
	}, "|")
}

// UnitCost is what a unit costs in material.
func (b Batch) UnitCost() trenza.Money { return UnitCost(b.Material, 0, 0, b.Units) }

// Make keeps what was made: all but the id and the service is the caller's to give.
func Make(ctx context.Context, tx *journal.Tx, b Batch) (Batch, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return b, err
	}
	d, err := programme.Find(ctx, tx, tx.Organisation(), b.Programme)
	if err != nil {
		return b, err
	}
	product, known := d.Product(b.Product)
	if !known {
		return b, trenza.Refuse("venture.product_unknown", b.Product)
	}
	b.Service = product.Service
	if err := w.may("attention.give", b.Programme, b.Service, b.Place); err != nil {
		return b, err
	}
	if err := w.happened(b.Day); err != nil {
		return b, err
	}
	if b.Units == 0 {
		return b, trenza.Refuse("venture.units_missing")
	}
	if err := unitsInRange(b.Units, b.Minutes); err != nil {
		return b, err
	}
	if err := inRange(b.Material, b.Price); err != nil {
		return b, err
	}
	if b.Person != "" {
		p, err := w.reached(ctx, b.Person)
		if err != nil {
			return b, err
		}
		b.Person = p.Root
	}
	b.ID = trenza.NewID()
	if b.Entry, err = tx.Tell(ctx, told[Batch]{Row: b, verb: made}); err != nil {
		return b, err
	}
	return b, insertBatch(ctx, tx, b)
}

// What becomes of what was made.
const (
	ForSale = "sold"
	ForHer  = "own_use"
	AsGift  = "gift"
)

// Uses returns what may become of what was made.
func Uses() []string { return []string{ForSale, ForHer, AsGift} }

// Use is what became of some units of a batch.
type Use struct {
	ID     string       `json:"id"`
	Batch  string       `json:"batch"`
	Day    trenza.Day   `json:"day"`
	How    string       `json:"how"` // one of Uses
	Units  int          `json:"units"`
	Amount trenza.Money `json:"amount"` // that all of them sold for

	Entry int64 `json:"-"`
}

// Key names a row among those of the room.
func (u Use) Key() string { return "use " + u.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (u Use) Says() string {
	return strings.Join([]string{
		u.ID, u.Batch, string(u.Day), u.How, strconv.Itoa(u.Units), strconv.FormatInt(int64(u.Amount), 10),
	}, "|")
}

// Dispose keeps what became of units of a batch: Batch, Day, How, Units and Amount
// are the caller's to give. No more are used than were made.
func Dispose(ctx context.Context, tx *journal.Tx, u Use) (Use, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return u, err
	}
	b, err := w.batch(ctx, u.Batch)
	if err != nil {
		return u, err
	}
	if err := w.happened(u.Day); err != nil {
		return u, err
	}
	earlier, err := usesOf(ctx, tx, tx.Organisation(), b.ID)
	if err != nil {
		return u, err
	}
	left := b.Units
	for _, other := range earlier {
		left -= other.Units
	}
	switch {
	case u.Day < b.Day:
		return u, trenza.Refuse("venture.used_before_made", u.Day, b.Day)
	case !oneOf(u.How, Uses()):
		return u, trenza.Refuse("venture.use_unknown", u.How)
	case u.Units < 1:
		return u, trenza.Refuse("venture.units_missing")
	case u.Units > left:
		return u, trenza.Refuse("venture.units_left", strconv.Itoa(left))
	case u.How != ForSale && u.Amount != 0:
		return u, trenza.Refuse("venture.amount_of_no_sale")
	}
	if err := inRange(u.Amount); err != nil {
		return u, err
	}
	u.ID, u.Batch = trenza.NewID(), b.ID
	if u.Entry, err = tx.Tell(ctx, told[Use]{Row: u, verb: used}); err != nil {
		return u, err
	}
	return u, insertUse(ctx, tx, u)
}

// batch finds a batch that the actor reads and may write to.
func (w writer) batch(ctx context.Context, id string) (Batch, error) {
	found, err := batches(ctx, w.tx, w.scope, "attention.read", "b.id = $2", id)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return Batch{}, err
	}
	return found[0], w.may("attention.give", found[0].Programme, found[0].Service, found[0].Place)
}

// WithdrawBatch takes back that something was made, with what became of it.
func WithdrawBatch(ctx context.Context, tx *journal.Tx, id string) error {
	w, err := writing(ctx, tx)
	if err != nil {
		return err
	}
	b, err := w.batch(ctx, id)
	if err != nil {
		return err
	}
	uses, err := usesOf(ctx, tx, tx.Organisation(), b.ID)
	if err != nil {
		return err
	}
	keys := []string{b.Key()}
	for _, u := range uses {
		keys = append(keys, u.Key())
	}
	if _, err := tx.Tell(ctx, gone{Keys: keys, verb: productWithdrawn}); err != nil {
		return err
	}
	return deleteBatch(ctx, tx, b.ID)
}

// Line is what a workshop took in or paid besides its sales.
type Line struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"`
	Cohort    string       `json:"cohort,omitempty"`
	Place     trenza.Place `json:"place,omitempty"`
	Day       trenza.Day   `json:"day"`
	How       string       `json:"how"` // Income or Expense
	Amount    trenza.Money `json:"amount"`
	For       string       `json:"for,omitempty"`

	Entry int64 `json:"-"`
}

// The two sides of an account.
const (
	Income  = "income"
	Expense = "expense"
)

// Key names a row among those of the room.
func (l Line) Key() string { return "line " + l.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (l Line) Says() string {
	return strings.Join([]string{
		l.ID, l.Programme, l.Service, l.Cohort, string(l.Place), string(l.Day), l.How, strconv.FormatInt(int64(l.Amount), 10),
	}, "|")
}

// Note keeps a line of the account of a workshop: all but the id is the caller's to
// give.
func Note(ctx context.Context, tx *journal.Tx, l Line) (Line, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return l, err
	}
	if err := w.may("attention.give", l.Programme, l.Service, l.Place); err != nil {
		return l, err
	}
	if _, err := w.service(ctx, l.Programme, l.Service); err != nil {
		return l, err
	}
	if err := w.happened(l.Day); err != nil {
		return l, err
	}
	l.For = strings.TrimSpace(l.For)
	switch {
	case l.How != Income && l.How != Expense:
		return l, trenza.Refuse("venture.side_unknown", l.How)
	case l.Amount == 0:
		return l, trenza.Refuse("venture.amount_missing")
	case l.For == "":
		return l, trenza.Refuse("venture.for_missing")
	}
	if err := inRange(l.Amount); err != nil {
		return l, err
	}
	l.ID = trenza.NewID()
	if l.Entry, err = tx.Tell(ctx, told[Line]{Row: l, verb: noted}); err != nil {
		return l, err
	}
	return l, insertLine(ctx, tx, l)
}

// WithdrawLine takes a line of the account back.
func WithdrawLine(ctx context.Context, tx *journal.Tx, id string) error {
	w, err := writing(ctx, tx)
	if err != nil {
		return err
	}
	found, err := lines(ctx, tx, tx.Vault(), w.scope, "attention.read", "l.id = $2", id)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return err
	}
	if err := w.may("attention.give", found[0].Programme, found[0].Service, found[0].Place); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, gone{Keys: []string{found[0].Key()}, verb: workshopWithdrawn}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		delete from workshop_line
		where organisation = $1 and id = $2`, tx.Organisation(), found[0].ID)
	return err
}
