package match

import (
	"context"
	"slices"
	"testing"
)

// TestChainsMakeNoPerson joins nobody over a chain: her mother resembles her,
// and her grandmother her mother, by name, phone and house.
func TestChainsMakeNoPerson(t *testing.T) {
	table := NewTable(people)
	for _, r := range []Record{
		{{"Rosa María"}, {"Pérez Rojas"}, {"F"}, {"1990-05-17"}, {Paper("DNI", "44000001")}, {"987654321"}, {"140113"}},
		{{"Rosa María"}, {"Pérez"}, {"F"}, {"1990-05-17"}, nil, nil, nil},
		{{"Rosa"}, {"Pérez Soto"}, {"F"}, {"1960"}, {Paper("DNI", "04000001")}, {"987654321"}, {"140113"}},
		{{"Rosa"}, {"Pérez"}, {"F"}, {"1960"}, {Paper("DNI", "04000001")}, nil, nil},
	} {
		table.Add(r)
	}
	m := Default(people, 4)
	pairs := []Pair{
		{0, 1, Weight{Bits: 20}}, {2, 3, Weight{Bits: 18}}, {1, 3, Weight{Bits: 2}}, {0, 2, Weight{Bits: 1}},
	}
	want := [][]int{{0, 1}, {2, 3}}
	if got := table.Groups(m, pairs); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("groups %v, want %v", got, want)
	}
}

// TestLinkJoinsTwoFiles answers only with pairs that join one file and the other,
// repeats within one of them notwithstanding.
func TestLinkJoinsTwoFiles(t *testing.T) {
	rosa := Record{{"Rosa María"}, {"Pérez Rojas"}, {"F"}, {"1990-05-17"}, {Paper("DNI", "44000001")}, {"987654321"}, {"140113"}}
	table := NewTable(people)
	for _, r := range []Record{rosa, rosa, kinsfolk[4], rosa, kinsfolk[2]} {
		table.Add(r)
	}
	found, err := table.Find(context.Background(), Finding{Split: 3, Floor: reviewFloor})
	if err != nil {
		t.Fatal(err)
	}
	answers, groups := table.Answers(found, 3)
	var same [][2]int
	for _, a := range answers {
		if a.Verdict == IsSame {
			same = append(same, [2]int{a.A, a.B})
		}
	}
	if want := [][2]int{{0, 3}, {1, 3}}; !slices.Equal(same, want) || len(groups) != 1 {
		t.Errorf("joined %v in groups %v, want %v in one group", same, groups, want)
	}
}

func TestFewRecords(t *testing.T) {
	for n := range 4 {
		table := NewTable(people)
		for range n {
			table.Add(kinsfolk[0])
		}
		found, err := table.Find(context.Background(), Finding{Floor: reviewFloor})
		if err != nil || len(found.Pairs) != n*(n-1)/2 {
			t.Errorf("%d copies: %d pairs, %v", n, len(found.Pairs), err)
		}
	}
}

func TestFindStopsWhenAsked(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	table := NewTable(people)
	for range 600 {
		table.Add(kinsfolk[0])
	}
	if _, err := table.Find(ctx, Finding{}); err == nil {
		t.Error("went on although it was told to stop")
	}
}

// TestATieIsForPeople gives a record without a day two others that it fits
// equally well, and that are two women by their papers: it joins neither,
// whatever the order, while a copy of one of them does.
func TestATieIsForPeople(t *testing.T) {
	first := Record{{"Elena"}, {"Kozlova Ruiz"}, {"F"}, {"1960-10-12"}, {Paper("DNI", "44000001")}, nil, nil}
	second := Record{{"Elena"}, {"Kozlova Ruiz"}, {"F"}, {"1960-05-04"}, {Paper("DNI", "07111222")}, nil, nil}
	vague := Record{{"Elena"}, {"Kozlova Ruiz"}, {"F"}, {"1960"}, nil, nil, nil}
	for _, order := range [][]Record{{first, vague, second, first}, {second, vague, first, first}, {vague, first, first, second}} {
		table := NewTable(people)
		for _, r := range order {
			table.Add(r)
		}
		m := Default(people, 100)
		found, err := table.Find(context.Background(), Finding{Floor: reviewFloor, Model: m})
		if err != nil {
			t.Fatal(err)
		}
		groups := table.Groups(m, found.Pairs)
		if len(groups) != 1 || len(groups[0]) != 2 {
			t.Fatalf("groups %v", groups)
		}
		if one := order[groups[0][0]]; one[4] == nil || one[4][0] != first[4][0] {
			t.Errorf("groups %v: the copies are not together", groups)
		}
	}
}

// TestHowNamesAreNear says of names that are near what is true of them.
func TestHowNamesAreNear(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Yorjelis", "Yorgelis", "match.given.near"}, {"J", "Jessica", "match.given.short"}, {"Paty", "Patricia", "match.given.short"},
		{"Martina", "Martima", "match.given.typed"}, {"Ana María", "Anamaría", "match.given.typed"},
	} {
		a, b := Record{{c.a}}, Record{{c.b}}
		m := Default(people, 100)
		if got := m.Reasons(Levels{Near}, a, b)[0].Key; got != c.want {
			t.Errorf("%s and %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
