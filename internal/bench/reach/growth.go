package main

import (
	"context"
	"fmt"
)

// sizes are how many deliveries growth is measured with, of so many: a tenth, a
// fifth, half, all and twice as many.
func sizes(n int) []int { return []int{n / 10, n / 5, n / 2, n, 2 * n} }

// growth prints what the index alone takes with more and more deliveries.
func growth(ctx context.Context, t table, n, rounds int) error {
	fmt.Fprint(t.out, "How the index grows:\n\n")
	head := []string{"deliveries", "build, µs each", "bytes each"}
	for _, q := range questions {
		head = append(head, q.name+", ms")
	}
	t.head(append(head, "geometric mean, ms", "append, µs", "removal, µs", "correction, µs", "merge, µs")...)
	for _, n := range sizes(n) {
		if err := grown(ctx, t, n, rounds); err != nil {
			return err
		}
	}
	fmt.Fprintln(t.out)
	return nil
}

// grown prints a row of the table.
func grown(ctx context.Context, t table, n, rounds int) error {
	tell("%d deliveries, the index alone", n)
	w := newWorld(n)
	x, err := newIndex(w)
	if err != nil {
		return err
	}
	all, err := measure(ctx, rounds, x.engines()[:1])
	if err != nil {
		return err
	}
	c, err := change(ctx, w, x)
	if err != nil {
		return err
	}
	if c.wrong > 0 {
		return fmt.Errorf("%d answers were wrong after changes to %d deliveries", c.wrong, n)
	}
	medians := all[0].medians()
	cells := []string{fmt.Sprint(n), digits(microseconds(x.took) / float64(n)), digits(x.bytes)}
	for _, figure := range append(medians, geomean(medians), microseconds(c.appended), microseconds(c.removed), microseconds(c.corrected), microseconds(c.merged)) {
		cells = append(cells, digits(figure))
	}
	t.line(cells...)
	return nil
}
