package page

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/reach"
)

// ReasonShow is one thing that speaks for or against two records being one woman.
type ReasonShow struct {
	Field string // "given", "birth"; "" where several speak together
	Tone  string // ToneSame, ToneNear or ToneOther
	Parts []Piece
}

// What a reason says. Each has an icon and a word of its own beside its colour.
const (
	ToneSame  = "same"
	ToneNear  = "near"
	ToneOther = "other"
)

// reasonIcons are the icons of the tones.
var reasonIcons = map[string]string{ToneSame: "check", ToneNear: "alike", ToneOther: "close"}

// Piece is a stretch of a sentence. A value is what a record says; what is marked
// in it differs from what the other one says.
type Piece struct {
	Text          string
	Value, Marked bool
}

// Pieces writes a sentence with what records say in bold, and what differs marked.
// It is written by hand, for a template leaves room between the letters of a word.
func Pieces(parts []Piece) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, p := range parts {
			text := templ.EscapeString(p.Text)
			switch {
			case p.Marked:
				text = "<b><mark>" + text + "</mark></b>"
			case p.Value:
				text = "<b>" + text + "</b>"
			}
			b.WriteString(text)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// Against reports whether a reason speaks against one woman.
func (r ReasonShow) Against() bool { return r.Tone == ToneOther }

// NewReasons puts reasons into words, with the letters marked in which two values
// differ.
func NewReasons(words locale.Printer, reasons []match.Reason) []ReasonShow {
	all := make([]ReasonShow, len(reasons))
	for i, r := range reasons {
		all[i] = newReason(words, r)
	}
	return all
}

// PlainReasons puts the reasons of a pair into words that no model raised.
func PlainReasons(words locale.Printer, reasons []string) []ReasonShow {
	var all []ReasonShow
	for _, r := range reasons {
		key := "registry.reason." + r
		if !words.Has(key) {
			continue
		}
		tone := ToneNear
		switch {
		case strings.HasPrefix(r, "same_"):
			tone = ToneSame
		case strings.HasPrefix(r, "other_"):
			tone = ToneOther
		}
		all = append(all, ReasonShow{Tone: tone, Parts: []Piece{{Text: capital(words.Text(key))}}})
	}
	return all
}

// Where the two values go into a sentence.
const (
	firstValue  = "\x01"
	secondValue = "\x02"
)

func newReason(words locale.Printer, r match.Reason) ReasonShow {
	show := ReasonShow{Field: r.Name, Tone: toneOf(r.Key)}
	if strings.HasPrefix(r.Key, "match.both.") {
		show.Field = ""
	}
	values := valuesOf(words, r)
	if show.Tone == ToneNear {
		values[0], values[1] = differing(r.Name, values)
	}
	r.A, r.B = firstValue, secondValue
	sentence := capital(exchange.Reason(r, words.Text))
	for sentence != "" {
		at := strings.IndexAny(sentence, firstValue+secondValue)
		if at < 0 {
			show.Parts = append(show.Parts, Piece{Text: sentence})
			break
		}
		if at > 0 {
			show.Parts = append(show.Parts, Piece{Text: sentence[:at]})
		}
		show.Parts = append(show.Parts, values[sentence[at]-firstValue[0]]...)
		sentence = sentence[at+1:]
	}
	return show
}

// toneOf is what the key of a reason says: the levels end it.
func toneOf(key string) string {
	level := key[strings.LastIndex(key, ".")+1:]
	switch {
	case strings.HasPrefix(key, "match.both."), level == "other", level == "region":
		return ToneOther
	case level == "same", level == "exchanged":
		return ToneSame
	}
	return ToneNear
}

// valuesOf are both values of a reason as people write them.
func valuesOf(words locale.Printer, r match.Reason) [2][]Piece {
	var both [2][]Piece
	for i, text := range []string{r.A, r.B} {
		parts := strings.Split(text, " / ")
		for at, part := range parts {
			parts[at] = valueText(words, r.Name, part)
		}
		both[i] = []Piece{{Text: strings.Join(parts, " / "), Value: true}}
	}
	return both
}

// valueText is one value of a field as people write it.
func valueText(words locale.Printer, field, value string) string {
	switch field {
	case "sex":
		return labelled(reach.BySex, value, words.Lang())
	case "place":
		return placeText(trenza.Place(value))
	case "birth":
		if day, err := trenza.ParseDay(value); err == nil {
			return words.Day(day)
		}
	}
	return value
}

// capital begins a sentence with a capital.
func capital(sentence string) string {
	for i, r := range sentence {
		return string(unicode.ToUpper(r)) + sentence[i+len(string(r)):]
	}
	return sentence
}

// unmarked are fields whose values are not spelled but chosen.
var unmarked = []string{"sex", "place"}

// longestMarked is how many letters are compared at most.
const longestMarked = 80

// differing marks the letters in which two values differ, unless they have too
// little in common for that to say anything.
func differing(field string, values [2][]Piece) (one, other []Piece) {
	a, b := []rune(values[0][0].Text), []rune(values[1][0].Text)
	if slices.Contains(unmarked, field) || len(a) > longestMarked || len(b) > longestMarked {
		return values[0], values[1]
	}
	inA, inB, common := shared(a, b)
	if 2*common < min(len(a), len(b)) {
		return values[0], values[1]
	}
	return pieces(a, inA), pieces(b, inB)
}

// shared finds the longest run of letters, not all side by side, that two texts
// have in the same order, whatever their case: which letters of each are in it, and
// how many they are.
func shared(a, b []rune) (inA, inB []bool, common int) {
	same := func(i, j int) bool { return unicode.ToLower(a[i]) == unicode.ToLower(b[j]) }
	length := make([][]int, len(a)+1) // of the longest in the rests
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case same(i, j):
			inA[i], inB[j] = true, true
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return inA, inB, length[0][0]
}

// pieces parts a text where letters begin or cease to be shared.
func pieces(text []rune, in []bool) (all []Piece) {
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && in[to] == in[from] {
			to++
		}
		all = append(all, Piece{Text: string(text[from:to]), Value: true, Marked: !in[from]})
		from = to
	}
	return all
}
