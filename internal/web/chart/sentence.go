package chart

import "github.com/trenza/trenza/internal/locale"

// What a chart says of itself where nobody wrote it a sentence.

// extremes says which of some values is the highest and which the lowest.
func (h Head) extremes(words locale.Printer, points []Point) string {
	high, low, told := -1, -1, 0
	for i, p := range points {
		if p.Value.covered {
			continue
		}
		told++
		if high < 0 || p.Value.n > points[high].Value.n {
			high = i
		}
		if low < 0 || p.Value.n <= points[low].Value.n {
			low = i
		}
	}
	switch {
	case told == 0:
		return words.Text("web.chart.says_nothing")
	case told == 1 || points[high].Value.n == points[low].Value.n:
		return words.Text("web.chart.says_one", points[high].Label, h.amount(words, points[high].Value))
	}
	return words.Text("web.chart.says_extremes", points[high].Label, h.amount(words, points[high].Value), points[low].Label, points[low].Value.text(words))
}

// course says where a series began and where it is now.
func (h Head) course(words locale.Printer, points []Point) string {
	first, last := ends(points)
	switch {
	case first < 0:
		return words.Text("web.chart.says_nothing")
	case first == last:
		return words.Text("web.chart.says_one", points[last].Label, h.amount(words, points[last].Value))
	}
	return words.Text("web.chart.says_course", h.amount(words, points[first].Value), points[first].Label, points[last].Value.text(words), points[last].Label)
}

// ends are the first and the last point that is told, -1 where none is.
func ends(points []Point) (first, last int) {
	first, last = -1, -1
	for i, p := range points {
		if p.Value.covered {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	return first, last
}
