package main

import (
	"cmp"
	"strings"

	"github.com/trenza/trenza/internal/spelling"
)

// givenShares takes women and men for half each. No open table counts the given
// names of Peru or Venezuela: births in Chile stand in, women known from the
// two countries lend some flavour, and the favourites of parents today and the
// coinages of families are given a share of their own.
func givenShares(folder string) (shares, error) {
	births, err1 := read(folder, "given_f_cl_1945_2010.csv", bearers)
	ve, err2 := read(folder, "given_f_ve_wikidata.csv", known)
	pe, err3 := read(folder, "given_f_pe_wikidata.csv", known)
	boys, err4 := read(folder, "given_m_cl_1945_2010.csv", bearers)
	girlsNow, err5 := read(folder, "given_popular_by_country.csv", popular("F"))
	boysNow, err6 := read(folder, "given_popular_by_country.csv", popular("M"))
	if err := cmp.Or(err1, err2, err3, err4, err5, err6); err != nil {
		return nil, err
	}
	women := mixed([]float64{0.6, 0.2, 0.2}, outOf(births), outOf(ve), outOf(pe))
	women.estimate(girlsNow, coinagesOfWomen)
	men := outOf(boys)
	men.estimate(boysNow, coinagesOfMen)
	return mixed([]float64{0.5, 0.5}, outOf(women), outOf(men)), nil
}

// How many in 100,000 of one sex are taken to bear a favourite of today, and a
// coinage.
const (
	favourite = 100
	coinage   = 25
)

func (s shares) estimate(favourites map[string]float64, coinages string) {
	for name := range favourites {
		s.atLeast(favourite, name)
	}
	s.atLeast(coinage, strings.Fields(coinages)...)
}

// bearers reads a row of first given name and count.
func bearers(row []string) ([]string, float64) {
	return spelling.Given(row[0]), number(row[1])
}

// known reads a row of name and known women. A name of one of them is as likely
// a stage name as one in use.
func known(row []string) ([]string, float64) {
	if number(row[1]) < 2 {
		return nil, 0
	}
	return bearers(row)
}

// popular reads the names of a sex in the two countries from rows of country,
// rank, name and sex.
func popular(sex string) func(row []string) ([]string, float64) {
	return func(row []string) ([]string, float64) {
		if row[3] != sex || row[0] != "PE" && row[0] != "VE" {
			return nil, 0
		}
		return spelling.Given(row[2]), 1
	}
}

// Names that families of Venezuela and Peru coined or spell their own way.
const (
	coinagesOfWomen = `yusmary yorgelis yuleisy yulimar yusbelis yaritza yenifer yetzabel yoselin yubisay yuraima
		yurimar jhoanna jhosmary johanlys marbelys marielys marisabel maryuri mayerlin mileidys migdalys
		nairobis naileth norelys noraima odalys osmary rosmary rosmery roselyn rusmary sorangel solimar
		wilmarys yamileth yanetzy yelitza yosmar zuleima zulay dayerlin deisy dubraska eglis eucaris
		franyelis greidys hilmary isbelia keila leidys leomarys lisbeidy luzmary yesika yesica yorlenis
		anyelina darlenys emilianys maryori maryorie jhoselyn jhoselin joselyn yosselin sheyla leydi leidy
		yudith yaneth yanet luzmila nayely nayeli yessenia yesenia rosmeri marleny marleni maruja yovana
		yovanna jovana giovanna rossmery katherin yakelin yaquelin mirian`
	coinagesOfMen = `yorman wilmer jhonatan yeferson maikel endry yohan deivis yonaiker winder jhoan keiver leomar
		yoiner darwin franyer jeferson wuilian yender anderson jhon jhonny yerson jerson yordi jhordan
		wilber elmer percy brayan yeison greivin`
)
