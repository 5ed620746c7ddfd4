package exchange

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/venture"
)

// undoing is a list being taken back: all that its rows did.
type undoing struct {
	tx    *journal.Tx
	lists *Lists
	list  importedList
	rows  []ownRow
	spans spans // of the entries that its rows told

	commands   map[string]bool
	subjects   map[string]string // blind token → person of a row
	touched    map[string]int64  // person → first entry by which more became known of her
	registered map[string]bool   // people
	completed  map[string]int64  // people known before → first entry that completed what is known of them
	attentions []attention.Attention
	activities []string
	links      []outreach.Membership
	seats      []holding
	left       []collective.Seat // that came to an end as the list says
	recognised map[string]bool   // committees whose recognition the list noted
	replicas   map[string]collective.State
	batches    []venture.Lot
	committees []string
	households []membership
	pairs      []string
	held       []pathway.Held
	moved      []attention.Attention // that people gave to another record since, of whichever list
}

// ownRow is a row that carried something out.
type ownRow struct {
	row     int
	person  string
	span    span
	command string
	echoes  []int64
}

// holding is a person's seat in a committee until a day, "" while it is hers, and
// membership her place in a household.
type (
	holding struct {
		committee, person, role string
		until                   trenza.Day
	}
	membership struct{ household, person string }
)

// holdingOf is the seat of which something was told.
func holdingOf(s collective.Seat) holding { return holding{s.Committee, s.Holder, s.Role, s.Until} }

// trace finds all that the rows of an import did.
func trace(ctx context.Context, tx *journal.Tx, code string) (*undoing, error) {
	u := &undoing{
		tx: tx, commands: make(map[string]bool), subjects: make(map[string]string), touched: make(map[string]int64),
		registered: make(map[string]bool), completed: make(map[string]int64), recognised: make(map[string]bool),
		replicas: make(map[string]collective.State),
	}
	var err error
	if u.lists, err = OpenLists(ctx, tx, tx.Vault(), tx.Organisation()); err != nil {
		return nil, err
	}
	if u.list, err = u.lists.byCode(code); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{u.readRows, u.readHeld, u.readEntries, u.readAttentions, u.readMoved, u.readBatches} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// readRows reads the rows that carried something out.
func (u *undoing) readRows(ctx context.Context) error {
	var err error
	u.rows, err = store.All(ctx, u.tx, `
		select row, person, first, last, command, echoes
		from import_row
		where organisation = $1 and import = $2 and own = 1`,
		store.Args(u.tx.Organisation(), u.list.id), func(scan store.Scan) (ownRow, error) {
			var r ownRow
			var echoes string
			err := scan(&r.row, &r.person, &r.span.first, &r.span.last, &r.command, &echoes)
			r.echoes = readPositions(echoes)
			return r, err
		})
	if err != nil {
		return err
	}
	all := make([]span, len(u.rows))
	for i, r := range u.rows {
		all[i] = r.span
		u.commands[r.command] = true
		if err := u.meet(ctx, r.person); err != nil {
			return err
		}
	}
	u.spans = sortSpans(all)
	return nil
}

// readPositions reads what positions writes.
func readPositions(text string) []int64 {
	var all []int64
	for _, field := range strings.Fields(text) {
		if n, err := strconv.ParseInt(field, 10, 64); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// meet notes that a row concerned a person.
func (u *undoing) meet(ctx context.Context, person string) error {
	if person == "" {
		return nil
	}
	subject, err := journal.Subject(ctx, u.tx.Vault(), u.tx.Organisation(), person)
	u.subjects[subject] = person
	return err
}

// readHeld finds the rows that were held, and adds what was carried out of them
// to what the list did.
func (u *undoing) readHeld(ctx context.Context) error {
	entries, err := u.told(ctx, pathway.RowHeld{})
	if err != nil {
		return err
	}
	all := []span(u.spans)
	for _, entry := range entries {
		h, found, err := pathway.HeldAt(ctx, u.tx, u.tx.Organisation(), entry.Number)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		u.held = append(u.held, h)
		if h.Last > 0 {
			all = append(all, span{h.First, h.Last})
		}
		commands, err := pathway.HeldCommands(ctx, u.tx, h)
		if err != nil {
			return err
		}
		for _, command := range commands {
			u.commands[command] = true
		}
	}
	u.spans = sortSpans(all)
	return nil
}

// told returns the entries of the list that tell events of some verbs.
func (u *undoing) told(ctx context.Context, events ...journal.Event) ([]journal.Told, error) {
	wanted := make(map[string]bool)
	for _, e := range events {
		wanted[e.Verb()] = true
	}
	whole := u.spans.whole()
	return journal.Between(ctx, u.tx, u.tx.Organisation(), whole.first, whole.last, func(number int64, verb string) bool {
		return wanted[verb] && u.spans.hold(number)
	})
}

// readEntries reads what the list did besides giving attentions.
func (u *undoing) readEntries(ctx context.Context) error {
	entries, err := u.told(ctx, collective.SeatLeft{}, collective.RecognitionNoted{}, collective.ReplicaPlanned{}, collective.ReplicaHeld{},
		collective.ReplicaReported{}, registry.Registered{}, registry.Updated{}, registry.HealthNoted{}, registry.Raised{},
		registry.HouseholdJoined{}, collective.Recognised{}, collective.SeatTaken{}, outreach.Linked{}, outreach.Counted{},
		outreach.Answered{}, attention.Given{})
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := u.read(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// content are the parts of bodies that say what has to be taken back.
type content struct {
	ID        string              `json:"id"`
	Whose     string              `json:"person"`
	Pair      string              `json:"pair"`
	First     string              `json:"first"`
	Second    string              `json:"second"`
	Household string              `json:"household"`
	Committee json.RawMessage     `json:"committee"`
	Seat      collective.Seat     `json:"seat"`
	State     collective.State    `json:"state"` // of a replica
	Activity  json.RawMessage     `json:"activity"`
	Answer    struct{ ID string } `json:"answer"`
}

// read notes what an entry did.
func (u *undoing) read(ctx context.Context, e journal.Told) error {
	person, met := u.subjects[e.Subject]
	if met {
		switch e.Verb {
		case registry.Registered{}.Verb(), registry.Updated{}.Verb(), registry.HealthNoted{}.Verb():
			u.learn(e, person)
			return nil
		case attention.Given{}.Verb():
			return nil
		}
	}
	body, err := e.Open(ctx, u.tx.Vault())
	if err != nil {
		return err
	}
	if body == nil {
		return u.readForgotten(ctx, e, person)
	}
	var s content
	if err := json.Unmarshal(body, &s); err != nil {
		return err
	}
	return u.note(ctx, e, s)
}

// learn notes that an entry registered a person or completed what was known of
// her.
func (u *undoing) learn(e journal.Told, person string) {
	if e.Verb == (registry.Registered{}).Verb() {
		u.registered[person] = true
	} else if _, known := u.completed[person]; !known && !u.registered[person] {
		u.completed[person] = e.Number
	}
	u.touch(person, e.Number)
}

// touch notes that more became known of a person by an entry.
func (u *undoing) touch(person string, entry int64) {
	if first, known := u.touched[person]; !known || entry < first {
		u.touched[person] = entry
	}
}

// note notes what an entry did that could be opened.
func (u *undoing) note(ctx context.Context, e journal.Told, s content) error {
	switch e.Verb {
	case registry.Registered{}.Verb(), registry.Updated{}.Verb(), registry.HealthNoted{}.Verb():
		u.learn(e, s.ID)
		return u.meet(ctx, s.ID)
	case attention.Given{}.Verb():
		return u.meet(ctx, s.Whose)
	case registry.Raised{}.Verb():
		u.pairs = append(u.pairs, s.Pair)
		u.touchPair(s.First, s.Second, e.Number)
	case registry.HouseholdJoined{}.Verb():
		u.households = append(u.households, membership{s.Household, s.ID})
		u.touch(s.ID, e.Number)
	case collective.Recognised{}.Verb():
		var c collective.Committee
		err := json.Unmarshal(s.Committee, &c)
		u.committees = append(u.committees, c.ID)
		return err
	case collective.SeatTaken{}.Verb():
		u.seats = append(u.seats, holdingOf(s.Seat))
		return u.meet(ctx, s.Seat.Holder)
	case collective.SeatLeft{}.Verb():
		u.left = append(u.left, s.Seat)
		return u.meet(ctx, s.Seat.Holder)
	case collective.RecognitionNoted{}.Verb():
		u.recognised[s.ID] = true
	case collective.ReplicaPlanned{}.Verb(), collective.ReplicaHeld{}.Verb(), collective.ReplicaReported{}.Verb():
		u.replicas[s.ID] = s.State
	case outreach.Linked{}.Verb():
		return u.readLink(ctx, e, s)
	case outreach.Counted{}.Verb():
		var a outreach.Activity
		err := json.Unmarshal(s.Activity, &a)
		u.activities = append(u.activities, a.ID)
		return err
	case outreach.Answered{}.Verb():
		u.activities = append(u.activities, s.Answer.ID)
	}
	return nil
}

// touchPair notes that two records were compared: a later list would have asked
// about them.
func (u *undoing) touchPair(first, second string, entry int64) {
	u.touch(first, entry)
	u.touch(second, entry)
}

// readLink notes the headcount to which a person was linked.
func (u *undoing) readLink(ctx context.Context, e journal.Told, s content) error {
	var activity string
	if err := json.Unmarshal(s.Activity, &activity); err != nil {
		return err
	}
	link, found, err := outreach.LinkOf(ctx, u.tx, u.tx.Organisation(), activity, s.Whose)
	if found {
		u.links = append(u.links, link)
	}
	u.touch(s.Whose, e.Number)
	return err
}

// readForgotten notes what an entry did about somebody who was forgotten: its
// body cannot be opened, but the row that it told knows its position.
func (u *undoing) readForgotten(ctx context.Context, e journal.Told, person string) error {
	switch e.Verb {
	case registry.HouseholdJoined{}.Verb():
		joined, err := registry.HouseholdsJoined(ctx, u.tx, u.tx.Organisation(), person, e.Number, e.Number)
		for _, household := range joined {
			u.households = append(u.households, membership{household, person})
		}
		u.touch(person, e.Number)
		return err
	case outreach.Linked{}.Verb():
		links, err := outreach.LinksOf(ctx, u.tx, u.tx.Organisation(), person, e.Number, e.Number)
		u.links = append(u.links, links...)
		u.touch(person, e.Number)
		return err
	}
	return nil
}

// readAttentions reads what people received by the list, with the seats that
// they took for it.
func (u *undoing) readAttentions(ctx context.Context) error {
	whole := u.spans.whole()
	for _, person := range sortedValues(u.subjects) {
		given, err := attention.Between(ctx, u.tx, u.tx.Organisation(), person, whole.first, whole.last)
		if err != nil {
			return err
		}
		for _, a := range given {
			if !u.spans.hold(a.Entry) {
				continue
			}
			u.attentions = append(u.attentions, a)
			if a.Collective != "" {
				u.seats = append(u.seats, holding{a.Collective, person, collective.Representative, ""})
			}
		}
	}
	slices.SortFunc(u.attentions, func(a, b attention.Attention) int { return cmp.Compare(a.Entry, b.Entry) })
	return nil
}

// sortedValues returns the different values of a map, in order.
func sortedValues(m map[string]string) []string {
	return slices.Compact(slices.Sorted(maps.Values(m)))
}
