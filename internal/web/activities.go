package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// activityRoutes are the occasions on which people were counted without names, and
// who of them was registered since.
var activityRoutes = []Route{
	{Method: "GET", Path: "/actividades", Name: "activities", Door: Within, Verb: "activity.read", Kind: access.Activity, handler: (*visit).activities},
	{Method: "GET", Path: "/actividades/nueva", Name: "count", Door: Within, Verb: "activity.count", Kind: access.Activity, handler: (*visit).countPage},
	{Method: "POST", Path: "/actividades/nueva", Name: "count", Door: Within, Verb: "activity.count", Kind: access.Activity, handler: (*visit).count},
	{Method: "GET", Path: "/actividades/{activity}", Name: "activity", Door: Within, Verb: "activity.read", Kind: access.Activity, handler: (*visit).activity},
	{Method: "POST", Path: "/actividades/{activity}/enlazar", Name: "link", Door: Within, Verb: "headcount.link", Kind: access.Activity, handler: (*visit).link},
	{Method: "POST", Path: "/actividades/{activity}/desenlazar", Name: "unlink", Door: Within, Verb: "headcount.unlink", Kind: access.Activity, handler: (*visit).unlink},
	{Method: "POST", Path: "/actividades/{activity}/retirar", Name: "withdraw-activity", Door: Within, Verb: "activity.withdraw", Kind: access.Activity, handler: (*visit).withdrawActivity},
}

// mostActivities is how many activities a page lists.
const mostActivities = 40

const newActivityPath = "/actividades/nueva"

func activityPath(id string) string { return "/actividades/" + id }

// activities lists those that she may read, the latest first.
func (v *visit) activities() error {
	query := v.r.URL.Query()
	before, after, _ := strings.Cut(query.Get("antes"), "_")
	s := outreach.Select{Before: trenza.Day(before), After: after, Most: mostActivities + 1}
	show := page.ActivitiesShow{Newest: before == "", Counts: v.reaches("activity.count", access.Activity)}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		found, err := s.Read(v.ctx(), r, v.scope)
		if err != nil {
			return err
		}
		if len(found) > mostActivities {
			found = found[:mostActivities]
			last := found[mostActivities-1]
			show.Older = string(last.Day) + "_" + last.ID
		}
		definitions, err := v.programmes(r, v.actor.Organisation)
		show.Lines = page.ActivityLines(v.words, found, definitions)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Activities(v.view(), show))
}

// countPage asks what kind of activity it was, and then for the numbers.
func (v *visit) countPage() error {
	offers, err := v.recordable(programme.Headcount)
	if err != nil {
		return err
	}
	form := v.form(newActivityPath)
	if form.Values == nil {
		form.Values = url.Values{
			"service": {v.r.URL.Query().Get("servicio")}, "day": {string(v.Desk.Today())}, "place": {v.usualPlace()}, "method": {"counted"},
		}
	}
	s, known := serviceIn(offers, form.Value("service"))
	if !known {
		return v.show(http.StatusOK, page.CountWhich(v.view(), page.NewCountWhich(v.words, newActivityPath, "/actividades", offers)))
	}
	return v.drawCount(http.StatusOK, s, form)
}

func (v *visit) drawCount(status int, s attention.Service, form page.Form) error {
	return v.show(status, page.CountHeads(v.view(), page.CountShow{Service: s, Form: form, Number: v.formNumberOf(form), Action: newActivityPath}))
}

// count records a headcount. The same occasion with the same numbers is not
// counted twice; with others it waits for a decision.
func (v *visit) count() error {
	offers, err := v.recordable(programme.Headcount)
	if err != nil {
		return err
	}
	s, known := serviceIn(offers, v.r.PostFormValue("service"))
	if !known {
		return v.nothing()
	}
	form := v.typedForm()
	a, faults := v.activityTyped(s)
	if form.Faults = faults; len(faults) > 0 {
		return v.drawCount(http.StatusUnprocessableEntity, s, form)
	}
	received, err := v.writeActivity(s, a)
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawCount(status, s, form)
	}
	switch {
	case received.Held != nil:
		v.tell(page.Warn, v.words.Text("web.activity.held", a.Title))
	case received.Recorded == 0:
		v.tell(page.Info, v.words.Text("web.activity.had", a.Title))
	default:
		v.tellGood("web.activity.done", a.Title, a.Total)
	}
	return v.goTo("/actividades")
}

func (v *visit) writeActivity(s attention.Service, a outreach.Activity) (received pathway.Received, err error) {
	err = v.write(func(tx *journal.Tx) error {
		received, err = v.Intake.Count(v.ctx(), tx, s, a)
		return err
	})
	return received, err
}

// activityTyped reads an activity with its numbers. Where she says how many there
// were in all, the groups have to add up to it.
func (v *visit) activityTyped(s attention.Service) (a outreach.Activity, faults []page.Fault) {
	a = outreach.Activity{
		Programme: s.Programme.ID, Service: s.ID, Title: strings.TrimSpace(v.r.PostFormValue("title")), Method: v.r.PostFormValue("method"),
	}
	if a.Title == "" {
		faults = append(faults, page.Fault{Field: "title", Text: v.words.Text("outreach.no_title")})
	}
	a.Day, faults = v.dayTyped("day", faults)
	a.Place, faults = v.placeTyped(s, faults)
	heads := func(field string) int {
		n, err := readHeads(v.r.PostFormValue(field))
		if err != nil {
			faults = append(faults, page.Fault{Field: field, Text: v.words.Error(err)})
		}
		return n
	}
	for _, sex := range outreach.Sexes() {
		for _, b := range outreach.Bands() {
			n := heads(page.HeadField(sex, b))
			a.Groups, a.Total = append(a.Groups, outreach.Group{Sex: sex, MinAge: b.Min, MaxAge: b.Max, People: n}), a.Total+n
		}
	}
	for _, population := range registry.Populations() {
		if n := heads("p_" + population); n > 0 {
			if a.Populations == nil {
				a.Populations = make(map[string]int)
			}
			a.Populations[population] = n
		}
	}
	if total := v.r.PostFormValue("total"); total != "" {
		if n := heads("total"); n != a.Total {
			faults = append(faults, page.Fault{Field: "total", Text: v.words.Text("outreach.total_differs", n, a.Total)})
		}
	}
	return a, faults
}

// readHeads reads how many people there were, none where nothing was typed.
func readHeads(text string) (int, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	return sheet.ReadCount(text)
}

// activity shows one activity, and whom of those who were counted she may see.
func (v *visit) activity() error { return v.drawActivity(http.StatusOK, page.Form{}) }

func (v *visit) drawActivity(status int, form page.Form) error {
	show := page.ActivityShow{Form: form}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		a, err := outreach.Permitted(v.ctx(), r, v.scope, "activity.read", v.r.PathValue("activity"))
		if err != nil {
			return err
		}
		d, err := programme.Find(v.ctx(), r, v.actor.Organisation, a.Programme)
		if err != nil {
			return err
		}
		links, err := outreach.LinkedTo(v.ctx(), r, v.actor.Organisation, a.ID)
		if err != nil {
			return err
		}
		show.Activity, show.Service, show.Linked = a, d, len(links)
		for _, link := range links {
			root, err := registry.RootOf(v.ctx(), r, v.actor.Organisation, link.Person)
			if err != nil {
				return err
			}
			face, err := registry.FaceOf(v.ctx(), r, v.Vault, v.scope, root)
			if err != nil {
				return err
			}
			if face.Opens {
				show.People = append(show.People, face)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	row := show.Activity.Row()
	show.Links = v.scope.May("headcount.link", row) == nil
	show.Unlinks = v.scope.May("headcount.unlink", row) == nil
	show.Withdraws = v.scope.May("activity.withdraw", row) == nil
	return v.show(status, page.Activity(v.view(), show))
}

// link notes that a registered person was among those counted. She is named by her
// code, and has to be within reach.
func (v *visit) link() error {
	err := v.write(func(tx *journal.Tx) error {
		a, err := outreach.Permitted(v.ctx(), tx, v.scope, "headcount.link", v.r.PathValue("activity"))
		if err != nil {
			return err
		}
		root, err := v.rootOf(tx, tidyCode(v.r.PostFormValue("code")))
		if trenza.KindOf(err) == trenza.NotFound {
			return trenza.Refuse("registry.no_such_person", tidyCode(v.r.PostFormValue("code")))
		}
		if err != nil {
			return err
		}
		p, err := registry.Find(v.ctx(), tx, v.Vault, v.actor.Organisation, root)
		if err != nil {
			return err
		}
		return outreach.Link(v.ctx(), tx, a, p)
	})
	if err == nil {
		v.tellGood("web.activity.linked")
		return v.goTo(activityPath(v.r.PathValue("activity")))
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	for i := range form.Faults {
		form.Faults[i].Field = "code"
	}
	return v.drawActivity(status, form)
}

// unlink takes it back that somebody was among those counted.
func (v *visit) unlink() error {
	err := v.write(func(tx *journal.Tx) error {
		a, err := outreach.Permitted(v.ctx(), tx, v.scope, "headcount.unlink", v.r.PathValue("activity"))
		if err != nil {
			return err
		}
		root, err := v.rootOf(tx, v.r.PostFormValue("code"))
		if err != nil {
			return err
		}
		records, err := registry.Thread(v.ctx(), tx, v.actor.Organisation, root)
		if err != nil {
			return err
		}
		for _, record := range records {
			link, linked, err := outreach.LinkOf(v.ctx(), tx, v.actor.Organisation, a.ID, record)
			if err == nil && linked {
				err = outreach.Unlink(v.ctx(), tx, link)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	v.tellGood("web.activity.unlinked")
	return v.goTo(activityPath(v.r.PathValue("activity")))
}

// withdrawActivity takes a headcount back with its links.
func (v *visit) withdrawActivity() error {
	id := v.r.PathValue("activity")
	title := ""
	err := v.write(func(tx *journal.Tx) error {
		a, err := outreach.Permitted(v.ctx(), tx, v.scope, "activity.withdraw", id)
		if err != nil {
			return err
		}
		title = a.Title
		_, err = pathway.WithdrawActivity(v.ctx(), tx, id)
		return err
	})
	if err != nil {
		return err
	}
	v.tellGood("web.activity.withdrawn", title)
	return v.goTo("/actividades")
}
