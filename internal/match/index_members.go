package match

// members are the ids of the rows of an index, and which rows were taken away.
type members struct {
	ids    []uint64 // by row
	gone   []uint64 // a bit for each row
	live   int
	places []uint32 // open addressing by id: the youngest row of each, plus one; 0 is free
}

func newMembers() members { return members{places: make([]uint32, 64)} }

// add returns the row of an id that has none: the next one.
func (m *members) add(id uint64) (row uint32) {
	row = uint32(len(m.ids))
	m.ids = append(m.ids, id)
	if row%64 == 0 {
		m.gone = append(m.gone, 0)
	}
	m.live++
	m.places[m.place(id)] = row + 1
	if 4*len(m.ids) > 3*len(m.places) {
		m.grow()
	}
	return row
}

// place returns where the row of an id is noted, or would be.
func (m *members) place(id uint64) int {
	mask := len(m.places) - 1
	place := int(mix(id, 0)) & mask
	for m.places[place] != 0 && m.ids[m.places[place]-1] != id {
		place = (place + 1) & mask
	}
	return place
}

// grow doubles the places.
func (m *members) grow() {
	m.places = make([]uint32, 2*len(m.places))
	for row, id := range m.ids {
		m.places[m.place(id)] = uint32(row) + 1
	}
}

// row returns the row of an id.
func (m *members) row(id uint64) (row uint32, found bool) {
	at := m.places[m.place(id)]
	return at - 1, at != 0 && m.has(at-1)
}

// has reports whether a row was not taken away.
func (m *members) has(row uint32) bool { return m.gone[row/64]>>(row%64)&1 == 0 }

// drop takes a row away.
func (m *members) drop(row uint32) {
	m.gone[row/64] |= 1 << (row % 64)
	m.live--
}
