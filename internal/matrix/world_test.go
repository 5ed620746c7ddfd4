package matrix

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// world is what is tried: two organisations of real rows, and everybody who
// tries.
type world struct {
	t                *testing.T
	*worldtest.World // CARE, as the operator has it
	table            *Table
	meanings         map[string]rights // of the letters
	folder           string
	muni             *worldtest.World // Reque
	desk             *staff.Desk
	objects          map[spot]string // of each service, without a place

	administrators map[string]trenza.Actor
	colleagues     map[string]string // an account of each organisation
	joined         int
	players        []*player
	scopes         map[*player]access.Scope

	people     []*thing
	attentions []*thing
	activities []*thing
	pairs      []*thing
	merges     []*thing
	consents   []*thing
	committees []*thing
	seats      []*thing
	toHold     []*thing // replicas that are planned
	toVerify   []*thing // replicas that somebody else reported
	held       []*thing
	lists      []*thing
	frozen     []*thing
	measures   []*thing
	seeds      []*thing
	visits     []*thing

	cohorts      []*thing
	lessons      []*thing
	enrolments   []*thing
	certificates []*thing
	planned      map[string]learning.Session // by id

	records   map[string]*registry.Person     // by id
	given     map[string]attention.Attention  // by id
	counted   map[string]outreach.Activity    // by id
	raised    map[string]registry.Pair        // by id
	merged    map[string]registry.Merge       // by the id of the pair
	consented map[string]registry.Consent     // by id
	groups    map[string]collective.Committee // by id
	waiting   map[string]pathway.Held         // by id

	files  map[string]cast.List        // by name
	paths  map[string]string           // of lists that were written, by name
	linked map[string]*registry.Person // who was counted at an activity, by its id

	mine, nobodys, theirs string // the records of the three participants
	step                  string // what is planned
	n                     int    // how many different women there are
	answers               answers
}

// newWorld builds the rows and lets everybody in.
func newWorld(t *testing.T, location string) *world {
	t.Helper()
	base := worldtest.Plain(t, location)
	w := &world{
		t: t, World: base.In(t, care, alma, taler), muni: base.In(t, reque, taler), folder: t.TempDir(),
		administrators: make(map[string]trenza.Actor), colleagues: make(map[string]string), scopes: make(map[*player]access.Scope), objects: make(map[spot]string),
		records: make(map[string]*registry.Person), files: make(map[string]cast.List), paths: make(map[string]string), linked: make(map[string]*registry.Person), given: make(map[string]attention.Attention), counted: make(map[string]outreach.Activity),
		raised: make(map[string]registry.Pair), merged: make(map[string]registry.Merge), consented: make(map[string]registry.Consent),
		planned: make(map[string]learning.Session), groups: make(map[string]collective.Committee), waiting: make(map[string]pathway.Held), answers: make(answers), meanings: meanings(),
	}
	var err error
	w.table, err = Read(filepath.Join("..", "access", "testdata", "matrix.yaml"))
	w.must(err)
	w.desk = newDesk(w.World)
	t.Cleanup(w.desk.Wait)
	w.sort()
	w.serve()
	w.enlist()
	w.accompany()
	w.undertake()
	w.gather()
	w.listIn()
	return w
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// sort finds the object of every service.
func (w *world) sort() {
	for _, id := range []string{alma, taler} {
		d, _ := programme.Shipped(id)
		for _, s := range d.Offers() {
			for _, o := range w.table.Objects {
				if o.Field == string(s.Field) && o.Class == s.Class.String() {
					w.objects[spot{programme: id, service: s.ID}] = o.ID
				}
			}
		}
	}
}

// objectOf returns the object of the service of a spot.
func (w *world) objectOf(s spot) string {
	return w.objects[spot{programme: s.programme, service: s.service}]
}

// offered are services of Alma Llanera of every class and field.
var offered = []string{
	"informacion_proteccion", "orientacion_legal", "empleabilidad", "capital_semilla", "bono", "asistencia_legal",
	"psicosocial_individual", "orientacion_psicosocial", "salud",
}

// delivered is how a service is given.
func delivered(service string, place trenza.Place) attention.Attention {
	a := worldtest.Delivered("2020-03-20", place)
	switch service {
	case "bono":
		a.Outcomes, a.Form = []string{programme.Collected}, map[string]string{"amount": "76000"}
	case "empleabilidad", "crochet":
		a.Mark, a.Minutes = attention.Present, 180
	case "orientacion_psicosocial":
		a.Form = map[string]string{"derivacion": "sí"}
	case "asistencia_legal":
		a.Form = map[string]string{"materia": "migratoria"}
	}
	return a
}

// woman registers somebody new in an organisation, gives her services at a place
// and returns the row of who she is.
func (w *world) woman(in *worldtest.World, name, program string, place trenza.Place, services ...string) *thing {
	w.Helper()
	w.n++
	return w.known(in, name, worldtest.Numbered(w.n), program, place, services...)
}

func (w *world) known(in *worldtest.World, name string, record registry.Record, program string, place trenza.Place, services ...string) *thing {
	w.Helper()
	var p *registry.Person
	in.Write(func(tx *journal.Tx) error {
		known, err := in.Registry.Recognise(w.Context, tx, record, "2020-03-20")
		if err != nil {
			return err
		}
		p = known.Person
		for _, id := range services {
			if _, err := attention.Give(w.Context, tx, p, in.Service(program, id), delivered(id, place)); err != nil {
				return err
			}
		}
		return nil
	})
	r := &thing{id: p.ID, code: p.Code, name: name, organisation: in.Actor.Organisation, person: p.ID}
	for _, id := range services {
		r.at = append(r.at, spot{program, id, place})
	}
	w.people, w.records[p.ID] = append(w.people, r), p
	return r
}

// serve registers women and gives them services, in both programmes, here and
// elsewhere.
func (w *world) serve() {
	w.Helper()
	hers := w.woman(w.World, "accompanied", alma, tumbes, offered...)
	shared := w.woman(w.World, "accompanied, who consented", alma, tumbes, offered...)
	w.woman(w.World, "of another", alma, tumbes, offered...)
	w.woman(w.World, "in Lima", alma, lima, offered...)
	farShared := w.woman(w.World, "accompanied in Lima, who consented", alma, lima, offered...)
	w.woman(w.World, "of payments alone", alma, tumbes, "bono")
	w.woman(w.World, "of seed capital alone", alma, tumbes, "capital_semilla")
	w.woman(w.World, "of legal support alone", alma, tumbes, "asistencia_legal")
	w.nobodys = w.woman(w.World, "of nothing yet", alma, "").id
	w.mine = w.woman(w.World, "the participant", alma, tumbes, offered...).id
	w.woman(w.World, "of the other programme", taler, inReque, "crochet")
	w.theirs = w.woman(w.muni, "in Reque", taler, inReque, "crochet").id
	for _, r := range []*thing{hers, shared, farShared} {
		r.assigned = true
	}
	w.agree(hers, "research")
	w.agree(shared, registry.ForSharing)
	w.agree(farShared, registry.ForSharing)
	w.agree(w.people[2], "research")
	w.agree(w.people[len(w.people)-1], "research")
	w.lookalikes()
	w.count()
	w.represent()
	w.teach()
	w.freeze()
}

// agree has a woman consent.
func (w *world) agree(r *thing, purpose string) {
	w.Helper()
	in := w.in(r.organisation)
	c := registry.Consent{Person: r.id, Purpose: purpose, TextVersion: "1", Language: "es", Mode: "signed", Given: "2020-03-20"}
	in.Write(func(tx *journal.Tx) (err error) {
		c.ID, err = registry.Consents(w.Context, tx, c)
		return err
	})
	of := *r
	of.name, of.id = "consent of "+r.name, c.ID
	w.consents, w.consented[c.ID] = append(w.consents, &of), c
	r.shared = r.shared || purpose == registry.ForSharing
}

// in is an organisation of the world.
func (w *world) in(organisation string) *worldtest.World {
	if organisation == reque {
		return w.muni
	}
	return w.World
}

// twice registers somebody under two papers and one phone, which asks about her.
func (w *world) twice(in *worldtest.World, name, program string, services []string, places ...trenza.Place) *thing {
	w.Helper()
	w.n++
	first := worldtest.Phone(worldtest.Numbered(w.n), fmt.Sprint(900_000_000+w.n))
	second := first
	second.Documents = []registry.Document{worldtest.Paper("PTP", fmt.Sprintf("%09d", w.n))}
	a := w.known(in, name+", once", first, program, places[0], services...)
	b := w.known(in, name+", again", second, program, places[1], services...)
	pair := in.PairOf(a.id, b.id)
	r := &thing{id: pair.ID, code: pair.Code, name: name, organisation: a.organisation, at: a.at, other: b.at}
	w.raised[pair.ID] = pair
	return r
}

// lookalikes raises questions: about two women here, one here and one in Lima, two
// in Lima, of a team, and in Reque; and joins three pairs.
func (w *world) lookalikes() {
	w.Helper()
	info := []string{"informacion_proteccion"}
	w.pairs = append(w.pairs,
		w.twice(w.World, "two here", alma, info, tumbes, tumbes),
		w.twice(w.World, "one here and one in Lima", alma, info, tumbes, lima),
		w.twice(w.World, "two in Lima", alma, info, lima, lima),
		w.twice(w.muni, "two in Reque", taler, []string{"crochet"}, inReque, inReque),
	)
	guarded := w.twice(w.World, "of a team", alma, info, tumbes, tumbes)
	guarded.teams = []string{"vbg"}
	w.World.As("Eva", "vbg").Write(func(tx *journal.Tx) error {
		return registry.Guard(w.Context, tx, w.raised[guarded.id].First, "vbg")
	})
	w.pairs = append(w.pairs, guarded)
	w.merges = append(w.merges,
		w.joinedPair("joined here", tumbes, tumbes), w.joinedPair("joined across", tumbes, lima), w.joinedPair("joined in Lima", lima, lima))
}

// joinedPair is a pair that people joined. What is known of either is of the thread.
func (w *world) joinedPair(name string, places ...trenza.Place) *thing {
	w.Helper()
	r := w.twice(w.World, name, alma, []string{"informacion_proteccion"}, places...)
	pair := w.raised[r.id]
	if !w.Decide(pair, registry.Same) {
		w.Fatal("not joined: ", name)
	}
	w.Read(func(reader store.Reader) (err error) {
		w.merged[r.id], err = registry.MergeOf(w.Context, reader, care, pair)
		return err
	})
	all := append(append([]spot{}, r.at...), r.other...)
	for _, p := range w.people {
		if p.id == pair.First || p.id == pair.Second {
			p.at, p.person = all, w.merged[r.id].Survivor
		}
	}
	r.at, r.other = all, nil
	return r
}

// count counts people without names, here and in Lima, in either programme.
func (w *world) count() {
	w.Helper()
	for _, c := range []struct {
		in      *worldtest.World
		program string
		service string
		place   trenza.Place
	}{
		{w.World, alma, "informacion_proteccion", tumbes}, {w.World, alma, "informacion_proteccion", lima},
		{w.World, taler, "replica", inReque}, {w.muni, taler, "replica", inReque},
	} {
		var a outreach.Activity
		p := w.records[w.people[0].id]
		if c.in == w.muni {
			p = w.records[w.theirs]
		}
		c.in.Write(func(tx *journal.Tx) (err error) {
			a, err = outreach.Count(w.Context, tx, c.in.Service(c.program, c.service).Service, headcount(c.program, c.service, c.place, "Feria"))
			if err != nil {
				return err
			}
			return outreach.Link(w.Context, tx, a, p)
		})
		w.linked[a.ID] = p
		w.counted[a.ID] = a
		w.activities = append(w.activities, &thing{
			id: a.ID, name: "a fair in " + string(c.place) + " of " + c.in.Actor.Organisation, organisation: c.in.Actor.Organisation,
			at: []spot{{c.program, c.service, c.place}},
		})
	}
}

// headcount is twelve women counted at an activity.
func headcount(program, service string, place trenza.Place, title string) outreach.Activity {
	return outreach.Activity{
		Programme: program, Service: service, Title: title, Day: "2020-03-21", Place: place, Method: "counted", Total: 12,
		Groups: []outreach.Group{{Sex: "F", MinAge: 18, MaxAge: outreach.Oldest, People: 12}},
	}
}

// represent seats two women in committees, one in each organisation.
func (w *world) represent() {
	w.Helper()
	for _, in := range []*worldtest.World{w.World, w.muni} {
		w.n++
		participant := pathway.Participant{Record: worldtest.Numbered(w.n), Committee: "Virgen del Carmen"}
		given := delivered("crochet", inReque)
		var received pathway.Received
		in.Write(func(tx *journal.Tx) (err error) {
			received, err = in.Intake.Give(w.Context, tx, participant, in.Service(taler, "crochet"), given)
			return err
		})
		organisation, p := in.Actor.Organisation, received.Person
		at := []spot{{taler, "crochet", inReque}, {taler, "replica", inReque}}
		w.people = append(w.people, &thing{id: p.ID, code: p.Code, name: "who represents a committee of " + organisation, organisation: organisation, person: p.ID, at: at})
		w.records[p.ID] = p
		var groups []collective.Committee
		in.Read(func(r store.Reader) (err error) {
			groups, err = collective.Committees(w.Context, r, w.Vault, organisation)
			return err
		})
		c := groups[0]
		w.groups[c.ID] = c
		w.committees = append(w.committees, &thing{id: c.ID, name: "a committee of " + organisation, organisation: organisation, at: at})
		w.seats = append(w.seats, &thing{id: c.ID, person: p.ID, name: "a seat of " + organisation, organisation: organisation, at: at})
		w.replicate(in, c, p)
	}
}

// replicate plans a replica in a committee, and has somebody report another.
func (w *world) replicate(in *worldtest.World, c collective.Committee, p *registry.Person) {
	w.Helper()
	d, _ := programme.Shipped(taler)
	replica := func(name string) *thing {
		return &thing{name: name + " of " + in.Actor.Organisation, organisation: in.Actor.Organisation, at: []spot{{taler, "replica", inReque}}}
	}
	planned, reported := replica("a planned replica"), replica("a replica that was reported")
	in.As("Quien Informa").Write(func(tx *journal.Tx) error {
		for _, r := range []*thing{planned, reported} {
			one, err := collective.Plan(w.Context, tx, d, collective.Replica{
				Committee: c.ID, Trainer: p.ID, Topics: []string{"puntos"}, Day: "2020-03-22", Place: inReque,
			})
			if r.id = one.ID; err != nil {
				return err
			}
		}
		if _, err := collective.HoldOn(w.Context, tx, d, reported.id, "2020-03-22"); err != nil {
			return err
		}
		_, err := collective.ReportOf(w.Context, tx, d, reported.id, collective.Account{
			Covered: []string{"puntos"}, FirstTime: 6, Groups: []outreach.Group{{Sex: "F", MinAge: 18, MaxAge: outreach.Oldest, People: 12}},
		})
		return err
	})
	w.toHold, w.toVerify = append(w.toHold, planned), append(w.toVerify, reported)
}

// freeze freezes what is public and a draft.
func (w *world) freeze() {
	w.Helper()
	for _, in := range []*worldtest.World{w.World, w.muni} {
		d, _ := programme.Shipped(alma)
		if in == w.muni {
			d, _ = programme.Shipped(taler)
		}
		reporter := report.Reporter{Engine: in.Engine, Journal: in.Journal}
		for _, public := range []bool{true, false} {
			f, err := reporter.Freeze(w.Context, in.Actor, report.Order{Query: report.Query{Definition: d, Public: public}, Approver: "Lucía Aprobadora"})
			w.must(err)
			w.frozen = append(w.frozen, &thing{
				id: f.Code, code: f.Code, name: fmt.Sprintf("figures of %s, public %v", f.Programme, public), organisation: in.Actor.Organisation,
				at: []spot{{programme: d.ID}}, draft: !public,
			})
		}
	}
}

// accompany assigns women to every account of CARE.
func (w *world) accompany() {
	w.Helper()
	w.Write(func(tx *journal.Tx) error {
		for _, r := range w.people {
			for _, p := range w.players {
				if !r.assigned || p.Account == "" || p.Organisation != care {
					continue
				}
				if err := registry.Assign(w.Context, tx, r.id, p.Account, "2020-03-20"); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// gather notes every service that was given, with whose it is.
func (w *world) gather() {
	w.Helper()
	of := make(map[string]*thing)
	for _, r := range w.people {
		of[r.id] = r
	}
	for _, in := range []*worldtest.World{w.World, w.muni} {
		for _, id := range []string{alma, taler} {
			d, _ := programme.Shipped(id)
			in.Read(func(r store.Reader) error {
				return attention.Select(w.Context, r, w.Vault, w.scope(&player{Actor: in.Actor}), attention.Selection{Definition: d}, func(a attention.Attention) error {
					w.attentions = append(w.attentions, w.attentionOf(of[a.Person], a))
					w.given[a.ID] = a
					return nil
				})
			})
		}
	}
}

func (w *world) attentionOf(r *thing, a attention.Attention) *thing {
	if r == nil {
		w.Fatal("a service of nobody who was registered: ", a)
	}
	one := *r
	one.id, one.at = a.ID, []spot{{a.Programme, a.Service, a.Place}}
	one.name, one.object = a.Service+" of a woman "+r.name, w.objectOf(one.at[0])
	return &one
}

// scope is how far somebody reads.
func (w *world) scope(p *player) (scope access.Scope) {
	w.Helper()
	if found, known := w.scopes[p]; known {
		return found
	}
	w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(w.Context, r, p.Actor)
		return err
	})
	w.scopes[p] = scope
	return scope
}
