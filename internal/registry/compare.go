package registry

import (
	"slices"

	"github.com/trenza/trenza/internal/spelling"
)

// The reasons for which two records may be the same woman, or may not. Each is
// a sentence in the translation files, "registry.reason.same_document".
const (
	SameDocument  = "same_document"
	SamePhone     = "same_phone"
	SameName      = "same_name"
	SimilarName   = "similar_name"
	OtherName     = "other_name"
	SameBirthDay  = "same_birth_day"
	SameBirthYear = "same_birth_year"
	OtherBirth    = "other_birth_year"
	OtherSex      = "other_sex"
	OtherDocument = "other_document"
)

// Likeness is what speaks for and against two records being one woman.
type Likeness struct {
	Certain  bool     // the same woman, without asking
	Strength int      // higher is asked first; never shown as a number
	Reasons  []string // keys such as "same_phone" or "given.near", without spaces, for the reader to put into words
	Model    string   // the version of what compared them, so that an old suggestion can be explained
}

// Asks reports whether people should decide.
func (l Likeness) Asks() bool { return !l.Certain && l.Strength > 0 }

// weights order the review queue. They are not odds: the reasons are what a
// person reads.
var weights = map[string]int{
	SameDocument: 6, SamePhone: 3, SameName: 4, SimilarName: 2, SameBirthDay: 3, SameBirthYear: 1,
	OtherName: -2, OtherBirth: -2, OtherSex: -4, OtherDocument: -1,
}

// Compare holds two people against each other. Certain is the rule of domain
// 14.2: the same document, while sex, birth year and a name token do not
// contradict (a child under her mother's paper contradicts). Otherwise a shared
// document, a shared phone, or the same folded name with the same birth year
// asks for people to decide.
func Compare(a, b *Person) Likeness {
	document := shareDocument(a, b)
	phone := sharePhone(a, b)
	name := compareNames(a.Identity.Names, b.Identity.Names)
	birth := compareBirths(a.Identity.Birth, b.Identity.Birth)
	otherSex := a.Sex != b.Sex && a.Sex != "NS" && b.Sex != "NS"

	l := Likeness{Model: ExactModel}
	l.note(document, SameDocument)
	l.note(phone, SamePhone)
	l.note(name != "", name)
	l.note(birth != "", birth)
	l.note(otherSex, OtherSex)
	l.note(!document && shareDocumentType(a, b), OtherDocument)

	l.Certain = document && !otherSex && name != OtherName && birth != OtherBirth
	sameNameAndYear := name == SameName && (birth == SameBirthDay || birth == SameBirthYear)
	if !document && !phone && !sameNameAndYear {
		return Likeness{}
	}
	l.Strength = max(l.Strength, 1)
	return l
}

func (l *Likeness) note(holds bool, reason string) {
	if holds {
		l.Reasons = append(l.Reasons, reason)
		l.Strength += weights[reason]
	}
}

func shareDocument(a, b *Person) bool {
	return slices.ContainsFunc(a.Identity.Documents, func(d Document) bool {
		return d.Type != "SD" && slices.ContainsFunc(b.Identity.Documents, d.same)
	})
}

// shareDocumentType reports whether both hold a paper of one kind; papers of
// different kinds are no evidence.
func shareDocumentType(a, b *Person) bool {
	return slices.ContainsFunc(a.Identity.Documents, func(d Document) bool {
		return d.Type != "SD" && slices.ContainsFunc(b.Identity.Documents, func(e Document) bool { return d.Type == e.Type })
	})
}

func sharePhone(a, b *Person) bool {
	return slices.ContainsFunc(a.Identity.Phones, func(p string) bool {
		return p != "" && slices.Contains(b.Identity.Phones, p)
	})
}

// compareNames takes the closest pair of spellings: the same words, a word in
// common, or none. A spelling without words, such as a dash, says nothing.
func compareNames(a, b []Name) string {
	best := ""
	for _, one := range a {
		for _, other := range b {
			x, y := spelling.Key(one.Surnames, one.Given), spelling.Key(other.Surnames, other.Given)
			switch {
			case len(x) == 0 || len(y) == 0:
			case slices.Equal(x, y):
				return SameName
			case slices.ContainsFunc(x, func(token string) bool { return slices.Contains(y, token) }):
				best = SimilarName
			case best == "":
				best = OtherName
			}
		}
	}
	return best
}

func compareBirths(a, b Birth) string {
	switch {
	case a.Day == "" || b.Day == "":
		return ""
	case a.Day == b.Day && a.Precision == "day" && b.Precision == "day":
		return SameBirthDay
	case a.nearYear(b):
		return SameBirthYear
	}
	return OtherBirth
}
