// Package learning keeps what women learn together (domain rule 6): cohorts that go
// through a training, the calendar of their sessions, who is enrolled and how far
// she came, what each can do, and the papers at the end.
//
// A mark of attendance is an attention of its course that knows its session, so
// that figures, completed courses, exports and lists go on as they are; a sheet
// that a list brings finds the session of its day. What follows from the marks is
// settled here for the whole thread of a woman, as milestones are: she is active
// from the first session to which she came, and has completed the training, or part
// of it, when her cohort is over.
//
// A session is called "lesson" in the journal and in the policies, where a session
// is somebody who is signed in.
//
// Tables: cohort, lesson, enrolment, skill_step, certificate. Tells: cohort.planned,
// cohort.changed, lesson.planned, lesson.changed, lesson.held, lesson.cancelled,
// enrolment.made, enrolment.changed, enrolment.settled, skill.reached,
// skill.withdrawn, certificate.issued, certificate.revoked.
package learning
