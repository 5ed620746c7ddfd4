package page

import (
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
)

// ReviewPath is where the queue is.
const ReviewPath = "/revisar"

// ReviewShow is a page of the queue.
type ReviewShow struct {
	Shelf    registry.Shelf
	Pairs    []PairLine
	Next     string // address of the next page, "" at the end
	Later    bool   // it is not the first page
	Waiting  string // how many wait for her: "3", "99+"; "" for none
	Held     []HeldLine
	HeldNext string // address of the next page of rows, "" at the end
}

// Bare reports whether there is nothing on the page.
func (s ReviewShow) Bare() bool { return len(s.Pairs)+len(s.Held) == 0 }

// PairLine is a pair in the queue.
type PairLine struct {
	Path  string
	Names [2]string
	Codes [2]string
	Band  BandShow // of one that waits
	Since trenza.Day
	Turn  TurnShow
}

// BandShow is how sure it is that two records are one woman, in words.
type BandShow struct {
	Tone Tone
	Text string
}

// TurnShow is whose turn it is, or what came of it. A pair of which nobody has said
// anything has none.
type TurnShow struct {
	Tone Tone
	Text string
}

// HeldLine is a row of a list in the queue.
type HeldLine struct {
	Path   string
	Name   string // of whom it speaks, or of the activity
	Reason string
	Row    string // where it stands
}

// PairPath is where a pair is decided.
func PairPath(code string) string { return ReviewPath + "/" + code }

// PartPath is where a join is undone.
func PartPath(code string) string { return ReviewPath + "/separar/" + code }

// HeldPath is where a held row is decided.
func HeldPath(code string) string { return ReviewPath + "/filas/" + code }

// NewPairLine puts a pair of the queue into words.
func NewPairLine(words locale.Printer, p exchange.OpenPair, settled bool) PairLine {
	line := PairLine{Path: PairPath(p.Code), Since: LimaDay(p.Since), Turn: turn(words, p)}
	for i, side := range p.Sides {
		line.Names[i], line.Codes[i] = sideName(side), side.Code
	}
	if settled {
		line.Since = LimaDay(p.Settled)
		line.Turn = TurnShow{verdictTone(p.Verdict), words.Text("web.review.verdict." + string(p.Verdict))}
		return line
	}
	line.Band = band(words, p)
	return line
}

// sideName is the name of a record as people say it, or its code.
func sideName(side exchange.Side) string {
	surnames, given, both := strings.Cut(side.Name, ", ")
	switch {
	case side.Name == "":
		return side.Code
	case both:
		return given + " " + surnames
	}
	return side.Name
}

// band says how sure it is. Of a pair that no model raised nothing is said.
func band(words locale.Printer, p exchange.OpenPair) BandShow {
	if !p.Explained() {
		return BandShow{}
	}
	tone := Plain
	if p.Band == live.NearlySame || p.Band == live.Probable {
		tone = Warn
	}
	return BandShow{tone, capital(words.Text("match.band." + string(p.Band)))}
}

// turn says whose turn it is with a pair that waits.
func turn(words locale.Printer, p exchange.OpenPair) TurnShow {
	switch {
	case len(p.Opinions) == 0:
		return TurnShow{}
	case registry.Waits(p.Opinions) && p.Own == registry.Same:
		return TurnShow{Info, words.Text("web.review.turn.other")}
	case registry.Waits(p.Opinions):
		return TurnShow{Warn, words.Text("web.review.turn.second")}
	}
	return TurnShow{Info, words.Text("web.review.turn.talk")}
}

// verdictTone is the tone of a decision. None is better than another.
func verdictTone(verdict registry.Verdict) Tone {
	if verdict == registry.Same {
		return Good
	}
	return Plain
}

// said are what people said of a pair, in the order in which they did.
func said(words locale.Printer, opinions []registry.Opinion) []string {
	lines := make([]string, len(opinions))
	for i, o := range opinions {
		lines[i] = words.Text("web.review.said", o.By, locale.Key("web.review.verdict."+string(o.Verdict)))
	}
	return lines
}

// NewHeldLine puts a held row of the queue into words. Which service it is about
// may be sensitive, and is on its own page.
func NewHeldLine(words locale.Printer, h exchange.HeldRow) HeldLine {
	name := sideName(h.Side)
	if h.Person == "" {
		name = h.Activity
	}
	return HeldLine{Path: HeldPath(h.Code), Name: name, Reason: words.Text("pathway.held." + h.Reason), Row: refText(words, h.Row)}
}

// LimaDay is the day of an instant, as Lima's clocks show it.
func LimaDay(instant string) trenza.Day {
	at := moment(instant)
	if at.IsZero() {
		return ""
	}
	return trenza.LocalDay(at)
}

// KeptLine is something that was recorded while two threads were one.
type KeptLine struct {
	Title string
	Day   trenza.Day
	Where string
	On    string // whose record has it
	Kind  string // what a form calls it, "" where it stays
	Code  string // by which it is moved
	To    string // code of the thread to which it may be moved
	Whose string // name of that thread
}

// JoinShow is a join that holds a thread together.
type JoinShow struct {
	Path string // where it is undone
	Day  trenza.Day
	May  bool // the reader may undo it
}

// PartShow is a join, and what it would be to undo it, or what is left to do once it
// was undone.
type PartShow struct {
	Code   string // of the pair
	Number string // of the form
	Undone bool
	Day    trenza.Day // on which it was joined
	Sides  [2]PartSide
	Kept   []KeptLine
}

// PartSide is a thread as it would be by itself.
type PartSide struct {
	Name, Code string
	Path       string // of the thread, "" where the reader does not reach it
	Records    []string
	Services   []ServiceSum
}

// ServiceSum is how often a service was received.
type ServiceSum struct {
	Title string
	Times int
}

// sums counts services by title, in the order in which they first come.
func sums(lang string, attentions []pathway.Attended) (all []ServiceSum) {
	at := make(map[string]int)
	for _, a := range attentions {
		title := a.Title.In(lang)
		i, known := at[title]
		if !known {
			i, at[title] = len(all), len(all)
			all = append(all, ServiceSum{Title: title})
		}
		all[i].Times++
	}
	return all
}

// ShelfPath is where a shelf of the queue is.
func ShelfPath(shelf registry.Shelf) string {
	if shelf == registry.Mine {
		return ReviewPath
	}
	return ReviewPath + "?show=" + string(shelf)
}

// Named is what somebody is called, or her code.
func Named(p *registry.Person) string {
	if name := called(p.Name()); name != "" {
		return name
	}
	return p.Code
}

// NewPartSide puts one side of a join into words. thread is what the reader sees of
// it, nil where she does not reach it.
func NewPartSide(words locale.Printer, records []*registry.Person, thread *pathway.Thread) PartSide {
	side := PartSide{Name: Named(records[0]), Code: records[0].Code}
	for _, p := range records {
		side.Records = append(side.Records, p.Code)
	}
	if thread != nil {
		side.Path = "/hilos/" + thread.Code
		side.Services = sums(words.Lang(), thread.Attentions)
	}
	return side
}

// KeptAttention is a service that was recorded while two threads were one.
func KeptAttention(a attention.Attention, title string) KeptLine {
	return KeptLine{Title: title, Day: a.Day, Where: placeText(a.Place)}
}

// KeptSeat is a seat that was taken meanwhile.
func KeptSeat(words locale.Printer, s collective.HeldSeat) KeptLine {
	return KeptLine{Title: words.Text("web.part.seat", s.Committee.Name), Day: s.Since, Where: placeText(s.Committee.Place)}
}

// KeptLink is a headcount among whom she was found to be meanwhile.
func KeptLink(words locale.Printer, a outreach.Activity) KeptLine {
	return KeptLine{Title: words.Text("web.part.link", a.Title), Day: a.Day, Where: placeText(a.Place)}
}

// KeptStep is what was agreed meanwhile; a reminder has no service.
func KeptStep(words locale.Printer, s agenda.Step, service string) KeptLine {
	if service == "" {
		return KeptLine{Title: words.Text("web.part.reminder"), Day: s.Day}
	}
	return KeptLine{Title: words.Text("web.part.step", service), Day: s.Day, Where: placeText(s.Place)}
}

// KeptProposal is what was proposed meanwhile.
func KeptProposal(words locale.Printer, p collective.Proposal) KeptLine {
	return KeptLine{Title: words.Text("web.part.proposal"), Day: p.Made}
}

// KeptEnrolment is a place in a cohort that she got meanwhile.
func KeptEnrolment(words locale.Printer, e learning.Enrolment, cohort string) KeptLine {
	return KeptLine{Title: words.Text("web.part.enrolment", cohort), Day: e.Since}
}

// KeptPaper is a certificate that was issued meanwhile.
func KeptPaper(words locale.Printer, c learning.Certificate) KeptLine {
	return KeptLine{Title: words.Text("web.part.paper", c.Code), Day: c.Day}
}

// KeptConsent is a consent that was given meanwhile.
func KeptConsent(words locale.Printer, c registry.Consent) KeptLine {
	return KeptLine{Title: words.Text("web.part.consent", locale.Key("web.thread.purpose."+c.Purpose)), Day: c.Given}
}

// KeptHousehold is a household that was joined meanwhile.
func KeptHousehold(words locale.Printer) KeptLine {
	return KeptLine{Title: words.Text("web.part.household")}
}

// MostCounted is how much of what waits is counted: of more nobody wants to know
// how much more.
const MostCounted = 100

// countText is how much waits: "99+" for more than is counted.
func countText(v View, many int) string {
	if many >= MostCounted {
		return v.Number(MostCounted-1) + "+"
	}
	return v.Number(many)
}
