package learning

import (
	"context"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/store"
)

const cohortColumns = `
	c.id,
	c.code,
	c.programme,
	c.training,
	c.title,
	c.place,
	c.account,
	c.state,
	c.entry`

func scanCohort(scan store.Scan) (Cohort, error) {
	var c Cohort
	return c, scan(&c.ID, &c.Code, &c.Programme, &c.Training, &c.Title, &c.Place, &c.Account, &c.State, &c.Entry)
}

func insertCohort(ctx context.Context, tx *journal.Tx, c Cohort) error {
	_, err := tx.Exec(ctx, `
		insert into cohort (organisation, id, code, programme, training, title, place, account, state, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Organisation(), c.ID, c.Code, c.Programme, c.Training, c.Title, c.Place, c.Account, c.State, c.Entry)
	return err
}

// updateCohort writes what can change of a cohort.
func updateCohort(ctx context.Context, tx *journal.Tx, c Cohort) error {
	_, err := tx.Exec(ctx, `
		update cohort
		set title = $3, account = $4, state = $5
		where organisation = $1 and id = $2`, tx.Organisation(), c.ID, c.Title, c.Account, c.State)
	return err
}

// cohortBy returns the cohort of which a column, "id" or "code", has a value.
func cohortBy(ctx context.Context, r store.Reader, organisation, column, value string) (Cohort, bool, error) {
	return only(store.All(ctx, r, `select `+cohortColumns+`
		from cohort c
		where c.organisation = $1 and c.`+column+` = $2`, store.Args(organisation, value), scanCohort))
}

// cohortsOf returns the cohorts of a programme, "" for any, the latest first.
func cohortsOf(ctx context.Context, r store.Reader, organisation, programme string) ([]Cohort, error) {
	return store.All(ctx, r, `select `+cohortColumns+`
		from cohort c
		where c.organisation = $1 and ($2 = '' or c.programme = $2)
		order by c.entry desc`, store.Args(organisation, programme), scanCohort)
}

// runningCohorts returns the cohorts that are on, the latest first.
func runningCohorts(ctx context.Context, r store.Reader, organisation string) ([]Cohort, error) {
	return store.All(ctx, r, `select `+cohortColumns+`
		from cohort c
		where c.organisation = $1 and c.state = 'running'
		order by c.entry desc`, store.Args(organisation), scanCohort)
}

// only is the first of some rows, and whether there is one.
func only[T any](rows []T, err error) (T, bool, error) {
	if err != nil || len(rows) == 0 {
		var none T
		return none, false, err
	}
	return rows[0], true, nil
}

const sessionColumns = `
	l.id,
	l.cohort,
	l.course,
	l.number,
	l.day,
	l.hour,
	l.topics,
	l.place,
	l.venue,
	l.modality,
	l.account,
	l.partner,
	l.planned,
	l.lasted,
	l.materials,
	l.childcare,
	l.stipend,
	l.state,
	l.reason,
	l.entry`

func scanSession(scan store.Scan) (Session, error) {
	var s Session
	var topics string
	var childcare int
	err := scan(&s.ID, &s.Cohort, &s.Course, &s.Number, &s.Day, &s.Hour, &topics, &s.Place, &s.Venue, &s.Modality, &s.Account,
		&s.Partner, &s.Planned, &s.Lasted, &s.Materials, &childcare, &s.Stipend, &s.State, &s.Reason, &s.Entry)
	s.Topics, s.Childcare = strings.Fields(topics), childcare > 0
	return s, err
}

func insertSession(ctx context.Context, tx *journal.Tx, s Session) error {
	_, err := tx.Exec(ctx, `
		insert into lesson (
			organisation, id, cohort, course, number, day, hour, topics, place, venue, modality, account, partner, planned,
			lasted, materials, childcare, stipend, state, reason, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		tx.Organisation(), s.ID, s.Cohort, s.Course, s.Number, s.Day, s.Hour, strings.Join(s.Topics, " "), s.Place, s.Venue,
		s.Modality, s.Account, s.Partner, s.Planned, s.Lasted, s.Materials, number(s.Childcare), int64(s.Stipend), s.State, s.Reason, s.Entry)
	return err
}

// updateSession writes what can change of a session.
func updateSession(ctx context.Context, tx *journal.Tx, s Session) error {
	_, err := tx.Exec(ctx, `
		update lesson
		set day = $3, hour = $4, topics = $5, place = $6, venue = $7, modality = $8, account = $9, partner = $10, planned = $11,
			lasted = $12, materials = $13, childcare = $14, stipend = $15, state = $16, reason = $17
		where organisation = $1 and id = $2`,
		tx.Organisation(), s.ID, s.Day, s.Hour, strings.Join(s.Topics, " "), s.Place, s.Venue, s.Modality, s.Account, s.Partner,
		s.Planned, s.Lasted, s.Materials, number(s.Childcare), int64(s.Stipend), s.State, s.Reason)
	return err
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

func sessionByID(ctx context.Context, r store.Reader, organisation, id string) (Session, bool, error) {
	return only(store.All(ctx, r, `select `+sessionColumns+`
		from lesson l
		where l.organisation = $1 and l.id = $2`, store.Args(organisation, id), scanSession))
}

// sessionsOf returns the sessions of a cohort in the order of the calendar.
func sessionsOf(ctx context.Context, r store.Reader, organisation, cohort string) ([]Session, error) {
	return store.All(ctx, r, `select `+sessionColumns+`
		from lesson l
		where l.organisation = $1 and l.cohort = $2
		order by l.day, l.hour, l.course, l.number`, store.Args(organisation, cohort), scanSession)
}

// sessionsOn returns the sessions of a day that were not cancelled, so many at most.
func sessionsOn(ctx context.Context, r store.Reader, organisation string, day trenza.Day, most int) ([]Session, error) {
	return store.All(ctx, r, `select `+sessionColumns+`
		from lesson l
		where l.organisation = $1 and l.day = $2 and l.state <> 'cancelled'
		order by l.hour, l.entry
		limit $3`, store.Args(organisation, day, most), scanSession)
}

const enrolmentColumns = `
	e.id,
	e.cohort,
	e.person,
	e.collective,
	e.since,
	e.state,
	e.reason,
	e.passed,
	e.called,
	e.moved_to,
	e.entry,
	p.root`

// enrolmentQuery asks for enrolments, e, with their records, p.
const enrolmentQuery = `select ` + enrolmentColumns + `
	from enrolment e
	join person p on p.organisation = e.organisation and p.id = e.person`

func scanEnrolment(scan store.Scan) (Enrolment, error) {
	var e Enrolment
	return e, scan(&e.ID, &e.Cohort, &e.Whose, &e.Collective, &e.Since, &e.State, &e.Reason, &e.Passed, &e.Called, &e.MovedTo, &e.Entry, &e.Root)
}

func insertEnrolment(ctx context.Context, tx *journal.Tx, e Enrolment) error {
	_, err := tx.Exec(ctx, `
		insert into enrolment (organisation, id, cohort, person, collective, since, state, reason, passed, called, moved_to, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		tx.Organisation(), e.ID, e.Cohort, e.Whose, e.Collective, e.Since, e.State, e.Reason, e.Passed, e.Called, e.MovedTo, e.Entry)
	return err
}

// updateEnrolment writes what can change of an enrolment.
func updateEnrolment(ctx context.Context, tx *journal.Tx, e Enrolment) error {
	_, err := tx.Exec(ctx, `
		update enrolment
		set state = $3, reason = $4, passed = $5, called = $6, moved_to = $7
		where organisation = $1 and id = $2`, tx.Organisation(), e.ID, e.State, e.Reason, e.Passed, e.Called, e.MovedTo)
	return err
}

func enrolmentByID(ctx context.Context, r store.Reader, organisation, id string) (Enrolment, bool, error) {
	return only(store.All(ctx, r, enrolmentQuery+`
		where e.organisation = $1 and e.id = $2`, store.Args(organisation, id), scanEnrolment))
}

// enrolmentsOfCohort returns who is or was in a cohort, in the order of entry.
func enrolmentsOfCohort(ctx context.Context, r store.Reader, organisation, cohort string) ([]Enrolment, error) {
	return store.All(ctx, r, enrolmentQuery+`
		where e.organisation = $1 and e.cohort = $2
		order by e.entry`, store.Args(organisation, cohort), scanEnrolment)
}

// enrolmentsOfThread returns the enrolments of a thread, by whichever of its
// records, in the order of entry.
func enrolmentsOfThread(ctx context.Context, r store.Reader, organisation, root string) ([]Enrolment, error) {
	return store.All(ctx, r, `select `+enrolmentColumns+`
		from person p
		join enrolment e on e.organisation = p.organisation and e.person = p.id
		where p.organisation = $1 and p.root = $2
		order by e.entry`, store.Args(organisation, root), scanEnrolment)
}

const skillColumns = `
	s.id,
	s.enrolment,
	s.person,
	s.course,
	s.skill,
	s.level,
	s.day,
	s.entry`

func scanSkill(scan store.Scan) (SkillStep, error) {
	var s SkillStep
	return s, scan(&s.ID, &s.Enrolment, &s.Whose, &s.Course, &s.Skill, &s.Level, &s.Day, &s.Entry)
}

func insertSkill(ctx context.Context, tx *journal.Tx, s SkillStep) error {
	_, err := tx.Exec(ctx, `
		insert into skill_step (organisation, id, enrolment, person, course, skill, level, day, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		tx.Organisation(), s.ID, s.Enrolment, s.Whose, s.Course, s.Skill, s.Level, s.Day, s.Entry)
	return err
}

func deleteSkill(ctx context.Context, tx *journal.Tx, id string) error {
	_, err := tx.Exec(ctx, `
		delete from skill_step
		where organisation = $1 and id = $2`, tx.Organisation(), id)
	return err
}

func skillByID(ctx context.Context, r store.Reader, organisation, id string) (SkillStep, bool, error) {
	return only(store.All(ctx, r, `select `+skillColumns+`
		from skill_step s
		where s.organisation = $1 and s.id = $2`, store.Args(organisation, id), scanSkill))
}

// skillsOfEnrolment returns the steps of an enrolment in the order of entry.
func skillsOfEnrolment(ctx context.Context, r store.Reader, organisation, enrolment string) ([]SkillStep, error) {
	return store.All(ctx, r, `select `+skillColumns+`
		from skill_step s
		where s.organisation = $1 and s.enrolment = $2
		order by s.entry`, store.Args(organisation, enrolment), scanSkill)
}
