package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/trenza/trenza/internal/store"
)

// explained is a reader that says of every query how its engine goes about it,
// and how long that took on PostgreSQL.
type explained struct {
	store.Reader
	engine store.Engine
}

// Each implements store.Reader.
func (e explained) Each(ctx context.Context, query string, args []any, row func(store.Scan) error) error {
	if err := e.explain(ctx, query, args); err != nil {
		return err
	}
	return e.Reader.Each(ctx, query, args, row)
}

// One implements store.Reader.
func (e explained) One(ctx context.Context, query string, args []any, dest ...any) (bool, error) {
	if err := e.explain(ctx, query, args); err != nil {
		return false, err
	}
	return e.Reader.One(ctx, query, args, dest...)
}

func (e explained) explain(ctx context.Context, query string, args []any) error {
	fmt.Fprintln(os.Stderr, strings.TrimSpace(query))
	if e.engine == store.PostgreSQL {
		return e.Reader.Each(ctx, "explain (analyze, buffers) "+query, args, func(scan store.Scan) error {
			var line string
			err := scan(&line)
			fmt.Fprintln(os.Stderr, "    ", line)
			return err
		})
	}
	depth := map[int]int{0: 0}
	return e.Reader.Each(ctx, "explain query plan "+query, args, func(scan store.Scan) error {
		var id, parent, unused int
		var line string
		err := scan(&id, &parent, &unused, &line)
		depth[id] = depth[parent] + 1
		fmt.Fprintln(os.Stderr, strings.Repeat("    ", depth[id]), line)
		return err
	})
}
