package main

import (
	"fmt"
	"math"
	"time"

	"github.com/trenza/trenza"
)

// delivery is one service to one person on a day, with what was true of her then.
type delivery struct {
	person         uint32
	day            int16
	service, place uint8
	sex, age       uint8 // completed years
	pregnant       bool
	host           bool // of the host community
	disability     bool
}

// world is all that is asked about: the deliveries in the order of their days.
type world struct {
	people     []person
	deliveries []delivery
}

// newWorld invents so many deliveries to a tenth as many people.
func newWorld(n int) *world {
	w := &world{people: people(max(1, n/10))}
	w.deliveries = byDay(w.deliver(n))
	return w
}

func (w *world) deliver(n int) []delivery {
	d, offered, anywhere := dice{2}, newLottery(services, 1), newLottery(places, .8)
	all, calendar, among := make([]delivery, n), newCalendar(), len(w.people)
	var u [6]float64
	for i := range all {
		d.draws(u[:])
		x := int(math.Floor(float64(among) * math.Pow(u[0], 1.6)))
		number := (x*700001 + 12345) % among
		p := &w.people[number]
		day := int(p.first) + int(math.Floor(u[1]*float64(p.last-p.first+1)))
		age := calendar.age(int(p.born), day)
		all[i] = delivery{
			person: uint32(number), day: int16(day), service: uint8(offered.at(u[2])), place: placeAt(p, u[3], u[4], anywhere),
			sex: p.sex, age: uint8(age), host: p.host, disability: p.disability,
			pregnant: p.sex == female && age >= 12 && age <= 49 && u[5] < .06,
		}
	}
	return all
}

// placeAt is where somebody is served: at home, elsewhere in her region, or
// anywhere.
func placeAt(p *person, where, which float64, anywhere lottery) uint8 {
	switch {
	case where < .85:
		return p.home
	case where < .95:
		return uint8(int(math.Floor(which*places/regions))*regions + int(p.home)%regions)
	}
	return uint8(anywhere.at(which))
}

// byDay sorts by day; those of one day stay in their order.
func byDay(all []delivery) []delivery {
	var begins [days + 1]int
	for _, d := range all {
		begins[d.day+1]++
	}
	for day := range days {
		begins[day+1] += begins[day]
	}
	sorted := make([]delivery, len(all))
	for _, d := range all {
		sorted[begins[d.day]] = d
		begins[d.day]++
	}
	return sorted
}

// region is that of a place.
func region(place uint8) int { return int(place) % regions }

// The age bands are those of the house, as package reach names them.
var bandNames = []string{"0-11", "12-17", "18-29", "30-59", "60+"}

// band is the one of an age in completed years.
func band(age uint8) int {
	switch {
	case age < 12:
		return 0
	case age < 18:
		return 1
	case age < 30:
		return 2
	case age < 60:
		return 3
	}
	return 4
}

// calendar tells days as numbers that read as dates: 20230101.
type calendar struct {
	from  int
	dates []int
}

// earliest is before anybody was born.
const earliest = -91 * 366

func newCalendar() *calendar {
	c := &calendar{from: earliest}
	for at, last := dateOf(earliest), dateOf(days); at.Before(last); at = at.AddDate(0, 0, 1) {
		c.dates = append(c.dates, at.Year()*10_000+int(at.Month())*100+at.Day())
	}
	return c
}

// age is that of somebody born on a day, in completed years on another.
func (c *calendar) age(born, on int) int { return (c.dates[on-c.from] - c.dates[born-c.from]) / 10_000 }

func dateOf(day int) time.Time { return firstDay.Time().AddDate(0, 0, day) }

// dayOf spells a day, and placeOf a place: a district whose code begins with
// that of its region.
func dayOf(day int) trenza.Day { return trenza.DayOf(dateOf(day)) }

var regionCodes = [regions]string{"13", "14", "15", "20", "24"}

func placeOf(place int) trenza.Place {
	within := place / regions
	return trenza.Place(fmt.Sprintf("%s%02d%02d", regionCodes[place%regions], 1+within/8, 1+within%8))
}

func serviceOf(service int) string { return fmt.Sprintf("servicio-%02d", service) }

// firstOf is the key by which the row of a number is the first of several, with
// what it says of its person.
func (w *world) firstOf(i int) int64 { return int64(i)<<4 | int64(w.deliveries[i].sort()) }
