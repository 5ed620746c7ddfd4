package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// The organisation and the programme of the deliveries, where an installation
// holds them.
const (
	organisation = "banco"
	programme    = "medida"
)

// open opens an installation's data on a location and fills it with the
// deliveries, each as the fact that an entry of its own would have told.
func open(ctx context.Context, location string, w *world) (*store.DB, error) {
	db, err := store.Open(ctx, location, storetest.Key, store.Data)
	if err != nil {
		return nil, err
	}
	if err := w.enter(ctx, db, location); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// secondary are indexes of fact that no question of the index in memory needs.
// They are left out, since there is a row for each delivery in every one of them.
var secondary = []string{"fact_by_service", "fact_by_number", "fact_by_source", "fact_served", "fact_by_place"}

func (w *world) enter(ctx context.Context, db *store.DB, location string) error {
	for _, index := range secondary {
		if err := execute(ctx, db, "drop index "+index); err != nil {
			return err
		}
	}
	fill := w.insert
	if db.Engine() == store.PostgreSQL {
		fill = func(ctx context.Context, _ *store.DB) error { return w.copy(ctx, location) }
	}
	if err := fill(ctx, db); err != nil {
		return err
	}
	err := execute(ctx, db, `insert into journal_head (organisation, number, hash) values ($1, $2, '')`, organisation, len(w.deliveries))
	if err != nil || db.Engine() == store.SQLite {
		return err
	}
	return execute(ctx, db, `analyze fact`)
}

// execute runs one statement in a transaction of its own.
func execute(ctx context.Context, db *store.DB, statement string, args ...any) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, statement, args...)
		return err
	})
}

// factColumns are what a row of fact is given, in this order.
const factColumns = "organisation since ordinal number programme service outcome day place sex age population nationality flags collective source"

// sexNames are the sexes as the house calls them.
var sexNames = [sexes]string{"F", "M", "I"}

// Life stages, as package registry numbers them.
const (
	pregnant   = 1
	disability = 4
)

// fact is the row of a delivery.
func (w *world) fact(i int) []any {
	d := &w.deliveries[i]
	population, nationality, flags := "in_destination", "VEN", int64(0)
	if d.host {
		population, nationality = "host_community", "PER"
	}
	if d.pregnant {
		flags |= pregnant
	}
	if d.disability {
		flags |= disability
	}
	return []any{
		organisation, int64(i + 1), int64(0), int64(d.person) + 1, programme, serviceNames[d.service], "delivered",
		dayNames[d.day], placeNames[d.place], sexNames[d.sex], int64(d.age), population, nationality, flags, "",
		fmt.Sprintf("01890000-0000-7000-8000-%012x", i),
	}
}

// The names of services, places and days, each made once.
var serviceNames, placeNames, dayNames = names(services, serviceOf), names(places, func(place int) string { return string(placeOf(place)) }),
	names(days, func(day int) string { return string(dayOf(day)) })

func names(n int, of func(int) string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = of(i)
	}
	return all
}

// copy fills PostgreSQL.
func (w *world) copy(ctx context.Context, location string) error {
	connection, err := pgx.Connect(ctx, location)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	at := 0
	_, err = connection.CopyFrom(ctx, pgx.Identifier{"fact"}, strings.Fields(factColumns), pgx.CopyFromFunc(func() ([]any, error) {
		if at++; at > len(w.deliveries) {
			return nil, nil
		}
		return w.fact(at - 1), nil
	}))
	return err
}

// Rows of one statement, and of one transaction, of SQLite.
const (
	atOnce   = 100
	together = 100_000
)

// insert fills SQLite.
func (w *world) insert(ctx context.Context, db *store.DB) error {
	for from := 0; from < len(w.deliveries); from += together {
		err := db.Write(ctx, func(tx *store.Tx) error {
			for some := from; some < min(from+together, len(w.deliveries)); some += atOnce {
				var values []any
				for i := some; i < min(some+atOnce, len(w.deliveries)); i++ {
					values = append(values, w.fact(i)...)
				}
				if _, err := tx.Exec(ctx, insertion(len(values)), values...); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// insertion is the statement that enters so many values.
func insertion(values int) string {
	columns := strings.Fields(factColumns)
	row := "(?" + strings.Repeat(", ?", len(columns)-1) + ")"
	return "insert into fact (" + strings.Join(columns, ", ") + ") values " + row + strings.Repeat(", "+row, values/len(columns)-1)
}
