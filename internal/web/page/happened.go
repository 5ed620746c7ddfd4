package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/web/braid"
)

// event is something on her thread: how it lies there, and what a list says of it
// besides.
type event struct {
	braid.Event
	more     []string // how it went, where it was, in which programme
	reached  string   // what came true by it, "" for nothing
	sessions bool     // several of it are sessions,
	payments bool     // or payments
}

// happened is what she received and reached and when she was registered, as far as
// the reader sees it.
func happened(words locale.Printer, t *pathway.Thread) (all []event) {
	offerer := offererOf(words, t)
	for _, a := range t.Attentions {
		e := served(words, a.Offered, a.Programme, a.Service)
		e.Day, e.Kind, e.Small = a.Day, braid.Delivered, detail(words, a)
		e.more = append(e.more, filled(e.Small)...)
		for _, outcome := range a.Outcomes {
			if outcome != programme.Delivered { // that she received it is why it is here
				e.more = append(e.more, outcomeText(words, outcome))
			}
		}
		e.payments = slices.Contains(a.Outcomes, programme.Collected)
		e.more = append(e.more, filled(districtText(a.Place), offerer(a.Offered))...)
		all = append(all, e)
	}
	for _, m := range t.Milestones {
		if saidAlready(t, m) {
			continue
		}
		e := served(words, m.Offered, m.Programme, m.Service)
		e.Day, e.Kind, e.Icon, e.Small = m.Day, braid.Milestone, IconReached, outcomeText(words, m.Outcome)
		e.reached = e.Small
		e.more = filled(districtText(m.Place), offerer(m.Offered))
		all = append(all, e)
	}
	slices.Reverse(all) // in order of time, as far as they came in it
	return append(all, registered(words, t, all)...)
}

// saidAlready reports whether that she was trained is said by the course that she
// completed for it.
func saidAlready(t *pathway.Thread, m pathway.Came) bool {
	return m.Outcome == programme.Trained && slices.ContainsFunc(t.Milestones, func(other pathway.Came) bool {
		return other.Outcome == programme.Completed && other.Programme == m.Programme && other.Service == m.Service
	})
}

// served is what is the same of every event of a service.
func served(words locale.Printer, o pathway.Offered, program, service string) event {
	e := event{Event: braid.Event{
		Strand: strandsOf[ServiceStrand(o.Offer)], Icon: ServiceIcon(o.Offer), Title: o.Title.In(words.Lang()), Series: program + "/" + service,
	}}
	if o.Offer != nil {
		e.Course = o.Offer.Course != nil
		e.sessions = o.Offer.Has(programme.Group)
	}
	return e
}

// offererOf returns what names the programme of a service, where she has been with
// more than one.
func offererOf(words locale.Printer, t *pathway.Thread) func(pathway.Offered) string {
	programmes := make(map[string]bool)
	for _, a := range t.Attentions {
		programmes[a.Programme] = true
	}
	return func(o pathway.Offered) string {
		if len(programmes) < 2 {
			return ""
		}
		return o.Offerer.In(words.Lang())
	}
}

// districtText is what a place is called among those who know the region.
func districtText(code trenza.Place) string {
	name, _, _ := strings.Cut(placeText(code), ", ")
	return name
}

// strandsOf are the strands as a layout knows them.
var strandsOf = map[Strand]braid.Strand{
	StrandProtection: braid.Protection, StrandLivelihood: braid.Livelihood, StrandCommunity: braid.Community, StrandThread: braid.Own,
}

// detail is the one thing that says most of what she received: how much it was,
// what it was about, or that she was not there.
func detail(words locale.Printer, a pathway.Attended) string {
	if len(a.Outcomes) == 0 && a.Mark != "" {
		return words.Text("web.thread.mark." + a.Mark)
	}
	if amount := amountText(a.Form["amount"]); amount != "" {
		return amount
	}
	if a.Offer == nil {
		return ""
	}
	for _, f := range a.Offer.Fields {
		if text := answerText(words, f, a.Form[f.ID]); text != "" {
			return text
		}
	}
	return ""
}

// answerText is an answer that says something by itself.
func answerText(words locale.Printer, f programme.Field, answer string) string {
	switch f.Kind {
	case "choice":
		if i := slices.IndexFunc(f.Options, func(o programme.Option) bool { return o.ID == answer }); i >= 0 {
			return f.Options[i].Title.In(words.Lang())
		}
	case "money":
		return amountText(answer)
	case "text":
		return answer
	}
	return ""
}

// amountText writes an amount in céntimos as people say it, "S/ 760".
func amountText(cents string) string {
	n, err := strconv.ParseInt(cents, 10, 64)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(trenza.Money(n).String(), ".00")
}

// registered is when she came in, unless what she received before is there: then
// she was registered by a list that came in later, and her thread begins with what
// she received.
func registered(words locale.Printer, t *pathway.Thread, all []event) []event {
	day := trenza.LocalDay(t.Since)
	if slices.ContainsFunc(all, func(e event) bool { return e.Day < day }) {
		return nil
	}
	return []event{{Event: braid.Event{Day: day, Strand: braid.Own, Kind: braid.Registered, Icon: IconRegistered, Title: words.Text("web.hilo.registered")}}}
}
