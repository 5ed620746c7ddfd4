package families

// Person is somebody as she is, or one writing of her.
type Person struct {
	Number          int // who she is: the same in every writing of her, counted from 1
	Family          int // hers, counted from 1; everybody of it is kin or lives with kin
	Given, Surnames string
	Sex             string  // "F", "M", or "" when it was left out
	Birth           string  // yyyy-mm-dd, yyyy, or ""
	Papers          []Paper // those that she holds, or those that were shown
	Phone           string  // nine digits, or as it was typed, or ""
	District        string  // UBIGEO of INEI, six digits, or ""
}

// Paper is a document: DNI, CE, CPP, PTP, PAS, CSR, or CIV, the Venezuelan
// identity card (domain rule on document types).
type Paper struct{ Kind, Number string }

// Generate tells of people, each once, as they are and with all their papers,
// one family after another. No number of a paper is given twice. It stops at
// the first error of each and returns it.
func Generate(seed uint64, people int, each func(Person) error) error {
	v := newVillage(seed, people)
	number := 0
	for family := 1; number < people; family++ {
		for _, m := range v.clan() {
			if number == people {
				return nil
			}
			number++
			if err := each(m.person(number, family)); err != nil {
				return err
			}
		}
	}
	return nil
}

// village holds what families have in common: the offices that number their
// papers, and those who bear a name already.
type village struct {
	dice
	office
	known [256]*member // women met before, whose name another may bear by chance
	met   int
}

func newVillage(seed uint64, people int) *village {
	d := newDice(seed, streamPeople, 0)
	return &village{dice: d, office: newOffice(d, people)}
}

// meet keeps a woman in mind.
func (v *village) meet(m *member) {
	v.known[v.met%len(v.known)] = m
	v.met++
}

// homonym returns a woman of no kin, nil while nobody was met.
func (v *village) homonym() *member { return v.known[v.IntN(len(v.known))] }
