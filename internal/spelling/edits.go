package spelling

// short is the length in runes up to which words are compared without
// allocating.
const short = 64

// Edits returns how many letters must be put in, left out, changed or exchanged
// with their neighbour to make b of a, no place being edited twice (the optimal
// string alignment distance), counted in runes. A distance above max is given
// as max+1.
func Edits(a, b string, max int) int {
	var bufferA, bufferB [short]rune
	one, other := withoutShared(runesOf(bufferA[:0], a), runesOf(bufferB[:0], b))
	if len(one) > len(other) {
		one, other = other, one
	}
	switch {
	case len(other)-len(one) > max:
		return max + 1
	case len(one) == 0:
		return len(other)
	}
	return alignment(one, other, max)
}

// runesOf appends the runes of s to the buffer.
func runesOf(buffer []rune, s string) []rune {
	for _, r := range s {
		buffer = append(buffer, r)
	}
	return buffer
}

// withoutShared leaves out the start and the end that two words share.
func withoutShared(a, b []rune) ([]rune, []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// alignment fills the table of distances between the starts of two words row by
// row. A row is for a start of b, and three rows are kept. It gives up when two
// rows in a row are above max, as no later row can fall below both.
func alignment(a, b []rune, max int) int {
	var buffer [3 * (short + 1)]int32
	width := len(a) + 1
	rows := buffer[:]
	if 3*width > len(rows) {
		rows = make([]int32, 3*width)
	}
	before, last, row := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for i := range last {
		last[i] = int32(i)
	}
	lowest := 0
	for j := range b {
		least := nextRow(before, last, row, a, b, j)
		if lowest > max && least > max {
			return max + 1
		}
		lowest = least
		before, last, row = last, row, before
	}
	return min(int(last[len(a)]), max+1)
}

// nextRow fills the row of the start of b that ends in b[j], from the two rows
// before it, and returns its least distance.
func nextRow(before, last, row []int32, a, b []rune, j int) int {
	row[0] = int32(j + 1)
	least := row[0]
	for i := range a {
		cost := last[i]
		if a[i] != b[j] {
			cost = 1 + min(cost, row[i], last[i+1])
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, before[i-1]+1)
			}
		}
		row[i+1] = cost
		least = min(least, cost)
	}
	return int(least)
}
