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
	want := "code,name\n04,Arequipa\n0408,La Unión\n" +
		"14,Lambayeque\n1401,Chiclayo\n140112,Pimentel\n140113,Reque\n"
	var table strings.Builder
	if err := convert(strings.NewReader(source), &table); err != nil {
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
		err := convert(strings.NewReader(test.source), &table)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", test.name, err, test.want)
		}
		if table.Len() > 0 {
			t.Errorf("%s: wrote %q all the same", test.name, table.String())
		}
	}
}
