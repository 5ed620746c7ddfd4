package town_test

import (
	"testing"

	"github.com/trenza/trenza/internal/bench/town"
)

// The same seed gives the same town, of people who live where the programme
// works and count once.
func TestTown(t *testing.T) {
	v, err := town.New(town.Setting{People: 5000, Each: 1})
	if err != nil {
		t.Fatal(err)
	}
	again, err := town.New(town.Setting{People: 5000, Each: 1})
	if err != nil {
		t.Fatal(err)
	}
	ids, inLima := make(map[string]bool), 0
	for i := range v.People {
		w := v.Woman(i)
		if w != again.Woman(i) {
			t.Fatalf("%+v is somebody else the second time", w)
		}
		if ids[w.ID] || w.Home.District() == "" {
			t.Fatalf("%+v", w)
		}
		ids[w.ID] = true
		if w.Home.Region() == "15" {
			inLima++
		}
	}
	if share := float64(inLima) / float64(v.People); share < 0.55 || share > 0.70 {
		t.Errorf("%.2f live in Lima", share)
	}
	for _, p := range v.Pairs() {
		if p.First.Number() >= p.Second.Number() || p.First.Root == p.Second.Root {
			t.Fatalf("%+v", p)
		}
	}
}
