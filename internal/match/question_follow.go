package match

// followExact follows what the question says, as it sounds. A name is looked for
// by itself, with the year of birth, when little more is known.
func (a *asker) followExact() {
	for i, x := range a.names {
		for _, y := range a.names[i+1:] {
			a.follow(pairKey(x.sound, y.sound))
		}
	}
	day := false
	for f, kind := range a.kinds[:a.fields] {
		a.keys = a.index.keyed.ofField(a.keys[:0], a, f, a.question.field(f, a.fields))
		for _, key := range a.keys {
			a.follow(key)
			day = day || kind == Date
		}
	}
	if len(a.names) == 1 || a.dated() && !day {
		a.followYears()
	}
}

// dated reports whether the question says when she was born.
func (a *asker) dated() bool {
	for _, f := range a.index.keyed.dates {
		if len(a.question.field(f, a.fields)) > 0 {
			return true
		}
	}
	return false
}

// followYears follows every name, by itself, through the years.
func (a *asker) followYears() {
	for _, x := range a.names {
		a.followName(x.sound)
	}
}

// followName follows one name through the years.
func (a *asker) followName(sound uint32) {
	a.keys = a.keys[:0]
	for _, year := range a.years {
		a.keys = append(a.keys, nameKey(sound, year))
	}
	a.follow(a.keys...)
}

// followNear follows what is one letter away: of two names, one; of a document
// or a phone, a digit. What is known of her birth is followed by its year.
func (a *asker) followNear() {
	for i := range a.names {
		x := &a.names[i]
		x.near = a.soundsNear(x.near[:0], x.sound)
		for _, near := range x.near {
			for j, y := range a.names {
				if j != i {
					a.follow(pairKey(near, y.sound))
				}
			}
			if len(a.names) == 1 {
				a.followName(near)
			}
		}
	}
	for f, kind := range a.kinds[:a.fields] {
		if kind == Document || kind == Phone {
			a.followNumbers(f, kind, a.question.field(f, a.fields))
		}
	}
	if a.dated() {
		a.followYears()
	}
}

// farNames is how many names a question may have for two to be looked for that
// are both a letter away: of more, two are right.
const farNames = 4

// followFar follows two names that are both one letter away, and single names.
func (a *asker) followFar() {
	if len(a.names) <= farNames {
		for i, x := range a.names {
			for _, y := range a.names[i+1:] {
				for _, p := range x.near {
					for _, q := range y.near {
						a.follow(pairKey(p, q))
					}
				}
			}
		}
	}
	if !a.dated() {
		a.followYears()
		return
	}
	for _, x := range a.names {
		for _, near := range x.near {
			a.followName(near)
		}
	}
}

// atMostSifted is how many rows of a key that too many have are looked at.
const atMostSifted = 1 << 17

// followFrequent follows the rarest of the keys that too many rows have, giving
// votes to the rows that agree with the question on something.
func (a *asker) followFrequent() {
	if a.many == 0 {
		return
	}
	rows := a.find(a.frequent)
	parts := uint64(1 + len(rows)/atMostSifted)
	for _, row := range rows {
		if parts == 1 || mix(a.index.members.ids[row], 1)%parts == 0 {
			a.votes.give(row, 1+a.agreeing(a.table.row(int(row))))
		}
	}
}

// agreeing is how many cells of a row the question has too, a day counting twice
// as much as its year.
func (a *asker) agreeing(r row) int {
	n := 0
	for f, kind := range a.kinds[:a.fields] {
		for _, x := range a.question.field(f, a.fields) {
			for _, y := range r.field(f, a.fields) {
				switch {
				case x == y && x != 0:
					n += 2
				case kind == Date && yearOf(x) == yearOf(y):
					n++
				}
			}
		}
	}
	return n
}
