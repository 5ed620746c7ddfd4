package page

import (
	"strconv"

	"github.com/trenza/trenza/internal/learning"
)

// proofFacts are all that section 6 of the rules lets anybody know of a certificate:
// what it is called is not among them, and its hours tell one kind from the other.
func proofFacts(v View, p learning.Proof) []Fact {
	return []Fact{
		{v.Text("web.check.initials"), p.Initials},
		{v.Text("web.check.course"), p.Title.In(v.Lang())},
		{v.Text("web.check.hours"), strconv.FormatFloat(float64(p.Minutes)/60, 'f', -1, 64)},
		{v.Text("web.check.day"), v.Day(p.Day)},
		{v.Text("web.check.issuer"), p.Issuer},
	}
}
