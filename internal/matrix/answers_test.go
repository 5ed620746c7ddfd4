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
