package page

import (
	"net/url"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/web/braid"
)

// swatch is a colour of the house.
type swatch struct{ token, key string }

// swatches are those that carry a meaning.
var swatches = []swatch{
	{"--protection", "web.system.protection"}, {"--livelihood", "web.system.livelihood"},
	{"--community", "web.system.community"}, {"--thread", "web.system.thread"},
	{"--ok", "web.system.good"}, {"--danger", "web.system.danger"},
	{"--night", "web.system.night"}, {"--ink", "web.system.ink"},
	{"--ink-2", "web.system.ink_2"}, {"--ink-3", "web.system.ink_3"},
	{"--edge", "web.system.edge"}, {"--paper", "web.system.paper"},
}

// fill paints with a token, as an attribute of a drawing.
func (s swatch) fill() string { return "var(" + s.token + ")" }

// sampleForm is a form that was sent with something wrong in it.
func sampleForm(v View) Form {
	return Form{
		Values: url.Values{"given": {"Yorgelis Carolina"}, "phone": {"98765"}, "kin": {"Yusmary"}, "papers": {"ptp", "cpp"}, "said": {v.Text("web.system.said_text")}},
		Faults: []Fault{
			{Field: "phone", Text: v.Text("web.system.phone_fault")},
			{Field: "consent", Text: v.Text("web.system.consent_fault")},
		},
	}
}

// sampleConsents are the answers of a question of two.
func sampleConsents(v View) []Option {
	return []Option{{Value: "yes", Label: v.Text("web.system.yes")}, {Value: "no", Label: v.Text("web.system.no"), Hint: v.Text("web.system.no_hint")}}
}

// samplePapers are the answers of a question of several.
func samplePapers(v View) []Option {
	return []Option{{Value: "ptp", Label: "PTP"}, {Value: "cpp", Label: "CPP", Hint: v.Text("web.system.cpp_hint")}, {Value: "ce", Label: "CE"}}
}

// sampleCount is how the figure of the drawing was counted.
func sampleCount(v View) []Fact {
	return []Fact{
		{Name: v.Text("web.system.what"), Text: v.Text("web.system.what_text")},
		{Name: v.Text("web.system.source"), Text: v.Text("web.system.source_text")},
		{Name: v.Text("web.system.until"), Text: v.Day("2026-11-24")},
	}
}

// sampleSteps are a payment that waits for its signature.
func sampleSteps(v View) []StepShow {
	return []StepShow{
		{Text: v.Text("web.system.step_list"), State: StepDone},
		{Text: v.Text("web.system.step_sign"), Note: v.Text("web.system.step_turn"), State: StepNow},
		{Text: v.Text("web.system.step_pay")},
	}
}

// sampleThread is a thread of nine months, and what comes next.
func sampleThread(v View) ThreadShow {
	given := func(day trenza.Day, strand Strand, icon, key string) event {
		return event{Event: braid.Event{Day: day, Strand: strandsOf[strand], Kind: braid.Delivered, Icon: icon, Title: v.Text(key)}}
	}
	next := []NextShow{{Day: "2026-12-11", Strand: StrandLivelihood, Icon: "shop", Title: v.Text("web.system.task_visit")}}
	return ThreadShow{Thread: &pathway.Thread{}, Braid: newBraid(v.Printer, "2026-11-24", []event{
		given("2026-03-02", StrandProtection, "legal", "web.system.event_legal"),
		given("2026-04-20", StrandCommunity, "people", "web.system.event_talk"),
		given("2026-06-08", StrandProtection, "cash", "web.system.event_cash"),
		given("2026-07-13", StrandLivelihood, "course", "web.system.event_course"),
		given("2026-09-21", StrandLivelihood, "sprout", "web.system.event_seed"),
		given("2026-10-30", StrandCommunity, "group", "web.system.event_committee"),
	}, next, false)}
}
