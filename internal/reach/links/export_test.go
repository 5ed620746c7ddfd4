package links

// Walking has all threads gone along for every question for which there is room, or
// for none.
func (x *Index) Walking(every bool) {
	if x.walking = never; every {
		x.walking = always
	}
}
