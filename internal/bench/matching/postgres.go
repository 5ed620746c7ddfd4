package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store/storetest"
)

// trigrams is a PostgreSQL that holds the same people and finds them by the
// trigrams of their folded names, as a good administrator would set it up:
// memory for the cache, an index for each way in, statistics up to date.
type trigrams struct{ connection *pgx.Conn }

// settings leave the server the memory that a machine of its own would give.
var settings = []string{
	"shared_buffers=1GB", "maintenance_work_mem=1GB", "work_mem=64MB", "effective_cache_size=6GB", "max_wal_size=8GB",
	"random_page_cost=1.1", "jit=off",
}

const tables = `
create extension pg_trgm;
create unlogged table person (number integer primary key, name text not null, birth text not null, phone text not null);
create unlogged table paper (number text not null, person integer not null)`

const indexes = `
create index on person using gin (name gin_trgm_ops);
create index on person (birth);
create index on person (phone);
create index on paper (number);
vacuum analyze person;
vacuum analyze paper`

// serve starts a server. It ends with this process.
func serve(ctx context.Context) (*trigrams, error) {
	location, err := storetest.Serve(settings...)
	if err != nil {
		return nil, err
	}
	connection, err := pgx.Connect(ctx, location)
	if err != nil {
		return nil, err
	}
	return &trigrams{connection}, execute(ctx, connection, tables)
}

// execute runs statements one after another.
func execute(ctx context.Context, connection *pgx.Conn, statements string) error {
	for _, statement := range strings.Split(statements, ";") {
		if _, err := connection.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(statement), err)
		}
	}
	return nil
}

// fill takes the people in and indexes them.
func (t *trigrams) fill(ctx context.Context, people int) error {
	persons := []string{"number", "name", "birth", "phone"}
	err := t.copy(ctx, people, "person", persons, func(p families.Person, row func(...any)) {
		row(p.Number, fullName(p), p.Birth, spelling.Phone(p.Phone))
	})
	if err != nil {
		return err
	}
	err = t.copy(ctx, people, "paper", []string{"number", "person"}, func(p families.Person, row func(...any)) {
		for _, number := range paperNumbers(p) {
			row(number, p.Number)
		}
	})
	if err != nil {
		return err
	}
	return execute(ctx, t.connection, indexes)
}

// copy streams rows about everybody into a table.
func (t *trigrams) copy(ctx context.Context, people int, table string, columns []string, of func(families.Person, func(...any))) error {
	rows := make(chan []any, 1024)
	go func() {
		defer close(rows)
		// An error would be that of a callback, and this one has none.
		_ = families.Generate(seed, people, func(p families.Person) error {
			of(p, func(values ...any) { rows <- values })
			return nil
		})
	}()
	_, err := t.connection.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		return <-rows, nil // nil when they are all through
	}))
	return err
}

func fullName(p families.Person) string { return spelling.Fold(p.Given + " " + p.Surnames) }

func paperNumbers(p families.Person) []string {
	numbers := []string{}
	for _, paper := range p.Papers {
		numbers = append(numbers, spelling.Document(paper.Kind, paper.Number))
	}
	return numbers
}

// limit sets the similarity under which a name is no candidate.
func (t *trigrams) limit(ctx context.Context, threshold float64) error {
	_, err := t.connection.Exec(ctx, fmt.Sprintf("set pg_trgm.similarity_threshold = %.2f", threshold))
	return err
}

// candidates are whoever has the paper, the phone or a name like hers, the
// likeliest first. The weights rank a paper before everything, and a phone or a
// birth date between names that are nearly alike.
const candidates = `
with found as (
	select p.person as number from paper p where p.number = any ($2)
	union
	select number from person where phone = $3 and phone <> ''
	union
	select number from person where name % $1
)
select number from found join person using (number)
order by similarity(name, $1) + case when birth = $4 then 0.4 else 0 end + case when phone = $3 and phone <> '' then 0.3 else 0 end
	+ case when exists (select from paper p where p.person = found.number and p.number = any ($2)) then 1 else 0 end desc, number
limit 10`

// byName are those with a name like hers, when no more is known.
const byName = `select number from person where name % $1 order by similarity(name, $1) desc, number limit 10`

// byBirth are those with a name like hers, or one that resembles it from afar
// and her birth date.
const byBirth = `
select number from person where name % $1 or birth = $2
order by similarity(name, $1) + case when birth = $2 then 0.4 else 0 end desc, number limit 10`

// ask returns the numbers of up to ten people, the likeliest first.
func (t *trigrams) ask(ctx context.Context, q families.Person) ([]int, error) {
	rows, err := t.query(ctx, q)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}

func (t *trigrams) query(ctx context.Context, q families.Person) (pgx.Rows, error) {
	name, papers, phone := fullName(q), paperNumbers(q), spelling.Phone(q.Phone)
	switch {
	case len(papers) > 0 || phone != "":
		return t.connection.Query(ctx, candidates, name, papers, phone, q.Birth)
	case q.Birth != "":
		return t.connection.Query(ctx, byBirth, name, q.Birth)
	}
	return t.connection.Query(ctx, byName, name)
}
