package programme

import (
	"slices"
	"strings"
)

// checkIndicators reports what an indicator names and the file lacks, what it
// cannot count, and what it contradicts itself in.
func (x *examiner) checkIndicators() {
	sources, outcomes := x.ids("sources"), x.allOutcomes()
	for _, indicator := range x.root.get("indicators").list() {
		x.checkTerms(indicator, indicator.get("of"), outcomes)
		x.checkTerms(indicator, indicator.get("asks"), outcomes)
		x.checkHeads(indicator)
		x.checkParts(indicator)
		x.checkShare(indicator)
		x.checkAges(indicator.get("who"))
		x.refer(indicator.get("published").get("source"), sources, "programme.unknown_source")
	}
}

// checkTerms reports an outcome or a service that is unknown.
func (x *examiner) checkTerms(indicator, terms *node, known []string) {
	if terms == nil {
		return
	}
	for _, p := range terms.pairs {
		outcome := p.key.written
		if !slices.Contains(known, outcome) {
			x.suggest(p.key, nearest(outcome, known), "programme.unknown_outcome", outcome, strings.Join(known, ", "))
			continue
		}
		for _, service := range p.value.list() {
			x.checkTerm(indicator, service, outcome)
		}
	}
}

// checkTerm reports a service that the file lacks, one without that outcome,
// and a restricted one: it must not show in a figure of lower class (domain
// rule 14).
func (x *examiner) checkTerm(indicator, name *node, outcome string) {
	service := x.service(name.text())
	if service == nil {
		x.refer(name, x.ids("services"), "programme.unknown_service")
		return
	}
	has := x.outcomesOf(service)
	switch {
	case len(has) == 0:
		x.report(name, "programme.counts_heads", name.text())
	case !slices.Contains(has, outcome):
		x.report(name, "programme.not_its_outcome", name.text(), outcome, strings.Join(has, ", "))
	}
	if service.get("class").text() == "P4" && indicator.get("class").text() != "P4" {
		x.report(name, "programme.restricted_counted", name.text())
	}
}

// checkHeads reports a service whose heads nobody counts.
func (x *examiner) checkHeads(indicator *node) {
	for _, name := range indicator.get("heads").list() {
		service := x.service(name.text())
		if service == nil {
			x.refer(name, x.ids("services"), "programme.unknown_service")
		} else if !slices.ContainsFunc(service.get("modes").list(), func(m *node) bool { return m.text() == string(Headcount) }) {
			x.report(name, "programme.no_heads", name.text())
		}
	}
}

// checkParts reports an indicator that says twice, or not at all, what it
// counts, and a part that is unknown, itself or made of parts.
func (x *examiner) checkParts(indicator *node) {
	parts := indicator.get("parts")
	if (indicator.get("of") == nil) == (parts == nil) {
		x.report(indicator, "programme.of_or_parts")
	}
	for _, part := range parts.list() {
		x.refer(part, x.ids("indicators"), "programme.unknown_indicator")
		for _, other := range x.root.get("indicators").list() {
			if part.text() != "" && other.get("id").text() == part.text() && other.get("parts") != nil {
				x.report(part, "programme.part_of_parts", part.text())
			}
		}
	}
}

// checkShare reports a whole that is unknown, itself or counted in another unit.
func (x *examiner) checkShare(indicator *node) {
	whole := indicator.get("share_of")
	x.refer(whole, x.ids("indicators"), "programme.unknown_indicator")
	for _, other := range x.root.get("indicators").list() {
		same := whole.text() != "" && other.get("id").text() == whole.text()
		if same && (other == indicator || other.get("unit").text() != indicator.get("unit").text()) {
			x.report(whole, "programme.no_whole", whole.text())
		}
	}
}

func (x *examiner) checkAges(who *node) {
	least, isLeast := who.get("min_age").whole()
	most, isMost := who.get("max_age").whole()
	if isLeast && isMost && most < least {
		x.report(who.get("max_age"), "programme.ages_reversed")
	}
}

// service returns the service of that id in the file.
func (x *examiner) service(id string) *node {
	for _, service := range x.root.get("services").list() {
		if id != "" && service.get("id").text() == id {
			return service
		}
	}
	return nil
}

// allOutcomes lists our own outcomes, those of the file's milestones and those of
// asking again later.
func (x *examiner) allOutcomes() []string {
	all := slices.Clone(ownOutcomes)
	for _, service := range x.root.get("services").list() {
		outcome := service.get("milestone").get("outcome").text()
		if outcome != "" && !slices.Contains(all, outcome) {
			all = append(all, outcome)
		}
		all = append(all, x.laterOf(service.get("id").text())...)
	}
	return all
}
