package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/trenza/trenza/internal/store/storetest"
)

// settings give the server the memory that a machine of its own would, one
// thread for a question, and no compiler, which takes longer than it saves here.
var settings = []string{
	"shared_buffers=4GB", "work_mem=1GB", "maintenance_work_mem=1GB", "effective_cache_size=8GB", "max_wal_size=16GB",
	"wal_level=minimal", "max_wal_senders=0", "random_page_cost=1.1", "max_parallel_workers_per_gather=0",
	"max_parallel_maintenance_workers=0", "jit=off", "autovacuum=off",
}

// postgres is a server of PostgreSQL that holds the deliveries twice: in a table
// made for the questions, and in normalized tables.
type postgres struct {
	location   string // of the cluster's own database
	connection *pgx.Conn
}

// tables and indexes are what a good engineer would make: each question finds an
// index that has all the columns it needs.
const (
	postgresTables = `
create table given (first bigint not null, person integer not null, day smallint not null, service smallint not null,
	place smallint not null, region smallint not null);
create table calendar (day smallint primary key, month smallint not null);
create table service (id smallint primary key);
create schema normalized;
create table normalized.person (id integer primary key, sex smallint not null, born date not null);
create table normalized.service (id smallint primary key);
create table normalized.place (id smallint primary key, region smallint not null);
create table normalized.calendar (day date primary key, month smallint not null);
create table normalized.delivery (id integer not null, person integer not null, service smallint not null,
	place smallint not null, day date not null)`

	postgresIndexes = `
create index on given (service, day) include (person, region, first);
create index on given (service, person);
create index on given (day) include (person, place, service, region, first);
create index on given (person, day, service);
alter table normalized.delivery add primary key (id);
create index on normalized.delivery (service, day) include (person, place);
create index on normalized.delivery (day) include (person, place, service);
create index on normalized.delivery (person, day, service);
vacuum analyze`
)

// servePostgres starts a server that ends with this process.
func servePostgres(ctx context.Context) (*postgres, error) {
	location, err := storetest.Serve(settings...)
	if err != nil {
		return nil, err
	}
	connection, err := pgx.Connect(ctx, location)
	return &postgres{location, connection}, err
}

// load makes the tables and fills them.
func (p *postgres) load(ctx context.Context, w *world) error {
	if err := p.execute(ctx, postgresTables); err != nil {
		return err
	}
	if err := p.fill(ctx, w); err != nil {
		return err
	}
	return p.execute(ctx, postgresIndexes)
}

// execute runs statements one after another.
func (p *postgres) execute(ctx context.Context, statements string) error {
	for _, statement := range strings.Split(statements, ";") {
		if _, err := p.connection.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(statement), err)
		}
	}
	return nil
}

// fill copies everything into the tables.
func (p *postgres) fill(ctx context.Context, w *world) error {
	for _, t := range []struct {
		table, columns string
		rows           int
		row            func(i int) []any
	}{
		{"given", "first person day service place region", len(w.deliveries), func(i int) []any {
			d := &w.deliveries[i]
			return []any{w.firstOf(i), int32(d.person), d.day, int16(d.service), int16(d.place), int16(region(d.place))}
		}},
		{"calendar", "day month", days, func(i int) []any { return []any{int16(i), int16(monthOf[i])} }},
		{"service", "id", services, func(i int) []any { return []any{int16(i)} }},
		{"normalized.person", "id sex born", len(w.people), func(i int) []any {
			return []any{int32(i), int16(w.people[i].sex), dateOf(int(w.people[i].born))}
		}},
		{"normalized.service", "id", services, func(i int) []any { return []any{int16(i)} }},
		{"normalized.place", "id region", places, func(i int) []any { return []any{int16(i), int16(region(uint8(i)))} }},
		{"normalized.calendar", "day month", days, func(i int) []any { return []any{dateOf(i), int16(monthOf[i])} }},
		{"normalized.delivery", "id person service place day", len(w.deliveries), func(i int) []any {
			d := &w.deliveries[i]
			return []any{int32(i), int32(d.person), int16(d.service), int16(d.place), dates[d.day]}
		}},
	} {
		columns, at := strings.Fields(t.columns), 0
		_, err := p.connection.CopyFrom(ctx, pgx.Identifier(strings.Split(t.table, ".")), columns, pgx.CopyFromFunc(func() ([]any, error) {
			if at++; at > t.rows {
				return nil, nil
			}
			return t.row(at - 1), nil
		}))
		if err != nil {
			return fmt.Errorf("%s: %w", t.table, err)
		}
	}
	return nil
}

// dates are those of all days.
var dates = func() (of [days]time.Time) {
	for day := range of {
		of[day] = dateOf(day)
	}
	return of
}()

// sqlEngine asks PostgreSQL by the queries for some of its tables.
type sqlEngine struct {
	*postgres
	title   string
	schema  string
	queries []string
}

// engines are the server's two sets of tables.
func (p *postgres) engines() []engine {
	return []engine{
		sqlEngine{p, madePostgres, "public", made("bit_or(1 << service)")},
		sqlEngine{p, normalPostgres, "normalized", normalized()},
	}
}

func (e sqlEngine) name() string { return e.title }

func (e sqlEngine) ask(ctx context.Context, q int) ([]int, time.Duration, error) {
	if _, err := e.connection.Exec(ctx, "set search_path = "+e.schema); err != nil {
		return nil, 0, err
	}
	counts, start := make([]int, questions[q].counts), time.Now()
	rows, err := e.connection.Query(ctx, e.queries[q])
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.Values()
		if err != nil {
			return nil, 0, err
		}
		for i, count := range row[1:] {
			counts[whole(row[0])+i] = whole(count)
		}
	}
	return counts, time.Since(start), rows.Err()
}

// whole is a number of PostgreSQL, whatever its type.
func whole(value any) int {
	switch n := value.(type) {
	case int16:
		return int(n)
	case int32:
		return int(n)
	case int64:
		return int(n)
	}
	return -1 // no number: there is no such place
}
