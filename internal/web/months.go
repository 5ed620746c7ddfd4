package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/page"
)

// Counting everybody takes as long as it takes, and a page does not wait for it.
// So the figures of a month are kept as they were counted last, for each programme
// and each reach of a reader, and counted again in the background when they are
// older than a few minutes.

const (
	monthFresh   = 5 * time.Minute
	monthsAtMost = 256             // that are kept
	countingTime = 5 * time.Minute // that one count may take
	countsAtOnce = 2
)

// counted keeps the figures of the month.
type counted struct {
	sync.Mutex
	months map[monthKey]*monthKept
	slots  chan struct{}
	under  sync.WaitGroup
}

func newCounted() *counted {
	return &counted{months: make(map[monthKey]*monthKept), slots: make(chan struct{}, countsAtOnce)}
}

// monthKey is whose figures of what are kept: readers whose roles reach as far see
// the same.
type monthKey struct {
	organisation, programme, reach string
	day                            trenza.Day
}

// monthKept is what was counted last, and whether it is being counted.
type monthKept struct {
	month page.Month
	err   error
	at    time.Time     // the zero time when it was never counted
	under chan struct{} // closed at the end of the count under way; nil when there is none
}

// reachOf spells how far an actor's roles go.
func reachOf(actor trenza.Actor) string {
	spelled := []string{actor.Role}
	for _, g := range actor.Grants {
		spelled = append(spelled, strings.Join([]string{g.Role, g.Programme, string(g.Place), g.Course}, "/"))
	}
	slices.Sort(spelled)
	return strings.Join(slices.Compact(spelled), " ")
}

// ask returns what was counted last, and has it counted when it is old. The
// channel is closed when the count under way has ended; it is nil when there is
// none.
func (c *counted) ask(key monthKey, now time.Time, count func(context.Context) (page.Month, error)) (monthKept, <-chan struct{}) {
	c.Lock()
	defer c.Unlock()
	kept, known := c.months[key]
	if !known {
		c.makeRoom(key.day)
		kept = &monthKept{}
		c.months[key] = kept
	}
	if kept.under == nil && now.Sub(kept.at) > monthFresh {
		kept.under = make(chan struct{})
		c.under.Add(1)
		go c.count(kept, now, count)
	}
	return *kept, kept.under
}

// makeRoom forgets what was counted on other days, and then whatever is oldest.
func (c *counted) makeRoom(today trenza.Day) {
	for key, kept := range c.months {
		if key.day != today && kept.under == nil {
			delete(c.months, key)
		}
	}
	for len(c.months) >= monthsAtMost {
		var oldest monthKey
		for key, kept := range c.months {
			if known := c.months[oldest]; known == nil || kept.at.Before(known.at) {
				oldest = key
			}
		}
		delete(c.months, oldest)
	}
}

// count counts once, when its turn comes.
func (c *counted) count(kept *monthKept, now time.Time, count func(context.Context) (page.Month, error)) {
	defer c.under.Done()
	c.slots <- struct{}{}
	defer func() { <-c.slots }()
	ctx, cancel := context.WithTimeout(context.Background(), countingTime)
	defer cancel()
	month, err := count(ctx)
	c.Lock()
	defer c.Unlock()
	if trenza.KindOf(err) != trenza.Unavailable { // otherwise who asks next has it counted again
		if err == nil || kept.at.IsZero() {
			kept.month, kept.err = month, err
		}
		kept.at = now
	}
	close(kept.under)
	kept.under = nil
}

// Wait returns when nothing is counted any more.
func (s *Server) Wait() { s.counted.under.Wait() }

// todayFigures shows the figures of the month, however long it takes to count
// them.
func (v *visit) todayFigures() error {
	months, counting, err := v.months(true)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.TodayFigures(v.view(), page.TodayShow{
		Now: v.now(), Day: v.Desk.Today(), Counts: true, Months: months, Counting: counting,
	}))
}

// months are the figures of the month of every programme that she counts, and
// whether any of them is still being counted; with wait, none is, unless the
// request ends before.
func (v *visit) months(wait bool) (months []page.Month, counting bool, err error) {
	some, err := v.offering("figures.count", access.Delivery)
	if err != nil {
		return nil, false, err
	}
	for _, d := range some {
		m := monthly{reporter: v.reporter(), scope: v.scope, definition: d, today: v.Desk.Today(), now: v.now()}
		m.scope.Programme = d.ID
		key := monthKey{v.scope.Organisation, d.ID + "@" + d.Hash, reachOf(v.actor), m.today}
		kept, under := v.counted.ask(key, v.now(), m.count)
		if kept.at.IsZero() && wait && under != nil {
			select {
			case <-under:
				kept, _ = v.counted.ask(key, v.now(), m.count)
			case <-v.ctx().Done():
			}
		}
		if kept.err != nil {
			v.Log.Error("figures of the month failed", "number", traceOf(v.ctx()).number, "error", kept.err)
			continue
		}
		if kept.at.IsZero() {
			counting = true
			continue
		}
		if kept.month.Definition != nil {
			months = append(months, kept.month)
		}
	}
	return months, counting, nil
}

// monthly counts the month of a programme for a reader.
type monthly struct {
	reporter   report.Reporter
	scope      access.Scope
	definition *programme.Definition
	today      trenza.Day
	now        time.Time
}

// monthsShown is how many months a trend has.
const monthsShown = 9

// adult is the age from which women are counted as women; of whom it is not known
// are counted with them.
var adult = 18

// count counts the women of the month, all and by strand. Where this month has
// nobody yet, nor those before it, the month is the last that has somebody. A
// month without a definition is one of which the reader is shown nothing.
func (m monthly) count(ctx context.Context) (page.Month, error) {
	whole, err := m.slice(ctx, trenza.Period{To: lastDay(m.today.Month())})
	if err != nil || whole == nil || whole.TooFine {
		return page.Month{}, err
	}
	shown := page.Month{Definition: m.definition, Counted: m.now, Through: m.today, Services: len(whole.Services),
		Covered: whole.Covered, Least: whole.Least, Month: m.today.Month()}
	byMonth := peopleBy(whole)
	if from := monthsBefore(shown.Month, monthsShown-1); latest(byMonth, shown.Month) < from {
		if shown.Month = cmp.Or(latest(byMonth, shown.Month), shown.Month); shown.Month != m.today.Month() {
			shown.Through = lastDay(shown.Month)
		}
	}
	shown.Women, shown.Received = hiddenOr(byMonth[shown.Month].People, whole), hiddenOr(byMonth[shown.Month].Rows, whole)
	shown.Months = monthsTo(shown.Month)
	for _, s := range m.definition.Strands {
		if err := m.strand(ctx, &shown, s); err != nil {
			return page.Month{}, err
		}
	}
	if !shown.Covered && len(shown.Strands) > 1 {
		shown.Several, err = m.several(ctx, shown.Month)
	}
	return shown, err
}

// slice asks for the women of a period by month, of some services or of all that
// the reader counts. It is nil where the programme shows her no such thing.
func (m monthly) slice(ctx context.Context, p trenza.Period, services ...string) (*report.Sliced, error) {
	a, err := m.reporter.Slice(ctx, m.scope, report.Slice{Definition: m.definition, Services: services, Question: reach.Question{
		Who: reach.Who{Sex: "F", MinAge: &adult}, Period: p, By: []reach.Dimension{reach.ByMonth},
	}})
	if kind := trenza.KindOf(err); err != nil && (kind == trenza.Invalid || kind == trenza.Forbidden) {
		return nil, nil // small groups would show, and nothing is
	}
	return a, err
}

// strand adds the months of a strand, where the reader counts any of it and may
// see it by itself.
func (m monthly) strand(ctx context.Context, shown *page.Month, strand programme.Strand) error {
	var services []string
	for _, s := range m.definition.Services {
		offered := access.Among(m.definition.Offers(), m.definition.ID, s.ID)
		if s.Strand == strand.ID && len(s.Outcomes()) > 0 && m.scope.Reaches("figures.count", access.Delivery, offered) {
			services = append(services, s.ID)
		}
	}
	if len(services) == 0 {
		return nil
	}
	a, err := m.slice(ctx, trenza.Period{From: trenza.Day(shown.Months[0] + "-01"), To: lastDay(shown.Month)}, services...)
	if err != nil || a == nil || a.TooFine {
		return err
	}
	months := page.StrandMonths{Strand: strand}
	for _, month := range shown.Months {
		months.People = append(months.People, hiddenOr(peopleBy(a)[month].People, a))
	}
	shown.Strands = append(shown.Strands, months)
	return nil
}

// hiddenOr is the number of a month. In one of which a covered slice says nothing
// there may be nobody or a few.
func hiddenOr(n report.Number, a *report.Sliced) report.Number {
	if a.Covered && n == (report.Number{}) {
		return report.Number{Mark: fmt.Sprint("<", a.Least)}
	}
	return n
}

// several counts the women of a month who are in more than one strand.
func (m monthly) several(ctx context.Context, month string) (women int, err error) {
	together, err := m.reporter.Together(ctx, m.scope, report.Slice{Definition: m.definition, Question: reach.Question{
		Who: reach.Who{Sex: "F", MinAge: &adult}, Period: trenza.Period{From: trenza.Day(month + "-01"), To: lastDay(month)},
	}})
	if err != nil {
		return 0, err
	}
	for _, g := range together.Groups {
		strands := make(map[string]bool)
		for _, id := range g.Services {
			if s, known := m.definition.Service(id); known {
				strands[s.Strand] = true
			}
		}
		if len(strands) > 1 {
			women += g.People.Count
		}
	}
	return women, nil
}

// peopleBy are the parts of a slice by month.
func peopleBy(a *report.Sliced) map[string]report.SlicePart {
	months := make(map[string]report.SlicePart)
	for _, p := range a.Parts {
		months[p.Values[0]] = p
	}
	return months
}

// latest is the last month, up to one, in which there is anybody; "" for none.
func latest(months map[string]report.SlicePart, to string) (last string) {
	for month, p := range months {
		if month <= to && (p.People.Count > 0 || p.People.Mark != "") {
			last = max(last, month)
		}
	}
	return last
}

// monthsTo lists the months of a trend, the last of which is given.
func monthsTo(month string) (months []string) {
	for n := monthsShown - 1; n >= 0; n-- {
		months = append(months, monthsBefore(month, n))
	}
	return months
}

// monthsBefore is the month that lies so many before another.
func monthsBefore(month string, n int) string {
	return trenza.DayOf(trenza.Day(month+"-01").Time().AddDate(0, -n, 0)).Month()
}

// lastDay is the last day of a month.
func lastDay(month string) trenza.Day {
	return trenza.DayOf(trenza.Day(month+"-01").Time().AddDate(0, 1, -1))
}
