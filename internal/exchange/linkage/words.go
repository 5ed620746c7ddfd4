package linkage

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
)

// spoken are the kinds whose sentences name what they are about: "el nombre
// suena igual". Of the others the field is named before the sentence.
var spoken = []match.Kind{match.Given, match.Surname, match.Name, match.Document, match.Phone, match.Email}

// speaker puts the reasons of a result into words.
type speaker struct {
	words locale.Printer
	named []bool // by field: its name goes before the sentence
}

func newSpeaker(words locale.Printer, s match.Schema) speaker {
	p := speaker{words: words}
	for f, field := range s.Fields {
		twin := slices.ContainsFunc(s.Fields[:f], func(g match.Field) bool { return g.Kind == field.Kind }) ||
			slices.ContainsFunc(s.Fields[f+1:], func(g match.Field) bool { return g.Kind == field.Kind })
		p.named = append(p.named, twin || !slices.Contains(spoken, field.Kind))
	}
	return p
}

// reasons says why two rows go together, or do not, the loudest reason first.
func (p speaker) reasons(told []match.Reason) string {
	sentences := make([]string, len(told))
	for i, r := range told {
		sentences[i] = p.words.Text(r.Key, quoted(r.A), quoted(r.B))
		if p.named[r.Field] && !strings.HasPrefix(r.Key, together) {
			sentences[i] = p.words.Text("match.reason_of", r.Name, sentences[i])
		}
	}
	return strings.Join(sentences, " · ")
}

// together begins the keys of what several fields say together.
const together = "match.both."

// longestQuote is how many letters of a value are quoted.
const longestQuote = 60

func quoted(value string) string {
	letters := []rune(value)
	if len(letters) <= longestQuote {
		return value
	}
	return strings.TrimSpace(string(letters[:longestQuote])) + "…"
}
