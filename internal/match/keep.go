package match

import (
	"errors"
	"slices"
)

// Kept is a model as it is written down, to be read by people and to explain
// later what it suggested. Chances lie between 0 and 1.
type Kept struct {
	Version string      `json:"version" yaml:"version"`
	Prior   KeptPrior   `json:"prior" yaml:"prior"`
	Fields  []KeptField `json:"fields" yaml:"fields"`
}

// KeptPrior holds the chances of what two records at random are; whatever is
// left is strangers.
type KeptPrior struct {
	Person     float64 `json:"person" yaml:"person"`
	Relatives  float64 `json:"relatives" yaml:"relatives"`
	Neighbours float64 `json:"neighbours,omitempty" yaml:"neighbours,omitempty"`
	Namesakes  float64 `json:"namesakes" yaml:"namesakes"`
}

// KeptField is a field with how often each of its levels holds.
type KeptField struct {
	Name   string      `json:"name" yaml:"name"`
	Kind   Kind        `json:"kind" yaml:"kind"`
	Own    bool        `json:"own,omitempty" yaml:"own,omitempty"`
	Levels []KeptLevel `json:"levels" yaml:"levels"`
}

// KeptLevel is how often a level holds between two records of one person, of
// relatives and of strangers.
type KeptLevel struct {
	Level     string  `json:"level" yaml:"level"`
	Person    float64 `json:"person" yaml:"person"`
	Relatives float64 `json:"relatives" yaml:"relatives"`
	Strangers float64 `json:"strangers" yaml:"strangers"`
}

// Keep returns the model as it is written down.
func (m *Model) Keep() Kept {
	k := Kept{Version: m.Version, Prior: KeptPrior{m.onePerson(), m.Prior[relatives], m.Prior[neighbours], m.Prior[namesakes]}}
	for f, field := range m.Schema.Fields {
		kept := KeptField{Name: field.Name, Kind: field.Kind, Own: field.Own}
		for _, l := range levelsOf(field.Kind) {
			c := m.Chance[f][l]
			kept.Levels = append(kept.Levels, KeptLevel{l.String(), c[person], c[relatives], c[strangers]})
		}
		k.Fields = append(k.Fields, kept)
	}
	return k
}

var errKept = errors.New("match: no model that was kept")

// Model returns the model that was kept. It refuses one whose fields cannot be,
// that lacks a level, or has a chance that is none.
func (k Kept) Model() (*Model, error) {
	m := &Model{Version: k.Version, Chance: make([][levelCount][classCount]float64, len(k.Fields))}
	for _, f := range k.Fields {
		m.Schema.Fields = append(m.Schema.Fields, Field{Name: f.Name, Kind: f.Kind, Own: f.Own})
	}
	if err := m.Schema.Check(); err != nil {
		return nil, err
	}
	if !chances(k.Prior.Person, k.Prior.Relatives) || k.Prior.Namesakes < 0 || k.Prior.Neighbours < 0 || k.Prior.Person+k.Prior.Relatives+k.Prior.Neighbours+k.Prior.Namesakes >= 1 {
		return nil, errKept
	}
	m.setPrior(k.Prior.Person, k.Prior.Relatives, k.Prior.Neighbours, k.Prior.Namesakes)
	for f := range k.Fields {
		if err := m.restore(f, k.Fields[f].Levels); err != nil {
			return nil, err
		}
	}
	m.settle()
	return m, nil
}

// restore sets the levels of a field.
func (m *Model) restore(f int, levels []KeptLevel) error {
	for _, l := range levelsOf(m.Schema.Fields[f].Kind) {
		at := slices.IndexFunc(levels, func(kept KeptLevel) bool { return kept.Level == l.String() })
		if at < 0 || !chances(levels[at].Person, levels[at].Relatives, levels[at].Strangers) {
			return errKept
		}
		m.set(f, l, levels[at].Person, levels[at].Relatives, levels[at].Strangers)
	}
	return nil
}

// chances reports whether all of these are chances, and none is nothing.
func chances(all ...float64) bool {
	return !slices.ContainsFunc(all, func(c float64) bool { return !(c > 0 && c <= 1) })
}
