package venture

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
)

// Statuses returns what a woman may be doing, months after a course (domain rule 6).
func Statuses() []string {
	return []string{"formal", "informal", "self_employed", "unpaid_family", "looking", "studying", "caring", NotFound}
}

// Work is how her work goes in a month after a course. Its id is that of the
// attention that counts.
type Work struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"`
	Person    string       `json:"person"` // id of the record of whom it was asked
	Place     trenza.Place `json:"place,omitempty"`
	Month     int          `json:"month"`
	Day       trenza.Day   `json:"day"`
	Status    string       `json:"status"`
	Contract  bool         `json:"contract"`
	ThroughUs bool         `json:"through_us"` // she found it with our help
	Terms     Terms        `json:"terms"`
	Decent    Decent       `json:"decent,omitzero"`

	Root  string `json:"-"`
	Entry int64  `json:"-"`
}

// Terms are those of her work, as she tells them. An income may be told as a band.
type Terms struct {
	Hours  int          `json:"hours,omitempty"` // a week
	Income trenza.Money `json:"income,omitempty"`
	UpTo   trenza.Money `json:"up_to,omitempty"` // of a band, its upper end
}

// Decent are the checks of decent work. What fails is for whoever accompanies her.
type Decent struct {
	Asked      bool `json:"asked,omitempty"`
	Late       bool `json:"late,omitempty"`       // she is not paid on time
	Documents  bool `json:"documents,omitempty"`  // somebody keeps her papers
	Harassment bool `json:"harassment,omitempty"` // somebody harasses her
}

// LookAfter reports whether a trained worker is to ask her whether she is safe.
func (d Decent) LookAfter() bool { return d.Documents || d.Harassment }

// Key names a row among those of the room.
func (k Work) Key() string { return "work " + k.ID }

// Says spells what the row says in the clear, for comparison with the journal.
func (k Work) Says() string {
	return strings.Join([]string{
		k.ID, k.Programme, k.Service, k.Person, string(k.Place), strconv.Itoa(k.Month), string(k.Day), k.Status,
		strconv.FormatBool(k.Contract), strconv.FormatBool(k.ThroughUs),
	}, "|")
}

// paid reports whether she has paid work, her own included.
func (k Work) paid() bool { return oneOf(k.Status, []string{"formal", "informal", "self_employed"}) }

// outcomes are what it counts as.
func (k Work) outcomes() []string {
	if k.Status == NotFound {
		return []string{programme.AtMonth(programme.WorkLost, k.Month)}
	}
	all := []string{programme.AtMonth(programme.WorkAsked, k.Month)}
	if k.paid() {
		all = append(all, programme.AtMonth(programme.WorkFound, k.Month))
	}
	if k.Contract {
		all = append(all, programme.AtMonth(programme.WorkByContract, k.Month))
	}
	return all
}

func (k Work) check(d *programme.Definition) error {
	switch {
	case !slices.Contains(d.Jobs.Months, k.Month):
		return trenza.Refuse("venture.month_unknown", strconv.Itoa(k.Month))
	case !oneOf(k.Status, Statuses()):
		return trenza.Refuse("venture.status_missing")
	case k.Contract && !k.paid():
		return trenza.Refuse("venture.contract_without_work")
	case k.Terms.Hours < 0 || k.Terms.Hours > 7*24:
		return trenza.Refuse("venture.hours_range")
	case k.Terms.UpTo != 0 && k.Terms.UpTo < k.Terms.Income:
		return trenza.Refuse("venture.band_reversed")
	}
	return inRange(k.Terms.Income, k.Terms.UpTo)
}

// AskWork keeps how a woman's work goes: Programme, Person, Place, Month, Day, Status
// and what follows are the caller's to give. Each month is asked about once.
func AskWork(ctx context.Context, tx *journal.Tx, k Work) (Work, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return k, err
	}
	d, err := programme.Find(ctx, tx, tx.Organisation(), k.Programme)
	if err != nil {
		return k, err
	}
	if d.Jobs == nil {
		return k, trenza.Refuse("venture.no_work_asked", d.ID)
	}
	k.Service = d.Jobs.Service
	if err := w.may("attention.give", k.Programme, k.Service, k.Place); err != nil {
		return k, err
	}
	if err := w.happened(k.Day); err != nil {
		return k, err
	}
	if err := k.check(d); err != nil {
		return k, err
	}
	p, err := w.reached(ctx, k.Person)
	if err != nil {
		return k, err
	}
	k.Person, k.Root = p.Root, p.Root
	if err := w.firstOf(ctx, k); err != nil {
		return k, err
	}
	if k.ID, err = w.attend(ctx, k.Root, k.Programme, k.Service, attention.Attention{Day: k.Day, Place: k.Place, Outcomes: k.outcomes()}); err != nil {
		return k, err
	}
	if k.Entry, err = tx.Tell(ctx, told[Work]{Row: k, verb: workVisited, person: k.Person, class: asideClass(k.Decent == Decent{})}); err != nil {
		return k, err
	}
	return k, insertWork(ctx, tx, k)
}

// firstOf refuses a month that she was asked about already, by any of her records.
func (w writer) firstOf(ctx context.Context, k Work) error {
	earlier, err := workOfThread(ctx, w.tx, w.tx.Organisation(), k.Root)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(earlier, func(other Work) bool { return other.Programme == k.Programme && other.Month == k.Month }) {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "venture.asked_already", Args: []any{strconv.Itoa(k.Month)}}
	}
	return nil
}
