package page

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/venture"
)

// TodayShow is what comes next for somebody.
type TodayShow struct {
	Name string
	Now  time.Time
	Day  trenza.Day
	Week bool // what is due within a week, and not today alone

	Works     bool // she plans with people
	Decides   bool // there are things that she decides
	Counts    bool // she counts people
	Registers bool
	Searches  bool

	Waiting  agenda.Waiting
	Offers   Offers
	May      func(access.Service, trenza.Place) bool // she may mark it
	Path     func(agenda.Decision) string            // where it is taken
	Months   []Month
	Counting bool // some figures are not there yet
}

// Quiet reports whether none of her roles has anything on this page.
func (t TodayShow) Quiet() bool {
	return !t.Works && !t.Decides && !t.Counts && len(t.Waiting.Items)+len(t.Waiting.Sessions) == 0
}

// Offers are the services of an organisation, by programme and id.
type Offers map[[2]string]*programme.Service

// NewOffers takes the services from definitions; the first that has one says what
// it is.
func NewOffers(definitions []*programme.Definition) Offers {
	offers := make(Offers)
	for _, d := range definitions {
		for i := range d.Services {
			if key := [2]string{d.ID, d.Services[i].ID}; offers[key] == nil {
				offers[key] = &d.Services[i]
			}
		}
	}
	return offers
}

// of is a service as its definition has it, nil for none.
func (o Offers) of(s access.Service) *programme.Service { return o[[2]string{s.Programme, s.ID}] }

// title is what a service is called in a list, over which anybody may look: one on
// a protected topic is not named there (domain rule 1.9).
func (o Offers) title(words locale.Printer, s access.Service) string {
	service := o.of(s)
	switch {
	case service == nil:
		return s.ID
	case service.Topic != "":
		return words.Text("web.today.unnamed")
	}
	return service.Title.In(words.Lang())
}

// greeting is what is said at an hour to somebody, by her first name.
func greeting(words locale.Printer, now time.Time, name string) string {
	key := "web.today.evening"
	switch hour := now.In(trenza.Lima).Hour(); {
	case hour >= 5 && hour < 12:
		key = "web.today.morning"
	case hour >= 12 && hour < 19:
		key = "web.today.afternoon"
	}
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return words.Text(key, first)
}

// How many days make a month and a year, roughly: after two months nobody counts days.
const (
	monthDays = 30
	yearDays  = 365
)

// overdue says since how many days something is due, in the largest measure of which
// there are two.
func overdue(words locale.Printer, days int) string {
	switch {
	case days >= 2*yearDays:
		return words.Count("web.today.late_years", days/yearDays)
	case days >= 2*monthDays:
		return words.Count("web.today.late_months", days/monthDays)
	}
	return words.Count("web.today.late", days)
}

// due says when something is due, as seen on a day, and whether that is past.
func due(words locale.Printer, today, day trenza.Day, hour string) (text string, late bool) {
	switch days := int(day.Time().Sub(today.Time()).Hours() / 24); {
	case days < 0:
		return overdue(words, -days), true
	case days == 0:
		text = words.Text("web.today.today")
	case days == 1:
		text = words.Text("web.today.tomorrow")
	case day.Year() != today.Year():
		text = words.Day(day)
	default:
		text = words.ShortDay(day)
	}
	if hour != "" {
		text += ", " + clockText(hour)
	}
	return text, false
}

// clockText writes an hour as people do: "9:30".
func clockText(hour string) string { return strings.TrimPrefix(hour, "0") }

// TaskShow is one thing to do in words.
type TaskShow struct {
	Title  string // her name, or her code
	Path   string // of her thread, "" where the reader does not open it
	What   string // is to be done
	Where  string // or how she may be reached
	Due    string
	Late   bool
	Strand Strand
	Icon   string
	Step   string // id of the step, "" for what cannot be marked
	Call   string // where it is noted that she was called, "" where nobody is to call
	Others bool   // somebody else answers for it
}

// task puts a thing to do in words.
func (t TodayShow) task(v View, i agenda.Item) TaskShow {
	show := TaskShow{Title: faceText(i.Face), Strand: StrandThread, Icon: "note", What: i.What}
	if i.Face.Opens {
		show.Path = ThreadPath(i.Face.Code)
	}
	show.Due, show.Late = due(v.Printer, t.Day, i.Day, i.Hour)
	switch i.Kind {
	case agenda.KindStep:
		service := t.Offers.of(i.Service)
		show.Strand, show.Icon = ServiceStrand(service), ServiceIcon(service)
		show.What = together(t.Offers.title(v.Printer, i.Service), i.What)
	case learning.KindAbsences:
		absent, _ := strconv.Atoi(i.What)
		show.Strand, show.Icon, show.What = ServiceStrand(t.Offers.of(i.Service)), "phone", v.Count("web.today.absences", absent)
		show.Call = EnrolledPath(i.Group, i.ID)
	case venture.KindVisit:
		show.Strand, show.Icon, show.What = ServiceStrand(t.Offers.of(i.Service)), "shop", v.Text("web.today.venture", i.What)
	case venture.KindWork:
		show.Strand, show.Icon, show.What = ServiceStrand(t.Offers.of(i.Service)), "work", v.Text("web.today.job", i.What)
	case venture.KindReceipts:
		show.Strand, show.Icon, show.What = ServiceStrand(t.Offers.of(i.Service)), "paper", v.Text("web.today.receipts", soles(v.Printer, centimos(i.What)))
	case agenda.KindSafety:
		show.Strand, show.Icon, show.What = StrandProtection, "shield", v.Text("web.today.safety")
	case agenda.KindPaper:
		show.Icon, show.What = IconPaper, v.Text("web.today.paper")
		if show.Late {
			show.What = v.Text("web.today.paper_gone")
		}
	}
	show.Where = strings.Join(filled(i.Where, contactHint(v.Printer, i.Face.Contact)), " · ")
	if show.Call != "" {
		show.Where = contactOr(v, i.Face)
	}
	marked := i.Kind == agenda.KindStep || i.Kind == agenda.KindOwn
	if t.May != nil && i.ID != "" && marked && t.May(i.Service, i.Place) {
		show.Step = i.ID
	}
	return show
}

// faceText is her name where it is shown, and her code otherwise.
func faceText(f registry.Face) string { return cmp.Or(called(f.Name), f.Code) }

// together lists what is not empty.
func together(parts ...string) string { return listed(filled(parts...)) }

// ThreadPath is where a thread is.
func ThreadPath(code string) string { return "/hilos/" + url.PathEscape(code) }

// StepPath is where a step is, and with an act where it is sent to.
func StepPath(step, act string) string {
	path := "/hoy/pasos/" + url.PathEscape(step)
	if act != "" {
		path += "/" + act
	}
	return path
}

// contactHint says in a few words how she may be reached: by which ways and when.
func contactHint(words locale.Printer, c registry.Contact) string {
	by := contactBy(words, c)
	if len(c.Ways) == 1 {
		return words.Text("web.today.only", by)
	}
	return upperFirst(by)
}

// whereOf is where a session is held.
func whereOf(s agenda.Session) string { return together(s.Where, placeName(s.Place)) }

// placeName is the first part of what a place is called.
func placeName(code trenza.Place) string {
	name, _, _ := strings.Cut(placeText(code), ", ")
	return name
}

// decisionIcons are what kinds of decision look like.
var decisionIcons = map[string]string{"pair": "alike", "row": "sheet", "recovery": "key", "seed": "sprout"}

// decisionText says what waits for a decision, and how much of it.
func decisionText(words locale.Printer, d agenda.Decision) string {
	if d.More {
		return words.Text("web.today.decision."+d.Kind+"_more", d.Count)
	}
	return words.Count("web.today.decision."+d.Kind, d.Count)
}

// StepPageShow is one step and what can become of it.
type StepPageShow struct {
	Step   agenda.Step
	Face   registry.Face
	Offers Offers
	Today  trenza.Day
	May    bool
	Act    string // by which form something was to become of it, "" for none yet
	Form   Form
}

// form is that of an act: what was typed into it, or the step as it is.
func (s StepPageShow) form(act string) Form {
	if s.Act == act {
		return s.Form
	}
	return Form{Values: url.Values{"day": {string(s.Step.Day)}, "hour": {s.Step.Hour}}}
}

// over reports whether nothing more becomes of the step.
func (s StepPageShow) over() bool { return s.Step.State != agenda.Planned }

// facts are what is known of the step.
func (s StepPageShow) facts(v View) []Fact {
	when := capital(together(v.LongDay(s.Step.Day), clockText(s.Step.Hour)))
	if text, late := due(v.Printer, s.Today, s.Step.Day, ""); late && !s.over() {
		when = text + ": " + when
	}
	facts := []Fact{
		{v.Text("web.today.fact_what"), cmp.Or(s.Step.What, s.title(v))},
		{v.Text("web.today.fact_when"), when},
		{v.Text("web.today.fact_where"), together(s.Step.Where, placeText(s.Step.Place))},
		{v.Text("web.today.fact_contact"), ContactText(v.Printer, s.Face.Contact)},
	}
	var some []Fact
	for _, f := range facts {
		if f.Text != "" {
			some = append(some, f)
		}
	}
	return some
}

// title is what the step is of.
func (s StepPageShow) title(v View) string {
	if s.Step.Reminder() {
		return v.Text("web.today.reminder")
	}
	return s.Offers.title(v.Printer, access.Service{Programme: s.Step.Programme, ID: s.Step.Service})
}

// overText says what became of a step that is over.
func (s StepPageShow) overText(v View) string {
	if s.Step.State == agenda.Dropped {
		return v.Text("web.today.was_dropped", s.Step.Reason)
	}
	return v.Text("web.today.was_done")
}

// hasWork reports whether there is anything in the column of what is to do.
func (t TodayShow) hasWork() bool {
	return t.Works || len(t.Waiting.Items)+len(t.Waiting.Sessions) > 0
}

// hasAside reports whether there is anything beside it.
func (t TodayShow) hasAside() bool {
	return t.Decides || t.Counts && (len(t.Months) > 0 || t.Counting)
}

func (t TodayShow) todoTitle(v View) string {
	if t.Week {
		return v.Text("web.today.todo_week")
	}
	return v.Text("web.today.todo")
}

func (t TodayShow) nothing(v View) string {
	if t.Week {
		return v.Text("web.today.nothing_week")
	}
	return v.Text("web.today.nothing")
}

// sessionsTitle says whether all sessions are today's.
func (t TodayShow) sessionsTitle(v View) string {
	for _, s := range t.Waiting.Sessions {
		if s.Day != t.Day {
			return v.Text("web.today.sessions")
		}
	}
	return v.Text("web.today.sessions_today")
}

// dayOf is the day of a session that is not today's.
func (t TodayShow) dayOf(v View, s agenda.Session) string {
	text, _ := due(v.Printer, t.Day, s.Day, "")
	return text
}
