package report

// modulus is a prime. What depends on other rows over the whole numbers does so
// modulo it as well.
const modulus = 1_000_000_007

// reckoned reports whether a secret is a sum of multiples of some groups,
// whoever there may be of each kind.
func (w *world) reckoned(s secret, groups []int) bool {
	rows := make([][]int64, 0, len(groups)+1)
	for _, g := range groups {
		rows = append(rows, w.row(g))
	}
	rank := eliminate(rows)
	target := w.row(s.more)
	if s.less >= 0 {
		for k, n := range w.row(s.less) {
			target[k] = (target[k] - n + modulus) % modulus
		}
	}
	return eliminate(append(rows[:rank:rank], target)) == rank
}

// row is how often somebody of each kind counts in a group, and somebody with
// each pair of services.
func (w *world) row(g int) []int64 {
	row := make([]int64, len(w.kinds)+len(w.pairs))
	for _, k := range w.with[g] {
		row[k] = w.kinds[k].times(g)
	}
	for i := range w.pairs {
		row[len(w.kinds)+i] = w.pairs[i].times(g)
	}
	return row
}

// times is how often somebody of the kind counts in a group.
func (k kind) times(g int) int64 {
	for _, m := range k.members {
		if m.group == g {
			return int64(m.times)
		}
	}
	return 0
}

// eliminate brings rows into steps, those of nothing last, and returns how many
// there are of something.
func eliminate(rows [][]int64) (rank int) {
	for column := 0; len(rows) > 0 && column < len(rows[0]) && rank < len(rows); column++ {
		pivot := rank
		for pivot < len(rows) && rows[pivot][column] == 0 {
			pivot++
		}
		if pivot == len(rows) {
			continue
		}
		rows[rank], rows[pivot] = rows[pivot], rows[rank]
		inverse := power(rows[rank][column], modulus-2)
		for i := rank + 1; i < len(rows); i++ {
			factor := rows[i][column] * inverse % modulus
			if factor == 0 {
				continue
			}
			for j := column; j < len(rows[i]); j++ {
				rows[i][j] = (rows[i][j] + (modulus-factor)*rows[rank][j]) % modulus
			}
		}
		rank++
	}
	return rank
}

// power is base to the exponent, modulo the prime.
func power(base, exponent int64) int64 {
	result := int64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			result = result * base % modulus
		}
		base = base * base % modulus
	}
	return result
}
