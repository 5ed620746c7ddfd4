// Package braid lays a thread out: what a woman received, on the days on which she
// did, as three strands that weave around her own thread. It draws nothing. [Lay]
// says where everything lies on a wide screen, and [Unroll] what each row of a
// phone shows; both come from the same events.
//
// A strand is a wave over the width of the drawing: with the position s, the
// period L, the amplitude A and the strand k = 0, 1, 2,
//
//	u = 2πs/L + 2πk/3    offset = A·sin(u)    depth = sin(2u)
//
// It is cut where u is a multiple of π/2. Pieces of negative depth lie behind,
// the others pass in front of them on a halo. Where two strands meet, their depths
// are opposite, so that one always passes over the other.
//
// A strand begins at its first event, on her own thread. It is thick while a
// service is open, thin while none is, and dotted after today as far as something
// is planned. Events are beads on it. Those that would not find room beside each
// other share a bead, and every bead says in a label what it stands for.
//
// Time runs evenly from left to right, but for silences that would take most of
// the drawing: those are folded, and marked as such.
//
// The same events give the same layout, in whatever order they come.
package braid
