package match

import (
	"context"
	"strings"
	"testing"
)

// FuzzRecords adds and compares records of any bytes: nothing that somebody
// writes into a field stops the comparison or depends on its direction.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		"Yorjelis", "مريم بنت يوسف", "Мария Ивановна", "李小龍", "\u202eafled", "a\x00b\x1f\x7f", "\xff\xfe\x80", "ß ﬁ İ ı",
		strings.Repeat("ñ", 10_000), strings.Repeat("de la ", 3000), strings.Repeat("9", 10_000), "1990-05-17", "~0000", "99999999",
		"-0", "1e300", "NaN", "@", "a@", "V-", "\x1f", "DNI\x1f", "12 12 12",
	} {
		f.Add(s, "Rosa")
		f.Add("1990-05-17", s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		table := NewTable(everything)
		for _, value := range []string{a, b, a} {
			r := make(Record, len(everything.Fields))
			for i := range r {
				r[i] = []string{value, b}
			}
			table.Add(r)
		}
		c := table.NewComparer()
		if there, back := c.Levels(0, 1), c.Levels(1, 0); there != back {
			t.Fatalf("%v, the other way %v", there, back)
		}
		found, err := table.Find(context.Background(), Finding{Floor: reviewFloor})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found.Pairs {
			if p.Bits != p.Bits {
				t.Fatal("a weight that is no number")
			}
		}
	})
}
