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

// views are, for each sight, what it permits: a condition is asked once for each
// service and place, and not for each row.
type views struct {
	lock sync.Mutex
	of   map[string]*view
}

// mostViews is how many are remembered.
const mostViews = 64

// view says of which services rows may be counted at which places.
type view struct {
	services, places int       // how many of each there were
	seen             [][]uint8 // by service and place, 1 where rows may be counted
}

// view returns what a sight permits, nil for everything.
func (x *Index) view(s Sight) *view {
	if s.key == "" {
		return nil
	}
	x.views.lock.Lock()
	defer x.views.lock.Unlock()
	services, places := x.codes.service.names, x.codes.places.list
	if v := x.views.of[s.key]; v != nil && v.services == len(services) && v.places == len(places) {
		return v
	}
	v := &view{services: len(services), places: len(places), seen: make([][]uint8, len(services))}
	for i, service := range services {
		v.seen[i] = make([]uint8, len(places))
		for j, place := range places {
			if s.holds(service, place) {
				v.seen[i][j] = 1
			}
		}
	}
	if x.views.of == nil || len(x.views.of) >= mostViews {
		x.views.of = make(map[string]*view)
	}
	x.views.of[s.key] = v
	return v
}
