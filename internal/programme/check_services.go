package programme

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/access"
)

// checkServices reports what a service names and the file lacks, and what
// contradicts the way in which it is recorded.
func (x *examiner) checkServices() {
	strands, phases, organisations := x.ids("strands"), x.ids("phases"), x.ids("organisations")
	for _, service := range x.root.get("services").list() {
		x.refer(service.get("strand"), strands, "programme.unknown_strand")
		x.refer(service.get("phase"), phases, "programme.unknown_phase")
		x.refer(service.get("partner"), organisations, "programme.unknown_organisation")
		x.checkWork(service)
		x.checkSessions(service)
		for _, field := range service.get("fields").list() {
			x.checkField(service, field)
		}
	}
}

// checkWork reports a restricted service in a field of work that others read, and
// one that is not restricted in the field that they do not.
func (x *examiner) checkWork(service *node) {
	field := service.get("field")
	if field != nil && (field.text() == string(access.Restricted)) != (service.get("class").text() == "P4") {
		x.report(field, "programme.restricted_field")
	}
}

// checkSessions reports a course or a milestone of a service that has no
// sessions, a milestone under a name that is taken, and one beside a course,
// which is a milestone already.
func (x *examiner) checkSessions(service *node) {
	modes := modesOf(service)
	if course := service.get("course"); course != nil && !slices.Contains(modes, Group) {
		x.report(course, "programme.needs_group", "course")
	}
	milestone := service.get("milestone")
	if milestone == nil {
		return
	}
	if !slices.Contains(modes, Group) && !slices.Contains(modes, Individual) {
		x.report(milestone, "programme.needs_group", "milestone")
	}
	if service.get("course") != nil {
		x.report(milestone, "programme.course_or_milestone")
	}
	if outcome := milestone.get("outcome"); slices.Contains(ownOutcomes, outcome.text()) {
		x.report(outcome, "programme.outcome_taken", outcome.text(), strings.Join(ownOutcomes, ", "))
	}
}

// checkField reports options where there is nothing to choose, a choice
// without options, and a restricted answer in a form that is not restricted.
func (x *examiner) checkField(service, field *node) {
	choice, options := field.get("kind").text() == "choice", field.get("options")
	switch {
	case choice && options == nil:
		x.report(field.get("kind"), "programme.options_missing")
	case !choice && options != nil && field.get("kind") != nil:
		x.report(options, "programme.options_unwanted", field.get("kind").text())
	}
	if field.get("class").text() == "P4" && service.get("class").text() != "P4" {
		x.report(field.get("class"), "programme.restricted_answer")
	}
}

func modesOf(service *node) []Mode {
	var modes []Mode
	for _, mode := range service.get("modes").list() {
		modes = append(modes, Mode(mode.text()))
	}
	return modes
}

// outcomesOf lists what a service of the file can have as an outcome.
func (x *examiner) outcomesOf(service *node) []string {
	given := outcomes(modesOf(service), service.get("course") != nil, service.get("milestone").get("outcome").text())
	if id := service.get("id").text(); id != "" && id == x.root.get("replication").get("service").text() {
		given = append(given, Taught, Replicated)
	}
	if x.trains(service.get("id").text()) {
		given = append(given, Trained)
	}
	return append(given, x.laterOf(service.get("id").text())...)
}
