package families

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestHandsSlipAsOftenAsTheySay counts what Repeat did to people of whom each
// slip is possible.
func TestHandsSlipAsOftenAsTheySay(t *testing.T) {
	done, could := map[string]float64{}, map[string]float64{}
	for _, p := range people(t, 5, 20_000) {
		r := Repeat(9, p)
		two := len(namesIn(p.Surnames)) == 2 && p.Sex == "M"
		for _, slip := range []struct {
			name      string
			can, does bool
		}{
			{"birth left", true, r.Birth == ""},
			{"birth year", true, len(r.Birth) == 4},
			{"birth 01-01", !strings.HasSuffix(p.Birth, "01-01"), strings.HasSuffix(r.Birth, "01-01")},
			{"sex left", true, r.Sex == ""},
			{"paper left", len(p.Papers) > 0, len(r.Papers) == 0},
			{"second paper", len(p.Papers) > 1, len(r.Papers) == 2},
			{"district left", true, r.District == ""},
			{"phone left", p.Phone != "", r.Phone == ""},
			{"second surname left", two, len(namesIn(r.Surnames)) == 1},
			{"capitals", true, r.Surnames == strings.ToUpper(r.Surnames)},
		} {
			if slip.can {
				could[slip.name]++
			}
			if slip.can && slip.does {
				done[slip.name]++
			}
		}
	}
	for name, rate := range map[string]float64{
		"birth left": lists.birthLeft, "birth year": lists.birthYear, "birth 01-01": lists.newYearsDay, "sex left": lists.sexLeft,
		"paper left": lists.paperLeft, "second paper": lists.secondPaper * (100 - lists.paperLeft) / 100,
		"district left": lists.districtLeft, "phone left": lists.phoneLeft * (100 - lists.phoneNew) / 100,
		"second surname left": lists.secondSurnameLeft, "capitals": lists.capitals,
	} {
		if got := done[name] / could[name] * 100; got < rate*0.8-0.3 || got > rate*1.2+0.3 {
			t.Errorf("%s: %.1f %% of %.0f, want about %.1f %%", name, got, could[name], rate)
		}
	}
}

// TestHowMuchStays: a repeat is hard, but no riddle.
func TestHowMuchStays(t *testing.T) {
	everybody := people(t, 5, 20_000)
	same := map[string]int{}
	for _, p := range everybody {
		r := Repeat(9, p)
		for what, is := range map[string]bool{
			"names":    plainly(r.Given) == plainly(p.Given) && plainly(r.Surnames) == plainly(p.Surnames),
			"birth":    r.Birth == p.Birth,
			"phone":    r.Phone == p.Phone && p.Phone != "",
			"district": r.District == p.District,
			"paper":    slices.ContainsFunc(r.Papers, func(shown Paper) bool { return slices.Contains(p.Papers, shown) }),
		} {
			if is {
				same[what]++
			}
		}
	}
	for what, share := range map[string][2]int{
		"names": {25, 50}, "birth": {80, 90}, "phone": {40, 60}, "district": {78, 90}, "paper": {45, 70},
	} {
		if got := same[what] * 100 / len(everybody); got < share[0] || got > share[1] {
			t.Errorf("%s: %d %% as it was, want %d to %d", what, got, share[0], share[1])
		}
	}
}

func plainly(name string) string { return strings.ToLower(unaccented.Replace(name)) }

// TestTheTruthStays: whatever the hand does, it is known who was meant, and the
// person that was given is not touched.
func TestTheTruthStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(known).Draw(t, "person")
		before := slices.Clone(p.Papers)
		seed := rapid.Uint64().Draw(t, "seed")
		for _, r := range []Person{Repeat(seed, p), Ask(seed, p, FullRecord)} {
			if r.Number != p.Number || r.Family != p.Family {
				t.Fatalf("%+v became %+v", p, r)
			}
			if r.Given+r.Surnames == "" || strings.TrimSpace(r.Surnames) != r.Surnames || len(r.Papers) > 2 {
				t.Fatalf("%+v was written %+v", p, r)
			}
		}
		if !slices.Equal(before, p.Papers) {
			t.Fatal("the papers that she holds were changed")
		}
	})
}

func TestQuestionsHoldWhatTheirKindSays(t *testing.T) {
	papers, births := 0, 0
	for _, p := range known {
		full, birth, name := Ask(1, p, FullRecord), Ask(1, p, NameAndBirth), Ask(1, p, NameOnly)
		if birth.Papers != nil || birth.Phone+birth.District != "" || name.Papers != nil || name.Phone+name.District+name.Birth != "" {
			t.Fatalf("%+v and %+v hold too much", birth, name)
		}
		papers += len(full.Papers)
		births += min(1, len(birth.Birth))
	}
	if papers < len(known)/2 || births != len(known) {
		t.Errorf("%d papers and %d births in %d questions", papers, births, len(known))
	}
	if NameAndBirth.String() != "name + birth date" {
		t.Error(NameAndBirth.String())
	}
}

func TestSetIsARegister(t *testing.T) {
	const everybody = 5000
	rows := Set(2, everybody)
	times := map[int]int{}
	for _, row := range rows {
		times[row.Number]++
	}
	often := map[int]int{}
	for _, n := range times {
		often[n]++
	}
	if len(times) != everybody || often[2] < 1100 || often[2] > 1400 || often[3] < 180 || often[3] > 320 || len(often) != 3 {
		t.Errorf("%d people, by number of rows: %v", len(times), often)
	}
	if slices.IsSortedFunc(rows[:100], func(a, b Person) int { return a.Number - b.Number }) {
		t.Error("the rows are not shuffled")
	}
}

func TestHear(t *testing.T) {
	for name, want := range map[string][]string{
		"Yenifer": {"Jenifer", "Ienifer", "Yinifer"}, "Vásquez": {"Basques", "Vazquez", "Basquez"}, "del Valle": {"del Vaye", "del Balle"},
	} {
		heard := map[string]bool{}
		for seed := range uint64(400) {
			h := hand{newDice(seed, streamRepeat, 1), lists}
			heard[h.hear(name)] = true
			heard[h.hear(h.hear(name))] = true
		}
		for _, spelling := range want {
			if !heard[spelling] {
				t.Errorf("%s was never heard as %s", name, spelling)
			}
		}
	}
}
