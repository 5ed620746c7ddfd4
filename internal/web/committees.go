package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// committeeRoutes are the organisations of base: which there are, who sits in them,
// and what the programmes multiply there.
var committeeRoutes = []Route{
	{Method: "GET", Path: "/comites", Name: "committees", Door: Within, Verb: "committee.read", Kind: access.Committee, handler: (*visit).committees},
	{Method: "GET", Path: "/comites/consejo", Name: "council", Door: Within, Verb: "committee.read", Kind: access.Committee, handler: (*visit).council},
	{Method: "GET", Path: "/comites/consejo/hoja/{programme}", Name: "council-paper", Door: Within, Verb: "committee.read", Kind: access.Committee, handler: (*visit).printCouncil},
	{Method: "GET", Path: "/comites/nuevo", Name: "committee-new", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).committeeForm},
	{Method: "POST", Path: "/comites/nuevo", Name: "committee-new", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).enterCommittee},
	{Method: "GET", Path: "/comites/{committee}", Name: "committee", Door: Within, Verb: "committee.read", Kind: access.Committee, handler: (*visit).committee},
	{Method: "POST", Path: "/comites/{committee}/cargos", Name: "seat", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).appoint},
	{Method: "POST", Path: "/comites/{committee}/dejar", Name: "seat-left", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).leaveSeat},
	{Method: "POST", Path: "/comites/{committee}/reconocimiento", Name: "recognition", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).noteRecognition},
	{Method: "POST", Path: "/comites/{committee}/propuestas", Name: "proposal", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).propose},
	{Method: "POST", Path: "/comites/{committee}/propuestas/{proposal}", Name: "proposal-decided", Door: Within, Verb: "committee.keep", Kind: access.Committee, handler: (*visit).decideProposal},
}

func committeePath(id string) string { return "/comites/" + id }

// committees lists those that she sees, with what the programmes multiplied where
// she sees all of it.
func (v *visit) committees() error {
	show := page.CommitteesShow{Keeps: v.reaches("committee.keep", access.Committee)}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		definitions, err := v.gathered(r)
		if err != nil {
			return err
		}
		found, err := collective.Select{}.Read(v.ctx(), r, v.Vault, v.scope)
		if err != nil {
			return err
		}
		replicas, err := collective.SelectReplicas{}.Read(v.ctx(), r, v.Vault, v.scope)
		if err != nil {
			return err
		}
		ours := slices.ContainsFunc(definitions, v.works)
		show.None, show.Keeps = !ours && len(found) == 0, show.Keeps && ours
		show.Lines = page.CommitteeLines(v.words, found, replicas, definitions, v.Desk.Today())
		for _, d := range definitions {
			m, err := collective.Measured(v.ctx(), r, v.Vault, v.scope, d, v.Desk.Today())
			if trenza.KindOf(err) == trenza.Forbidden {
				continue
			}
			if err != nil {
				return err
			}
			if show.Council = true; !v.exact(d) {
				continue
			}
			branches, err := v.branches(r, d, found, replicas)
			if err != nil {
				return err
			}
			show.Programmes = append(show.Programmes, page.NewMultiplied(v.words, d, m, branches))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Committees(v.view(), show))
}

// exact reports whether she may see what a programme multiplied with no small group
// covered: whoever keeps committees made the numbers. Whoever may not reads the page
// for the council.
func (v *visit) exact(d *programme.Definition) bool {
	return v.reaches("committee.keep", access.Committee) || d.Replication != nil && v.scope.Reaches("figures.exact", access.Delivery, v.scope.Service(d.ID, d.Replication.Service))
}

// gathered are the definitions in which organisations of base take part.
func (v *visit) gathered(r store.Reader) ([]*programme.Definition, error) {
	all, err := v.programmes(r, v.actor.Organisation)
	return slices.DeleteFunc(all, func(d *programme.Definition) bool { return d.Committees == nil }), err
}

// branches lead from each woman who speaks for a committee to it, as far as she may
// know who does, with what was taught on there.
func (v *visit) branches(r store.Reader, d *programme.Definition, committees []collective.Committee, replicas []collective.Replica) (all []page.Branch, err error) {
	for _, c := range committees {
		people, err := collective.People(v.ctx(), r, v.scope, c.ID)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(people, func(m collective.MemberSeat) bool {
			return m.Role == collective.Representative && m.Until == ""
		})
		if at < 0 {
			continue
		}
		face, err := registry.FaceOf(v.ctx(), r, v.Vault, v.scope, people[at].Root)
		if err != nil {
			return nil, err
		}
		all = append(all, page.NewBranch(face, c, replicas, d.ID))
	}
	return all, nil
}

// council is the page that a municipal council reads: totals alone.
func (v *visit) council() error {
	reports, err := v.councilReports()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Council(v.view(), reports))
}

// printCouncil is the same of one programme, on a sheet of paper.
func (v *visit) printCouncil() error {
	reports, err := v.councilReports()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(reports, func(r collective.CouncilReport) bool { return r.Programme.ID == v.r.PathValue("programme") })
	if at < 0 {
		return v.nothing()
	}
	file := &held{w: v.w, limit: heldLimit, kind: pdf, name: reports[at].Programme.ID + "-" + string(v.Desk.Today()) + ".pdf"}
	return file.end(reports[at].Paper(file, v.words))
}

// councilReports are those of the programmes of which she sees all committees.
func (v *visit) councilReports() (reports []collective.CouncilReport, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		reports = nil
		definitions, err := v.gathered(r)
		if err != nil {
			return err
		}
		for _, d := range definitions {
			m, err := collective.Measured(v.ctx(), r, v.Vault, v.scope, d, v.Desk.Today())
			if trenza.KindOf(err) == trenza.Forbidden {
				continue
			}
			if err != nil {
				return err
			}
			reports = append(reports, m.Council(d, v.Desk.Today(), v.words.Lang()))
		}
		return nil
	})
	return reports, err
}

// committeeForm asks for an organisation of base.
func (v *visit) committeeForm() error {
	return v.drawCommitteeForm(http.StatusOK, v.form("/comites/nuevo"))
}

func (v *visit) drawCommitteeForm(status int, form page.Form) error {
	d, err := v.gathering()
	if err != nil {
		return err
	}
	return v.show(status, page.CommitteeForm(v.view(), page.CommitteeFormShow{Definition: d, Form: form, Number: v.formNumberOf(form), Place: v.usualPlace()}))
}

// gathering is the definition in which the organisations of base that she keeps take
// part: that of her role, or the first of her organisation; nil where there is none.
func (v *visit) gathering() (d *programme.Definition, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := v.gathered(r)
		if at := slices.IndexFunc(all, v.works); at >= 0 {
			d = all[at]
		}
		return err
	})
	return d, err
}

// works reports whether a role of hers is for a programme.
func (v *visit) works(d *programme.Definition) bool {
	return slices.ContainsFunc(v.actor.Grants, func(g trenza.Grant) bool { return g.Programme == "" || g.Programme == d.ID })
}

// enterCommittee keeps an organisation of base.
func (v *visit) enterCommittee() error {
	d, err := v.gathering()
	if err != nil || d == nil {
		return v.orNothing(err)
	}
	var c collective.Committee
	place, faults := v.placeAt(d)
	if len(faults) > 0 {
		form := v.typedForm()
		form.Faults = faults
		return v.drawCommitteeForm(http.StatusUnprocessableEntity, form)
	}
	err = v.write(func(tx *journal.Tx) (err error) {
		c, err = collective.Enter(v.ctx(), tx, d, collective.Committee{
			Kind: v.r.PostFormValue("kind"), Name: v.r.PostFormValue("name"), Place: place,
		}, spelling.Fold)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawCommitteeForm(status, form)
	}
	v.tellGood("web.committee.entered", v.r.PostFormValue("name"))
	if c.ID == "" { // sent twice
		return v.goTo("/comites")
	}
	return v.goTo(committeePath(c.ID))
}

// placeAt reads a place of a programme, by name or code.
func (v *visit) placeAt(d *programme.Definition) (trenza.Place, []page.Fault) {
	text := strings.TrimSpace(v.r.PostFormValue("place"))
	if text == "" {
		return "", []page.Fault{{Field: "place", Text: v.words.Text("web.missing.place")}}
	}
	place, err := exchange.ReadPlaceIn(d, text)
	if err != nil {
		return "", []page.Fault{{Field: "place", Text: v.words.Error(err)}}
	}
	return place.Code, nil
}

// committee shows one, with who sits in it as far as she may know.
func (v *visit) committee() error { return v.drawCommittee(http.StatusOK, page.Form{}) }

func (v *visit) drawCommittee(status int, form page.Form) error {
	show := page.CommitteeShow{Form: form, Number: v.formNumberOf(form), Today: v.Desk.Today()}
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		show.Committee, show.Definition, err = v.committeeOf(r, "committee.read")
		if err != nil {
			return err
		}
		if show.People, show.Before, err = v.seated(r, show.ID); err != nil {
			return err
		}
		replicas, err := collective.SelectReplicas{Committee: show.ID}.Read(v.ctx(), r, v.Vault, v.scope)
		if err != nil {
			return err
		}
		show.Replicas = page.ReplicaLines(v.words, replicas, nil)
		if show.Proposals, err = v.proposed(r, show.ID); err != nil {
			return err
		}
		_, err = collective.ByID(v.ctx(), r, v.Vault, v.scope, "committee.keep", show.ID)
		show.Keeps = err == nil
		if trenza.KindOf(err) == trenza.NotFound {
			err = nil
		}
		return err
	})
	if err != nil {
		return err
	}
	show.Reports = v.reaches("replica.report", access.Activity)
	return v.show(status, page.Committee(v.view(), show))
}

// committeeOf returns the committee of the address, if it is hers for a verb, with
// the definition by which it is known.
func (v *visit) committeeOf(r store.Reader, verb string) (collective.Committee, *programme.Definition, error) {
	c, err := collective.ByID(v.ctx(), r, v.Vault, v.scope, verb, v.r.PathValue("committee"))
	if err != nil {
		return c, nil, err
	}
	all, err := v.gathered(r)
	if err != nil || len(all) == 0 {
		return c, nil, v.orNothing(err)
	}
	at := slices.IndexFunc(all, func(d *programme.Definition) bool { return d.ID == c.Programme })
	return c, all[max(at, 0)], nil
}

func (v *visit) orNothing(err error) error {
	if err == nil {
		return v.nothing()
	}
	return err
}

// seated are who sits in a committee today, and who did before.
func (v *visit) seated(r store.Reader, committee string) (now, before []page.SeatLine, err error) {
	people, err := collective.People(v.ctx(), r, v.scope, committee)
	for _, m := range people {
		face, err := registry.FaceOf(v.ctx(), r, v.Vault, v.scope, m.Root)
		if err != nil {
			return nil, nil, err
		}
		line := page.SeatLine{MemberSeat: m, Face: face}
		if m.Until == "" || m.Until > v.Desk.Today() {
			now = append(now, line)
		} else {
			before = append(before, line)
		}
	}
	return now, before, err
}

// proposed are the proposals of a committee, with whose they are.
func (v *visit) proposed(r store.Reader, committee string) (lines []page.ProposalLine, err error) {
	found, err := collective.Proposals(v.ctx(), r, v.Vault, v.scope, committee)
	for _, p := range found {
		face, err := registry.FaceOf(v.ctx(), r, v.Vault, v.scope, p.Root)
		if err != nil {
			return nil, err
		}
		lines = append(lines, page.ProposalLine{Proposal: p, Face: face})
	}
	return lines, err
}

// keep changes something of the committee of the address, and shows it again.
func (v *visit) keep(said string, how func(*journal.Tx, *programme.Definition, collective.Committee) error) error {
	err := v.write(func(tx *journal.Tx) error {
		c, d, err := v.committeeOf(tx, "committee.keep")
		if err != nil {
			return err
		}
		return how(tx, d, c)
	})
	if err == nil {
		v.tellGood(said)
		return v.goTo(committeePath(v.r.PathValue("committee")))
	}
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawCommittee(status, form)
}

// appoint seats somebody, who is named by her code.
func (v *visit) appoint() error {
	return v.keep("web.committee.seated", func(tx *journal.Tx, d *programme.Definition, c collective.Committee) error {
		person, err := v.personTyped(tx, "person")
		if err != nil {
			return err
		}
		since, err := v.readDay("since")
		if err != nil {
			return err
		}
		until, err := v.readDay("until")
		if err != nil {
			return err
		}
		return collective.Appoint(v.ctx(), tx, d, collective.Seat{
			Committee: c.ID, Holder: person, Role: v.r.PostFormValue("role"), Since: since, Until: until,
		})
	})
}

// personTyped is the thread of the code of a field.
func (v *visit) personTyped(r store.Reader, field string) (string, error) {
	code := tidyCode(v.r.PostFormValue(field))
	root, err := v.rootOf(r, code)
	if trenza.KindOf(err) == trenza.NotFound {
		return "", trenza.Refuse("registry.no_such_person", code)
	}
	return root, err
}

// leaveSeat notes that somebody no longer holds a seat.
func (v *visit) leaveSeat() error {
	return v.keep("web.committee.left", func(tx *journal.Tx, _ *programme.Definition, c collective.Committee) error {
		until, err := v.readDay("until")
		if err != nil {
			return err
		}
		return collective.Leave(v.ctx(), tx, collective.Seat{
			Committee: c.ID, Holder: v.r.PostFormValue("holder"), Role: v.r.PostFormValue("role"),
		}, until)
	})
}

// noteRecognition keeps the resolution by which the municipality recognises a committee.
func (v *visit) noteRecognition() error {
	return v.keep("web.committee.recognised", func(tx *journal.Tx, _ *programme.Definition, c collective.Committee) error {
		n := collective.Recognition{Resolution: v.r.PostFormValue("resolution")}
		var err error
		if n.From, err = v.readDay("from"); err != nil {
			return err
		}
		if n.Until, err = v.readDay("expires"); err != nil {
			return err
		}
		return collective.NoteRecognition(v.ctx(), tx, c.ID, n)
	})
}

// propose keeps what somebody of a committee proposed.
func (v *visit) propose() error {
	return v.keep("web.committee.proposed", func(tx *journal.Tx, d *programme.Definition, c collective.Committee) error {
		made, err := v.readDay("made")
		if err != nil {
			return err
		}
		_, err = collective.Propose(v.ctx(), tx, d, collective.Proposal{
			Committee: c.ID, Holder: v.r.PostFormValue("proposer"), Sphere: v.r.PostFormValue("sphere"), Made: made,
			What: v.r.PostFormValue("what"),
		})
		return err
	})
}

// decideProposal notes what became of a proposal, as of today.
func (v *visit) decideProposal() error {
	return v.keep("web.committee.decided", func(tx *journal.Tx, _ *programme.Definition, _ collective.Committee) error {
		return collective.Decide(v.ctx(), tx, v.r.PathValue("proposal"), collective.Fate(v.r.PostFormValue("fate")), v.Desk.Today())
	})
}
