package main

// question is one of the eight. Its answer is a row of counts of different
// people, in an order that every engine keeps to.
type question struct {
	name, asks string
	counts     int // how many there are
}

var questions = []question{
	{"Q1", "one service, all time", 1},
	{"Q2", "two services, a quarter, sex x age band", sexes * bands},
	{"Q3", "the standard quarterly table: service x region x sex x age band", services * regions * sexes * bands},
	{"Q4", "any days, all services, each of 200 places", places},
	{"Q5", "new, and returning, in a quarter", 2},
	{"Q6", "one service and another in the same region, a year", regions},
	{"Q7", "ever reached, month by month", months},
	{"Q8", "both of two services, each of 20 x 20", services * services},
}

// What the questions are about. Days are both included.
const (
	bands                     = 5
	q1Service                 = 3
	q2One, q2Other            = 2, 5
	q6One, q6Other            = 1, 4
	quarterFrom, quarterUntil = 456, 546 // April to June 2024
	yearFrom, yearUntil       = 365, 730 // 2024
	anyFrom, anyUntil         = 136, 672 // 17 May 2023 to 3 November 2024
)

// sort is what a delivery says of a person, where parts are made by it.
func (d *delivery) sort() int { return int(d.sex)*bands + band(d.age) }

// monthOf tells in which month, from 0, a day lies.
var monthOf = func() (of [days]int) {
	for day := range of {
		at := dateOf(day)
		of[day] = (at.Year()-firstDay.Year())*12 + int(at.Month()) - 1
	}
	return of
}()
