package learning

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Proof is what anybody who has its code is told of a certificate, and nothing else:
// no name, no place, no programme (domain rule 6).
type Proof struct {
	Initials string // "R. P. R."
	Title    programme.Text
	Kind     Kind
	Minutes  int
	Day      trenza.Day
	Issuer   string
}

// Check returns what a code proves, and false for one that proves nothing: there is
// none, it was revoked, or she was forgotten. Which of them is not said. It asks no
// scope, for it is for whoever holds the paper.
func Check(ctx context.Context, r store.Reader, vault *seal.Vault, code string) (Proof, bool, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	type row struct {
		closedCertificate
		organisation string
	}
	found, ok, err := only(store.All(ctx, r, `select `+certificateColumns+`, c.organisation
		from certificate c
		where c.code = $1`, store.Args(code), func(scan store.Scan) (row, error) {
		var w row
		return w, w.read(scan, &w.organisation)
	}))
	if err != nil || !ok || !found.Valid() {
		return Proof{}, false, err
	}
	c, err := found.open(ctx, vault, found.organisation)
	if errors.Is(err, seal.ErrForgotten) {
		return Proof{}, false, nil
	}
	if err != nil {
		return Proof{}, false, err
	}
	g, err := groupOf(ctx, r, found.organisation, c.Cohort)
	if err != nil {
		return Proof{}, false, err
	}
	return g.proof(c), true, nil
}

// proof is what a certificate of the cohort proves.
func (g group) proof(c Certificate) Proof {
	p := Proof{Initials: initials(c.Name), Title: g.training.Certificate.Title, Kind: c.Kind, Minutes: c.Minutes, Day: c.Day}
	for _, o := range g.definition.Organisations {
		if o.Role == "runs" {
			p.Issuer = o.Name
		}
	}
	return p
}

// initials are the first letters of the words of a name: "Rosa de la Cruz" is
// "R. C.".
func initials(name string) string {
	var letters []string
	for _, word := range strings.Fields(name) {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(first) && !unicode.IsLower(first) {
			letters = append(letters, string(first)+".")
		}
	}
	if len(letters) == 0 && name != "" {
		first, _ := utf8.DecodeRuneInString(strings.TrimSpace(name))
		return string(unicode.ToUpper(first)) + "."
	}
	return strings.Join(letters, " ")
}
