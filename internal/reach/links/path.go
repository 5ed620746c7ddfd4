package links

// path is a way in which people who had a group of terms are counted, where not all
// threads are gone along.
type path int

const (
	byLink       path = iota // by the link of the scope of the cells
	newcomers                // by the link, and their rows
	together                 // it was found who has all of several terms
	ever                     // it is known who ever had them
	inSets                   // sets of people, one after another
	inPlanes                 // a set for each plane
	firstOfAll               // people's first rows
	firstInPlane             // people's first rows in each plane
)

// toils are what a row costs by each path, in about so many nanoseconds, where
// people alone are counted and where rows are as well: as they are measured among ten
// million, of which few are at hand.
var toils = [...]struct{ people, rows int }{
	newcomers: {0, 12}, inSets: {5, 12}, inPlanes: {10, 20}, firstOfAll: {12, 30}, firstInPlane: {20, 40},
}

const (
	inThreads  = 5  // what any row costs along threads
	lookingUp  = 4  // what each entry of the tables costs that are looked up there
	besideRows = 10 // what a row costs more by other paths, where something is asked beside it
)

// pathOf finds the shortest path for a group of terms, and by which link it goes.
func (a *asking) pathOf(g group, p *plan) (path, int) {
	link, is := a.link(g, p.layout)
	is = is && len(p.stages) == 1 && p.stages[0].flag == 0 // a life stage leaves rows out
	switch l := p.layout; {
	case is && !p.full:
		return byLink, link
	case is && a.q.New:
		return newcomers, link
	case is && l.profile == nil && !a.q.Returning:
		return byLink, link
	case !p.full && a.known(l):
		return together, 0
	case a.q.New, l.profile != nil && len(l.planes.cell) == 1:
		return firstOfAll, 0
	case l.profile != nil:
		return firstInPlane, 0
	case l.place != nil:
		return inPlanes, 0
	case len(l.segments) == 1 && a.ever(g.parts, l.segments[0]):
		return ever, 0
	}
	return inSets, 0
}

// walking says which questions go along all threads: a test has all of them or none.
type walking int

const (
	sooner walking = iota // those for which it is the sooner way
	always
	never
)

// walks reports whether it is sooner to go along all threads than through the rows
// of the question, and whether a walker has room for it.
func (a *asking) walks(p *plan) bool {
	switch {
	case a.walking == never, !a.persons, len(p.stages) == 0:
		return false
	case p.size > mostWalked, a.profileParts(p.layout) > mostParts, len(a.q.Terms) > mostAsked:
		return false
	}
	toil := 0
	for _, g := range p.groups {
		toil += a.toil(g, p)
	}
	tables := len(a.parts)*len(a.codes.places.list) + len(p.stages)*len(a.codes.profiles.list) + a.to - a.from
	return toil > 0 && (a.walking == always || toil > a.size*inThreads+tables*lookingUp)
}

// toil is what a group of terms costs by the path that is taken otherwise. That does
// not tell the total of the parts that it counts: for it, rows are gone through once
// more.
func (a *asking) toil(g group, p *plan) int {
	path, _ := a.pathOf(g, p)
	each := toils[path].people
	if p.full {
		each = toils[path].rows
	}
	if each == 0 {
		return 0
	}
	if p.full && len(a.q.By) > 0 {
		each += toils[inSets].rows
	}
	if a.q.Returning || a.q.All && len(a.q.Terms) > 1 {
		each += besideRows
	}
	rows, from := 0, a.from
	if path == newcomers {
		from = a.since
	}
	for _, part := range g.parts {
		rows += a.shelves[part.term].between(from, a.to)
	}
	return rows * each * len(p.stages)
}

// profileParts is how many parts of profiles the cells may tell apart.
func (a *asking) profileParts(l *layout) int {
	parts := 1
	for i, d := range a.q.By {
		if d.OfPerson() {
			parts *= max(len(l.names[i]), 1)
		}
	}
	return parts
}
