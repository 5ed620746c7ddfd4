package match

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// levelOf compares two values of one field; "|" parts several values of one
// side.
func levelOf(kind Kind, a, b string) Level {
	t := NewTable(Schema{Fields: []Field{{Name: "field", Kind: kind}}})
	t.Add(Record{strings.Split(a, "|")})
	t.Add(Record{strings.Split(b, "|")})
	return t.NewComparer().Levels(0, 1).Levels[0]
}

// levelCases are values beside each other, and how far they agree.
var levelCases = []struct {
	kind Kind
	a, b string
	want Level
}{
	{Given, "Yusmary", "YUSMARY", Same},
	{Given, "Yorjelis", "Yorgelis", Near},
	{Given, "Yenifer", "Jennifer", Near},
	{Given, "Rosa María", "María Rosa", Same},
	{Given, "Rosa María", "Rosa", Part},
	{Given, "Rosa María", "Roza", NearPart},
	{Given, "Rosa María", "Rosa Elena", Some},
	{Given, "Ma. Elena", "María Elena", Same},
	{Given, "Paty", "Patricia", Near},
	{Given, "Ana María", "Anamaría", Near},
	{Given, "R. Elena", "Rosa Elena", Near},
	{Given, "Ana", "Eva", Other},
	{Given, "Rosa", "", Missing},
	{Given, "Rosa|Rosalía", "Rosalia", Same},
	{Surname, "Pérez Rojas", "Perez Rojas", Same},
	{Surname, "Pérez Rojas", "Rojas Pérez", Exchanged},
	{Surname, "Pérez Rojas", "Pérez", Part},
	{Surname, "Pérez Rojas", "Peres Rojaz", Near},
	{Surname, "Pérez Rojas", "Pérez Quispe", Some},
	{Surname, "Pérez Rojas", "Pérez Rojas de Quispe", Same},
	{Surname, "Pérez Rojas", "Mamani Quispe", Other},
	{Name, "Pérez Rojas, Yusmary", "Yusmary Pérez Rojas", Same},
	{Name, "Pérez Rojas, Yusmary", "Yusmary Pérez Soto", Most},
	{Name, "Pérez Rojas, Yusmary Ana", "Carmen Luz Pérez Rojas", Half},
	{Date, "1990-05-17", "17/05/1990", Same},
	{Date, "1990-05-17", "19900517", Same},
	{Date, "1990-01-01", "1990-01-01", First},
	{Date, "1990-05-07", "1990-07-05", Slip},
	{Date, "1990-05-17", "1990-05-71", Slip},
	{Date, "1990-05-17", "1991-05-17", Slip},
	{Date, "1990-05-17", "1990", Loose},
	{Date, "1990-05-17", "1990-01-01", Loose},
	{Date, "1990-05-17", "~1990", Loose},
	{Date, "1990-05-17", "~1991", Beside},
	{Date, "1990-05-17", "1990-11-28", Year},
	{Date, "1990-05-17", "1991-02-28", Beside},
	{Date, "1990-05-17", "1975-11-28", Other},
	{Date, "1990-05-17", "sin dato", Missing},
	{Document, Paper("DNI", "04567890"), Paper("DNI", "04567890"), Same},
	{Document, Paper("CIV", "V-12.345.678"), Paper("CIV", "12345678"), Same},
	{Document, Paper("DNI", "04567890"), Paper("DNI", "04567980"), Slip},
	{Document, Paper("DNI", "04567890"), Paper("DNI", "71234567"), Other},
	{Document, Paper("DNI", "04567890"), Paper("CE", "71234567"), Missing},
	{Document, Paper("PTP", "001234567"), Paper("CPP", "001234567"), OtherKind},
	{Document, Paper("PTP", "001234567"), "001234567", Same},
	{Document, Paper("CIV", "1") + "|" + Paper("PTP", "001234567"), Paper("PTP", "001234567"), Same},
	{Phone, "+51 987 654 321", "987654321", Same},
	{Phone, "987654321", "987654312", Slip},
	{Phone, "987654321|911111111", "911 111 111", Same},
	{Phone, "987654321", "911111111", Other},
	{Email, "rosa.perez@a.pe", "rosa.perez@b.pe", Part},
	{Email, "rosa.perez@a.pe", "rosa.peres@a.pe", Near},
	{Place, "140113", "140113", Same},
	{Place, "140113", "140101", Prefix},
	{Place, "140113", "140201", Region},
	{Place, "140113", "150101", Other},
	{Place, "San Juan de Lurigancho", "San Juan de Luriganchoo", Near},
	{Code, "BD7 1AB", "BD7 1AC", Slip},
	{Code, "BD7 1AB", "BD7 4QZ", Prefix},
	{Address, "12 stanley street", "12 stanley street", Same},
	{Address, "12 stanley street", "12 stanly street", Most},
	{Address, "12 stanley street", "90 murray avenue", Other},
	{Number, "100", "100.0", Same},
	{Number, "100", "101", Beside},
	{Number, "100", "109", Alike},
	{Number, "100", "200", Other},
	{Category, "F", "f", Same},
	{Category, "F", "M", Other},
}

func TestLevels(t *testing.T) {
	for _, test := range levelCases {
		if got := levelOf(test.kind, test.a, test.b); got != test.want {
			t.Errorf("%s: %q and %q: %v, want %v", test.kind, test.a, test.b, got, test.want)
		}
		if got := levelOf(test.kind, test.b, test.a); got != test.want {
			t.Errorf("%s: %q and %q: %v the other way, want %v", test.kind, test.b, test.a, got, test.want)
		}
	}
}

// everything is a schema with a field of each kind.
var everything = func() (s Schema) {
	for _, k := range Kinds {
		s.Fields = append(s.Fields, Field{Name: string(k), Kind: k})
	}
	return s
}()

// anyRecord draws a record of few different words, so that they meet.
func anyRecord(t *rapid.T, label string) Record {
	word := rapid.SampledFrom([]string{
		"ana", "eva", "maria", "mari", "rosa", "roza", "yorjelis", "yorgelis", "perez", "peres", "quispe", "quizpe",
		"de la cruz", "ma.", "m", "12", "21", "1990-05-17", "1990-01-01", "~1991", "1990", "V-123456", "123465", "140113", "140101",
		"a@b.pe", "ana@b.pe", "مريم", "мария", "",
	})
	r := make(Record, len(everything.Fields))
	for f := range r {
		for range rapid.IntRange(0, 3).Draw(t, label) {
			words := rapid.SliceOfN(word, 1, 4).Draw(t, label)
			r[f] = append(r[f], strings.Join(words, " "))
		}
	}
	return r
}

func TestComparisonHasNoDirection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := NewTable(everything)
		for range 3 {
			table.Add(anyRecord(t, "record"))
		}
		c := table.NewComparer()
		for a := range 3 {
			for b := range 3 {
				if there, back := c.Levels(a, b), c.Levels(b, a); there != back {
					t.Fatalf("%d and %d: %v, the other way %v", a, b, there, back)
				}
			}
		}
	})
}

// TestNobodyIsLikerThanHerself holds that a record is nothing else as much as
// its own copy, and that a slip of the hand never makes of a stranger somebody
// who resembles it more than the copy does.
func TestNobodyIsLikerThanHerself(t *testing.T) {
	m := Default(people, 1000)
	rapid.Check(t, func(t *rapid.T) {
		her := rapid.IntRange(0, len(kinsfolk)-1).Draw(t, "person")
		other := (her + rapid.IntRange(1, len(kinsfolk)-1).Draw(t, "stranger")) % len(kinsfolk)
		table := NewTable(people)
		table.Add(kinsfolk[her])
		table.Add(kinsfolk[her])
		table.Add(typo(t, kinsfolk[other], rapid.IntRange(0, len(people.Fields)-1).Draw(t, "field")))
		c := table.NewComparer()
		copies, apart := c.Levels(0, 1), c.Levels(0, 2)
		if m.Weigh(&copies).Bits < m.Weigh(&apart).Bits {
			t.Fatalf("the copy weighs %v, the stranger %v: %v", m.Weigh(&copies), m.Weigh(&apart), apart.Levels)
		}
	})
}

// kinsfolk are people who resemble each other more than strangers do.
var kinsfolk = []Record{
	{{"Yorjelis"}, {"Pérez Rojas"}, {"F"}, {"1990-05-17"}, {Paper("CIV", "12345678")}, {"987654321"}, {"140113"}},
	{{"Yusmary"}, {"Pérez Rojas"}, {"F"}, {"1992-07-01"}, {Paper("CIV", "12345679")}, {"987654321"}, {"140113"}},
	{{"Rosa María"}, {"Quispe Mamani"}, {"F"}, {"1960-02-29"}, {Paper("DNI", "04567890")}, {"911111111"}, {"140101"}},
	{{"Rosa"}, {"Quispe Mamani"}, {"F"}, {"1985-11-03"}, {Paper("DNI", "44567890")}, {"911111111"}, {"140101"}},
	{{"José"}, {"Rojas"}, {"M"}, {"1988"}, nil, nil, {"150101"}},
}

// typo changes one letter of a field of a record.
func typo(t *rapid.T, r Record, f int) Record {
	changed := append(Record{}, r...)
	if len(r[f]) == 0 {
		return changed
	}
	letters := []rune(r[f][0])
	letters[rapid.IntRange(0, len(letters)-1).Draw(t, "at")] = rapid.RuneFrom([]rune("abcdefghij0123456789")).Draw(t, "letter")
	changed[f] = []string{string(letters)}
	return changed
}
