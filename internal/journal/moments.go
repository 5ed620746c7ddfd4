package journal

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/trenza/trenza/internal/store"
)

// Moments returns when entries of an organisation were told, by their numbers.
func Moments(ctx context.Context, r store.Reader, organisation string, numbers ...int64) (map[int64]time.Time, error) {
	moments := make(map[int64]time.Time, len(numbers))
	if len(numbers) == 0 {
		return moments, nil
	}
	args, places := store.Args(organisation), make([]string, len(numbers))
	for i, number := range numbers {
		args = append(args, number)
		places[i] = fmt.Sprintf("$%d", len(args))
	}
	err := r.Each(ctx, `
		select number, at
		from journal_entry
		where organisation = $1 and number in (`+strings.Join(places, ", ")+`)`, args, func(scan store.Scan) error {
		var number int64
		var at string
		if err := scan(&number, &at); err != nil {
			return err
		}
		moment, err := time.Parse(time.RFC3339, at)
		moments[number] = moment
		return err
	})
	return moments, err
}
