package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/registry"
)

// How long before a paper runs out it is time to renew it, and how long it is on
// her thread, in days.
const (
	soon     = 60
	foreseen = 180
)

// PaperShow is a paper of hers, its number covered.
type PaperShow struct {
	Kind, Number string
	Expires      trenza.Day // "" where it is not known
	Tone         Tone
	State        string // "Vigente hasta ene 2027", "" where it is not known until when it is valid

	code string // of its kind
	left int    // days until then
}

// papers are hers, each once, those that run out first.
func papers(words locale.Printer, today trenza.Day, records []*registry.Person) (all []PaperShow) {
	for _, p := range records {
		for _, d := range p.Identity.Documents {
			show := newPaper(words, today, d)
			if !slices.Contains(all, show) {
				all = append(all, show)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b PaperShow) int {
		return cmp.Or(after(a.Expires == "", b.Expires == ""), cmp.Compare(a.Expires, b.Expires))
	})
	return all
}

// after puts what is so behind what is not.
func after(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func newPaper(words locale.Printer, today trenza.Day, d registry.Document) PaperShow {
	show := PaperShow{code: d.Type, Kind: words.Text(kindKey(strings.ToLower(d.Type))), Number: covered(d.Number), Expires: d.Expires}
	if d.Expires == "" {
		return show
	}
	show.left = int(d.Expires.Time().Sub(today.Time()).Hours() / 24)
	switch {
	case show.left < 0:
		show.Tone, show.State = Danger, words.Text("web.hilo.paper_over", d.Expires)
	case show.left <= soon:
		show.Tone, show.State = Warn, words.Text("web.hilo.paper_soon", d.Expires)
	default:
		show.Tone, show.State = Good, words.Text("web.hilo.paper_valid", monthText(words, d.Expires))
	}
	return show
}

// covered writes the number of a paper so that whoever looks over a shoulder does
// not learn it: its first two signs and its last two.
func covered(number string) string {
	letters := []rune(number)
	var b strings.Builder
	for i, r := range letters {
		if 2 <= i && i < len(letters)-2 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			r = '•'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// paperBadges say of the papers that run out until when they are valid.
func paperBadges(papers []PaperShow) (badges []BadgeShow) {
	for _, p := range papers {
		if p.State != "" {
			badges = append(badges, BadgeShow{p.Tone, p.Kind + " " + lowerFirst(p.State)})
		}
	}
	return badges[:min(len(badges), 2)]
}

// lowerFirst goes on with a text in the middle of a sentence.
func lowerFirst(text string) string {
	letters := []rune(text)
	if len(letters) == 0 {
		return ""
	}
	return strings.ToLower(string(letters[:1])) + string(letters[1:])
}
