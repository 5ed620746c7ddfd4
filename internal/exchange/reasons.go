package exchange

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// quoted is what a sentence repeats of a row, or of its heading.
var quoted = regexp.MustCompile(`(Columna |Column |)[«“]([^»”]*)[»”]`)

// plainly is a sentence without what it repeats of a row: what is said of many
// rows at once is read by more people than the rows are.
func plainly(sentence string) string {
	sentence, _, _ = strings.Cut(sentence, "\n")
	return quoted.ReplaceAllStringFunc(sentence, func(found string) string {
		parts := quoted.FindStringSubmatch(found)
		if parts[1] != "" || ours[parts[2]] {
			return found
		}
		return strings.Replace(found, parts[2], "…", 1)
	})
}

// ours are the names that we give columns.
var ours = func() map[string]bool {
	all := make(map[string]bool)
	for _, name := range columnNames {
		all[name] = true
	}
	return all
}()

// readReason reads why a row was rejected. What was kept before it was in every
// language is in Spanish.
func readReason(plain []byte) locale.Said {
	var said locale.Said
	if json.Unmarshal(plain, &said) != nil {
		return locale.Said{locale.Spanish: string(plain)}
	}
	return said
}

// reasonsOf gathers why rows of an import were rejected, in a language.
func reasonsOf(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, id, lang string) ([]Rejection, error) {
	type closed struct {
		at     rowAt
		sealed []byte
	}
	all, err := store.All(ctx, r, `
		select sheet, row, reason
		from import_row
		where organisation = $1 and import = $2 and status = 'rejected'
		order by sheet, row`, store.Args(organisation, id), func(scan store.Scan) (closed, error) {
		var c closed
		return c, scan(&c.at.sheet, &c.at.row, &c.sealed)
	})
	if err != nil {
		return nil, err
	}
	g := make(grouping)
	for _, c := range all {
		plain, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, reasonSlot(id, outcome{sheet: c.at.sheet, row: c.at.row}), c.sealed)
		if err != nil {
			return nil, err
		}
		g.add(readReason(plain).In(lang), c.at.row)
	}
	return g.sorted(), nil
}

// grouping gathers rows under what is the same in their reasons.
type grouping map[string][]int

func (g grouping) add(sentence string, row int) {
	text := plainly(sentence)
	g[text] = append(g[text], row)
}

func (g grouping) sorted() []Rejection {
	var all []Rejection
	for _, text := range slices.Sorted(maps.Keys(g)) {
		all = append(all, Rejection{text, g[text]})
	}
	slices.SortStableFunc(all, func(a, b Rejection) int { return cmp.Compare(len(b.Rows), len(a.Rows)) })
	return all
}

// Restricted is the reason of a row that belongs to a restricted team alone, in a
// language.
func Restricted(lang string) string {
	return plainly(locale.For(lang).Text("access.restricted_service"))
}
