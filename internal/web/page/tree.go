package page

import (
	"fmt"
	"slices"

	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/web/braid"
)

// Branch leads from a woman to the committee for which she speaks, and to what was
// taught on there.
type Branch struct {
	Face      registry.Face
	Committee collective.Committee
	First     int  // came for the first time, as declared
	Taught    bool // a replica was reported
	Planned   bool // and if none was, one is to come
}

// NewBranch gathers what was taught on in a committee in a programme.
func NewBranch(face registry.Face, c collective.Committee, replicas []collective.Replica, programmeID string) Branch {
	b := Branch{Face: face, Committee: c}
	for _, r := range replicas {
		if r.Committee != c.ID || r.Programme != programmeID {
			continue
		}
		b.Planned = b.Planned || r.State == collective.Planned || r.State == collective.Held
		if r.Told() && r.Counts() {
			b.Taught = true
			b.First += r.FirstTime
		}
	}
	return b
}

// name is what a branch calls whoever it begins with.
func (b Branch) name() string {
	if name := faceName(b.Face); name != "" {
		return name
	}
	return b.Face.Code
}

// class is how the branch is drawn.
func (b Branch) class() string {
	switch {
	case b.Taught:
		return "taught"
	case b.Planned:
		return "planned"
	}
	return "yet"
}

// says is what the branch leads to, where nothing was taught on yet.
func (b Branch) says(v View) string {
	if b.Planned {
		return v.Text("web.committee.tree_planned")
	}
	return v.Text("web.committee.tree_yet")
}

// furthest has the branches that lead furthest first.
func furthest(all []Branch) []Branch {
	rank := map[string]int{"taught": 0, "planned": 1, "yet": 2}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Branch) int {
		if a.class() != b.class() {
			return rank[a.class()] - rank[b.class()]
		}
		return b.First - a.First
	})
	return all
}

// shorter reports whether a narrow page shows a part of the tree: those that lead
// somewhere already.
func shorter(all []Branch) bool {
	taught := func(b Branch) bool { return b.Taught }
	return slices.ContainsFunc(all, taught) && slices.ContainsFunc(all, func(b Branch) bool { return !taught(b) })
}

// How the tree is drawn, in the units of its picture: sixteen to a letter.
const (
	treeRow   = 60 // from one pair of branches to the next
	treeWidth = 240
	treeRise  = 30 // how far above its end a branch leaves the trunk
	nodeSize  = 9
	trunkPart = 150 // of the trunk, until it repeats itself
)

// treeBox is the picture of so many branches, two in a row.
func treeBox(all []Branch) string { return fmt.Sprintf("0 0 %d %d", treeWidth, treeHeight(all)) }

func treeHeight(all []Branch) int { return treeRow * ((len(all) + 1) / 2) }

// nodeX and nodeY are where the nth branch ends: the even ones to the left of the
// trunk, the odd ones to the right.
func nodeX(n int) int {
	if n%2 == 0 {
		return nodeSize + 3
	}
	return treeWidth - nodeSize - 3
}

func nodeY(n int) int { return n/2*treeRow + treeRow/2 }

// limb is the curve of the nth branch from the trunk to its end.
func limb(n int) string {
	const middle = treeWidth / 2
	x, y := nodeX(n), nodeY(n)
	from := max(2, y-treeRise)
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", middle, from, middle+(x-middle)/4, from, middle+(x-middle)/3, y, x, y)
}

// tick is the mark in a node from which something was taught on.
func tick(n int) string {
	return fmt.Sprintf("M%d %dl3 3 5.5 -6", nodeX(n)-4, nodeY(n))
}

// trunk and sideTrunk are a part of the trunk, in the middle of the tree and at the
// side of a list.
func trunk() []braid.Ply {
	plies := braid.Trunk(treeWidth/2, 13, trunkPart)
	return plies[:]
}

func sideTrunk() []braid.Ply {
	plies := braid.Trunk(14, 8, trunkPart)
	return plies[:]
}

// Heads are drawn as squares, so many in a line.
const (
	headsInLine = 9
	headLines   = 3
	headSize    = 10
)

// perHead is for how many people a square stands, so that the largest branch has
// room.
func perHead(all []Branch) int {
	most := 0
	for _, b := range all {
		most = max(most, b.First)
	}
	const room = headsInLine * headLines
	return max(1, (most+room-1)/room)
}

// heads are the squares of a branch.
func (b Branch) heads(per int) []int { return make([]int, (b.First+per-1)/per) }

func headX(n int) string { return fmt.Sprint(n % headsInLine * headSize) }

func headY(n int) string { return fmt.Sprint(n / headsInLine * headSize) }

func headBox(heads int) string {
	return fmt.Sprintf("0 0 %d %d", headsInLine*headSize, (heads+headsInLine-1)/headsInLine*headSize)
}
