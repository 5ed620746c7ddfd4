package main

import (
	"maps"
	"path/filepath"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// trial is what recognition made of invented people, of whom it is known who is
// who. Somebody of whom there are three records repeats twice.
type trial struct {
	planted int // repeats in the lists that no paper gives away
	found   int // of those that people were asked about, or that were joined since
	wrong   int // questions about two different people
	joined  int // threads that hold two different people
}

// try holds what recognition made of the lists in a folder against who is who.
func (h *house) try(s *session, d *programme.Definition, world cast.World, folder string) (t trial, err error) {
	scope, err := s.scope(h, d)
	if err != nil {
		return t, err
	}
	err = h.data.Read(s.ctx, func(r store.Reader) error {
		owners, err := h.owners(s, r, scope, world, folder)
		if err != nil {
			return err
		}
		t, err = h.judge(s, r, scope, owners)
		return err
	})
	return t, err
}

// owners returns of which people each record is, by the rows that speak of it: of
// one, unless two were taken for one.
func (h *house) owners(s *session, r store.Reader, scope access.Scope, world cast.World, folder string) (map[string][]int, error) {
	whose := make(map[exchange.Ref]int, len(world.Whose))
	for ref, person := range world.Whose {
		path := filepath.ToSlash(filepath.Join(folder, filepath.FromSlash(ref.File)))
		whose[exchange.Ref{File: path, Sheet: ref.Sheet, Row: ref.Row}] = person
	}
	lists, err := exchange.OpenLists(s.ctx, r, h.vault, scope.Organisation)
	if err != nil {
		return nil, err
	}
	owners := make(map[string][]int)
	err = lists.EachPerson(s.ctx, r, func(ref exchange.Ref, record string) {
		if person := whose[ref]; person != 0 && !slices.Contains(owners[record], person) {
			owners[record] = append(owners[record], person)
		}
	})
	return owners, err
}

// judge counts what was found, missed, and mistaken.
func (h *house) judge(s *session, r store.Reader, scope access.Scope, owners map[string][]int) (t trial, err error) {
	pairs, err := registry.Pairs(s.ctx, r, h.vault, scope)
	if err != nil {
		return t, err
	}
	leader := make(map[string]string) // of records of one person that questions or joins bring together
	threads, people := make(map[string]map[int]bool), make(map[int]map[string]bool)
	for record, whose := range owners {
		root, err := registry.RootOf(s.ctx, r, scope.Organisation, record)
		if err != nil {
			return t, err
		}
		leader[record] = root
		for _, person := range whose {
			put(threads, root, person)
			put(people, person, record)
		}
	}
	for _, holds := range threads {
		if len(holds) > 1 {
			t.joined++
		}
	}
	for _, p := range pairs {
		if slices.Equal(owners[p.First], owners[p.Second]) {
			unite(leader, p.First, p.Second)
		} else {
			t.wrong++
		}
	}
	for _, records := range people {
		t.planted += len(records) - 1
		t.found += len(records) - len(leaders(leader, records))
	}
	return t, nil
}

// put adds a value to the set under a key.
func put[K, V comparable](sets map[K]map[V]bool, key K, value V) {
	if sets[key] == nil {
		sets[key] = make(map[V]bool)
	}
	sets[key][value] = true
}

// unite brings the groups of two records under one leader.
func unite(leader map[string]string, a, b string) {
	leader[lead(leader, a)] = lead(leader, b)
}

// lead follows leaders to the one that leads itself.
func lead(leader map[string]string, record string) string {
	for leader[record] != record && leader[record] != "" {
		record = leader[record]
	}
	return record
}

// leaders returns who leads some records, each once.
func leaders(leader map[string]string, records map[string]bool) []string {
	found := make(map[string]bool)
	for record := range records {
		found[lead(leader, record)] = true
	}
	return slices.Collect(maps.Keys(found))
}
