package cast

import (
	"slices"
	"strings"
)

// record is what an importer takes for one person before any review.
type record struct {
	who   *someone
	first *entry
	keys  []string // what makes another record look like this one
}

// settle writes the decisions that a review of the entries needs: the records
// of one person are the same, and every two records that look alike although
// they are of two people are told apart.
func settle(read []*entry) []Decision {
	var decisions []Decision
	first := map[*someone]*record{}
	holders := map[string][]*record{}
	for _, r := range records(read) {
		if earlier := first[r.who]; earlier != nil {
			decisions = append(decisions, Decision{earlier.first.ref, r.first.ref, Same})
		} else {
			first[r.who] = r
		}
		for _, other := range alike(r, holders) {
			decisions = append(decisions, Decision{other.first.ref, r.first.ref, verdict(other.who, r.who)})
		}
		for _, key := range r.keys {
			holders[key] = append(holders[key], r)
		}
	}
	return decisions
}

// alike returns the earlier records of other people that share a key with r.
func alike(r *record, holders map[string][]*record) []*record {
	var found []*record
	for _, key := range r.keys {
		for _, other := range holders[key] {
			if other.who != r.who && !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	return found
}

// verdict tells apart two people. A paper that is shown for another person is
// an error of the list; a phone is what families share.
func verdict(a, b *someone) string {
	lent := a.bond == underPaper && a.of == b || b.bond == underPaper && b.of == a
	if a.household == "" || a.household != b.household || lent {
		return Different
	}
	return Relative
}

// records groups the good entries as an importer would: by document, and one
// by one where there is none.
func records(read []*entry) []*record {
	var all []*record
	type held struct {
		who   *someone
		paper paper
	}
	byPaper := map[held]*record{}
	for _, e := range read {
		if e.who == nil || e.bad {
			continue
		}
		mark := held{e.who, e.who.papers[e.paper]}
		r := byPaper[mark]
		if r == nil || mark.paper.number == "" {
			r = &record{who: e.who, first: e}
			byPaper[mark] = r
			all = append(all, r)
		}
		for _, key := range keys(e.person) {
			if !slices.Contains(r.keys, key) {
				r.keys = append(r.keys, key)
			}
		}
	}
	return all
}

// keys returns what a row can be recognised by: the document, the phone, and
// the full name with the birth year.
func keys(p Person) []string {
	var all []string
	if p.DocumentNumber != "" {
		all = append(all, "paper "+p.DocumentType+p.DocumentNumber)
	}
	if p.Phone != "" {
		all = append(all, "phone "+p.Phone)
	}
	if name := nameKey(p.Surnames, p.GivenNames); name != "" && p.Birth != "" {
		all = append(all, "name "+name+" "+p.Birth[:4])
	}
	return all
}

// nameKey folds a full name: small letters without accents, in alphabetical
// order, without the particles that typists leave out.
func nameKey(parts ...string) string {
	tokens := strings.Fields(fold(strings.Join(parts, " ")))
	tokens = slices.DeleteFunc(tokens, func(token string) bool {
		return token == "de" || token == "del" || token == "la"
	})
	slices.Sort(tokens)
	return strings.Join(tokens, " ")
}

var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n")

func fold(s string) string { return unaccented.Replace(strings.ToLower(s)) }
