package pathway

import (
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
)

// spoken is what the journal says of the rows of a room, by the kind and the id of
// each: how the last entry left it, under the position of the first.
type spoken map[string]testimony

// hear notes that an entry left a row so; "" is a row that it took away.
func (s spoken) hear(h journal.Header, row, says string) {
	if says == "" {
		delete(s, row)
		return
	}
	entry := h.Number
	if before, heard := s[row]; heard {
		entry = before.entry
	}
	s[row] = testimony{entry: entry, says: says}
}

// spokenRow is a row of a room: whose it is, "" for nobody's, which entry brought
// it, and what it says in the clear.
type spokenRow struct {
	name   string
	person string
	entry  int64
	says   string
}

// testify proves rows by what was heard of them. Of somebody whose key was
// destroyed the journal says nothing any more.
func (s spoken) testify(people map[string]*registry.Person, each func(func(spokenRow) error) error) error {
	err := each(func(row spokenRow) error {
		heard, ok := s[row.name]
		if p := people[row.person]; !ok && p != nil && p.Forgotten {
			return nil
		}
		if heard.entry != row.entry || heard.says != row.says {
			return damaged("pathway.told_differs", row.entry, difference(heard.says, row.says))
		}
		delete(s, row.name)
		return nil
	})
	if gone, any := earliest(s); any && err == nil {
		return damaged("pathway.told_gone", gone.entry)
	}
	return err
}
