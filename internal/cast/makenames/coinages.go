package main

// Given names that Venezuelan families coined and that tables of other
// countries under-represent.
var coinagesF = []string{
	"Yusmary", "Yorgelis", "Yuleisy", "Yulimar", "Yusbelis", "Yaritza", "Yenifer", "Yetzabel", "Yoselin",
	"Yubisay", "Yuraima", "Yurimar", "Jhoanna", "Jhosmary", "Johanlys", "Marbelys", "Marielys", "Marisabel",
	"Maryuri", "Mayerlin", "Mileidys", "Migdalys", "Nairobis", "Naileth", "Norelys", "Noraima", "Odalys",
	"Osmary", "Rosmary", "Roselyn", "Rusmary", "Sorangel", "Solimar", "Wilmarys", "Yamileth", "Yanetzy",
	"Yelitza", "Yosmar", "Zuleima", "Zulay", "Dayerlin", "Deisy", "Dubraska", "Eglis", "Eucaris",
	"Franyelis", "Génesis", "Greidys", "Hilmary", "Isbelia", "Keila", "Leidys", "Leomarys", "Lisbeidy",
	"Luzmary", "Nohemar", "Yoxi", "Yesika", "Yorlenis", "Anyelina", "Darlenys", "Emilianys",
}

var coinagesM = []string{
	"Yorman", "Wilmer", "Jhonatan", "Yeferson", "Maikel", "Endry", "Yohan", "Deivis", "Yonaiker", "Winder",
	"Jhoan", "Keiver", "Leomar", "Yoiner", "Darwin", "Franyer", "Jeferson", "Wuilian", "Yender", "Anderson",
}
