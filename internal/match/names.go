package match

// compareNames takes the closest of the spellings of two names.
func (c *Comparer) compareNames(f int, kind Kind, a, b []uint32) (Level, float32) {
	var best closest
	for x, rest := firstOf(a); len(x) > 0; x, rest = firstOf(rest) {
		for y, others := firstOf(b); len(y) > 0; y, others = firstOf(others) {
			best.offer(c.compareName(f, kind, x, y))
		}
	}
	return best.level, best.surprise
}

// firstOf parts the first of several values from the others.
func firstOf(cells []uint32) (first, rest []uint32) {
	for i, cell := range cells {
		if cell == 0 {
			return cells[:i], cells[i+1:]
		}
	}
	return cells, nil
}

// compareName holds two spellings of a name against each other, word by word,
// whatever their order.
func (c *Comparer) compareName(f int, kind Kind, a, b []uint32) (Level, float32) {
	same, says, left := c.pairSame(f, a, b)
	close := 0
	if same < len(a) && same < len(b) {
		var half float64
		close, half = c.pairNear(f, a, b, left)
		says += half
	}
	surprise := float32(says)
	differ := min(len(a), len(b)) - same - close
	less := len(a) != len(b)
	switch {
	case differ == 0 && close == 0 && !less:
		return inOrder(kind, a, b), surprise
	case differ == 0 && close == 0:
		return Part, surprise
	case differ == 0 && !less:
		return Near, surprise
	case differ == 0:
		return NearPart, surprise
	case c.joined(f, a, b):
		return Near, 0
	case kind == Name && differ == 1 && same+close >= 2:
		return Most, surprise
	case kind == Name && same+close >= 2:
		return Half, surprise
	case same > 0:
		return Some, surprise
	case close > 0:
		return SomeNear, surprise
	case c.anyAlike(f, a, b):
		return Alike, 0
	}
	return Other, 0
}

// inOrder tells two surnames in one order from those exchanged.
func inOrder(kind Kind, a, b []uint32) Level {
	if kind == Surname && len(a) == 2 && a[0] != b[0] {
		return Exchanged
	}
	return Same
}

// unpaired are the words of two names that have found no match yet, a bit each.
type unpaired struct{ a, b uint64 }

// pairSame finds for each word the first of the other name that is the same. It
// returns how many found one, how much their rarity says, and which are left. What
// rarities say is added up with bits to spare: the sum of the words of a name is the
// same whichever comes first.
func (c *Comparer) pairSame(f int, a, b []uint32) (n int, surprise float64, left unpaired) {
	left = unpaired{1<<len(a) - 1, 1<<len(b) - 1}
	for i, x := range a {
		for j, y := range b {
			if x == y && left.b>>j&1 == 1 {
				left.a &^= 1 << i
				left.b &^= 1 << j
				n, surprise = n+1, surprise+float64(c.surprise(f, x))
				break
			}
		}
	}
	return n, surprise, left
}

// pairNear finds for words that have no match yet one that sounds the same, or
// nearly. Words may fit in more than one way: the better way counts, whichever name
// is looked at first.
func (c *Comparer) pairNear(f int, a, b []uint32, left unpaired) (n int, surprise float64) {
	n, surprise = c.nearFrom(f, a, b, left)
	if n > 0 && len(a) > 1 && len(b) > 1 {
		back, says := c.nearFrom(f, b, a, unpaired{left.b, left.a})
		if back > n || back == n && says > surprise {
			return back, says
		}
	}
	return n, surprise
}

// nearFrom finds for each word of a in turn the first of b that fits.
func (c *Comparer) nearFrom(f int, a, b []uint32, left unpaired) (n int, surprise float64) {
	for i, x := range a {
		for j, y := range b {
			if left.a>>i&1 == 1 && left.b>>j&1 == 1 && c.resemble(f, x, y) == near {
				left.a &^= 1 << i
				left.b &^= 1 << j
				n, surprise = n+1, surprise+float64(misspelt(min(c.surprise(f, x), c.surprise(f, y))))
			}
		}
	}
	return n, surprise
}

// misspelt is what it says that a word of this rarity is spelled in two ways:
// half as much as that it is spelled in one, when it is rare.
func misspelt(surprise float32) float32 {
	if surprise > 0 {
		return surprise / 2
	}
	return surprise
}

// anyAlike reports whether a word of one name resembles one of the other.
func (c *Comparer) anyAlike(f int, a, b []uint32) bool {
	for _, x := range a {
		for _, y := range b {
			if c.resemble(f, x, y) == alike {
				return true
			}
		}
	}
	return false
}
