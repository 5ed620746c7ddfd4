package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/reach/links"
	"github.com/trenza/trenza/internal/store"
)

// errUnfit says that there are rows which no index can hold.
var errUnfit = errors.New("there are deliveries that the index cannot hold")

// load reads everything of a programme in one snapshot, and as of which position
// that is.
func (m *mirror) load(ctx context.Context, b *building) (index *links.Index, position int64, err error) {
	l := &loader{Builder: links.NewBuilder(), sorts: make(map[string]*sort), places: make(map[string]uint16), days: make(map[string]uint16)}
	err = m.engine.oracle.DB.Read(ctx, func(r store.Reader) (err error) {
		if position, err = journal.Position(ctx, r, m.organisation); err != nil {
			return err
		}
		rows, err := reach.CountRows(ctx, r, m.organisation, m.programme)
		if err != nil {
			return err
		}
		b.of.Store(rows)
		l.Grow(int(rows))
		err = reach.EachPacked(ctx, r, m.organisation, m.programme, func(p *reach.Packed) error {
			b.done.Add(1)
			return l.take(p)
		})
		if err != nil {
			return err
		}
		err = reach.Roots(ctx, r, m.organisation, func(number, root int64) error {
			l.Join(number, root)
			return nil
		})
		if err != nil {
			return err
		}
		return reach.Memberships(ctx, r, m.organisation, func(h reach.Membership) error {
			l.House(h)
			return nil
		})
	})
	if err != nil {
		return nil, 0, err
	}
	if index, err = l.Index(position); err != nil {
		slog.Warn("the tables answer, as there is no index", "programme", m.programme, "because", err)
		return nil, 0, errUnfit
	}
	return index, position, nil
}

// loader gives rows their codes, each of which is looked for once among those that
// came before.
type loader struct {
	*links.Builder
	sorts  map[string]*sort
	places map[string]uint16
	days   map[string]uint16
}

// sort is what rows say that are alike in all but number, day, place, age and
// flags.
type sort struct {
	term     uint16
	profile  links.Profile
	profiles map[int64]uint32 // by flags and age
}

// take adds a row.
func (l *loader) take(p *reach.Packed) error {
	if p.Number >= 1<<31 || p.Ordinal >= 1<<16 {
		return fmt.Errorf("%w: %d.%d", errUnfit, p.Since, p.Ordinal)
	}
	day, known := l.days[string(p.Day)]
	if !known {
		var err error
		if day, err = links.DayCode(trenza.Day(p.Day)); err != nil {
			return errors.Join(errUnfit, err)
		}
		l.days[string(p.Day)] = day
	}
	place, known := l.places[string(p.Place)]
	if !known {
		place = l.Place(trenza.Place(p.Place))
		l.places[string(p.Place)] = place
	}
	s := l.sort(p)
	l.Add(links.Row{
		Number: uint32(p.Number), Since: uint32(p.Since), Ordinal: uint16(p.Ordinal),
		Term: s.term, Place: place, Day: day, Profile: l.profileOf(s, p),
	})
	return nil
}

func (l *loader) sort(p *reach.Packed) *sort {
	s, known := l.sorts[string(p.Sort)]
	if !known {
		parts := p.Parts()
		s = &sort{
			term:     l.Term(parts[0], parts[1]),
			profile:  links.Profile{Sex: parts[2], Population: parts[3], Nationality: parts[4], Collective: parts[5]},
			profiles: make(map[int64]uint32),
		}
		l.sorts[string(p.Sort)] = s
	}
	return s
}

func (l *loader) profileOf(s *sort, p *reach.Packed) uint32 {
	key := p.Flags<<16 | int64(p.Age+1)
	code, known := s.profiles[key]
	if !known {
		hers := s.profile
		hers.Age, hers.Flags = int16(p.Age), p.Flags
		code = l.Profile(hers)
		s.profiles[key] = code
	}
	return code
}
