package programme

import "slices"

// seatsApart are the places in a committee that are no post of its board.
var seatsApart = []string{"representante", "socia"}

// checkCommittees reports what the organisations of base and the replicas name and
// the file lacks, and a post under a name that means something else.
func (x *examiner) checkCommittees() {
	committees := x.root.get("committees")
	for _, list := range []string{"kinds", "posts", "spheres"} {
		x.checkDifferent(committees.get(list), "id")
	}
	for _, post := range committees.get("posts").list() {
		if id := post.get("id"); slices.Contains(seatsApart, id.text()) {
			x.report(id, "programme.no_post", id.text())
		}
	}
	x.checkReplication(x.root.get("replication"))
}

// checkReplication reports a replication of heads that nobody counts, or of a
// course that has no topics to teach on; and topics of one name in two courses,
// which no report could tell apart.
func (x *examiner) checkReplication(replication *node) {
	name := replication.get("service")
	x.refer(name, x.ids("services"), "programme.unknown_service")
	if service := x.service(name.text()); service != nil && !slices.Contains(modesOf(service), Headcount) {
		x.report(name, "programme.no_heads", name.text())
	}
	x.checkDifferent(replication.get("fields"), "id")
	for _, field := range replication.get("fields").list() {
		x.checkField(x.service(name.text()), field)
	}
	taken := make(map[string]bool)
	for _, id := range replication.get("courses").list() {
		course := x.service(id.text()).get("course")
		x.refer(id, x.ids("services"), "programme.unknown_service")
		if x.service(id.text()) != nil && course.get("syllabus") == nil {
			x.report(id, "programme.nothing_to_teach", id.text())
		}
		for _, topic := range course.get("syllabus").get("topics").list() {
			if t := topic.get("id"); taken[t.text()] {
				x.report(t, "programme.topic_twice", t.text())
			}
		}
		for _, topic := range idsOf(course.get("syllabus").get("topics")) {
			taken[topic] = true
		}
	}
}
