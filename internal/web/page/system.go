package page

import "net/url"

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
