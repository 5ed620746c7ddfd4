package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// replicaRoutes are what was learnt and taught on in the committees.
var replicaRoutes = []Route{
	{Method: "GET", Path: "/comites/{committee}/replica", Name: "replica-new", Door: Within, Verb: "replica.report", Kind: access.Activity, handler: (*visit).replicaForm},
	{Method: "POST", Path: "/comites/{committee}/replica", Name: "replica-new", Door: Within, Verb: "replica.report", Kind: access.Activity, handler: (*visit).reportReplica},
	{Method: "GET", Path: "/replicas", Name: "replicas", Door: Within, Verb: "activity.read", Kind: access.Activity, handler: (*visit).replicas},
	{Method: "GET", Path: "/replicas/{replica}", Name: "replica", Door: Within, Verb: "activity.read", Kind: access.Activity, handler: (*visit).replica},
	{Method: "POST", Path: "/replicas/{replica}/informar", Name: "replica-report", Door: Within, Verb: "replica.report", Kind: access.Activity, handler: (*visit).giveAccount},
	{Method: "POST", Path: "/replicas/{replica}/verificar", Name: "replica-verify", Door: Within, Verb: "replica.verify", Kind: access.Activity, handler: (*visit).verifyReplica},
	{Method: "POST", Path: "/replicas/{replica}/cerrar", Name: "replica-close", Door: Within, Verb: "replica.verify", Kind: access.Activity, handler: (*visit).closeReplica},
	{Method: "POST", Path: "/replicas/{replica}/anular", Name: "replica-cancel", Door: Within, Verb: "replica.report", Kind: access.Activity, handler: (*visit).callOffReplica},
	{Method: "POST", Path: "/replicas/{replica}/presente", Name: "replica-present", Door: Within, Verb: "replica.report", Kind: access.Activity, handler: (*visit).present},
}

func replicaPath(id string) string { return "/replicas/" + id }

// replicas lists those that she sees, the latest first.
func (v *visit) replicas() error {
	show := page.ReplicasShow{}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		found, err := collective.SelectReplicas{}.Read(v.ctx(), r, v.Vault, v.scope)
		if err != nil {
			return err
		}
		committees, err := collective.Select{}.Read(v.ctx(), r, v.Vault, v.scope)
		show.Lines = page.ReplicaLines(v.words, found, committees)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Replicas(v.view(), show))
}

// replicaForm asks what was taught on in a committee, or is to be; or what came of
// one that was planned, where the address says which.
func (v *visit) replicaForm() error {
	if id := v.r.URL.Query().Get("replica"); id != "" {
		return v.drawAccount(http.StatusOK, id, page.Form{})
	}
	form := v.form(committeePath(v.r.PathValue("committee")) + "/replica")
	if form.Values == nil {
		form.Values = url.Values{"day": {string(v.Desk.Today())}}
	}
	return v.drawReplicaForm(http.StatusOK, form)
}

func (v *visit) drawReplicaForm(status int, form page.Form) error {
	show := page.ReplicaFormShow{Form: form, Number: v.formNumberOf(form), Action: committeePath(v.r.PathValue("committee")) + "/replica"}
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		if show.Committee, show.Definition, err = v.committeeOf(r, "committee.read"); err != nil {
			return err
		}
		if show.Definition.Replication == nil {
			return v.nothing()
		}
		show.Back = committeePath(show.Committee.ID)
		show.People, _, err = v.seated(r, show.Committee.ID)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(status, page.ReplicaForm(v.view(), show))
}

// reportReplica keeps a replica: what is still to come is planned, and what was is
// planned, held and reported in one write.
func (v *visit) reportReplica() error {
	var planned collective.Replica
	err := v.write(func(tx *journal.Tx) error {
		c, d, err := v.committeeOf(tx, "committee.read")
		if err != nil {
			return err
		}
		if d.Replication == nil {
			return v.nothing()
		}
		r, err := v.replicaTyped(d, c)
		if err != nil {
			return err
		}
		if planned, err = collective.Plan(v.ctx(), tx, d, r); err != nil || r.Day > v.Desk.Today() {
			return err
		}
		if planned, err = collective.HoldOn(v.ctx(), tx, d, planned.ID, r.Day); err != nil {
			return err
		}
		account, err := v.accountTyped(tx, d)
		if err != nil {
			return err
		}
		planned, err = collective.ReportOf(v.ctx(), tx, d, planned.ID, account)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawReplicaForm(status, form)
	}
	switch planned.State {
	case collective.Planned:
		v.tellGood("web.replica.planned", planned.Day)
	default:
		v.tellGood("web.replica.reported")
	}
	return v.goTo(committeePath(v.r.PathValue("committee")))
}

// replicaTyped reads who taught what, when and where.
func (v *visit) replicaTyped(d *programme.Definition, c collective.Committee) (collective.Replica, error) {
	day, err := v.readDay("day")
	if err != nil {
		return collective.Replica{}, err
	}
	r := collective.Replica{
		Committee: c.ID, Trainer: v.r.PostFormValue("trainer"), Topics: v.r.PostForm["topic"], Day: day, Place: c.Place,
	}
	if r.Trainer == "" {
		return r, trenza.Refuse("web.replica.who_taught")
	}
	if strings.TrimSpace(v.r.PostFormValue("place")) != "" {
		place, faults := v.placeAt(d)
		if len(faults) > 0 {
			return r, trenza.Refuse("web.replica.place", v.r.PostFormValue("place"))
		}
		r.Place = place
	}
	r.Minutes, err = readHeads(v.r.PostFormValue("minutes"))
	return r, err
}

// accountTyped reads who came to a replica and what was taught.
func (v *visit) accountTyped(r store.Reader, d *programme.Definition) (a collective.Account, err error) {
	a.Covered = v.r.PostForm["topic"]
	for _, sex := range outreach.Sexes() {
		for _, b := range outreach.Bands() {
			n, err := readHeads(v.r.PostFormValue(page.HeadField(sex, b)))
			if err != nil {
				return a, err
			}
			a.Groups = append(a.Groups, outreach.Group{Sex: sex, MinAge: b.Min, MaxAge: b.Max, People: n})
		}
	}
	if a.FirstTime, err = readHeads(v.r.PostFormValue("first")); err != nil {
		return a, err
	}
	if a.Minutes, err = readHeads(v.r.PostFormValue("minutes")); err != nil {
		return a, err
	}
	answers, faults := v.answersTyped(attention.Service{Programme: d, Service: &programme.Service{Fields: d.Replication.Fields}}, nil)
	if len(faults) > 0 {
		return a, trenza.Refuse("web.replica.answer", faults[0].Text)
	}
	a.Form = answers
	a.Known = slices.Clone(v.r.PostForm["known"])
	for _, code := range strings.FieldsFunc(v.r.PostFormValue("codes"), func(c rune) bool { return c == ',' || c == ';' || c == ' ' || c == '\n' }) {
		root, err := v.rootOf(r, tidyCode(code))
		if trenza.KindOf(err) == trenza.NotFound {
			return a, trenza.Refuse("registry.no_such_person", tidyCode(code))
		}
		if err != nil {
			return a, err
		}
		a.Known = append(a.Known, root)
	}
	return a, nil
}

// replica shows one.
func (v *visit) replica() error { return v.drawReplica(http.StatusOK, page.Form{}) }

func (v *visit) drawReplica(status int, form page.Form) error {
	show := page.ReplicaShow{Form: form, Number: v.formNumberOf(form)}
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		show.Replica, err = collective.ReplicaByID(v.ctx(), r, v.Vault, v.scope, "activity.read", v.r.PathValue("replica"))
		if err != nil {
			return err
		}
		if show.Definition, err = programme.Find(v.ctx(), r, v.actor.Organisation, show.Replica.Programme); err != nil {
			return err
		}
		c, err := collective.ByID(v.ctx(), r, v.Vault, v.scope, "committee.read", show.Replica.Committee)
		if show.Committee = c; err != nil && trenza.KindOf(err) != trenza.NotFound {
			return err
		}
		if show.Trainer, err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, show.Replica.Root); err != nil {
			return err
		}
		links, err := outreach.LinkedTo(v.ctx(), r, v.actor.Organisation, show.Replica.Activity)
		show.Known = len(links)
		return err
	})
	if err != nil {
		return err
	}
	row := show.Replica.Row()
	show.Reports, show.Verifies = v.scope.May("replica.report", row) == nil, v.scope.May("replica.verify", row) == nil
	return v.show(status, page.Replica(v.view(), show))
}

// drawAccount asks who came to a replica that was planned.
func (v *visit) drawAccount(status int, id string, form page.Form) error {
	show := page.ReplicaFormShow{Number: v.formNumberOf(form), Form: form, Action: replicaPath(id) + "/informar", Accounts: true}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		one, err := collective.ReplicaByID(v.ctx(), r, v.Vault, v.scope, "replica.report", id)
		if err != nil {
			return err
		}
		if !one.State.May(collective.Hold) && !one.State.May(collective.Report) {
			return v.nothing()
		}
		show.Back = replicaPath(one.ID)
		if form.Values == nil {
			show.Form.Values = url.Values{"day": {string(min(one.Day, v.Desk.Today()))}, "topic": one.Topics}
		}
		if show.Definition, err = programme.Find(v.ctx(), r, v.actor.Organisation, one.Programme); err != nil {
			return err
		}
		show.Committee, err = collective.ByID(v.ctx(), r, v.Vault, v.scope, "committee.read", one.Committee)
		if err != nil {
			return err
		}
		show.People, _, err = v.seated(r, one.Committee)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(status, page.ReplicaForm(v.view(), show))
}

// giveAccount keeps what is reported of a replica that was planned.
func (v *visit) giveAccount() error {
	id := v.r.PathValue("replica")
	err := v.write(func(tx *journal.Tx) error {
		one, d, err := v.replicaOf(tx, "replica.report")
		if err != nil {
			return err
		}
		if one.State == collective.Planned {
			day, err := v.readDay("day")
			if err != nil {
				return err
			}
			if _, err = collective.HoldOn(v.ctx(), tx, d, id, day); err != nil {
				return err
			}
		}
		account, err := v.accountTyped(tx, d)
		if err != nil {
			return err
		}
		_, err = collective.ReportOf(v.ctx(), tx, d, id, account)
		return err
	})
	if err == nil {
		v.tellGood("web.replica.reported")
		return v.goTo(replicaPath(id))
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawAccount(status, id, form)
}

// replicaOf returns the replica of the address, if it is hers for a verb, with its
// definition.
func (v *visit) replicaOf(r store.Reader, verb string) (collective.Replica, *programme.Definition, error) {
	one, err := collective.ReplicaByID(v.ctx(), r, v.Vault, v.scope, verb, v.r.PathValue("replica"))
	if err != nil {
		return one, nil, err
	}
	d, err := programme.Find(v.ctx(), r, v.actor.Organisation, one.Programme)
	return one, d, err
}

// move takes a step with the replica of the address, and shows it again.
func (v *visit) move(verb, said string, how func(*journal.Tx, *programme.Definition, string) error) error {
	err := v.write(func(tx *journal.Tx) error {
		one, d, err := v.replicaOf(tx, verb)
		if err != nil {
			return err
		}
		return how(tx, d, one.ID)
	})
	if err == nil {
		v.tellGood(said)
		return v.goTo(replicaPath(v.r.PathValue("replica")))
	}
	if trenza.KindOf(err) == trenza.Forbidden { // she reported it herself
		v.tell(page.Warn, v.words.Error(err))
		return v.goTo(replicaPath(v.r.PathValue("replica")))
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawReplica(status, form)
}

func (v *visit) verifyReplica() error {
	return v.move("replica.verify", "web.replica.verified", func(tx *journal.Tx, d *programme.Definition, id string) error {
		_, err := collective.VerifyBy(v.ctx(), tx, d, id, v.r.PostFormValue("way"))
		return err
	})
}

func (v *visit) closeReplica() error {
	return v.move("replica.verify", "web.replica.closed", func(tx *journal.Tx, _ *programme.Definition, id string) error {
		_, err := collective.CloseUp(v.ctx(), tx, id)
		return err
	})
}

func (v *visit) callOffReplica() error {
	return v.move("replica.report", "web.replica.cancelled", func(tx *journal.Tx, _ *programme.Definition, id string) error {
		_, err := collective.CallOff(v.ctx(), tx, id, v.r.PostFormValue("reason"))
		return err
	})
}

// present notes that somebody who is registered came.
func (v *visit) present() error {
	return v.move("replica.report", "web.replica.present", func(tx *journal.Tx, _ *programme.Definition, id string) error {
		person, err := v.personTyped(tx, "person")
		if err != nil {
			return err
		}
		return collective.Present(v.ctx(), tx, id, person)
	})
}
