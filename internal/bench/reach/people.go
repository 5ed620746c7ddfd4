package main

import (
	"math"

	"github.com/trenza/trenza"
)

// firstDay is day 0.
const firstDay trenza.Day = "2023-01-01"

// The world in which everything happens.
const (
	days     = 1096
	months   = 36
	services = 20
	places   = 200
	regions  = 5 // a place k lies in region k mod 5
)

// Sexes, as they are numbered here.
const (
	female = iota
	male
	other
	sexes
)

// person is somebody who receives services.
type person struct {
	born             int32 // the day
	first, last      int16 // days between which she receives something
	home             uint8
	sex              uint8
	host, disability bool // of the host community; has a disability
}

// The parts of a hundred people that are of an age up to a band's end, and where
// in years the bands begin and end.
var (
	ageShares = []float64{.12, .30, .44, .68, .94, 1}
	ageYears  = []float64{0, 5, 12, 18, 30, 60, 90}
)

// people invents so many, always the same ones.
func people(n int) []person {
	d, homes, all := dice{1}, newLottery(places, .8), make([]person, n)
	var u [8]float64
	for p := range all {
		d.draws(u[:])
		all[p] = person{
			born: int32(bornOn(u[1], u[2], u[3])), home: uint8(homes.at(u[6])), sex: sexAt(u[0]), host: u[4] >= .6, disability: u[5] < .08,
		}
		enrolled := -180 + int(math.Floor(u[7]*1276))
		first := max(0, enrolled, int(all[p].born))
		all[p].first, all[p].last = int16(first), int16(max(first, min(days-1, enrolled+540)))
	}
	return all
}

func sexAt(u float64) uint8 {
	switch {
	case u < .52:
		return female
	case u < .98:
		return male
	}
	return other
}

// bornOn draws a birth: of a hundred, three were born while it all happens.
func bornOn(band, within, meanwhile float64) int {
	if meanwhile < .03 {
		return int(math.Floor(within * days))
	}
	for i, share := range ageShares {
		if band < share {
			return -1 - int(math.Floor((ageYears[i]+within*(ageYears[i+1]-ageYears[i]))*365.25))
		}
	}
	return 0 // not reached: the last share is the whole
}
