package matrix

import (
	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// nobody is a record that there is not.
var nobody = &thing{id: "0197a000-0000-7000-8000-000000000000", code: "AAAAA-AAAAA", name: "nobody"}

// peopleTrials are those about who somebody is.
func peopleTrials() []trial {
	return []trial{
		{verb: "person.list", rows: everybody, see: permits("person.list")},
		{verb: "person.read", rows: everybody, see: permits("person.read")},
		{verb: "person.list", rows: ofHerOrganisation, see: peopleWithin("person.list")},
		{verb: "person.read", rows: ofHerOrganisation, see: peopleWithin("person.read")},
		{verb: "person.read", rows: everybody, see: opensByName},
		{verb: "person.seen", rows: everybody, see: tellsWhoSaw},

		{verb: "person.register", rows: somethingNew, do: func(w *world, p *player, tx *journal.Tx, _ *thing) error {
			_, err := w.Registry.Recognise(w.Context, tx, worldtest.Numbered(900_000), "2020-03-25")
			return err
		}},
		{verb: "person.amend", rows: everybody, ghost: nobody, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			amended := worldtest.Numbered(800_000)
			_, err := w.Registry.Amend(w.Context, tx, r.id, amended, "lo dijo ella")
			return err
		}},
		{verb: "person.withdraw", rows: within((*world).unserved), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.Withdraw(w.Context, tx, r.id)
		}},
		{verb: "person.restore", rows: within((*world).someone), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			said, err := registry.Before(w.Context, tx, map[string]int64{r.id: 1 << 40})
			if err != nil {
				return err
			}
			_, err = registry.Restore(w.Context, tx, r.id, said[r.id])
			return err
		}},
		{verb: "household.join", rows: within((*world).someone), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.JoinHousehold(w.Context, tx, r.id, "H-1", "jefa")
		}},
		{verb: "household.leave", rows: within((*world).someone), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.LeaveHousehold(w.Context, tx, r.id, nobody.id)
		}},
		{verb: "consent.give", rows: within((*world).someone), do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := registry.Consents(w.Context, tx, registry.Consent{
				Person: r.id, Purpose: "research", TextVersion: "1", Language: "es", Mode: "verbal", Given: "2020-03-25",
			})
			return err
		}},
		{verb: "consent.revoke", rows: func(w *world, _ *player) []*thing { return w.consents }, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.Revoke(w.Context, tx, w.consented[r.id], "2020-03-26")
		}},
		{verb: "person.assign", rows: everybody, ghost: nobody, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.Assign(w.Context, tx, r.id, "somebody", "2020-03-25")
		}},
		{verb: "person.unassign", rows: everybody, ghost: nobody, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			return registry.Unassign(w.Context, tx, r.id, "somebody", "2020-03-25")
		}},
		{verb: "person.forget", rows: everybody, ghost: nobody, do: func(w *world, _ *player, tx *journal.Tx, r *thing) error {
			_, err := registry.Forget(w.Context, tx, r.id, "solicitud suya")
			return err
		}},
	}
}

func everybody(w *world, _ *player) []*thing { return w.people }

func ofHerOrganisation(w *world, p *player) (hers []*thing) {
	for _, r := range w.people {
		if r.organisation == p.Organisation {
			hers = append(hers, r)
		}
	}
	return hers
}

// somethingNew is what does not exist yet, in the player's own organisation.
func somethingNew(_ *world, p *player) []*thing {
	return []*thing{{name: "something new", organisation: p.Organisation}}
}

// within tries a verb that takes an id which nobody is given beyond the wall on
// rows of the player's own organisation.
func within(rows func(*world) []*thing) func(*world, *player) []*thing {
	return func(w *world, p *player) (hers []*thing) {
		for _, r := range rows(w) {
			if r.organisation == p.Organisation {
				hers = append(hers, r)
			}
		}
		return hers
	}
}

func (w *world) unserved() []*thing { return w.those(w.nobodys) }

func (w *world) someone() []*thing { return w.those(w.mine, w.theirs) }

func (w *world) those(ids ...string) (some []*thing) {
	for _, id := range ids {
		for _, r := range w.people {
			if r.id == id {
				some = append(some, r)
			}
		}
	}
	return some
}

// permits asks about one record after another, those of the other organisation
// among them.
func permits(verb string) func(*world, *player) (map[string]bool, error) {
	return func(w *world, p *player) (map[string]bool, error) {
		shown := make(map[string]bool)
		err := w.DB.Read(w.Context, func(r store.Reader) error {
			for _, who := range w.people {
				may, err := registry.Permits(w.Context, r, w.scope(p), verb, who.id)
				if err != nil {
					return err
				}
				shown[who.id] = may
			}
			return nil
		})
		return shown, err
	}
}

func peopleWithin(verb string) func(*world, *player) (map[string]bool, error) {
	return func(w *world, p *player) (map[string]bool, error) {
		shown := make(map[string]bool)
		err := w.DB.Read(w.Context, func(r store.Reader) error {
			known, _, err := registry.PeopleWithin(w.Context, r, w.scope(p), verb)
			for _, who := range w.people {
				shown[who.id] = err == nil && known(who.id)
			}
			return err
		})
		return shown, err
	}
}

// opensByName opens the thread of everybody: whose name is shown, with the rest of
// what the thread must and must not have.
func opensByName(w *world, p *player) (map[string]bool, error) {
	_, missing := pathway.Open(w.Context, w.Journal, w.scope(p), nobody.code)
	shown := make(map[string]bool)
	for i, r := range w.people {
		found := w.expects("person.list", p, r) || w.expects("person.read", p, r)
		if !found && i%4 > 0 { // one in four is enough of those whom she does not find
			continue
		}
		before := w.positionOf(p.Organisation)
		thread, err := pathway.Open(w.Context, w.Journal, w.scope(p), r.code)
		switch {
		case err == nil && !found:
			w.t.Errorf("%s opens the thread of a woman %s", p.name, r.name)
		case err != nil && found:
			w.t.Errorf("%s does not find the thread of a woman %s: %v", p.name, r.name, err)
		case err != nil:
			w.alike(trial{verb: "person.read"}, p, r, err, missing)
			continue
		}
		shown[r.id] = thread.Identified
		w.sees(p, r, thread)
		w.onRecord(p, r, thread, w.positionOf(p.Organisation) > before)
	}
	return shown, nil
}

// sees compares a thread with what the table lets somebody read of it.
func (w *world) sees(p *player, r *thing, thread *pathway.Thread) {
	for _, record := range thread.Records {
		if named := !record.Name().Empty() || record.Identity.Birth.Day != ""; named && !thread.Identified {
			w.t.Errorf("%s reads the name of a woman %s", p.name, r.name)
		}
	}
	shown := make(map[string]bool)
	for _, a := range thread.Attentions {
		shown[a.ID] = true
		if _, told := a.Form["derivacion"]; told != (a.Service == "orientacion_psicosocial" && w.readsSensitive(p)) {
			w.t.Errorf("%s is shown %v of a sensitive answer of %s", p.name, told, r.name)
		}
	}
	for _, a := range w.attentions {
		if a.person == r.person && shown[a.id] != w.expects("attention.read", p, a) {
			w.t.Errorf("the thread of a woman %s shows %s to %s: %v", r.name, a.name, p.name, shown[a.id])
		}
	}
}

// readsSensitive is whoever reads answers of class P3 in a psychosocial
// orientation that she sees.
func (w *world) readsSensitive(p *player) bool {
	return p.role == trenza.RolePsychologist || p.role == trenza.RoleOperator || p.role == trenza.RoleCaseWorker
}

// onRecord expects that whatever is sensitive, and every identity that the data
// officer sees, was told.
func (w *world) onRecord(p *player, r *thing, thread *pathway.Thread, told bool) {
	sensitive := thread.Identified && p.role == trenza.RoleDataOfficer
	for _, a := range thread.Attentions {
		_, answer := a.Form["derivacion"]
		sensitive = sensitive || a.Class >= trenza.P3 || answer
	}
	if told != sensitive {
		w.t.Errorf("that %s read of a woman %s is on record: %v", p.name, r.name, told)
	}
}

func (w *world) positionOf(organisation string) int64 { return w.in(organisation).Position() }

// tellsWhoSaw asks who has seen somebody.
func tellsWhoSaw(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	_, missing := pathway.Seen(w.Context, w.Journal, w.scope(p), nobody.code)
	for i, r := range w.people {
		if !w.expects("person.seen", p, r) && i%4 > 0 {
			continue
		}
		_, err := pathway.Seen(w.Context, w.Journal, w.scope(p), r.code)
		shown[r.id] = err == nil
		if err != nil {
			w.alike(trial{verb: "person.seen"}, p, r, err, missing)
		}
	}
	return shown, nil
}
