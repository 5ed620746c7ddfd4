package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// enrolledPage shows how far a woman is in a cohort, and what can become of it.
func (v *visit) enrolledPage() error {
	path := page.EnrolledPath(v.r.PathValue("cohort"), v.r.PathValue("enrolment"))
	return v.drawEnrolled(http.StatusOK, v.form(path))
}

// enrolled is the woman of the address in the cohort of the address.
func (v *visit) enrolled() (cohort learning.View, m learning.Member, err error) {
	cohort, members, err := v.cohort()
	if err != nil {
		return cohort, m, err
	}
	i := slices.IndexFunc(members, func(m learning.Member) bool { return m.Enrolment.ID == v.r.PathValue("enrolment") })
	if i < 0 {
		return cohort, m, v.nothing()
	}
	return cohort, members[i], nil
}

func (v *visit) drawEnrolled(status int, form page.Form) error {
	cohort, m, err := v.enrolled()
	if err != nil {
		return err
	}
	show := page.EnrolledShow{
		Cohort: cohort, Member: m, Today: v.Desk.Today(), Form: form, Number: v.formNumberOf(form),
		Records: cohort.Detailed && v.reaches("skill.record", access.Enrolment),
	}
	if cohort.Enrols {
		err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
			show.Elsewhere, err = cohort.Elsewhere(v.ctx(), r, v.scope)
			return err
		})
	}
	if err != nil {
		return err
	}
	return v.show(status, page.Enrolled(v.view(), show))
}

// printCertificate answers with her certificate, to be printed.
func (v *visit) printCertificate() error {
	_, m, err := v.enrolled()
	if err == nil && m.Paper == nil {
		err = v.nothing()
	}
	if err != nil {
		return err
	}
	file := &held{w: v.w, limit: heldLimit, kind: pdf, name: m.Paper.Code + ".pdf"}
	return file.end(v.Data.Read(v.ctx(), func(r store.Reader) error {
		c, proof, err := learning.Issued(v.ctx(), r, v.Vault, v.scope, m.Paper.Code)
		if err != nil {
			return err
		}
		return learning.Paper(file, v.words, c, proof, v.Origin+"/comprobar/"+c.Code)
	}))
}

// changeEnrolled does with her place what the button says.
func (v *visit) changeEnrolled() error {
	cohort, m, err := v.enrolled()
	if err != nil {
		return err
	}
	do, known := enrolledActs[v.r.PostFormValue("do")]
	if !known {
		return v.nothing()
	}
	if err := v.write(func(tx *journal.Tx) error { return do(v, tx, m) }); err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawEnrolled(status, form)
	}
	v.tellGood("web.workshop.noted")
	switch v.r.PostFormValue("back") {
	case "workshop":
		return v.goTo(page.WorkshopPath(cohort.Code))
	case "today":
		return v.goTo("/")
	}
	return v.goTo(page.EnrolledPath(cohort.Code, m.Enrolment.ID))
}

// enrolledActs are what the buttons of her page do.
var enrolledActs = map[string]func(*visit, *journal.Tx, learning.Member) error{
	"join": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return v.enrolOne(tx, m.Enrolment.Cohort, m.Enrolment.Root, learning.Enrolled)
	},
	"drop": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return learning.DropOut(v.ctx(), tx, m.Enrolment.ID, v.r.PostFormValue("reason"))
	},
	"return": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return learning.ComeBack(v.ctx(), tx, m.Enrolment.ID)
	},
	"transfer": func(v *visit, tx *journal.Tx, m learning.Member) error {
		to := v.r.PostFormValue("to")
		if to == "" {
			return trenza.Refuse("web.workshop.transfer_where")
		}
		_, err := learning.TransferTo(v.ctx(), tx, m.Enrolment.ID, to)
		return err
	},
	"pass": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return learning.Pass(v.ctx(), tx, m.Enrolment.ID, v.Desk.Today())
	},
	"unpass": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return learning.Pass(v.ctx(), tx, m.Enrolment.ID, "")
	},
	"called": func(v *visit, tx *journal.Tx, m learning.Member) error {
		return learning.NoteCall(v.ctx(), tx, m.Enrolment.ID)
	},
	"skills": (*visit).recordSkills,
	"issue": func(v *visit, tx *journal.Tx, m learning.Member) error {
		_, err := learning.Issue(v.ctx(), tx, m.Enrolment.ID, v.r.PostFormValue("name"))
		return err
	},
	"revoke": func(v *visit, tx *journal.Tx, m learning.Member) error {
		if m.Paper == nil {
			return trenza.Refuse("learning.no_such_certificate")
		}
		return learning.Revoke(v.ctx(), tx, m.Paper.ID, v.r.PostFormValue("revoke_reason"))
	},
}

// recordSkills brings the ladder to where the form has it: a higher step is noted,
// and of a lower one the steps above it are taken back.
func (v *visit) recordSkills(tx *journal.Tx, m learning.Member) error {
	now := learning.Ladder(m.Steps)
	for field := range v.r.PostForm {
		course, skill, found := strings.Cut(strings.TrimPrefix(field, page.SkillPrefix), ".")
		if !found || !strings.HasPrefix(field, page.SkillPrefix) {
			continue
		}
		level := learning.Level(v.r.PostFormValue(field))
		if now[[2]string{course, skill}].Level == level {
			continue
		}
		if err := v.stepDown(tx, m, course, skill, level); err != nil {
			return err
		}
		if level == "" {
			continue
		}
		if _, err := learning.ReachSkill(v.ctx(), tx, m.Enrolment.ID, course, skill, level, v.Desk.Today()); err != nil {
			return err
		}
	}
	return nil
}

// stepDown takes back the steps of a skill that are above a level, all for "".
func (v *visit) stepDown(tx *journal.Tx, m learning.Member, course, skill string, level learning.Level) error {
	for _, s := range m.Steps {
		above := slices.Index(learning.Levels(), s.Level) > slices.Index(learning.Levels(), level)
		if s.Course != course || s.Skill != skill || !above {
			continue
		}
		if err := learning.WithdrawSkill(v.ctx(), tx, s.ID); err != nil {
			return err
		}
	}
	return nil
}
