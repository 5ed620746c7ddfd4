package match

import (
	"slices"
	"testing"
)

func TestWhatIsTold(t *testing.T) {
	m := Default(kept, 1000)
	rosa := Record{{"Rosa"}, {"Quispe Mamani"}, {"1975-08-01"}, {Paper("DNI", "40333444")}, {"987000003"}}
	tests := []struct {
		name string
		as   Verdict
		b    Record
		want []string
	}{
		{"the same twice", IsSame, rosa,
			[]string{"match.document.same", "match.date.same", "match.phone.same", "match.surname.same", "match.given.same"}},
		{"a sister with the same phone", IsRelative, Record{{"Luz"}, {"Quispe Mamani"}, {"1978-11-22"}, {Paper("DNI", "40444555")}, {"987000003"}},
			[]string{"match.both.phone_other_name", "match.surname.same", "match.date.other", "match.document.other"}},
		{"a sister with her own", IsRelative, Record{{"Luz"}, {"Quispe Mamani"}, nil, nil, {"955111222"}},
			[]string{"match.both.surname_other_given", "match.phone.other"}},
		{"a twin", IsReview, Record{{"Luz"}, {"Quispe Mamani"}, {"1975-08-01"}, nil, nil}, []string{"match.both.twins"}},
		{"a paper that is lent", IsReview, Record{{"Luz"}, {"Soto"}, nil, {Paper("DNI", "40333444")}, nil},
			[]string{"match.both.document_other_name", "match.surname.other"}},
		{"somebody of the same name", IsReview, Record{{"Rosa"}, {"Quispe Mamani"}, {"1940-01-02"}, nil, nil}, []string{"match.both.name_other_birth"}},
		{"held for one person all the same", IsSame, Record{{"Luz"}, nil, nil, {Paper("DNI", "40333444")}, nil},
			[]string{"match.document.same", "match.given.other"}},
	}
	for _, test := range tests {
		table := NewTable(kept)
		table.Add(rosa)
		table.Add(test.b)
		var keys []string
		for _, r := range m.Telling(test.as, table.NewComparer().Levels(0, 1).Levels, rosa, test.b) {
			keys = append(keys, r.Key)
		}
		slices.Sort(keys)
		slices.Sort(test.want)
		if !slices.Equal(keys, test.want) {
			t.Errorf("%s: %v", test.name, keys)
		}
	}
}

func TestPartsThatAreAskedForAreBlockedBy(t *testing.T) {
	table := NewTable(kept)
	table.Add(Record{{"Rosa"}, {"Quispe"}, {"1975-08-01"}, nil, nil})
	table.Add(Record{{"Roza"}, {"Mamani"}, {"1975-11-30"}, nil, nil})
	rules, err := rulesWith(kept, 100, []Block{{{Field: 0}, {Field: 2, Part: "year"}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != len(rulesFor(kept, 100))+1 {
		t.Fatalf("%d rules", len(rules))
	}
	a, b := table.keys(nil, rules[0], table.row(0)), table.keys(nil, rules[0], table.row(1))
	if len(a) != 1 || !slices.Equal(a, b) {
		t.Errorf("keys %v and %v", a, b)
	}
	for _, wrong := range []Block{{{Field: 9}}, {{Field: 0, Part: "year"}}, {{Field: -1}}} {
		if _, err := rulesWith(kept, 100, []Block{wrong}); err == nil {
			t.Errorf("%v was taken", wrong)
		}
	}
}
