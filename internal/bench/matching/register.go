package main

import (
	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/match"
)

// register is the schema of a register of people.
var register = match.Schema{Fields: []match.Field{
	{Name: "nombres", Kind: match.Given},
	{Name: "apellidos", Kind: match.Surname},
	{Name: "sexo", Kind: match.Category},
	{Name: "nacimiento", Kind: match.Date},
	{Name: "documentos", Kind: match.Document},
	{Name: "telefono", Kind: match.Phone},
	{Name: "distrito", Kind: match.Place},
}}

// recordOf writes a person as a record of the register.
func recordOf(p families.Person) match.Record {
	papers := make([]string, len(p.Papers))
	for i, paper := range p.Papers {
		papers[i] = match.Paper(paper.Kind, paper.Number)
	}
	return match.Record{one(p.Given), one(p.Surnames), one(p.Sex), one(p.Birth), papers, one(p.Phone), one(p.District)}
}

// one is the values of a field that holds one at most.
func one(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
