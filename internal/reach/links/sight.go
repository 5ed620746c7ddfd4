package links

import (
	"fmt"
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

// view says of which services rows may be counted at which places.
type view struct {
	places int       // how many there were
	seen   [][]uint8 // by service and place, 1 where rows may be counted
}

// view returns what a sight permits, nil for everything: its condition is asked
// once for each service and place, and not for each row.
func (x *Index) view(s Sight) *view {
	if s.key == "" {
		return nil
	}
	services, places := x.codes.service.names, x.codes.places.list
	fits := func(v *view) bool { return len(v.seen) == len(services) && v.places == len(places) }
	return x.views.get(s.key, fits, func() *view {
		v := &view{places: len(places), seen: make([][]uint8, len(services))}
		for i, service := range services {
			v.seen[i] = make([]uint8, len(places))
			for j, place := range places {
				if s.holds(service, place) {
					v.seen[i][j] = 1
				}
			}
		}
		return v
	})
}

// memo remembers what was worked out for some keys.
type memo[K comparable, V any] struct {
	lock sync.Mutex
	of   map[K]V
}

// mostRemembered is how many keys a memo keeps before it forgets them all.
const mostRemembered = 64

// get returns what a key has, made anew where it does not fit any more.
func (m *memo[K, V]) get(key K, fits func(V) bool, anew func() V) V {
	m.lock.Lock()
	defer m.lock.Unlock()
	if v, known := m.of[key]; known && fits(v) {
		return v
	}
	if m.of == nil || len(m.of) >= mostRemembered {
		m.of = make(map[K]V)
	}
	v := anew()
	m.of[key] = v
	return v
}
