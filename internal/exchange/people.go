package exchange

import (
	"context"

	"github.com/trenza/trenza/internal/store"
)

// PeopleOf returns the records of whom the rows of an import speak, each once, in
// the order of the rows. Who of them may be shown is the reader's scope to say.
func PeopleOf(ctx context.Context, r store.Reader, organisation, id string) (people []string, err error) {
	met := make(map[string]bool)
	err = r.Each(ctx, `
		select person
		from import_row
		where organisation = $1 and import = $2 and person <> ''
		order by sheet, row`, store.Args(organisation, id), func(scan store.Scan) error {
		var person string
		err := scan(&person)
		if err == nil && !met[person] {
			met[person], people = true, append(people, person)
		}
		return err
	})
	return people, err
}
