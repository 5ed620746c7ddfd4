package web

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

func enrolPath(cohort string) string { return page.WorkshopPath(cohort) + "/inscribir" }

// cohortToEnrol is the cohort of the address, where she enrols women.
func (v *visit) cohortToEnrol() (view learning.View, members []learning.Member, err error) {
	view, members, err = v.cohort()
	if err == nil && !view.Enrols {
		err = v.nothing()
	}
	return view, members, err
}

// enrolPage asks who is enrolled: somebody who is looked for, or everybody of a
// list.
func (v *visit) enrolPage() error {
	return v.drawEnrol(http.StatusOK, "", v.form(enrolPath(v.r.PathValue("cohort"))))
}

// drawEnrol shows whom a search means, and the lists.
func (v *visit) drawEnrol(status int, sought string, form page.Form) error {
	cohort, members, err := v.cohortToEnrol()
	if err != nil {
		return err
	}
	show := page.EnrolShow{Cohort: cohort, Sought: sought, Form: form, Number: formNumber(), Registers: v.may("person.register", access.Person)}
	if sought != "" {
		found, err := pathway.Spot(v.ctx(), v.Journal, v.Finder, v.scope, sought)
		if err != nil {
			return err
		}
		show.Found = page.NewFound(v.words, v.Desk.Today(), found)
		show.In = make(map[string]learning.EnrolmentState)
		for _, m := range members {
			show.In[m.Face.Code] = m.State
		}
	}
	if show.Lists, err = v.takenLists(cohort.Definition); err != nil {
		return err
	}
	return v.show(status, page.Enrol(v.view(), show))
}

// enrol looks for whoever was typed, or enrols her, or everybody of a list.
func (v *visit) enrol() error {
	cohort, _, err := v.cohortToEnrol()
	if err != nil {
		return err
	}
	list, err := v.listTyped()
	if err != nil {
		return err
	}
	code, sought := v.r.PostFormValue("code"), strings.TrimSpace(v.r.PostFormValue("q"))
	if code == "" && list == "" {
		return v.drawEnrol(http.StatusOK, sought[:min(len(sought), longestSought)], page.Form{})
	}
	enrolled, err := wrote(v, v.formSent(), func(tx *journal.Tx) (int, error) {
		if list != "" {
			return v.enrolList(tx, cohort.ID, list)
		}
		root, err := v.rootOf(tx, tidyCode(code))
		if err != nil {
			return 0, err
		}
		return 1, v.enrolOne(tx, cohort.ID, root, learning.EnrolmentState(v.r.PostFormValue("as")))
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawEnrol(status, "", form)
	}
	v.tell(page.Good, v.words.Count("web.workshop.enrolled", enrolled))
	return v.goTo(page.WorkshopPath(cohort.Code) + "#women")
}

// enrolOne gives somebody a place, for the committee whose voice she is, if there
// is one.
func (v *visit) enrolOne(tx *journal.Tx, cohort, root string, as learning.EnrolmentState) error {
	p, err := registry.Find(v.ctx(), tx, v.Vault, v.actor.Organisation, root)
	if err != nil {
		return err
	}
	committee, err := v.representedBy(tx, root)
	if err != nil {
		return err
	}
	_, err = learning.Enrol(v.ctx(), tx, cohort, p, as, committee)
	return err
}

// representedBy is the only committee that a woman represents today, "" where there
// is none or there are several.
func (v *visit) representedBy(r store.Reader, root string) (string, error) {
	records, err := registry.Thread(v.ctx(), r, v.actor.Organisation, root)
	if err != nil {
		return "", err
	}
	var committees []string
	for _, record := range records {
		seats, err := collective.SeatsTaken(v.ctx(), r, v.actor.Organisation, record, 0, math.MaxInt64)
		if err != nil {
			return "", err
		}
		for _, s := range seats {
			if s.Role == collective.Representative && s.Until == "" && !slices.Contains(committees, s.Committee) {
				committees = append(committees, s.Committee)
			}
		}
	}
	if len(committees) != 1 {
		return "", nil
	}
	return committees[0], nil
}

// listTyped is the id of the list that a form names, "" for none.
func (v *visit) listTyped() (string, error) {
	code := v.r.PostFormValue("list")
	if code == "" {
		return "", nil
	}
	summary, err := exchange.ImportOf(v.ctx(), v.Journal, v.scope, code)
	return summary.ID, err
}

// enrolList enrols everybody of a list, by its id, whom she reaches, and returns how
// many they are.
func (v *visit) enrolList(tx *journal.Tx, cohort, list string) (int, error) {
	records, err := exchange.PeopleOf(v.ctx(), tx, v.actor.Organisation, list)
	if err != nil {
		return 0, err
	}
	met := make(map[string]bool)
	for _, record := range records {
		code, err := registry.CodeOf(v.ctx(), tx, v.actor.Organisation, record)
		if err != nil {
			return 0, err
		}
		root, err := v.rootOf(tx, code)
		if trenza.KindOf(err) == trenza.NotFound || met[root] {
			continue
		}
		if err != nil {
			return 0, err
		}
		met[root] = true
		if err := v.enrolOne(tx, cohort, root, learning.Enrolled); err != nil {
			return 0, err
		}
	}
	if len(met) == 0 {
		return 0, trenza.Refuse("web.workshop.list_empty")
	}
	return len(met), nil
}

// takenLists are the lists of a programme from which women may be enrolled, the
// latest first. Whoever reads no lists has none.
func (v *visit) takenLists(d *programme.Definition) (options []page.Option, err error) {
	if !v.reaches("list.read", access.List) {
		return nil, nil
	}
	all, err := exchange.Imports(v.ctx(), v.Journal, v.narrowed(d))
	for _, i := range slices.Backward(all) {
		if i.Undone == 0 && len(options) < listsAtOnce {
			options = append(options, page.Option{Value: i.Code, Label: page.ListName(v.words, i.File) + ", " + v.words.ShortDay(page.LimaDay(i.At))})
		}
	}
	return options, err
}

// planFromList is where a cohort is planned with the people of a list.
func planFromList(code string) string {
	return withQuery(planWorkshopPath, url.Values{"lista": {code}})
}
