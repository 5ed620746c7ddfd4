package matrix

// answers counts what was asked of each object as each role, and how often the
// answer was yes.
type answers map[[2]string]answer

type answer struct{ asked, yes int }

func (a answers) note(object, role string, yes bool) {
	n := a[[2]string{object, role}]
	n.asked++
	if yes {
		n.yes++
	}
	a[[2]string{object, role}] = n
}

// of sums the answers about an object.
func (a answers) of(object string) (sum answer) {
	for key, n := range a {
		if key[0] == object {
			sum.asked, sum.yes = sum.asked+n.asked, sum.yes+n.yes
		}
	}
	return sum
}
