package cast

import "github.com/trenza/trenza"

// someone is an invented person as she is, of whom lists say more or less.
type someone struct {
	sex, nationality, population string

	birth  trenza.Day
	shows  precision // how much of her birth date she tells
	region int       // where she lives, an index of regions

	surnames, given [2]string // the second may be empty
	papers          []paper   // at least one
	phone           string
	tie             tie
	neat            bool   // every hand types her name as it is
	household       string // the code of her household
	kinship, stages string
	committee       string

	of      *someone // whose relative, namesake or heir of a phone number she is
	bond    bond     // what she has in common with that person
	sharing bool     // either of two people with something in common
	father  string   // the first surname of the children's father

	entries  []*entry
	visits   [families]int
	wanted   int // how many papers she uses
	assisted bool
}

// precision is how much of a birth date a list shows.
type precision int

const (
	wholeDay precision = iota
	yearAlone
	nothing
)

// tie is what a reviewer will recognise the records of one person by.
type tie int

const (
	byPhone tie = iota // each row has her phone; names and papers vary
	byName             // each row has her whole name and her birth year; phones vary
)

// bond is what somebody has in common with another person.
type bond int

const (
	alone      bond = iota
	childOf         // a surname and the phone
	underPaper      // as a child, and the paper of the mother as well
	sisterOf        // both surnames and the phone
	partnerOf       // the phone
	namesakeOf      // the full name and the birth year, by chance
	heirOf          // a phone number that was given to somebody else
)

// paper is a document. One without number is none at all.
type paper struct{ kind, number string }

// add enters a row about the person. It is shown under the paper that is due:
// the visits of one family of services go through her papers in turn, so that
// whoever has two is found twice in the figures of that family.
func (s *someone) add(f family, p *page, e entry) {
	e.who, e.paper = s, s.visits[f]%max(1, s.wanted)
	s.visits[f]++
	s.entries = append(s.entries, p.add(e))
}

// records is how many people an importer sees in her before any review: one
// for each document, and one for each row without any.
func (s *someone) records() int {
	n, known := 0, map[paper]bool{}
	for _, e := range s.entries {
		its := s.papers[e.paper]
		if its.number == "" || !known[its] {
			n++
		}
		known[its] = true
	}
	return n
}

// family is a group of services that one figure counts together.
type family int

const (
	information family = iota
	employability
	entrepreneurship
	assistance // legal and psychosocial
	health
	bonus
	seed
	satisfaction
	workshop // any of Reque's
	families
)
