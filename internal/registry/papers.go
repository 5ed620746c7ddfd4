package registry

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

// PapersDue returns the days on which papers of a person expire, each once and in
// order, as far as it is known: of two papers of one kind, that is when the one
// that lasts longer does.
func (p *Person) PapersDue() (days []trenza.Day) {
	last := make(map[string]trenza.Day)
	for _, d := range p.Identity.Documents {
		last[d.Type] = max(last[d.Type], d.Expires)
	}
	for _, day := range last {
		if day != "" && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days
}

// keepPapers keeps the days on which the papers of a record expire, of which none
// is kept yet, so that they can be asked for without opening who she is.
func keepPapers(ctx context.Context, tx *journal.Tx, p *Person) error {
	for _, day := range p.PapersDue() {
		_, err := tx.Exec(ctx, `
			insert into due_paper (organisation, person, day)
			values ($1, $2, $3)`, tx.Organisation(), p.ID, day)
		if err != nil {
			return err
		}
	}
	return nil
}

// dropPapers keeps nothing of when the papers of a record expire.
func dropPapers(ctx context.Context, tx *journal.Tx, record string) error {
	_, err := tx.Exec(ctx, `
		delete from due_paper
		where organisation = $1 and person = $2`, tx.Organisation(), record)
	return err
}

// EachDuePaper calls each for every day on which papers of a record expire, in
// order.
func EachDuePaper(ctx context.Context, r store.Reader, organisation string, each func(person string, day trenza.Day) error) error {
	return r.Each(ctx, `
		select person, day
		from due_paper
		where organisation = $1
		order by person, day`, store.Args(organisation), func(scan store.Scan) error {
		var person string
		var day trenza.Day
		if err := scan(&person, &day); err != nil {
			return err
		}
		return each(person, day)
	})
}

// Paper is that a paper of somebody expires on a day: which one, her thread says.
type Paper struct {
	Root string // id of her thread
	Day  trenza.Day
}

// PapersOf returns the papers that expire between two days, both included, of the
// women whom an account accompanies, the soonest first and so many at most.
func PapersOf(ctx context.Context, r store.Reader, organisation, account string, from, to trenza.Day, limit int) ([]Paper, error) {
	return store.All(ctx, r, `
		select distinct p.root, d.day
		from assignment a
		cross join person own
		cross join person p
		cross join due_paper d
		where a.organisation = $1 and a.account = $2 and a.until is null
			and own.organisation = a.organisation and own.id = a.person
			and p.organisation = own.organisation and p.root = own.root
			and d.organisation = p.organisation and d.person = p.id and d.day >= $3 and d.day <= $4
		order by d.day, p.root
		limit $5`, store.Args(organisation, account, from, to, limit), func(scan store.Scan) (Paper, error) {
		var p Paper
		return p, scan(&p.Root, &p.Day)
	})
}
