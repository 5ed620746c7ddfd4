package links

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/reach"
)

// Sight is what of the rows a reader may count.
type Sight struct {
	key   string // tells what she sees from what others see; "" for everything
	holds func(service string, place trenza.Place) bool
}

// Everything is the sight of whoever may count every row.
func Everything() Sight { return Sight{} }

// SightOf is what somebody may count of a programme. It refuses whoever may count
// nothing, as every engine does.
func SightOf(scope access.Scope, programme string) (Sight, error) {
	permitted, err := reach.Permitted(scope, programme)
	if err != nil || access.Everything(permitted) {
		return Sight{}, err
	}
	var key strings.Builder
	key.WriteString(access.SQL(permitted, access.Columns{Organisation: "o", Programme: "p", Service: "s", Place: "l"}, func(v any) string {
		return fmt.Sprintf("%q", fmt.Sprint(v))
	}))
	return Sight{key.String(), func(service string, place trenza.Place) bool {
		s := scope.Service(programme, service)
		return permitted.Holds(access.Row{
			Kind: access.Delivery, Class: s.Class, Programme: programme, Service: service, Field: s.Field, Place: place,
		})
	}}, nil
}

// view says, by term and place, where rows may be counted: 1 where they may.
type view [][]uint8

// view returns what a sight permits, nil for everything. A condition is asked once
// for each service and place, and not for each row; of terms and places that are
// new, when they are.
func (x *Index) view(s Sight) view {
	if s.key == "" {
		return nil
	}
	terms, places := x.codes.terms.list, x.codes.places.list
	return x.views.update(s.key, func(seen view) view {
		seen = slices.Grow(slices.Clone(seen), len(terms)-len(seen))[:len(terms)]
		for i, t := range terms {
			first := slices.IndexFunc(terms, func(o reach.Term) bool { return o.Service == t.Service })
			for j := len(seen[i]); j < len(places); j++ {
				switch {
				case first < i:
					seen[i] = append(seen[i], seen[first][j])
				case s.holds(t.Service, places[j]):
					seen[i] = append(seen[i], 1)
				default:
					seen[i] = append(seen[i], 0)
				}
			}
		}
		return seen
	})
}

// memo remembers what was worked out for some keys.
type memo[K comparable, V any] struct {
	lock sync.Mutex
	of   map[K]V
}

// mostRemembered is how many keys a memo keeps before it forgets them all.
const mostRemembered = 64

// update brings what a key has up to date, or makes it of nothing, and returns it.
func (m *memo[K, V]) update(key K, update func(V) V) V {
	m.lock.Lock()
	defer m.lock.Unlock()
	if _, known := m.of[key]; !known && (m.of == nil || len(m.of) >= mostRemembered) {
		m.of = make(map[K]V)
	}
	m.of[key] = update(m.of[key])
	return m.of[key]
}
