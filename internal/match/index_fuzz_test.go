package match

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// Whatever is written in a record, it is found by what it says, and whatever is
// asked, the answers are in order and of records that are there.
func FuzzIndex(f *testing.F) {
	f.Add("Rosa Elena", "Huamán Quispe", "1990-05-17", "DNI", "45678912", "987654321", 1)
	f.Add("Роза", "王 小明", "~1990", "", "", "+51 (987) 654-321", 1)
	f.Add("\u202eروزا", "שרה\u200f", "0000-00-00", "CE\x1f", "\x1f\x1f", "00", 2)
	f.Add("Ana\x00Lía\x07", "\xff\xfe\xc3", "99999999", "\xff", "A\xc3", "\x00", 3)
	f.Add(strings.Repeat("Ma. ", 2500), strings.Repeat("ñ", 10_000), strings.Repeat("9", 10_000), "PAS", strings.Repeat("1", 10_000), "5", 1)
	f.Add("de la", "x", "1990", "PAS", "AB1", "9", 3000)
	f.Fuzz(func(t *testing.T, given, surname, birth, kind, number, phone string, times int) {
		x := indexOf(nil)
		x.pace = 2
		for id := range uint64(5) {
			x.Put(id, rosa)
		}
		values := func(s string) []string { return slices.Repeat([]string{s, s + "a"}, min(max(times, 0), 3000)) }
		r := Record{values(given), values(surname), nil, values(birth), values(Paper(kind, number)), values(phone)}
		x.Put(9, r)
		x.Put(10, r)
		x.Remove(10)
		keyed := len(x.keyed.keys(nil, x.table, x.table.row(5))) > 0
		model := Default(people, 1000)
		hits := x.Ask(model, r, 10)
		if found := slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == 9 }); found != keyed {
			t.Errorf("found %v, although keys %v", found, keyed)
		}
		other := Record{{surname}, {given}, {phone}, {number}, {birth}, {kind}, {number}}
		for _, hits := range [][]Hit{hits, x.Ask(model, other, 3)} {
			if !slices.IsSortedFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Bits, a.Bits), cmp.Compare(a.ID, b.ID)) }) {
				t.Errorf("answers out of order: %+v", hits)
			}
			for _, h := range hits {
				if h.ID >= 5 && h.ID != 9 {
					t.Errorf("%d is no record", h.ID)
				}
			}
		}
	})
}
