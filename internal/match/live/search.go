package live

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// Meant is a record that somebody may mean by what she typed.
type Meant struct {
	Number   int64 // of the record
	Numbered bool  // by the number of a paper or a phone, and not by a name
}

// Search returns the records that a text may mean, the nearest first and limit of
// them at most: a name in any order and as it sounds, the number of a paper of any
// kind, a phone, or several of these. Nothing is asked of the database but what
// has changed; what was typed is neither kept nor told.
//
// own are numbers of records that are looked at however many others bear the name.
// Whom the reader may see, the caller asks.
func (g *Register) Search(ctx context.Context, r store.Reader, organisation, text string, own []int64, limit int) ([]Meant, error) {
	words, numbers := typed(text)
	if len(words) == 0 && len(numbers) == 0 {
		return nil, nil
	}
	view, err := g.view(ctx, r, organisation)
	if err != nil {
		return nil, err
	}
	q := match.Query{Numbers: numbers}
	for _, number := range own {
		q.Own = append(q.Own, uint64(number))
	}
	var found []match.Meant
	for _, words := range readings(words) {
		q.Words = words
		found = append(found, view.index.Search(q, limit)...)
	}
	slices.SortStableFunc(found, func(a, b match.Meant) int { return b.Score - a.Score })
	return meant(found, limit), nil
}

// meant are the records that were found, each once.
func meant(found []match.Meant, limit int) (some []Meant) {
	met := make(map[uint64]bool, len(found))
	for _, f := range found {
		if !met[f.ID] && len(some) < limit {
			met[f.ID] = true
			some = append(some, Meant{int64(f.ID), f.Numbered})
		}
	}
	return some
}

// readings are the ways to read the words of a name: "Santa Cruz" is one word of a
// surname and two of a given name.
func readings(words string) [][]string {
	given := spelling.Given(words)
	if family := spelling.Surnames(words); slices.ContainsFunc(family, func(w string) bool { return !slices.Contains(given, w) }) {
		return [][]string{given, family}
	}
	return [][]string{given}
}

// leastDigits is how long a number is that may be one of a paper.
const leastDigits = 5

// typed parts a text into the words of a name and the numbers that papers and
// phones may have, in every form in which they are kept: "V-19.482.107" is the
// cédula 19482107 as well, and "CPP 002915530" the number alone.
func typed(text string) (words string, numbers []string) {
	var names, figures []string
	for _, token := range strings.Fields(text) {
		switch {
		case strings.ContainsFunc(token, unicode.IsDigit), token == "+":
			figures = append(figures, token)
		case !isKind(token):
			names = append(names, token)
		}
	}
	forms := append([]string{strings.Join(figures, "")}, figures...)
	for _, figure := range forms {
		for _, form := range []string{spelling.Document("", figure), spelling.Document("CIV", figure), spelling.Phone(figure)} {
			if len(form) >= leastDigits && !slices.Contains(numbers, form) {
				numbers = append(numbers, form)
			}
		}
	}
	return strings.Join(names, " "), numbers
}

// isKind reports whether a word is the code of a kind of document, or the letter
// before the number of a cédula.
func isKind(word string) bool {
	word = strings.ToUpper(strings.Trim(word, ".:-"))
	return word == "V" || word == "E" || slices.Contains(registry.DocumentTypes(), word)
}
