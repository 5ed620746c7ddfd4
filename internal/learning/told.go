package learning

import "github.com/trenza/trenza"

// CohortTold is told when a cohort is planned or changed: the cohort as it is from
// now on.
type CohortTold struct {
	Cohort
	verb string
}

// Verb implements journal.Event.
func (e CohortTold) Verb() string { return e.verb }

// Class implements journal.Event.
func (CohortTold) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (CohortTold) Person() string { return "" }

// SessionTold is told when a session is planned, changed, held or cancelled.
type SessionTold struct {
	Session
	verb string
}

// Verb implements journal.Event.
func (e SessionTold) Verb() string { return e.verb }

// Class implements journal.Event.
func (SessionTold) Class() trenza.Class { return trenza.P1 }

// Person implements journal.Event.
func (SessionTold) Person() string { return "" }

// EnrolmentTold is told when a woman is enrolled, when that changes, and when it
// follows from the marks that it does.
type EnrolmentTold struct {
	Enrolment
	verb      string
	forgotten bool // she was: nothing can be sealed under her key
}

// Verb implements journal.Event.
func (e EnrolmentTold) Verb() string { return e.verb }

// Class implements journal.Event.
func (EnrolmentTold) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e EnrolmentTold) Person() string {
	if e.forgotten {
		return ""
	}
	return e.Whose
}

// SkillReached is told when a woman has come a step further in a skill.
type SkillReached struct{ SkillStep }

// Verb implements journal.Event.
func (SkillReached) Verb() string { return "skill.reached" }

// Class implements journal.Event.
func (SkillReached) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e SkillReached) Person() string { return e.Whose }

// SkillWithdrawn is told when a step is taken back. Its body names nobody.
type SkillWithdrawn struct {
	ID string `json:"id"`
}

// Verb implements journal.Event.
func (SkillWithdrawn) Verb() string { return "skill.withdrawn" }

// Class implements journal.Event.
func (SkillWithdrawn) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (SkillWithdrawn) Person() string { return "" }

// CertificateTold is told when a certificate is issued and when it is revoked.
type CertificateTold struct {
	Certificate
	verb string
}

// Verb implements journal.Event.
func (e CertificateTold) Verb() string { return e.verb }

// Class implements journal.Event.
func (CertificateTold) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e CertificateTold) Person() string { return e.Whose }

// SettledVerb is the verb of what follows from the marks by itself.
const SettledVerb = "enrolment.settled"

const (
	cohortPlanned      = "cohort.planned"
	cohortChanged      = "cohort.changed"
	lessonPlanned      = "lesson.planned"
	lessonChanged      = "lesson.changed"
	lessonHeld         = "lesson.held"
	lessonCancelled    = "lesson.cancelled"
	enrolmentMade      = "enrolment.made"
	enrolmentChanged   = "enrolment.changed"
	certificateIssued  = "certificate.issued"
	certificateRevoked = "certificate.revoked"
)

// Verbs returns the verbs of everything that the room tells.
func Verbs() []string {
	return []string{
		cohortPlanned, cohortChanged, lessonPlanned, lessonChanged, lessonHeld, lessonCancelled, enrolmentMade, enrolmentChanged,
		SettledVerb, SkillReached{}.Verb(), SkillWithdrawn{}.Verb(), certificateIssued, certificateRevoked,
	}
}
