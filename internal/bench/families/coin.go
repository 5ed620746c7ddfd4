package families

import (
	"math"
	"slices"
	"strings"
)

// coinage makes names out of parts. No table holds the long tail of names that
// two or three families in a country bear, so they are made up like them.
type coinage struct{ heads, links, tails []string }

func coin(heads, links, tails string) coinage {
	return coinage{strings.Fields(heads), append(strings.Fields(links), ""), strings.Fields(tails)}
}

// size is how many names there are.
func (c coinage) size() int { return len(c.heads) * len(c.links) * len(c.tails) }

// stride is coprime with the size of each coinage: it walks through all of its
// names, and those that follow one another are not alike.
const stride = 61_803_397

// draw returns a name by Zipf's law: the one of rank r comes as often as 1/r.
func (c coinage) draw(d dice) string {
	rank := int(math.Pow(float64(c.size()), d.Float64())) - 1
	return c.name(rank * stride % c.size())
}

func (c coinage) name(number int) string {
	head, number := c.heads[number%len(c.heads)], number/len(c.heads)
	link, number := c.links[number%len(c.links)], number/len(c.links)
	return join(join(head, link), c.tails[number])
}

// join puts two parts together, with a vowel between consonants that nobody
// would say in a row and one vowel where two of a kind meet.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	last, first := a[len(a)-1], b[0]
	switch {
	case last == first:
		return a + b[1:]
	case !vowel(last) && !vowel(first) && !slices.Contains([]byte("lrsn"), last):
		return a + "i" + b
	}
	return a + b
}

func vowel(letter byte) bool { return strings.IndexByte("aeiou", letter) >= 0 }

var coinedWomen = coin(`
	Yus Yor Yul Yen Yur Yam Yan Yos Yub Yar Yel Yer Yoh Jho Joh Jes Jen Jua Kar Kat Kei Kel Kim Lau Lei Leo Les
	Lil Lis Liz Luz Mad Mai Mar May Mer Mig Mil Mir Nai Nel Nor Ode Oris Osm Rai Ros Rub Sai Sor Sul Tai Vic Wil
	Xio Zor Zul Ani Ari Ber Bri Cris Dai Dar Dey Dil Dub Eli Emi Eri Fra Gen Gle Gre Hei Ing`, `
	a e i o ma be ne da le ni ra ro mi li`, `
	mary mar marys lis lys lin line beth bel belys nis nys ris rys sy tza tzi ska xi der dy lenis angel ana ela
	ith lith smar leth mir bis cary`)

var coinedMen = coin(`
	Yor Yon Yef Yei Yoh Yer Jho Jef Jean Jai Kei Ken Kel Lei Leo Luis Mai Mar Max Nel Nix Osc Rai Ray Ron Rob Sam
	Wil Win Wla Xav Yul Zam Ale And Bra Bry Car Cri Dan Dei Der Edi Edu Eli Fra Fre Gab Ger Gio`, `
	a e i ma be der le ni ro`, `
	ner son ker vis man mar ton xon bert der fer ker lin nel rson sky th lvis wer ys el il er ander on`)

var coinedSurnames = coin(`
	Huaman Condor Quisp Mam Ccor Chuqui Ata Yup Puma Rim Sull Tit Vil Sai Anc Cus Inca Mayt Oqu Paucar Llac Ticll
	Uriar Iba Ech Goi Men Arr Ola Zub Aza Lar Izag Urd Ber Gar Sal Mont Val Font Cast Rib Alta Bel Camp Piedra
	Guana Tura Cara Mara Guai Yara Chac Tama Pari Cuma Bar Col Mor Per San Tor Ver Zap`, `
	a i u ari eta aga`, `
	cusi tupa yauri ñahui llanca quipa huari cama hua nina pari mayta rupay soncco rra gui tegui zabal goitia
	rena mendi ola uriaga arte eche dueta les ero edo ino ana era osa illo uela anda ales ares eiro ado`)
