package match_test

import (
	"fmt"

	"github.com/trenza/trenza/internal/match"
)

// Two records, the levels of their fields, what they are held for, and the
// sentences that a person reads.
func Example() {
	schema := match.Schema{Fields: []match.Field{
		{Name: "nombre", Kind: match.Given}, {Name: "apellidos", Kind: match.Surname},
		{Name: "nacimiento", Kind: match.Date}, {Name: "documento", Kind: match.Document}, {Name: "teléfono", Kind: match.Phone},
	}}
	inTumbes := match.Record{{"Yorjelis"}, {"Pérez"}, {"1994"}, {match.Paper("PAS", "081234567")}, {"987654321"}}
	inLima := match.Record{{"Yorgelis"}, {"Perez Rojas"}, {"1994-03-12"}, {match.Paper("CPP", "001234567")}, {"+51 987 654 321"}}

	table := match.NewTable(schema)
	one, other := table.Add(inTumbes), table.Add(inLima)
	agreement := table.NewComparer().Levels(one, other)
	for f, field := range schema.Fields {
		fmt.Println(field.Name, agreement.Levels[f])
	}
	model := match.Default(schema, 20_000)
	if model.Weigh(&agreement).Bits > 0 {
		fmt.Println("probably the same woman:")
	}
	for _, reason := range model.Telling(match.IsReview, agreement.Levels, inTumbes, inLima) {
		fmt.Println(reason.Key, reason.A, "·", reason.B)
	}
	// Output:
	// nombre near
	// apellidos part
	// nacimiento loose
	// documento missing
	// teléfono same
	// probably the same woman:
	// match.phone.same 987654321 · +51 987 654 321
	// match.given.near Yorjelis · Yorgelis
	// match.surname.part Pérez · Perez Rojas
	// match.date.loose 1994 · 1994-03-12
}
