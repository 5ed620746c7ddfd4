package main

import (
	"strings"
	"testing"
)

func TestConvert(t *testing.T) {
	source := `[
		{"id":"14","name":"Lambayeque","childrens":[{"id":"1401","name":"Chiclayo","childrens":[
			{"id":"140113","name":"Reque"},{"id":"140112","name":"Pimentel"}]}]},
		{"id":"04","name":"Arequipa","childrens":[{"id":"0408","name":"La Uniòn","childrens":[]}]}]`
	supplement := "# What the source lacks.\ncode,name\n140114,Santa Rosa\n"
	want := "code,name\n04,Arequipa\n0408,La Unión\n" +
		"14,Lambayeque\n1401,Chiclayo\n140112,Pimentel\n140113,Reque\n140114,Santa Rosa\n"
	var table strings.Builder
	if err := convert(strings.NewReader(source), strings.NewReader(supplement), &table); err != nil {
		t.Fatal(err)
	}
	if table.String() != want {
		t.Errorf("got\n%s, want\n%s", table.String(), want)
	}
}

func TestConvertRefusesWhatIsNoPlace(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"not JSON", `code,name`, "invalid character"},
		{"a code outside its holder", `[{"id":"14","name":"A","childrens":[{"id":"1301","name":"B"}]}]`, "no code of a place inside"},
		{"a code too long", `[{"id":"140","name":"A"}]`, "no code of a place inside"},
		{"letters in a code", `[{"id":"1A","name":"A"}]`, "other than digits"},
		{"no name", `[{"id":"14","name":""}]`, "is no name"},
		{"a comma in a name", `[{"id":"14","name":"A, B"}]`, "is no name"},
		{"a code twice", `[{"id":"14","name":"A"},{"id":"14","name":"B"}]`, "14 is both"},
		{"a fourth level", `[{"id":"14","name":"A","childrens":[{"id":"1401","name":"B","childrens":[
			{"id":"140101","name":"C","childrens":[{"id":"14010101","name":"D"}]}]}]}]`, "below a district"},
	}
	for _, test := range tests {
		var table strings.Builder
		err := convert(strings.NewReader(test.source), strings.NewReader(""), &table)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", test.name, err, test.want)
		}
		if table.Len() > 0 {
			t.Errorf("%s: wrote %q all the same", test.name, table.String())
		}
	}
}

func TestConvertRefusesAWrongSupplement(t *testing.T) {
	source := `[{"id":"14","name":"Lambayeque","childrens":[{"id":"1401","name":"Chiclayo","childrens":[
		{"id":"140113","name":"Reque"}]}]}]`
	tests := []struct{ name, supplement, want string }{
		{"a district that the source has", "140113,Reque", "140113 is both"},
		{"a district of no province", "150144,Santa María de Huachipa", "no province of the source"},
		{"a province", "1402,Ferreñafe", "no code of a place inside"},
		{"too short a code", "14,Lambayeque", "no code of a place inside"},
		{"letters in a code", "1401AB,Reque", "other than digits"},
		{"no name", "140114,", "is no name"},
		{"a third column", "140114,Santa Rosa,x", "wrong number of fields"},
	}
	for _, test := range tests {
		var table strings.Builder
		err := convert(strings.NewReader(source), strings.NewReader("code,name\n"+test.supplement+"\n"), &table)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", test.name, err, test.want)
		}
	}
}
