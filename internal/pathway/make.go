package pathway

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/venture"
)

// Made is what a notebook says of a batch of a product.
type Made struct {
	venture.Lot
	Cohort string          // as the notebook calls it, "" when it does not say
	Maker  registry.Record // who made it, nobody for everybody
}

// Make keeps what was made in a workshop and what became of it. What was entered up
// to a position says the same of the same batch, and nothing is kept; or it says
// something else, and the row is refused, for nobody knows which holds. What comes
// after the position is of the same notebook, in which a day may have two batches.
func (i Intake) Make(ctx context.Context, tx *journal.Tx, d *programme.Definition, m Made, position int64) (Received, error) {
	scope, err := programme.ScopeOf(ctx, tx, tx.Actor())
	if err != nil {
		return Received{}, err
	}
	b := &m.Batch
	product, _ := d.Product(b.Product)
	cohorts, err := learning.Cohorts(ctx, tx, scope, d.ID)
	if err != nil {
		return Received{}, err
	}
	c, err := cohortOf(d, cohorts, product.Service, m.Cohort)
	if err != nil {
		return Received{}, err
	}
	if b.Cohort = c.ID; b.Place == "" {
		b.Place = c.Place
	}
	if b.Person, err = i.maker(ctx, tx, d, c, m); err != nil {
		return Received{}, err
	}
	alike, err := venture.Alike(ctx, tx, *b)
	if err != nil {
		return Received{}, err
	}
	alike = slices.DeleteFunc(alike, func(other venture.Lot) bool { return other.Entry > position })
	if at := slices.IndexFunc(alike, m.Same); at >= 0 {
		return Received{Echoes: []int64{alike[at].Entry}}, nil
	}
	if len(alike) > 0 {
		return Received{}, &trenza.Problem{Kind: trenza.Conflict, Key: "pathway.batch_differs", Args: []any{b.Day, alike[0].Units, b.Units}}
	}
	return Received{Recorded: 1}, enterBatch(ctx, tx, m)
}

// enterBatch keeps a batch and what became of it.
func enterBatch(ctx context.Context, tx *journal.Tx, m Made) error {
	b, err := venture.Make(ctx, tx, m.Batch)
	for _, use := range m.Uses {
		if err != nil {
			return err
		}
		use.Batch = b.ID
		_, err = venture.Dispose(ctx, tx, use)
	}
	return err
}

// cohortOf returns the cohort of whom a notebook is: the one that it calls by its
// title or code, or the only one in which the course is taught. Where there is none,
// it is nobody's but the programme's.
func cohortOf(d *programme.Definition, all []learning.Cohort, course, called string) (learning.Cohort, error) {
	var titles []string
	var fit []learning.Cohort
	for _, c := range all {
		training, known := d.Training(c.Training)
		if !known || !training.Has(course) {
			continue
		}
		titles = append(titles, c.Title)
		if called == "" || spelling.Fold(c.Title) == spelling.Fold(called) || strings.EqualFold(c.Code, called) {
			fit = append(fit, c)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(titles) == 0 && called == "":
		return learning.Cohort{}, nil
	case called != "":
		return learning.Cohort{}, trenza.Refuse("pathway.cohort_unknown", called, strings.Join(titles, ", "))
	}
	return learning.Cohort{}, trenza.Refuse("pathway.cohort_which", strings.Join(titles, ", "))
}

// maker returns the thread of who made a batch, "" for everybody: she is in the
// cohort, or her paper says who she is.
func (i Intake) maker(ctx context.Context, tx *journal.Tx, d *programme.Definition, c learning.Cohort, m Made) (string, error) {
	if m.Maker.Name.Empty() && len(m.Maker.Documents) == 0 {
		return "", nil
	}
	enrolled, err := learning.EnrolledIn(ctx, tx, tx.Organisation(), c.ID)
	if err != nil {
		return "", err
	}
	p, err := i.among(ctx, tx, m.Maker, m.Day, slices.Compact(enrolled))
	if err == nil && p == nil {
		err = trenza.Refuse("pathway.maker_unknown", m.Maker.Name.String(), d.Title.ES)
	}
	if err != nil {
		return "", err
	}
	return p.Root, nil
}
