package spelling

// OneEdit reports whether one slip of the hand at most makes one word of the
// other: a letter changed, left out or added, or two beside each other that
// changed places. It is [Edits] up to one, much faster, by bytes: a letter with
// an accent, which takes two of them, counts as one slip only when nothing else
// differs.
func OneEdit[A, B string | []byte](a A, b B) bool {
	begin := 0
	for begin < len(a) && begin < len(b) && a[begin] == b[begin] {
		begin++
	}
	endA, endB := len(a), len(b)
	for endA > begin && endB > begin && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
	}
	switch restA, restB := endA-begin, endB-begin; {
	case restA <= 1 && restB <= 1:
		return true
	case restA == 2 && restB == 2:
		return a[begin] == b[begin+1] && a[begin+1] == b[begin]
	}
	return false
}
