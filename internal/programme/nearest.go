package programme

// The work of comparing names is bounded: no name of ours is longer than this,
// and no list of names is.
const (
	longestName  = 64
	longestNames = 200
)

// nearest returns the candidate that takes the fewest slips to be mistyped as
// the word, or "" when none is near: more than a third of its letters differ.
func nearest(word string, candidates []string) string {
	letters := []rune(word)
	if len(letters) > longestName || len(candidates) > longestNames {
		return ""
	}
	best, least := "", len(letters)/3+1
	for _, candidate := range candidates {
		if candidate == "" || len(candidate) > longestName {
			continue
		}
		if d := distance(letters, []rune(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the letters to insert, drop, change or swap with the next
// one to turn a into b (optimal string alignment).
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
