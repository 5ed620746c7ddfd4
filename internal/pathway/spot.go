package pathway

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// Spotted is somebody whom a reader may mean by what she typed.
type Spotted struct {
	Code       string           // of the surviving thread
	Person     *registry.Person // nil where the reader knows her by her code alone
	Registered trenza.Day       // "" likewise
	Numbered   bool             // found by the number of a paper or a phone
	Unlike     []Unlike         // the words that are spelled otherwise, or of an older spelling
}

// Unlike is a word as it was typed, and one of her name that is near it.
type Unlike struct {
	How         string // "sound", "letter" or "short"
	Typed, Hers string
}

// A search looks at so many records, and shows so many people at most.
const (
	mostLookedAt = 128
	mostSpotted  = 20
)

// Spot finds people by what somebody typed: a name, a paper, a phone. Whose name
// the reader may not read is not found by it; by the number of a paper or a phone,
// which whoever typed it knew, she is, as a code and nothing else, where the
// reader may list her. Of others nothing is said, and the database is asked about
// as many people whoever was meant, so that time tells of nobody.
//
// What is shown of a role whose readings are on record is told before it is
// returned, as [Open] does.
func Spot(ctx context.Context, j *journal.Journal, register *live.Register, scope access.Scope, text string) ([]Spotted, error) {
	var found []Spotted
	err := j.Read(ctx, func(r store.Reader) error {
		s := spotting{r: r, journal: j, register: register, scope: scope, text: text}
		err := s.run(ctx)
		found = s.found
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, tellSpotted(ctx, j, scope.Actor, found)
}

// tellSpotted puts it on record who was shown to a role whose readings are.
func tellSpotted(ctx context.Context, j *journal.Journal, reader trenza.Actor, found []Spotted) error {
	roles := slices.Sorted(slices.Values(reader.RoleNames()))
	shown := slices.ContainsFunc(found, func(s Spotted) bool { return s.Person != nil })
	if !shown || !slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(readOnRecord, role) }) {
		return nil
	}
	return j.Write(ctx, reader, func(tx *journal.Tx) error {
		for _, s := range found {
			if s.Person == nil {
				continue
			}
			read := ThreadRead{Whose: s.Person.Root, Roles: roles, Classes: []string{trenza.P2.String()}, highest: trenza.P2}
			if _, err := tx.Tell(ctx, read); err != nil {
				return err
			}
		}
		return nil
	})
}

// spotting is one search.
type spotting struct {
	r        store.Reader
	journal  *journal.Journal
	register *live.Register
	scope    access.Scope
	text     string
	found    []Spotted
}

func (s *spotting) run(ctx context.Context) error {
	own, err := registry.Accompanied(ctx, s.r, s.scope.Organisation, s.scope.Actor.Account)
	if err != nil {
		return err
	}
	meant, err := s.register.Search(ctx, s.r, s.scope.Organisation, s.text, own, mostLookedAt)
	if err != nil {
		return err
	}
	reached, err := registry.ReachNumbers(ctx, s.r, s.scope, alwaysAsMany(meant))
	if err != nil {
		return err
	}
	met := make(map[string]bool)
	for _, m := range meant {
		to, within := reached[m.Number]
		if !within || met[to.Root] || !to.Identified && !m.Numbered || len(s.found) == mostSpotted {
			continue
		}
		met[to.Root] = true
		if err := s.add(ctx, m, to); err != nil {
			return err
		}
	}
	return s.date(ctx)
}

// alwaysAsMany are the numbers of whom is meant, with those of others until they
// are as many as ever are looked at.
func alwaysAsMany(meant []live.Meant) []int64 {
	numbers := make([]int64, 0, mostLookedAt)
	for _, m := range meant {
		numbers = append(numbers, m.Number)
	}
	for other := int64(1); len(numbers) < mostLookedAt; other++ {
		if !slices.ContainsFunc(meant, func(m live.Meant) bool { return m.Number == other }) {
			numbers = append(numbers, other)
		}
	}
	return numbers
}

// add shows somebody, as far as the reader may know her.
func (s *spotting) add(ctx context.Context, m live.Meant, to registry.Reached) error {
	spotted := Spotted{Code: to.Code, Numbered: m.Numbered}
	if !to.Identified {
		s.found = append(s.found, spotted)
		return nil
	}
	record, err := registry.FindByNumber(ctx, s.r, s.journal.Vault(), s.scope.Organisation, m.Number)
	if err != nil {
		return err
	}
	if spotted.Person = record; record.ID != to.Root {
		if spotted.Person, err = registry.Find(ctx, s.r, s.journal.Vault(), s.scope.Organisation, to.Root); err != nil {
			return err
		}
	}
	if record.Forgotten || spotted.Person.Forgotten {
		return nil
	}
	if !m.Numbered {
		spotted.Unlike = unlike(s.text, record)
	}
	s.found = append(s.found, spotted)
	return nil
}

// date says since when people are registered.
func (s *spotting) date(ctx context.Context) error {
	var ids []string
	for _, f := range s.found {
		if f.Person != nil {
			ids = append(ids, f.Person.ID)
		}
	}
	days, err := registry.RegisteredOn(ctx, s.r, s.scope.Organisation, ids...)
	for i := range s.found {
		if p := s.found[i].Person; p != nil {
			s.found[i].Registered = days[p.ID]
		}
	}
	return err
}

// unlike finds for each word that was typed, and is none of her names, the one
// that it resembles.
func unlike(text string, p *registry.Person) (all []Unlike) {
	var hers []string
	for _, n := range p.Identity.Names {
		hers = append(hers, strings.Fields(n.Given+" "+n.Surnames)...)
	}
	for _, word := range strings.Fields(text) {
		if spelling.Fold(word) == "" || slices.ContainsFunc(hers, func(her string) bool { return spelling.Fold(her) == spelling.Fold(word) }) {
			continue
		}
		for _, how := range []string{"sound", "short", "letter"} {
			i := slices.IndexFunc(hers, func(her string) bool { return Resembles(word, her) == how })
			if i >= 0 {
				all = append(all, Unlike{how, word, hers[i]})
				break
			}
		}
	}
	return all
}

// Resembles says how two words of names are alike that are not the same: "sound",
// "short" for an initial or a short form, "letter", and "" for not at all.
func Resembles(a, b string) string {
	x, y := spelling.Fold(a), spelling.Fold(b)
	switch {
	case x == "" || y == "" || x == y:
		return ""
	case spelling.Sound(x) == spelling.Sound(y):
		return "sound"
	case (len(x) == 1) != (len(y) == 1) && x[0] == y[0], spelling.Nickname(x, y):
		return "short"
	case spelling.OneEdit(x, y), spelling.JaroWinkler(x, y) >= 0.94:
		return "letter"
	}
	return ""
}
