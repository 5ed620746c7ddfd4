package programme_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/programme"
)

// edited is a shipped definition with some of its text replaced.
func edited(t *testing.T, id string, changes ...string) *programme.Definition {
	t.Helper()
	d, ok := programme.Shipped(id)
	if !ok {
		t.Fatalf("no programme is called %s", id)
	}
	text := d.Text
	for pair := range slices.Chunk(changes, 2) {
		if !bytes.Contains(text, []byte(pair[0])) {
			t.Fatalf("%s does not say %q", id, pair[0])
		}
		text = bytes.Replace(text, []byte(pair[0]), []byte(pair[1]), 1)
	}
	changed, err := programme.Parse(id, text)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func TestDifferences(t *testing.T) {
	shipped := edited(t, "taller-reque")
	for _, c := range []struct {
		name  string
		later *programme.Definition
		want  []programme.Difference
	}{
		{"another comment and a new version", edited(t, "taller-reque", "# what it offers", "# whatever it offers", "version: 3", "version: 4"), nil},
		{"a rule", edited(t, "taller-reque", "share: 80", "share: 75"), []programme.Difference{
			{Kind: programme.Changed, What: programme.PartService, ID: "crochet", Title: programme.Text{ES: "Tejido a crochet", EN: "Crochet"}},
		}},
		{"the paper of a training", edited(t, "taller-reque", "approval_share: 80", "approval_share: 75"), []programme.Difference{
			{Kind: programme.Changed, What: programme.PartTraining, ID: "taller", Title: shipped.Trainings[0].Title},
		}},
		{"the name of a partner", edited(t, "taller-reque", "name: División Promover", "name: División Promover Mujer"), []programme.Difference{
			{Kind: programme.Changed, What: programme.PartDescription, ID: "taller-reque", Title: shipped.Title},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := programme.Differences(shipped, c.later); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	fewer := *shipped
	fewer.Services, fewer.Indicators = fewer.Services[1:], fewer.Indicators[1:]
	for _, c := range []struct {
		earlier, later *programme.Definition
		kind           programme.ChangeKind
	}{{shipped, &fewer, programme.Removed}, {&fewer, shipped, programme.Added}} {
		got := programme.Differences(c.earlier, c.later)
		want := []programme.Difference{
			{Kind: c.kind, What: programme.PartService, ID: shipped.Services[0].ID, Title: shipped.Services[0].Title},
			{Kind: c.kind, What: programme.PartIndicator, ID: shipped.Indicators[0].ID, Title: shipped.Indicators[0].Title},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}
