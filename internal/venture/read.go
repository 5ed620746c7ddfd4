package venture

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// ByID returns a business as far as a scope sees it. One beyond the scope is not
// there.
func ByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, id string) (Venture, error) {
	found, err := ventures(ctx, r, vault, scope, "v.id = $2", id)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "venture.no_such"}
	}
	if err != nil {
		return Venture{}, err
	}
	return found[0], nil
}

// ventures returns the businesses under a condition as far as a scope sees them, in
// the order in which they began.
func ventures(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, condition string, args ...any) ([]Venture, error) {
	q := within(scope, args...)
	named := q.named()
	rows, err := store.All(ctx, r, `select `+ventureColumns+`, `+named+`
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		where v.organisation = $1 and `+condition+` and `+q.where("attention.read", access.Attention, ofPerson("v"))+`
		order by v.starts, v.entry`, q.args, scanVenture)
	if err != nil {
		return nil, err
	}
	all := make([]Venture, len(rows))
	for i, c := range rows {
		if all[i], err = c.open(ctx, vault, scope.Organisation); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Business is all that is known of a business.
type Business struct {
	Venture
	Plans   []PlanVersion // the latest last
	Pitches []Pitch       // of the latest plan
	Seeds   []Grant
	Visits  []Visit // by month
}

// Grant is seed capital with what was shown of it.
type Grant struct {
	Seed
	Receipts []Receipt
}

// Shown is how much was shown.
func (g Grant) Shown() trenza.Money { return sumOf(g.Receipts) }

// Plan returns the latest plan, and false before the first.
func (b Business) Plan() (Plan, bool) {
	if len(b.Plans) == 0 {
		return Plan{}, false
	}
	return b.Plans[len(b.Plans)-1].Plan, true
}

// Visit returns how the business went in a month.
func (b Business) Visit(month int) (Visit, bool) {
	for _, v := range b.Visits {
		if v.Month == month && v.Operating != NotFound {
			return v, true
		}
	}
	return Visit{}, false
}

// Gain is by how much the net income of a month is above that of before, and false
// where either was not told.
func (b Business) Gain(month int) (gain trenza.Money, ok bool) {
	before, first := b.Visit(0)
	after, then := b.Visit(month)
	return after.Numbers.Net() - before.Numbers.Net(), first && then
}

// OfThread returns the businesses of a thread, by whichever of its records, as far as
// a scope sees them. What is set aside for a trained worker is there for whoever is
// one and accompanies her, and its reading must be on record.
func OfThread(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) ([]Business, error) {
	found, err := ventures(ctx, r, vault, scope, "p.root = $2", root)
	if err != nil {
		return nil, err
	}
	all := make([]Business, len(found))
	for i, v := range found {
		if all[i], err = business(ctx, r, vault, scope, v); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Read returns all that is known of a business, as [OfThread] does.
func Read(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, id string) (Business, error) {
	v, err := ByID(ctx, r, vault, scope, id)
	if err != nil {
		return Business{}, err
	}
	return business(ctx, r, vault, scope, v)
}

// business gathers what is known of a business that the scope sees.
func business(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, v Venture) (Business, error) {
	b := Business{Venture: v}
	for _, gather := range []func(context.Context, store.Reader, *seal.Vault, access.Scope) error{b.addPlans, b.addSeeds, b.addVisits} {
		if err := gather(ctx, r, vault, scope); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b *Business) addPlans(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) error {
	plans, err := plansOf(ctx, r, scope.Organisation, b.ID)
	for _, c := range plans {
		p, err := c.open(ctx, vault, scope.Organisation, b.Person)
		if err != nil {
			return err
		}
		b.Plans = append(b.Plans, p)
	}
	if err != nil || len(plans) == 0 {
		return err
	}
	pitches, err := pitchesOf(ctx, r, scope.Organisation, b.ID, b.Plans[len(b.Plans)-1].Version)
	for _, c := range pitches {
		p, err := c.open(ctx, vault, scope.Organisation, b.Person)
		if err != nil {
			return err
		}
		b.Pitches = append(b.Pitches, p)
	}
	return err
}

func (b *Business) addSeeds(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) error {
	seeds, err := seedsOf(ctx, r, scope.Organisation, b.ID)
	if err != nil {
		return err
	}
	for _, c := range seeds {
		g := Grant{}
		if g.Seed, err = c.open(ctx, vault, scope.Organisation, b.Person); err != nil {
			return err
		}
		receipts, err := closedReceiptsOf(ctx, r, scope.Organisation, c.ID)
		if err != nil {
			return err
		}
		for _, closed := range receipts {
			shown, err := closed.open(ctx, vault, scope.Organisation, b.Person)
			if err != nil {
				return err
			}
			g.Receipts = append(g.Receipts, shown)
		}
		b.Seeds = append(b.Seeds, g)
	}
	return nil
}

func (b *Business) addVisits(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) error {
	trained, err := looksAfter(ctx, r, scope, b.ID)
	if err != nil {
		return err
	}
	visits, err := closedVisitsOf(ctx, r, scope.Organisation, b.ID)
	for _, c := range visits {
		v, err := c.open(ctx, vault, scope.Organisation, b.Person, trained)
		if err != nil {
			return err
		}
		b.Visits = append(b.Visits, v)
	}
	return err
}

// looksAfter reports whether the scope is that of somebody trained who accompanies
// the woman of a business.
func looksAfter(ctx context.Context, r store.Reader, scope access.Scope, venture string) (bool, error) {
	q, one := within(scope, venture), 0
	seen := q.where("safety.ask", access.Attention, ofPerson("v"))
	return r.One(ctx, `
		select 1
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		where v.organisation = $1 and v.id = $2 and `+seen, q.args, &one)
}

// WorkOf returns how a thread's work went, by month, as far as a scope sees it, with
// the checks of decent work for whoever is trained and accompanies her.
func WorkOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string) ([]Work, error) {
	q := within(scope, root)
	trained := "case when " + q.where("safety.ask", access.Attention, ofPerson("w")) + " then 1 else 0 end"
	type known struct {
		closedWork
		trained int
	}
	rows, err := store.All(ctx, r, `select `+trained+`,`+workColumns+`
		from work_visit w
		join person p on p.organisation = w.organisation and p.id = w.person
		where w.organisation = $1 and p.root = $2 and `+q.where("attention.read", access.Attention, ofPerson("w"))+`
		order by w.month, w.entry`, q.args, func(scan store.Scan) (k known, err error) {
		k.closedWork, err = scanWork(func(targets ...any) error { return scan(append([]any{&k.trained}, targets...)...) })
		return k, err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Work, len(rows))
	for i, k := range rows {
		if all[i], err = k.open(ctx, vault, scope.Organisation, k.trained == 1); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Between returns the businesses that were begun for a record by the entries from one
// position to another, with what stands in the clear.
func Between(ctx context.Context, r store.Reader, organisation, person string, first, last int64) ([]Venture, error) {
	rows, err := store.All(ctx, r, `select `+ventureColumns+`, 0
		from venture v
		join person p on p.organisation = v.organisation and p.id = v.person
		where v.organisation = $1 and v.person = $2 and v.entry >= $3 and v.entry <= $4
		order by v.entry`, store.Args(organisation, person, first, last), scanVenture)
	all := make([]Venture, len(rows))
	for i, c := range rows {
		all[i] = c.Venture
	}
	return all, err
}

// Within returns those of some businesses that a scope sees.
func Within(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, all []Venture) (seen []Venture, err error) {
	for _, v := range all {
		found, err := ventures(ctx, r, vault, scope, "v.id = $2", v.ID)
		if err != nil {
			return nil, err
		}
		seen = append(seen, found...)
	}
	return seen, nil
}

// Seed returns the last application for seed capital, and false before the first.
func (b Business) Seed() (Grant, bool) {
	if len(b.Seeds) == 0 {
		return Grant{}, false
	}
	return b.Seeds[len(b.Seeds)-1], true
}

// Due is the day on which somebody is to ask about a month: so many months after the
// first payment, or where there was none after the start.
func (b Business) Due(month int) trenza.Day {
	begins := b.Starts
	for _, g := range b.Seeds {
		if g.FirstDay != "" {
			begins = g.FirstDay
			break
		}
	}
	return monthsAfter(begins, month)
}
