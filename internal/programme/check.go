package programme

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza"
)

// checkIDs reports an id that names two things of a list.
func (x *examiner) checkIDs() {
	for _, list := range []string{"populations", "organisations", "phases", "strands", "services", "trainings", "indicators", "products", "sources"} {
		x.checkDifferent(x.root.get(list), "id")
	}
	x.checkDifferent(x.root.get("places"), "code")
	for _, service := range x.root.get("services").list() {
		x.checkDifferent(service.get("fields"), "id")
		for _, field := range service.get("fields").list() {
			x.checkDifferent(field.get("options"), "id")
		}
	}
}

func (x *examiner) checkDifferent(list *node, key string) {
	first := make(map[string]*node)
	for _, item := range list.list() {
		id := item.get(key)
		if id.text() == "" {
			continue
		}
		if earlier, taken := first[id.text()]; taken {
			x.report(id, "programme.duplicate_id", id.text(), strconv.Itoa(earlier.line))
			continue
		}
		first[id.text()] = id
	}
}

// checkDays reports a span that ends before it starts and a phase that lies
// outside the programme.
func (x *examiner) checkDays() {
	x.checkSpan(x.root)
	whole := spanOf(x.root)
	for _, phase := range x.root.get("phases").list() {
		x.checkSpan(phase)
		for _, end := range []string{"starts", "ends"} {
			if day := dayOf(phase.get(end)); day != "" && !whole.Has(day) {
				x.report(phase.get(end), "programme.phase_outside", string(day))
			}
		}
	}
}

func (x *examiner) checkSpan(n *node) {
	if span := spanOf(n); span.To != "" && span.To < span.From {
		x.report(n.get("ends"), "programme.days_reversed", string(span.To), string(span.From))
	}
}

func spanOf(n *node) trenza.Period {
	return trenza.Period{From: dayOf(n.get("starts")), To: dayOf(n.get("ends"))}
}

// dayOf returns the day of a node, and none for what is not a day.
func dayOf(n *node) trenza.Day {
	day, _ := trenza.ParseDay(n.text())
	return day
}

// checkOrganisations reports what an organisation names and the file lacks.
func (x *examiner) checkOrganisations() {
	x.checkRuns()
	known := x.ids("organisations")
	var places []string
	for _, place := range x.root.get("places").list() {
		places = append(places, place.get("code").text())
	}
	for _, organisation := range x.root.get("organisations").list() {
		x.refer(organisation.get("part_of"), known, "programme.unknown_organisation")
		if place := organisation.get("place"); place.text() != "" && !slices.Contains(places, place.text()) {
			x.report(place, "programme.unknown_place", place.text()) // a near code is another place: none is suggested
		}
		if part := organisation.get("part_of"); part.text() != "" && part.text() == organisation.get("id").text() {
			x.report(part, "programme.part_of_itself", part.text())
		}
	}
}

// checkRuns reports a programme that nobody runs, or more than one: whoever
// runs it is the wall inside which its rows are kept.
func (x *examiner) checkRuns() {
	var first *node
	for _, organisation := range x.root.get("organisations").list() {
		role := organisation.get("role")
		if role.text() != "runs" {
			continue
		}
		if first != nil {
			x.report(role, "programme.two_run", strconv.Itoa(first.line))
			continue
		}
		first = role
	}
	if first == nil {
		x.report(x.root.get("organisations"), "programme.nobody_runs")
	}
}

// checkParagraph reports a placeholder that names no indicator, where it stands.
func (x *examiner) checkParagraph() {
	known := x.ids("indicators")
	for _, lang := range []string{"es", "en"} {
		passage := x.root.get("paragraph").get(lang)
		for _, found := range placeholder.FindAllStringSubmatch(passage.text(), -1) {
			if !slices.Contains(known, found[1]) {
				at := x.locate(passage, found[0])
				x.suggest(at, nearest(found[1], known), "programme.unknown_placeholder", found[1])
			}
		}
	}
}

// checkNumbers reports thousands and decimals that look the same.
func (x *examiner) checkNumbers() {
	numbers := x.root.get("numbers")
	thousands, decimal := numbers.get("thousands"), numbers.get("decimal")
	if thousands.text() != "" && thousands.text() == decimal.text() {
		x.report(decimal, "programme.same_separator", decimal.text())
	}
}
