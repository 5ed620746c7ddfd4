package match

import (
	"cmp"
	"slices"
	"strings"
)

// Query is what somebody typed to find a person: words of her name in any order,
// and what may be the number of a paper or a phone.
type Query struct {
	Words   []string // folded; of more than four the first ones count
	Numbers []string // each as papers or phones are compared
	Own     []uint64 // records that are looked at however common the words are
}

// Meant is a record that somebody may have meant.
type Meant struct {
	ID       uint64
	Numbered bool // by a paper or a phone, and not by her name
	Score    int  // higher is nearer to what was typed; never shown
}

// mostSearched is how many records of the same words are looked at: of more, the
// ones with the highest ids.
const mostSearched = 1 << 12

// Search returns the records that somebody may mean, the nearest first and limit
// of them at most: every word of the question sounds like one of her name, or is
// a letter away from one. Only where nobody fits so well may one word of three or
// more be another.
//
// A search holds nothing against a person: no model weighs what she does not
// share with the question, as [Index.Ask] does.
func (x *Index) Search(q Query, limit int) []Meant {
	if limit <= 0 {
		return nil
	}
	x.lock.RLock()
	defer x.lock.RUnlock()
	a := x.asker()
	defer x.rest(a)
	s := searching{asker: a, best: make(map[uint32]Meant)}
	s.byNumbers(q.Numbers)
	if len(q.Words) > 0 && len(x.keyed.names) > 0 {
		s.byWords(q)
	}
	found := make([]Meant, 0, len(s.best))
	for _, f := range s.best {
		found = append(found, f)
	}
	slices.SortFunc(found, func(p, q Meant) int { return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(q.ID, p.ID)) })
	return found[:min(len(found), limit)]
}

// searching is one search.
type searching struct {
	*asker
	best map[uint32]Meant // by row
}

// numbered is the score of a record that has the number that was typed.
const numbered = 1 << 20

// byNumbers notes who has one of some numbers.
func (s *searching) byNumbers(numbers []string) {
	for f, kind := range s.kinds[:s.fields] {
		if kind != Document && kind != Phone {
			continue
		}
		for _, number := range numbers {
			for _, row := range s.find([]uint64{wholeKey(f, []byte(number))}) {
				s.best[row] = Meant{s.index.members.ids[row], true, numbered}
			}
		}
	}
}

// byWords notes whose names have the words: as they sound, and, where nobody's
// do, a letter away.
func (s *searching) byWords(q Query) {
	s.listen(q.Words)
	s.weighOwn(q.Own)
	exact := [][]uint32{}
	for _, name := range s.names {
		exact = append(exact, []uint32{name.sound})
	}
	if s.lookUp(exact) {
		return
	}
	near := [][]uint32{}
	for _, name := range s.names {
		near = append(near, s.soundsNear([]uint32{name.sound}, name.sound))
	}
	s.lookUp(near)
}

// listen reads the words of a search.
func (s *searching) listen(words []string) {
	s.forget()
	r := make(Record, s.fields)
	r[s.index.keyed.names[0]] = []string{strings.Join(words, " ")}
	s.question = s.read(s.question[:0], r)
	s.names = s.names[:0]
	for _, sound := range s.index.keyed.sounds(s.rows[:0], s, s.question) {
		s.names = append(s.names, asked{sound: sound})
	}
	s.years = s.yearsAsked(s.years[:0])
}

// weighOwn looks at records by themselves.
func (s *searching) weighOwn(ids []uint64) {
	for _, id := range ids {
		if row, found := s.index.members.row(id); found {
			s.weigh(row)
		}
	}
}

// lookUp looks at whoever has one of the sounds of every two words, or of the only
// one. It reports whether somebody has all words.
func (s *searching) lookUp(sounds [][]uint32) (all bool) {
	s.keys = s.keys[:0]
	for i, one := range sounds {
		for _, other := range sounds[i+1:] {
			for _, x := range one {
				for _, y := range other {
					s.keys = append(s.keys, pairKey(x, y))
				}
			}
		}
	}
	if len(sounds) == 1 {
		for _, x := range sounds[0] {
			for _, year := range s.years {
				s.keys = append(s.keys, nameKey(x, year))
			}
		}
	}
	for _, row := range s.latest(s.find(s.keys)) {
		all = s.weigh(row) || all
	}
	return all
}

// latest returns the rows with the highest ids, about as many as are looked at.
func (s *searching) latest(rows []uint32) []uint32 {
	if len(rows) <= mostSearched {
		return rows
	}
	id := func(row uint32) uint64 { return s.index.members.ids[row] }
	first, last := id(rows[0]), id(rows[0])
	for _, row := range rows {
		first, last = min(first, id(row)), max(last, id(row))
	}
	from := last - uint64(float64(last-first)*mostSearched/float64(len(rows)))
	return slices.DeleteFunc(rows, func(row uint32) bool { return id(row) < from })
}

// What a word is worth that is the same, sounds the same, or is a letter away. A
// word that nobody typed counts a little against a name, so that the shorter of
// two stands first.
const (
	sameWord  = 40
	soundWord = 30
	nearWord  = 20
	extraWord = 1
	otherWord = 100
)

// weigh notes how well the name of a row fits. It reports whether all words do.
func (s *searching) weigh(row uint32) (all bool) {
	if f, before := s.best[row]; before {
		return f.Score > 0 && !f.Numbered
	}
	var words [longest]uint32
	hers := s.wordsOf(s.table.row(int(row)), words[:0])
	score, missed := s.fit(hers)
	typed := len(s.names)
	if missed > 1 || missed == 1 && typed < 3 {
		return false
	}
	score -= missed*otherWord + extraWord*min(max(0, len(hers)-typed), 9)
	s.best[row] = Meant{ID: s.index.members.ids[row], Score: score}
	return missed == 0
}

// wordsOf appends the words of the names of a row.
func (s *searching) wordsOf(r row, into []uint32) []uint32 {
	for _, f := range s.index.keyed.names {
		for _, cell := range r.field(f, s.fields) {
			if cell != 0 && len(into) < cap(into) && !slices.Contains(into, cell) {
				into = append(into, cell)
			}
		}
	}
	return into
}

// fit finds for each word of the question the nearest of a name.
func (s *searching) fit(hers []uint32) (score, missed int) {
	f, taken := s.index.keyed.names[0], [longest]bool{}
	for _, word := range s.question.field(f, s.fields) {
		best, at := 0, -1
		for i, her := range hers {
			if worth := s.worth(f, word, her); worth > best && !taken[i] {
				best, at = worth, i
			}
		}
		if at < 0 {
			missed++
			continue
		}
		taken[at] = true
		score += best
	}
	return score, missed
}

// worth is how near two words are.
func (s *searching) worth(f int, word, her uint32) int {
	switch {
	case word == her:
		return sameWord
	case s.trait(f, word).sound == s.trait(f, her).sound:
		return soundWord
	case s.resemble(f, word, her) == near:
		return nearWord
	}
	return 0
}
