package reach

import (
	"bytes"
	"context"
	"database/sql"

	"github.com/trenza/trenza/internal/store"
)

// Packed is a row of fact as a database hands it over soonest: in two whole
// numbers and two texts.
type Packed struct {
	Number, Since int64
	Ordinal       int64
	Flags         int64
	Age           int    // -1 when it is not known
	Day, Place    []byte // valid until the next row
	Sort          []byte // the rest, which few rows have of their own: see [Packed.Parts]
}

// separator stands between the parts of a sort: no text of a definition has it.
const separator = "\x1f"

// Parts are the service, the outcome, the sex, the population, the nationality
// and the committee, of which the sort is made.
func (p *Packed) Parts() (parts [6]string) {
	for i, part := range bytes.SplitN(p.Sort, []byte(separator), len(parts)) {
		parts[i] = string(part)
	}
	return parts
}

// Rows counts the rows of a programme, those that hold no longer included: nearly
// as many as [EachPacked] calls for, and sooner known.
func CountRows(ctx context.Context, r store.Reader, organisation, programme string) (rows int64, err error) {
	_, err = r.One(ctx, `
		select count(*)
		from fact
		where organisation = $1 and programme = $2`, store.Args(organisation, programme), &rows)
	return rows, err
}

// EachPacked calls each for every row of a programme that holds now, in whatever
// order they lie. The row is the same one each time.
//
// Numbers and positions have 31 and 32 bits, an age 16, an ordinal and the flags
// 24 each. Without parentheses SQLite would read "a << b | c" otherwise than
// PostgreSQL. The organisation's rows are gone through as they were told, which
// is nearly how they lie: by the service, which is compared as an expression for
// that reason, SQLite would jump from one to the other.
func EachPacked(ctx context.Context, r store.Reader, organisation, programme string, each func(*Packed) error) error {
	var p Packed
	return r.Each(ctx, `
		select
			(f.number << 32) | f.since,
			(f.flags << 40) | (f.ordinal << 16) | coalesce(f.age + 1, 0),
			f.day || f.place,
			f.service || '`+separator+`' || f.outcome || '`+separator+`' || f.sex || '`+separator+`' ||
				f.population || '`+separator+`' || f.nationality || '`+separator+`' || f.collective
		from fact f
		where f.organisation = $1 and f.programme || '' = $2 and f.since > 0 and f.until is null`,
		store.Args(organisation, programme), func(scan store.Scan) error {
			var who, how int64
			var where, sort sql.RawBytes
			if err := scan(&who, &how, &where, &sort); err != nil {
				return err
			}
			p.Number, p.Since = who>>32, who&(1<<32-1)
			p.Flags, p.Ordinal, p.Age = how>>40, how>>16&(1<<24-1), int(how&(1<<16-1))-1
			p.Day, p.Place = where[:min(dayLength, len(where))], where[min(dayLength, len(where)):]
			p.Sort = sort
			return each(&p)
		})
}

// dayLength is how long a day is, written out.
const dayLength = len("2006-01-02")
