package programme

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/scale"
)

// checkBusiness reports what the sections about instruments, products, businesses
// and work name and the file lacks, a rubric that does not come to 100, and answers
// that would be read by more people than they are for.
func (x *examiner) checkBusiness() {
	services := x.ids("services")
	for _, section := range []*node{x.root.get("ventures"), x.root.get("jobs")} {
		x.refer(section.get("service"), services, "programme.unknown_service")
	}
	for _, product := range x.root.get("products").list() {
		x.refer(product.get("service"), services, "programme.unknown_service")
	}
	for _, asking := range x.root.get("instruments").list() {
		x.refer(asking.get("service"), services, "programme.unknown_service")
		x.checkAsking(asking)
	}
	x.checkRubric()
}

// checkAsking reports an instrument that nobody has, and one whose answers are
// sensitive in a service that is not.
func (x *examiner) checkAsking(asking *node) {
	var known []string
	for _, i := range scale.All() {
		known = append(known, i.ID)
	}
	id := asking.get("instrument")
	x.refer(id, known, "programme.unknown_instrument")
	i, found := scale.Find(id.text())
	service := x.service(asking.get("service").text())
	if !found || service == nil || i.Class < trenza.P3 {
		return
	}
	if service.get("class").text() != "P3" || service.get("field").text() != "psychosocial" {
		x.report(asking.get("service"), "programme.instrument_sensitive", i.ID)
	}
}

func (x *examiner) checkRubric() {
	rubric := x.root.get("ventures").get("rubric")
	if rubric == nil {
		return
	}
	x.checkDifferent(rubric, "id")
	sum := 0
	for _, criterion := range rubric.list() {
		points, _ := criterion.get("points").whole()
		sum += int(min(points, 100))
	}
	if sum != 100 {
		x.report(rubric, "programme.rubric_not_100", strconv.Itoa(sum))
	}
}

// laterOf lists the outcomes of asking again within a service.
func (x *examiner) laterOf(service string) (all []string) {
	months := func(section *node) (all []int) {
		for _, n := range section.get("months").list() {
			m, _ := n.whole()
			all = append(all, int(min(m, 60)))
		}
		return all
	}
	if ventures := x.root.get("ventures"); ventures.get("service").text() == service {
		all = append(all, (&Ventures{Months: months(ventures)}).Outcomes()...)
	}
	if jobs := x.root.get("jobs"); jobs.get("service").text() == service {
		all = append(all, (&Jobs{Months: months(jobs)}).Outcomes()...)
	}
	return slices.Clip(all)
}
