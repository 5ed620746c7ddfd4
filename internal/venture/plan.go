package venture

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// Plan is what a woman plans for her business. Costs and sales are of a month.
type Plan struct {
	Customer   string       `json:"customer"` // whom she sells to
	Product    string       `json:"product"`
	Price      trenza.Money `json:"price"`     // of a unit
	UnitCost   trenza.Money `json:"unit_cost"` // what a unit costs her: by the recipe, where there is one
	Recipe     Recipe       `json:"recipe,omitzero"`
	FixedCost  trenza.Money `json:"fixed_cost"` // the sum of its parts, where they are told
	Fixed      []Cost       `json:"fixed,omitempty"`
	Forecast   []int        `json:"forecast"` // units of each of six months
	Investment trenza.Money `json:"investment"`
	Risk       string       `json:"risk,omitempty"`
	Care       string       `json:"care,omitempty"` // who shares the care of her home, and when
	Formal     Formal       `json:"formal"`
}

// Formal is how far the business is formalised.
type Formal struct {
	RUC      string `json:"ruc,omitempty"`    // eleven digits, "" while she has none
	Regime   string `json:"regime,omitempty"` // "rus", "rer", "mype", "general"
	Licence  bool   `json:"licence,omitempty"`
	Sanitary bool   `json:"sanitary,omitempty"`
}

// Regimes returns the tax regimes. (NV)
func Regimes() []string { return []string{"rus", "rer", "mype", "general"} }

// Keeps is what each unit leaves her.
func (p Plan) Keeps() trenza.Money { return p.Price - p.UnitCost }

// BreakEven is how many units a month she must sell to lose nothing.
func (p Plan) BreakEven() (int, error) { return BreakEven(p.FixedCost, p.Price, p.UnitCost) }

// check refuses a plan that cannot be.
func (p *Plan) check() error {
	if err := p.Reckon(); err != nil {
		return err
	}
	p.Customer, p.Product, p.Risk, p.Care = strings.TrimSpace(p.Customer), strings.TrimSpace(p.Product), strings.TrimSpace(p.Risk), strings.TrimSpace(p.Care)
	switch {
	case p.Customer == "":
		return trenza.Refuse("venture.customer_missing")
	case p.Product == "":
		return trenza.Refuse("venture.product_missing")
	case len(p.Forecast) != planned:
		return trenza.Refuse("venture.forecast_months", strconv.Itoa(planned))
	}
	if err := inRange(p.Price, p.UnitCost, p.FixedCost, p.Investment); err != nil {
		return err
	}
	if err := unitsInRange(p.Forecast...); err != nil {
		return err
	}
	if err := p.Formal.check(); err != nil {
		return err
	}
	_, err := p.BreakEven()
	return err
}

func (f Formal) check() error {
	digits := strings.Trim(f.RUC, "0123456789") == "" && len(f.RUC) == 11
	if f.RUC != "" && !digits {
		return trenza.Refuse("venture.ruc_shape")
	}
	if f.Regime != "" && !oneOf(f.Regime, Regimes()) {
		return trenza.Refuse("venture.regime_unknown", f.Regime)
	}
	return nil
}

// PlanVersion is a plan as it was written down once.
type PlanVersion struct {
	Venture string     `json:"venture"`
	Version int        `json:"version"` // from 1
	Day     trenza.Day `json:"day"`
	Author  string     `json:"author"` // who wrote it down: an account, or a token
	Plan    Plan       `json:"plan"`

	Entry int64 `json:"-"`
}

// Key names a row among those of the room.
func (p PlanVersion) Key() string { return fmt.Sprintf("plan %s %d", p.Venture, p.Version) }

// Says spells what the row says in the clear, for comparison with the journal.
func (p PlanVersion) Says() string {
	return strings.Join([]string{p.Venture, strconv.Itoa(p.Version), string(p.Day), p.Author}, "|")
}

// Write keeps a plan as the next version of that of a business.
func Write(ctx context.Context, tx *journal.Tx, venture string, day trenza.Day, plan Plan) (PlanVersion, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return PlanVersion{}, err
	}
	v, _, err := w.changed(ctx, venture)
	if err != nil {
		return PlanVersion{}, err
	}
	if err := w.happened(day); err != nil {
		return PlanVersion{}, err
	}
	if err := plan.check(); err != nil {
		return PlanVersion{}, err
	}
	p := PlanVersion{Venture: v.ID, Day: day, Plan: plan}
	if p.Version, err = lastVersion(ctx, tx, v.ID); err != nil {
		return p, err
	}
	p.Version++
	if p.Author, err = w.who(ctx); err != nil {
		return p, err
	}
	if p.Entry, err = tx.Tell(ctx, told[PlanVersion]{Row: p, verb: written, person: v.Person}); err != nil {
		return p, err
	}
	return p, insertPlan(ctx, tx, v.Person, p)
}

// lastVersion is the version of the latest plan of a business, 0 before the first.
func lastVersion(ctx context.Context, tx *journal.Tx, venture string) (version int, err error) {
	_, err = tx.One(ctx, `
		select coalesce(max(version), 0)
		from business_plan
		where organisation = $1 and venture = $2`, store.Args(tx.Organisation(), venture), &version)
	return version, err
}

// Pitch is what a reviewer gave a version of a plan.
type Pitch struct {
	Venture  string         `json:"venture"`
	Version  int            `json:"version"`
	Reviewer string         `json:"reviewer"` // an account, or a token
	Day      trenza.Day     `json:"day"`
	Total    int            `json:"total"` // of 100
	Points   map[string]int `json:"points"`

	Entry int64 `json:"-"`
}

// Key names a row among those of the room.
func (p Pitch) Key() string { return fmt.Sprintf("pitch %s %d %s", p.Venture, p.Version, p.Reviewer) }

// Says spells what the row says in the clear, for comparison with the journal.
func (p Pitch) Says() string {
	return strings.Join([]string{p.Venture, strconv.Itoa(p.Version), p.Reviewer, string(p.Day), strconv.Itoa(p.Total)}, "|")
}

// Judge keeps what the actor gives the latest plan of a business, by each criterion of
// the rubric. Nobody judges a plan twice, or one that she wrote down herself.
func Judge(ctx context.Context, tx *journal.Tx, venture string, day trenza.Day, points map[string]int) (Pitch, error) {
	w, err := writing(ctx, tx)
	if err != nil {
		return Pitch{}, err
	}
	v, d, err := w.changed(ctx, venture)
	if err != nil {
		return Pitch{}, err
	}
	if err := w.happened(day); err != nil {
		return Pitch{}, err
	}
	p := Pitch{Venture: v.ID, Day: day, Points: points}
	if p.Total, err = total(d.Ventures.Rubric, points); err != nil {
		return p, err
	}
	if p.Reviewer, err = w.who(ctx); err != nil {
		return p, err
	}
	if p.Version, err = w.judges(ctx, v, d, p.Reviewer); err != nil {
		return p, err
	}
	if p.Entry, err = tx.Tell(ctx, told[Pitch]{Row: p, verb: judged, person: v.Person}); err != nil {
		return p, err
	}
	return p, insertPitch(ctx, tx, v.Person, p)
}

// judges returns the version of a plan that a reviewer may judge.
func (w writer) judges(ctx context.Context, v Venture, d *programme.Definition, reviewer string) (int, error) {
	plans, err := plansOf(ctx, w.tx, w.tx.Organisation(), v.ID)
	if err != nil {
		return 0, err
	}
	if len(plans) == 0 {
		return 0, &trenza.Problem{Kind: trenza.Conflict, Key: "venture.no_plan"}
	}
	last := plans[len(plans)-1]
	pitches, err := pitchesOf(ctx, w.tx, w.tx.Organisation(), v.ID, last.Version)
	if err != nil {
		return 0, err
	}
	key := ""
	switch {
	case last.Author == reviewer:
		key = "venture.own_plan"
	case len(pitches) >= d.Ventures.Reviewers:
		key = "venture.judged_enough"
	}
	for _, p := range pitches {
		if p.Reviewer == reviewer {
			key = "venture.judged_already"
		}
	}
	if key != "" {
		return 0, &trenza.Problem{Kind: trenza.Conflict, Key: key}
	}
	return last.Version, nil
}

// total adds points up, each from nothing to what its criterion is worth.
func total(rubric []programme.Criterion, points map[string]int) (sum int, err error) {
	for _, c := range rubric {
		given, is := points[c.ID]
		if !is || given < 0 || given > c.Points {
			return 0, trenza.Refuse("venture.points_range", c.ID, strconv.Itoa(c.Points))
		}
		sum += given
	}
	if len(points) > len(rubric) {
		return 0, trenza.Refuse("venture.points_unknown")
	}
	return sum, nil
}

// Average is the mean of what reviewers gave, and false until as many judged as the
// programme asks for.
func Average(pitches []Pitch, reviewers int) (mean float64, enough bool) {
	if len(pitches) < reviewers || len(pitches) == 0 {
		return 0, false
	}
	sum := 0
	for _, p := range pitches {
		sum += p.Total
	}
	return float64(sum) / float64(len(pitches)), true
}

func oneOf[T comparable](value T, of []T) bool {
	for _, v := range of {
		if v == value {
			return true
		}
	}
	return false
}
