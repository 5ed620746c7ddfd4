package cast_test

import (
	"testing"

	"github.com/trenza/trenza/internal/cast"
)

// Every pair that an import raises is either of one person, joined by the
// decisions, or told apart by a decision of its own.
func TestReviewIsComplete(t *testing.T) {
	for _, backwards := range []bool{false, true} {
		r := imported(t, 2, backwards, true)
		for pair := range r.raised {
			same := pair[0].find() == pair[1].find()
			verdict := r.decision[pair]
			if !same && verdict != cast.Different && verdict != cast.Relative {
				t.Errorf("backwards %v: nobody decided on %v and %v", backwards, pair[0].rows[0].ref, pair[1].rows[0].ref)
			}
			if same && verdict != "" && verdict != cast.Same {
				t.Errorf("backwards %v: %v and %v are one person and %s", backwards, pair[0].rows[0].ref, pair[1].rows[0].ref, verdict)
			}
		}
	}
}

func TestVerdictsAreInProportion(t *testing.T) {
	count := map[string]int{}
	for _, d := range worlds[1]().Decisions {
		count[d.Verdict]++
	}
	if count[cast.Same] < 1000 || count[cast.Relative] < 150 || count[cast.Different] < 30 {
		t.Errorf("too few pairs to review: %v", count)
	}
	if apart := count[cast.Relative] + count[cast.Different]; apart > 600 {
		t.Errorf("%d pairs to tell apart, want a few hundred", apart)
	}
}

// The ways in which two people look alike: a phone, a name and birth year, a
// paper that is the mother's.
func TestPeopleLookAlikeInEveryWay(t *testing.T) {
	r := imported(t, 1, false, true)
	var phones, names, papers int
	for pair, verdict := range r.decision {
		a, b := pair[0].rows[0], pair[1].rows[0]
		switch {
		case verdict == cast.Same:
		case a.document != "" && a.document == b.document:
			papers++
			if a.birthYear() == b.birthYear() || verdict != cast.Different {
				t.Errorf("%v and %v share a paper without contradiction", a.ref, b.ref)
			}
		case a.cell("Teléfono") != "" && a.cell("Teléfono") == b.cell("Teléfono"):
			phones++
		default:
			names++
		}
	}
	if phones < 100 || names < 15 || papers < 5 {
		t.Errorf("%d by phone, %d by name, %d by paper", phones, names, papers)
	}
}

func TestRecordsOfOnePersonDiffer(t *testing.T) {
	r := imported(t, 1, false, true)
	var otherPaper, noPaper, otherName int
	for pair, verdict := range r.decision {
		a, b := pair[0].rows[0], pair[1].rows[0]
		switch {
		case verdict != cast.Same:
			continue
		case a.cell("Número de documento") == "" || b.cell("Número de documento") == "":
			noPaper++
		default:
			otherPaper++
		}
		if a.cell("Apellidos") != b.cell("Apellidos") || a.cell("Nombres") != b.cell("Nombres") {
			otherName++
		}
	}
	if otherPaper < 500 || noPaper < 200 || otherName < 300 {
		t.Errorf("%d with another paper, %d without one, %d typed otherwise", otherPaper, noPaper, otherName)
	}
}
