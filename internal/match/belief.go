package match

// expectation is what is believed of one level before any record is seen: how
// often it holds between two records of one person, between relatives, and
// between strangers, in hundredths. The first two are where learning begins and
// what few records cannot overturn; the last is used only where nothing can be
// learnt.
type expectation struct {
	level                        Level
	person, relatives, strangers float64
}

// expected holds the levels of each kind with what is believed of them. The
// figures are rounded guesses of what typing, copying and moving house do, told
// apart by order of magnitude; they were not fitted to any set of records.
var expected = map[Kind][]expectation{
	Given: {
		{Same, 70, 1.8, 0.8}, {Part, 13, 1.5, 1.2}, {Near, 8, 0.4, 0.3}, {NearPart, 3, 0.5, 0.4}, {Some, 2, 4, 3},
		{SomeNear, 0.5, 1, 0.8}, {Alike, 1.5, 3, 3}, {Swapped, 1, 0.01, 0.01}, {Other, 1, 88.6, 90.5},
	},
	Surname: {
		{Same, 68, 45, 0.3}, {Exchanged, 1, 0.7, 0.05}, {Part, 15, 10, 0.8}, {Near, 8, 6, 0.2}, {NearPart, 3, 2, 0.2},
		{Some, 2, 25, 2}, {SomeNear, 0.5, 1, 0.5}, {Alike, 1, 1, 2}, {Swapped, 1, 0.01, 0.01}, {Other, 1, 9.3, 94},
	},
	Name: {
		{Same, 62, 0.3, 0.05}, {Part, 17, 0.5, 0.1}, {Near, 8, 0.2, 0.03}, {NearPart, 4, 0.3, 0.05}, {Most, 4, 20, 0.3},
		{Half, 1.5, 30, 0.5}, {Some, 1.5, 25, 8}, {SomeNear, 0.5, 5, 2}, {Alike, 0.7, 3, 3}, {Other, 0.8, 15.7, 86},
	},
	Date: {
		{Same, 82, 0.02, 0.01}, {First, 1, 0.02, 0.01}, {Slip, 7, 0.6, 0.5}, {Loose, 4, 2, 2}, {Year, 2, 2.5, 2.5},
		{Beside, 2, 4, 4}, {Other, 2, 90.9, 91},
	},
	Document: {{Same, 88, 0.01, 0.001}, {OtherKind, 1, 0.01, 0.001}, {Slip, 4, 0.02, 0.005}, {Other, 7, 99.9, 99.9}},
	Phone:    {{Same, 65, 35, 0.01}, {Slip, 2, 0.1, 0.01}, {Other, 33, 65, 99.9}},
	Email:    {{Same, 75, 5, 0.01}, {Part, 5, 1, 0.05}, {Near, 6, 0.5, 0.02}, {Alike, 2, 1, 0.1}, {Other, 12, 92.5, 99.8}},
	Place:    {{Same, 72, 75, 6}, {Near, 5, 4, 0.4}, {Prefix, 8, 8, 10}, {Region, 5, 4, 10}, {Other, 10, 9, 73.6}},
	Code:     {{Same, 75, 75, 1}, {Slip, 5, 4, 0.5}, {Prefix, 7, 8, 6}, {Other, 13, 13, 92.5}},
	Address: {
		{Same, 60, 60, 0.05}, {Most, 15, 12, 0.1}, {Half, 8, 8, 0.8}, {Little, 5, 6, 4}, {Other, 12, 14, 95},
	},
	Text: {
		{Same, 60, 0.5, 0.2}, {Most, 15, 0.8, 0.3}, {Half, 10, 2, 1}, {Little, 7, 8, 5}, {Other, 8, 88.7, 93.5},
	},
	Number:   {{Same, 75, 6, 5}, {Beside, 12, 8, 7}, {Alike, 6, 15, 14}, {Other, 7, 71, 74}},
	Category: {{Same, 94, 55, 50}, {Other, 6, 45, 50}},
}

func believedPerson(k Kind) frequencies {
	return believed(k, func(e expectation) float64 { return e.person })
}

func believedRelatives(k Kind) frequencies {
	return believed(k, func(e expectation) float64 { return e.relatives })
}

func believedStrangers(k Kind) frequencies {
	return believed(k, func(e expectation) float64 { return e.strangers })
}

func believed(k Kind, of func(expectation) float64) (all frequencies) {
	for _, e := range expected[k] {
		all[e.level] = of(e) / 100
	}
	return all
}

// levelsOf returns the levels that a kind of field uses, strongest first.
func levelsOf(k Kind) []Level {
	levels := make([]Level, len(expected[k]))
	for i, e := range expected[k] {
		levels[i] = e.level
	}
	return levels
}

// likeStrangers are the chances among relatives of a field that they do not
// share: those among strangers, but that some are twins, and that daughters are
// called after their mothers and sisters alike, and that families who go to an
// office together get papers with numbers in a row.
func likeStrangers(kind Kind, apart frequencies) frequencies {
	left := 1.0
	for level := range apart {
		left -= kinship[kind][Level(level)]
	}
	for level := range apart {
		apart[level] = left*apart[level] + kinship[kind][Level(level)]
	}
	return apart
}

// kinship is what relatives have in common beyond what strangers have, of fields
// that tell them apart.
var kinship = map[Kind]map[Level]float64{
	Given:    {Same: 0.01, Part: 0.01, Near: 0.005, NearPart: 0.005, Some: 0.03, SomeNear: 0.01, Alike: 0.01},
	Date:     {Same: 0.007},
	Document: {Slip: 0.01},
	Name:     {Most: 0.02, Part: 0.005, Near: 0.002},
}

// asWritten holds the chances among relatives of a field that they share to those
// of one person: who writes her own surname in two ways writes her sister's in
// two ways as often. A misspelled value is then no better evidence of one person
// than the same value.
func asWritten(kin, own frequencies) frequencies {
	for _, level := range []Level{Exchanged, Part, Near, NearPart, Slip} {
		if least := own[level] * kin[Same] / own[Same]; kin[level] < least {
			kin[Other] = max(kin[Other]-(least-kin[level]), kin[Other]/2)
			kin[level] = least
		}
	}
	return kin
}
