package braid

import (
	"time"

	"github.com/trenza/trenza"
)

// Tick is a month, a quarter or a year on the axis.
type Tick struct {
	Line bool    // its beginning is marked
	X    float64 // where it begins
	Text string  // what it is called; "" where there is no room to say it
	At   float64 // the middle of what is said
	Year string  // said under it; "" where one before says it
}

// roomy is how many pixels a day takes at least for a unit to be told.
var roomy = [...]float64{Month: 46 / 30.44, Quarter: 66 / 91.3, Year: 0}

// unit is the finest that there is room for.
func (s scale) unit() Unit {
	for u := Month; u < Year; u++ {
		if s.rate >= roomy[u] {
			return u
		}
	}
	return Year
}

// ticks divide the time that a drawing shows. The year stands under the first of
// each, unless all is of this one.
func (s scale) ticks(today trenza.Day, words Words) (ticks []Tick) {
	const air = 6
	unit, told := s.unit(), 0
	first := dayOf(s.day(0))
	current := first.Year() == today.Year() && dayOf(s.day(Width)).Year() == today.Year()
	for from := beginning(first, unit); s.x(number(from)) < Width; from = following(from, unit) {
		tick, room := s.tick(from, following(from, unit))
		if text := words.Tick(from, unit); plain.width(text)+air <= room {
			tick.Text = text
			if from.Year() != told && unit != Year && !current {
				tick.Year = string(from[:4])
			}
			told = from.Year()
		}
		if tick.Line || tick.Text != "" {
			ticks = append(ticks, tick)
		}
	}
	return ticks
}

// tick is the part of the axis between two days, and how much room there is in it,
// folds left out.
func (s scale) tick(from, to trenza.Day) (Tick, float64) {
	t := Tick{X: s.x(number(from))}
	left, right := max(t.X, 0), min(s.x(number(to)), Width)
	t.Line = edge <= t.X && t.X <= Width-edge
	for _, f := range s.folds {
		t.Line = t.Line && (t.X <= f.From || f.To <= t.X)
		switch {
		case f.From <= left && right <= f.To:
			right = left
		case f.From < right && left < f.From && f.From-left >= right-f.To:
			right = f.From
		case left < f.To && f.From < right:
			left = f.To
		}
	}
	t.At = (left + right) / 2
	return t, right - left
}

// beginning is the first day of the unit in which a day lies.
func beginning(day trenza.Day, unit Unit) trenza.Day {
	t := day.Time()
	month := int(t.Month()) - (int(t.Month())-1)%months[unit]
	return trenza.DayOf(time.Date(t.Year(), time.Month(month), 1, 0, 0, 0, 0, time.UTC))
}

// following is the first day of the next.
func following(day trenza.Day, unit Unit) trenza.Day {
	return trenza.DayOf(day.Time().AddDate(0, months[unit], 0))
}
