package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// reviewRoutes are where people decide whether two records are one woman, undo
// that, and decide about rows of lists that nearly repeat others.
var reviewRoutes = []Route{
	{Method: "GET", Path: "/revisar", Name: "review", Door: Within, Verb: "review.read", Kind: access.Pair, handler: (*visit).review},
	{Method: "GET", Path: "/revisar/{pair}", Name: "pair", Door: Within, Verb: "review.read", Kind: access.Pair, handler: (*visit).pair},
	{Method: "POST", Path: "/revisar/{pair}", Name: "pair", Door: Within, Verb: "review.decide", Kind: access.Pair, handler: (*visit).decidePair},
	{Method: "GET", Path: "/revisar/separar/{pair}", Name: "part", Door: Within, Verb: "review.decide", Kind: access.Pair, handler: (*visit).partPage},
	{Method: "POST", Path: "/revisar/separar/{pair}", Name: "part", Door: Within, Verb: "review.decide", Kind: access.Pair, handler: (*visit).part},
	{Method: "POST", Path: "/revisar/separar/{pair}/mover", Name: "part-move", Door: Within, Verb: "attention.move", Kind: access.Attention, handler: (*visit).moveKept},
	{Method: "GET", Path: "/revisar/filas/{held}", Name: "held-row", Door: Within, Verb: "review.read", Kind: access.Pair, handler: (*visit).heldRow},
	{Method: "POST", Path: "/revisar/filas/{held}", Name: "held-row", Door: Within, Verb: "review.decide", Kind: access.Pair, handler: (*visit).decideHeldRow},
}

// How many are shown at once.
const (
	pairsShown = 12
	heldShown  = 8
)

// review shows the queue, a page at a time. Names on it are on record where each
// reading of the reader's role is.
func (v *visit) review() error {
	query := v.r.URL.Query()
	shelf, from := shelfOf(query.Get("show")), markOf(query.Get("after"))
	pairs, err := exchange.PagePairs(v.ctx(), v.Journal, v.scope, shelf, from, pairsShown)
	if err != nil {
		return err
	}
	show := page.ReviewShow{Shelf: shelf, Later: query.Has("after")}
	var shown []string
	for _, p := range pairs.Pairs {
		show.Pairs = append(show.Pairs, page.NewPairLine(v.words, p, shelf == registry.Settled))
		shown = append(shown, p.First, p.Second)
	}
	if pairs.Next != nil {
		show.Next = withQuery(page.ReviewPath, url.Values{"show": {string(shelf)}, "after": {spellMark(*pairs.Next)}})
	}
	about, err := v.heldLines(&show, query.Get("rows"))
	if err != nil {
		return err
	}
	if err := v.tellNames(append(shown, about...)); err != nil {
		return err
	}
	show.Waiting = v.waitingText()
	return v.show(http.StatusOK, page.Review(v.view(), show))
}

// tellNames puts it on record that the queue showed who some people are, where each
// reading of her role is: once a day, as with every list.
func (v *visit) tellNames(records []string) error {
	today := v.Desk.Today()
	records = slices.DeleteFunc(records, func(record string) bool { return v.listed.before(today, v.account.ID, "", record) })
	err := pathway.TellShown(v.ctx(), v.Journal, v.actor, trenza.P2, nil, records...)
	if err == nil {
		v.listed.note(today, v.account.ID, "", records...)
	}
	return err
}

// heldLines adds the rows of lists that wait to the first page of the pairs that
// do, and returns of whom they speak.
func (v *visit) heldLines(show *page.ReviewShow, after string) (about []string, err error) {
	if show.Shelf == registry.Settled || show.Later {
		return nil, nil
	}
	position, err := strconv.ParseInt(after, 10, 64)
	if err != nil {
		position = 0
	}
	held, err := exchange.PageHeld(v.ctx(), v.Journal, v.scope, position, heldShown)
	for _, h := range held.Rows {
		show.Held = append(show.Held, page.NewHeldLine(v.words, h))
		if h.Person != "" {
			about = append(about, h.Person)
		}
	}
	if held.Next > 0 {
		show.HeldNext = withQuery(page.ReviewPath, url.Values{"show": {string(show.Shelf)}, "rows": {strconv.FormatInt(held.Next, 10)}})
	}
	return about, err
}

// shelfOf is the shelf that an address names.
func shelfOf(name string) registry.Shelf {
	for _, shelf := range []registry.Shelf{registry.Waiting, registry.Settled} {
		if name == string(shelf) {
			return shelf
		}
	}
	return registry.Mine
}

// spellMark writes where a page begins into an address, and markOf reads it; what
// is none is the beginning.
func spellMark(m registry.Mark) string {
	return strconv.Itoa(m.Strength) + "-" + strconv.FormatInt(m.Position, 10)
}

func markOf(text string) registry.Mark {
	strength, position, _ := strings.Cut(text, "-")
	s, wrong := strconv.Atoi(strength)
	p, worse := strconv.ParseInt(position, 10, 64)
	if wrong != nil || worse != nil || s < 0 || p < 0 {
		return registry.Mark{}
	}
	return registry.Mark{Strength: s, Position: p}
}

// pair shows two records side by side, or what was decided of them.
func (v *visit) pair() error {
	p, err := exchange.ReadPair(v.ctx(), v.Journal, v.scope, v.r.PathValue("pair"))
	if err != nil {
		return err
	}
	return v.drawPair(http.StatusOK, p, "")
}

func (v *visit) drawPair(status int, p exchange.OpenPair, fault string) error {
	o, err := pathway.Foresee(v.ctx(), v.Journal, v.scope, p.Pair)
	if err != nil {
		return err
	}
	v.noteSensitive(o.Threads[:]...)
	show := page.NewDecidedShow(v.words, p)
	if show.Waits() {
		lesser, err := v.lesser(o)
		if err != nil {
			return err
		}
		show = page.NewPairShow(v.words, p, o, lesser)
	}
	show.Paths = pathsOf(o)
	show.Fault, show.Number, show.Decides = fault, formNumber(), v.reaches("review.decide", access.Pair)
	if show.Waits() {
		return v.show(status, page.Pair(v.view(), show))
	}
	if show.Part, err = v.partPath(p.Pair); err != nil {
		return err
	}
	return v.show(status, page.PairDecided(v.view(), show))
}

// partPath is where the join of a pair is undone, "" where none stands or it is not
// hers to undo.
func (v *visit) partPath(p registry.Pair) (path string, err error) {
	if !v.reaches("review.decide", access.Pair) {
		return "", nil
	}
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		_, err := registry.MergeOf(v.ctx(), r, v.actor.Organisation, p)
		switch {
		case err == nil:
			path = page.PartPath(p.Code)
		case trenza.KindOf(err) == trenza.NotFound:
			return nil
		}
		return err
	})
	return path, err
}

// noteSensitive lets her session fall asleep sooner where a thread shows anything
// sensitive. One that she decides about and does not reach is guarded by her team.
func (v *visit) noteSensitive(threads ...*pathway.Thread) {
	for _, t := range threads {
		if t == nil || t.Class >= trenza.P3 {
			v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
		}
	}
}

// pathsOf are where the threads of both sides are, "" for one that the reader does
// not reach.
func pathsOf(o pathway.Outlook) (paths [2]string) {
	for i, t := range o.Threads {
		if t != nil {
			paths[i] = threadPath(t.Code)
		}
	}
	return paths
}

// countFor is how long the figures of a pair are waited for. Among very many people
// counting one takes longer; then it is said which go down, and not from what.
const countFor = 400 * time.Millisecond

// lesser lists the figures that count both sides of a pair, as far as the reader
// counts them.
func (v *visit) lesser(o pathway.Outlook) (all []report.Lesser, err error) {
	received, err := delivered(o)
	if err != nil || len(received[0]) == 0 || len(received[1]) == 0 {
		return nil, err
	}
	some, err := v.offering("figures.count", access.Delivery)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(v.ctx(), countFor)
	defer stop()
	for _, d := range some {
		scope := v.scope
		scope.Programme = d.ID
		lesser, err := v.reporter().Lesser(ctx, scope, d, received[0], received[1])
		if err != nil {
			return nil, err
		}
		all = append(all, lesser...)
	}
	return all, nil
}

// delivered is what both sides received, as it is counted.
func delivered(o pathway.Outlook) (all [2][]journal.Delivery, err error) {
	for i, t := range o.Threads {
		if t == nil {
			continue
		}
		records := make(map[string]*registry.Person)
		for _, p := range t.Records {
			records[p.ID] = p
		}
		for _, a := range t.Attentions {
			for _, outcome := range a.Outcomes {
				d, err := a.Delivery(records[a.Person], outcome)
				if err != nil {
					return all, err
				}
				all[i] = append(all[i], d)
			}
		}
		for _, m := range t.Milestones {
			d, err := m.Delivery(records[m.Person])
			if err != nil {
				return all, err
			}
			all[i] = append(all[i], d)
		}
	}
	return all, nil
}
