package cast

import "github.com/trenza/trenza"

// region is where the project works, and the districts of it by INEI code.
type region struct {
	folder, name string
	districts    []trenza.Place
}

var regions = []region{
	{"tumbes", "Tumbes", []trenza.Place{"240101", "240302"}},
	{"piura", "Piura", []trenza.Place{"200101", "200104"}},
	{"la-libertad", "La Libertad", []trenza.Place{"130101"}},
	{"lima", "Lima", []trenza.Place{"150110", "150132", "150135"}},
	{"callao", "Callao", []trenza.Place{"070101"}},
}

// office is the folder of the office that keeps the lists of money and of
// satisfaction for several regions.
func office(region int) string {
	if region < 3 {
		return "norte"
	}
	return "lima-callao"
}

// whereabouts tells where somebody is attended: mostly where she lives, now and
// then in another region, as people move on.
func (p *project) whereabouts(s *someone) (int, trenza.Place) {
	at := s.region
	if p.chance(6) {
		at = p.IntN(len(regions))
	}
	return at, pick(p.dice, regions[at].districts...)
}
