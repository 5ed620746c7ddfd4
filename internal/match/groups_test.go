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
