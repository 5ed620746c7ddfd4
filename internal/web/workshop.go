package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// workshopRoutes are the cohorts that go through a training: their calendar, who is
// in them, attendance on a screen and on paper, and what each woman can do.
var workshopRoutes = []Route{
	{Method: "GET", Path: "/talleres", Name: "workshops", Door: Within, Verb: "cohort.read", Kind: access.Cohort, handler: (*visit).workshops},
	{Method: "GET", Path: "/talleres/nuevo", Name: "plan-workshop", Door: Within, Verb: "cohort.plan", Kind: access.Cohort, handler: (*visit).planPage},
	{Method: "POST", Path: "/talleres/nuevo", Name: "plan-workshop", Door: Within, Verb: "cohort.plan", Kind: access.Cohort, handler: (*visit).plan},
	{Method: "GET", Path: "/talleres/{cohort}", Name: "workshop", Door: Within, Verb: "cohort.read", Kind: access.Cohort, handler: (*visit).workshop},
	{Method: "POST", Path: "/talleres/{cohort}/estado", Name: "workshop-state", Door: Within, Verb: "cohort.plan", Kind: access.Cohort, handler: (*visit).changeWorkshop},
	{Method: "POST", Path: "/talleres/{cohort}/certificados", Name: "certify", Door: Within, Verb: "certificate.issue", Kind: access.Enrolment, handler: (*visit).certify},

	{Method: "GET", Path: "/talleres/{cohort}/inscribir", Name: "enrol", Door: Within, Verb: "enrolment.change", Kind: access.Enrolment, handler: (*visit).enrolPage},
	{Method: "POST", Path: "/talleres/{cohort}/inscribir", Name: "enrol", Door: Within, Verb: "enrolment.change", Kind: access.Enrolment, handler: (*visit).enrol},
	{Method: "GET", Path: "/talleres/{cohort}/mujeres/{enrolment}", Name: "enrolled", Door: Within, Verb: "enrolment.read", Kind: access.Enrolment, handler: (*visit).enrolledPage},
	{Method: "POST", Path: "/talleres/{cohort}/mujeres/{enrolment}", Name: "enrolled", Door: Within, Verb: "enrolment.change", Kind: access.Enrolment, handler: (*visit).changeEnrolled},
	{Method: "GET", Path: "/talleres/{cohort}/mujeres/{enrolment}/certificado", Name: "certificate", Door: Within, Verb: "certificate.read", Kind: access.Enrolment, handler: (*visit).printCertificate},

	{Method: "GET", Path: "/talleres/{cohort}/hoja", Name: "sheet", Door: Within, Verb: "enrolment.read", Kind: access.Enrolment, handler: (*visit).printSheet},
	{Method: "GET", Path: "/talleres/{cohort}/papel", Name: "paper", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).paperPage},
	{Method: "POST", Path: "/talleres/{cohort}/papel", Name: "paper", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).typePaper},
	{Method: "GET", Path: "/talleres/{cohort}/sesiones/{lesson}", Name: "lesson", Door: Within, Verb: "lesson.read", Kind: access.Cohort, handler: (*visit).rollPage},
	{Method: "POST", Path: "/talleres/{cohort}/sesiones/{lesson}", Name: "roll", Door: Within, Verb: "attention.give", Kind: access.Attention, handler: (*visit).takeRoll},
	{Method: "POST", Path: "/talleres/{cohort}/sesiones/{lesson}/cambiar", Name: "lesson-change", Door: Within, Verb: "lesson.plan", Kind: access.Cohort, handler: (*visit).changeLesson},
}

// workshops lists the cohorts that she sees, the latest first.
func (v *visit) workshops() error {
	show := page.WorkshopsShow{Plans: v.leadsTo("/talleres/nuevo")}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := learning.Cohorts(v.ctx(), r, v.scope, "")
		for _, c := range all {
			if err != nil {
				return err
			}
			var view learning.View
			view, err = learning.ByCode(v.ctx(), r, v.scope, c.Code)
			show.All = append(show.All, view)
		}
		return err
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Workshops(v.view(), show))
}

// cohort is the cohort of the address with who is in it, as far as she sees them.
func (v *visit) cohort() (view learning.View, members []learning.Member, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		view, members, err = learning.Roster(v.ctx(), r, v.Vault, v.scope, v.r.PathValue("cohort"))
		return err
	})
	return view, members, err
}

// workshop shows a cohort: how far it is, its calendar, who came, and what each can
// do.
func (v *visit) workshop() error {
	return v.drawWorkshop(http.StatusOK, v.form(page.WorkshopPath(v.r.PathValue("cohort"))+"/estado"))
}

func (v *visit) drawWorkshop(status int, form page.Form) error {
	cohort, members, err := v.cohort()
	if err != nil {
		return err
	}
	show := page.WorkshopShow{
		Cohort: cohort, Members: members, Today: v.Desk.Today(), Form: form,
		Takes: cohort.Detailed && v.reaches("attention.give", access.Attention),
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		if err := v.addMade(r, &show); err != nil {
			return err
		}
		return v.addBranches(r, &show)
	})
	if err != nil {
		return err
	}
	return v.show(status, page.Workshop(v.view(), show))
}

// changeWorkshop closes a cohort, reports it or opens it again.
func (v *visit) changeWorkshop() error {
	cohort, _, err := v.cohort()
	if err != nil {
		return err
	}
	verb := v.r.PostFormValue("verb")
	err = v.write(func(tx *journal.Tx) error {
		_, err := learning.ChangeCohort(v.ctx(), tx, cohort.ID, verb)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawWorkshop(status, form)
	}
	v.tellGood("web.workshop.changed")
	return v.goTo(page.WorkshopPath(cohort.Code))
}

// certify issues the certificates of everybody who has earned one.
func (v *visit) certify() error {
	cohort, _, err := v.cohort()
	if err != nil {
		return err
	}
	issued, err := wrote(v, v.formSent(), func(tx *journal.Tx) (int, error) {
		all, err := learning.IssueAll(v.ctx(), tx, cohort.ID)
		return len(all), err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawWorkshop(status, form)
	}
	v.tell(page.Good, v.words.Count("web.workshop.certified", issued))
	return v.goTo(page.WorkshopPath(cohort.Code) + "#certificates")
}
