package exchange

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// fix sets what the mapping says of every row, and what whoever imports says of
// lists that lack a column for it.
func (i *interpreter) fix() {
	for _, key := range slices.Sorted(maps.Keys(i.mapping.Fixed)) {
		i.drop(key)
		if key == "place" {
			i.table.placeParts = nil
		}
		i.fixed(key, i.mapping.Fixed[key], FromMapping)
	}
	for _, key := range slices.Sorted(maps.Keys(i.asked)) {
		if i.asked[key] != "" && i.lacks(key) {
			i.fixed(key, i.asked[key], FromRequest)
		}
	}
}

// fixed makes every row say something.
func (i *interpreter) fixed(key, value string, from Origin) {
	i.table.sources[key] = source{fixed: value}
	if place, known := directory.PlaceOf(trenza.Place(value)); key == "place" && known {
		value = place.String()
	}
	i.choose("exchange.as_fixed", from, nameOf(key), value)
}

// lacks reports whether the list says nothing for a key.
func (i *interpreter) lacks(key string) bool {
	return !i.placed(key) && (key != "place" || len(i.table.placeParts) == 0)
}

// assume looks in the titles for what the list has no column for. What fits
// twice is not taken.
func (i *interpreter) assume() {
	if i.lacks("service") && !i.table.shape.ofWorkshop() {
		if s, from := i.serviceOfTitle(); s != nil {
			i.fixed("service", s.ID, from)
		}
	}
	if i.lacks("place") {
		if place := i.placeOfTitle(); place != "" {
			i.fixed("place", string(place), FromTitle)
		}
	}
	i.assumeOfWorkshop()
	if i.lacks("day") && i.table.shape != Attendance && i.table.shape != Boards {
		if day := i.dayOfTitle(); day != "" {
			i.fixed("day", string(day), FromTitle)
		}
	}
	i.sayColours()
	if n := i.onlyLeg(); n > 0 && i.table.shape == Payments && i.lacks("leg") && len(i.table.legs) == 0 {
		i.fixed("leg", strconv.Itoa(n), FromHeader)
	}
	if i.table.shape != Headcounts {
		return
	}
	if title := cmp.Or(i.activityOfTitle(), i.anyTitle()); i.lacks("activity") && title != "" {
		i.fixed("activity", title, FromTitle)
	}
	if i.lacks("method") {
		i.fixed("method", "counted", FromDefault)
	}
}

// activityOfTitle is what a row above the header calls the activity.
func (i *interpreter) activityOfTitle() string {
	for _, row := range i.look.head.above {
		label, name, ok := strings.Cut(asideText(row), ":")
		if m, known := i.vocabulary.of(label); ok && known && m.key == "activity" {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// anyTitle is the nearest title that names the list.
func (i *interpreter) anyTitle() string {
	for _, title := range i.titles() {
		words := wordsOf(title)
		generic := len(words) == 1 && (strings.HasPrefix(words[0], "hoja") || strings.HasPrefix(words[0], "sheet"))
		if len(words) > 0 && !generic {
			return strings.Join(strings.Fields(title), " ")
		}
	}
	return ""
}

// serviceOfTitle returns the one service of the programme that a title names,
// or that alone may stand in a list of the shape.
func (i *interpreter) serviceOfTitle() (*programme.Service, Origin) {
	var serving []*programme.Service
	for n := range i.definition.Services {
		s := &i.definition.Services[n]
		if i.table.shape.serves(s) || s.Class >= trenza.P4 {
			serving = append(serving, s)
		}
	}
	for _, title := range i.titles() {
		if fit := fitting(serving, wordsOf(title)); len(fit) == 1 {
			return fit[0], FromTitle
		} else if len(fit) > 1 {
			return nil, ""
		}
	}
	own := slices.DeleteFunc(serving, func(s *programme.Service) bool { return s.Class >= trenza.P4 })
	if len(own) == 1 {
		return own[0], FromDefault
	}
	return nil, ""
}

// fitting returns the services whose name stands in the words of a title. Of
// two, the one that takes more of the words holds: "salud mental" is not
// "salud".
func fitting(services []*programme.Service, title []string) []*programme.Service {
	var fit []*programme.Service
	most := 0
	for _, s := range services {
		n := 0
		for _, name := range []string{s.ID, s.Title.ES, s.Title.EN} {
			n = max(n, wordsIn(wordsOf(name), title))
		}
		switch {
		case n == 0 || n < most:
		case n > most:
			fit, most = []*programme.Service{s}, n
		default:
			fit = append(fit, s)
		}
	}
	return fit
}

// wordsIn counts the telling words of a name when all of them stand in a title.
func wordsIn(name, title []string) int {
	n := 0
	for _, word := range name {
		if len(word) <= 3 && len(name) > 1 && word != "vbg" {
			continue // de, en, y, la
		}
		if !slices.Contains(title, word) {
			return 0
		}
		n++
	}
	return n
}

// longestTitle bounds how many words of a title are looked at.
const longestTitle = 40

// placeOfTitle returns the one place of the programme that the nearest title
// which names any does.
func (i *interpreter) placeOfTitle() trenza.Place {
	for _, title := range i.titles() {
		found := i.placesIn(wordsOf(title))
		if len(found) > 0 {
			inner := slices.DeleteFunc(slices.Clone(found), func(code trenza.Place) bool {
				return slices.ContainsFunc(found, func(other trenza.Place) bool { return other != code && strings.HasPrefix(string(other), string(code)) })
			})
			if len(inner) == 1 {
				return inner[0]
			}
			return ""
		}
	}
	return ""
}

// placesIn returns the places of the programme that some words name, each once.
func (i *interpreter) placesIn(words []string) []trenza.Place {
	var found []trenza.Place
	words = words[:min(len(words), longestTitle)]
	for from := 0; from < len(words); from++ {
		for to := min(from+4, len(words)); to > from; to-- {
			name := strings.Join(words[from:to], " ")
			if len(words) > 1 && len(name) < 4 {
				break // "ate" in a sentence is a word
			}
			place, ok := i.placeNamed(name)
			if !ok {
				continue
			}
			if !slices.Contains(found, place) {
				found = append(found, place)
			}
			from = to - 1
			break
		}
	}
	return found
}

// placeNamed returns the place of the programme of exactly that name.
func (i *interpreter) placeNamed(name string) (trenza.Place, bool) {
	if digits(name) > 0 || len(name) < 3 {
		return "", false
	}
	place, err := i.places.place(name)
	if err != nil || !covers(i.definition, place.Code) {
		return "", false
	}
	return place.Code, true
}

// otherDays are the words beside a date that is not the day of a service: when
// a list was printed, closed or begun.
var otherDays = map[string]bool{
	"al": true, "hasta": true, "desde": true, "corte": true, "impresion": true, "impreso": true, "actualizado": true, "actualizacion": true,
	"elaboracion": true, "reporte": true, "exportado": true, "inicio": true, "fin": true, "printed": true, "until": true, "from": true, "to": true,
}

// dayOfTitle returns the one day in the rows above the header, or in the name of
// the sheet.
func (i *interpreter) dayOfTitle() trenza.Day {
	var days []trenza.Day
	for _, row := range i.look.head.above {
		days = append(days, daysIn(strings.Join(row.Cells, " "))...)
	}
	days = append(days, daysIn(i.look.sheet)...)
	slices.Sort(days)
	if days = slices.Compact(days); len(days) == 1 {
		return days[0]
	}
	return ""
}

// daysIn reads the whole dates in a title.
func daysIn(title string) []trenza.Day {
	if slices.ContainsFunc(wordsOf(title), func(word string) bool { return otherDays[word] }) {
		return nil
	}
	words := strings.Fields(strings.NewReplacer("_", " ", ":", " ", "(", " ", ")", " ", ",", " ").Replace(title))
	words = words[:min(len(words), longestTitle)]
	var days []trenza.Day
	for from := 0; from < len(words); from++ {
		for to := min(from+6, len(words)); to > from; to-- {
			text := strings.Trim(strings.Join(words[from:to], " "), ".;")
			plain := strings.Trim(text, "0123456789.") == ""
			if day, err := sheet.ReadDay(text); err == nil && !plain {
				days = append(days, day)
				from = to - 1
				break
			}
		}
	}
	return days
}
