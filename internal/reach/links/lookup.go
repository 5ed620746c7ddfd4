package links

// sum says where a row counts. Each table that knows of the row adds 1 in the two
// highest bits. Below them stands the cell, but for what the first row of somebody
// in it says of her: that is a part of profiles, in the lowest 8 bits. Of whoever
// counts once in all, the cell stands there whole. Behind the cells of the answer
// there are as many again, for people who came before, where it is asked who is new.
type sum uint32

const (
	knownBits  = 30
	partBits   = 8
	mostParts  = 1 << partBits
	mostWalked = 1 << (knownBits - partBits - 1) // cells, of which there may be as many again
)

// lookUp fills the tables of a question.
func (a *asking) lookUp(l *layout) (*walker, error) {
	w := &walker{asking: a, size: l.size}
	w.once = a.q.New || l.term == nil && l.place == nil && len(l.segments) == 1
	a.walker, w.days = w, a.work.daysFrom(a.from, a.to)
	w.setDays(l)
	w.setWheres(l)
	w.setWhos(l)
	var err error
	w.beside, err = w.asksBeside()
	return w, err
}

// known is a sum of which a table knows.
func (w *walker) known(cell int) sum {
	if !w.once {
		cell <<= partBits
	}
	return 1<<knownBits | sum(cell)
}

// setDays tells days apart.
func (w *walker) setDays(l *layout) {
	for day := w.from; day < min(w.since, w.to+1); day++ {
		w.days[day] = w.known(w.size) // where who is new is asked
	}
	for _, s := range l.segments {
		for day := s.from; day <= s.to; day++ {
			w.days[day] = w.known(s.cell)
		}
	}
}

// setWheres tells terms and places apart.
func (w *walker) setWheres(l *layout) {
	places := len(w.codes.places.list)
	w.wheres = w.work.wheresOf(len(w.codes.terms.list)*mostPlaces, places, w.asking.parts)
	for _, p := range w.asking.parts {
		of := 0
		if l.term != nil {
			of = int(l.term[p.term])
		}
		row := w.wheres[int(p.term)*mostPlaces:]
		for place := range places {
			if p.places != nil && p.places[place] == 0 {
				continue
			}
			cell := of
			if l.place != nil {
				cell += int(l.place[place])
			}
			row[place] = w.known(cell)
		}
	}
}

// setWhos tells profiles apart, in each life stage.
func (w *walker) setWhos(l *layout) {
	part, profiles := w.setParts(l), w.codes.profiles.list
	all := cleared(&w.work.whos, len(l.stages)*len(profiles))
	for _, s := range l.stages {
		var whos []sum
		whos, all = all[:len(profiles)], all[len(profiles):]
		for profile := range profiles {
			whos[profile] = 0
			if w.profiles != nil && w.profiles[profile] == 0 || s.flag != 0 && profiles[profile].Flags&s.flag == 0 {
				continue
			}
			if whos[profile] = w.known(s.cell); l.profile != nil {
				whos[profile] += part[l.profile[profile]]
			}
		}
		w.whos = append(w.whos, whos)
	}
}

// setParts numbers the parts of profiles, by what they add to a cell.
func (w *walker) setParts(l *layout) map[uint32]sum {
	numbers := make(map[uint32]sum)
	for _, cell := range l.profile {
		if _, numbered := numbers[cell]; numbered {
			continue
		}
		if w.once {
			numbers[cell] = sum(cell)
			continue
		}
		w.parts[len(numbers)] = cell
		numbers[cell] = sum(len(numbers))
	}
	return numbers
}
