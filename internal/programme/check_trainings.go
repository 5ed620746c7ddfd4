package programme

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
)

// checkTrainings reports what a training names and is no course, and what its
// certificate promises and cannot keep.
func (x *examiner) checkTrainings() {
	courses := make(map[string]*node)
	for _, service := range x.root.get("services").list() {
		if service.get("course") != nil {
			courses[service.get("id").text()] = service
			x.checkSyllabus(service.get("course"))
		}
	}
	taken := x.ids("services")
	for _, training := range x.root.get("trainings").list() {
		if id := training.get("id"); slices.Contains(taken, id.text()) {
			x.report(id, "programme.training_is_service", id.text())
		}
		x.checkCourses(training, courses)
		x.checkCertificate(training, courses)
	}
}

// trains reports whether a service of the file is a course of one of its trainings.
func (x *examiner) trains(service string) bool {
	return slices.ContainsFunc(x.root.get("trainings").list(), func(training *node) bool {
		return slices.ContainsFunc(training.get("courses").list(), func(course *node) bool { return service != "" && course.text() == service })
	})
}

// checkCourses reports what is no course of the file, and a course whose rows no
// facilitator reads.
func (x *examiner) checkCourses(training *node, courses map[string]*node) {
	var known []string
	for _, id := range x.ids("services") {
		if courses[id] != nil {
			known = append(known, id)
		}
	}
	for _, id := range training.get("courses").list() {
		x.refer(id, known, "programme.unknown_course")
		if class, ok := trenza.ParseClass(courses[id.text()].get("class").text()); ok && class > trenza.P2 {
			x.report(id, "programme.sensitive_course", id.text())
		}
	}
}

// checkSyllabus reports topics that take longer than their course.
func (x *examiner) checkSyllabus(course *node) {
	syllabus := course.get("syllabus")
	x.checkDifferent(syllabus.get("topics"), "id")
	x.checkDifferent(syllabus.get("skills"), "id")
	sum := 0.0
	for _, topic := range syllabus.get("topics").list() {
		sum += hoursOf(topic)
	}
	if whole := hoursOf(course); whole > 0 && sum > whole {
		x.report(syllabus.get("topics"), "programme.topics_too_long", spellHours(sum), spellHours(whole))
	}
}

// hoursOf reads the hours of a course or a topic, 0 for none.
func hoursOf(n *node) float64 {
	hours := n.get("hours")
	if hours == nil {
		return 0
	}
	number, _ := strconv.ParseFloat(hours.written, 64)
	return number
}

func spellHours(hours float64) string { return strconv.FormatFloat(hours, 'f', -1, 64) }

// protectedWords are what no title of a certificate says: whoever carries the
// paper carries it past whom she fears (domain rule 6).
var protectedWords = []string{"violencia", "violence", "trata ", "traffick", "aurora", "víctima", "victim"}

// checkCertificate reports a participation that is harder than an approval, a
// share that says otherwise than the only course, and a title that would betray
// why she came.
func (x *examiner) checkCertificate(training *node, courses map[string]*node) {
	paper := training.get("certificate")
	approval, participation := paper.get("approval_share"), paper.get("participation_share")
	high, given := approval.whole()
	if low, _ := participation.whole(); given && low > high {
		x.report(participation, "programme.shares_reversed", participation.written, approval.written)
	}
	if only := training.get("courses").list(); len(only) == 1 {
		share := courses[only[0].text()].get("course").get("share")
		if completes, said := share.whole(); said && given && completes != high {
			x.report(approval, "programme.share_differs", approval.written, share.written)
		}
	}
	for _, lang := range []string{"es", "en"} {
		title := paper.get("title").get(lang)
		for _, word := range protectedWords {
			if strings.Contains(strings.ToLower(title.text())+" ", word) {
				x.report(title, "programme.title_betrays", strings.TrimSpace(word))
			}
		}
	}
}
