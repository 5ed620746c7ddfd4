package registry

import (
	"slices"

	"github.com/trenza/trenza"
)

// Flags of a fact: what was true of a person on the day of a service. Labels
// overlap, so their counts add up to more than the people (domain rule 12).
const (
	FlagYoung int64 = 1 << iota
	FlagMother
	FlagPregnant
	FlagBreastfeeding
	FlagOlder
	FlagCarer
	FlagHeadOfHousehold
	FlagDisability
)

// lifeStageFlags gives each label of domain rule 12 its flag.
var lifeStageFlags = map[string]int64{
	"joven":         FlagYoung,
	"madre":         FlagMother,
	"gestante":      FlagPregnant,
	"lactante":      FlagBreastfeeding,
	"adulta_mayor":  FlagOlder,
	"cuidadora":     FlagCarer,
	"jefa_de_hogar": FlagHeadOfHousehold,
}

// LifeStages lists the labels, in the order of their flags.
func LifeStages() []string {
	labels := make([]string, 0, len(lifeStageFlags))
	for label := range lifeStageFlags {
		labels = append(labels, label)
	}
	slices.SortFunc(labels, func(a, b string) int { return int(lifeStageFlags[a] - lifeStageFlags[b]) })
	return labels
}

// FlagNames returns the labels, and "discapacidad", that flags hold.
func FlagNames(flags int64) []string {
	var names []string
	for _, label := range LifeStages() {
		if flags&lifeStageFlags[label] != 0 {
			names = append(names, label)
		}
	}
	if flags&FlagDisability != 0 {
		names = append(names, "discapacidad")
	}
	return names
}

// pregnancyDays is how long "gestante" holds when no date of birth is expected:
// nine months and the two that domain rule 12 adds.
const pregnancyDays = 335

// splitLifeStages parts the labels that say something of her health, which are
// P3, from the others, and gives a pregnancy its end.
func splitLifeStages(stages []LifeStage) (plain, sensitive []LifeStage) {
	for _, s := range stages {
		switch s.Label {
		case "gestante":
			if s.Until == "" {
				s.Until = s.Since.Add(pregnancyDays)
			}
			sensitive = append(sensitive, s)
		case "lactante":
			sensitive = append(sensitive, s)
		default:
			plain = append(plain, s)
		}
	}
	return plain, sensitive
}

// addLifeStages adds labels that are not known to hold in their time, and
// reports whether there were any. A label known from a later day is moved back,
// with its end when it has one.
func addLifeStages(known *[]LifeStage, said []LifeStage) bool {
	changed := false
	for _, s := range said {
		i := slices.IndexFunc(*known, func(k LifeStage) bool { return k.Label == s.Label && k.meets(s) })
		if i < 0 {
			*known, changed = append(*known, s), true
			continue
		}
		if k := &(*known)[i]; s.Since < k.Since {
			k.Since, changed = s.Since, true
			if k.Until != "" {
				k.Until = s.Until
			}
		}
	}
	return changed
}

// meets reports whether two spans have a day in common.
func (s LifeStage) meets(other LifeStage) bool {
	return (s.Until == "" || other.Since < s.Until) && (other.Until == "" || s.Since < other.Until)
}

// FlagsOn returns what is true of her on a day.
func (p *Person) FlagsOn(day trenza.Day) int64 {
	var flags int64
	for _, s := range slices.Concat(p.Identity.LifeStages, p.Health.LifeStages) {
		if s.Since <= day && (s.Until == "" || day < s.Until) {
			flags |= lifeStageFlags[s.Label]
		}
	}
	if p.Health.Functioning.Disability() {
		flags |= FlagDisability
	}
	return flags
}
