package families

// Kind is how much is known when somebody is asked for.
type Kind int

// A question holds what a registradora has asked so far.
const (
	FullRecord   Kind = iota // names, birth, papers, phone and district
	NameAndBirth             // names and the date of birth
	NameOnly
)

// Kinds are all kinds of question.
var Kinds = []Kind{FullRecord, NameAndBirth, NameOnly}

// String is the kind as a table names it.
func (k Kind) String() string {
	return [...]string{"full record", "name + birth date", "name only"}[k]
}

// Ask types a question about a person, with slips: what stands in the fields
// while she is being registered. Person, seed and kind decide all of it.
func Ask(seed uint64, p Person, kind Kind) Person {
	asked := hand{newDice(seed, streamQuestion+int(kind)<<8, p.Number), desk}.write(p)
	if kind != FullRecord {
		asked.Papers, asked.Phone, asked.District, asked.Sex = nil, "", "", ""
	}
	if kind == NameOnly {
		asked.Birth = ""
	}
	return asked
}
