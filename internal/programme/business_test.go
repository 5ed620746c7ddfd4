package programme

import (
	"slices"
	"strings"
	"testing"
)

// A figure may count whose business runs at six months, beside those who were asked,
// and no month that the programme does not ask about.
func TestFiguresOfAskingAgain(t *testing.T) {
	shipped := string(shippedOne(t, "alma-llanera").Text)
	text := func(outcome string) []byte {
		return []byte(strings.Replace(shipped, "\n  - id: personas\n", `
  - id: negocios_6m
    code: A12
    version: 1
    title: {es: Negocios que siguen a los seis meses, en: Businesses that run at six months}
    rule: {es: Mujeres distintas cuyo negocio sigue a los seis meses., en: Different women whose business runs at six months.}
    unit: person
    noun: {es: mujeres, en: women}
    of:
      `+outcome+`: [capital_semilla]
    asks:
      venture_followed_m6: [capital_semilla]
    qualifier: exact
    target: null
    class: P1

  - id: personas
`, 1))
	}
	d, err := Parse("alma-llanera.yaml", text("venture_operating_m6"))
	if err != nil {
		t.Fatal(err)
	}
	figure, _ := d.Indicator("negocios_6m")
	if !slices.Equal(figure.Of, Terms{{Service: "capital_semilla", Outcome: AtMonth(VentureRuns, 6)}}) {
		t.Errorf("it counts %v", figure.Of)
	}
	if _, err := Parse("alma-llanera.yaml", text("venture_operating_m9")); err == nil {
		t.Error("a month that nobody asks about is counted")
	}
}

// What the shipped programmes ask, make and support.
func TestWhatIsAskedAndMade(t *testing.T) {
	alma, reque := shippedOne(t, "alma-llanera"), shippedOne(t, "taller-reque")
	if a, asks := alma.Asking("trenza-15"); !asks || a.Service != "emprendimiento" {
		t.Errorf("%+v", a)
	}
	if _, asks := reque.Asking("phq-9"); asks {
		t.Error("the workshop asks the PHQ-9")
	}
	if alma.Ventures.ReceiptShare != 90 || alma.Ventures.FirstShare != 60 || alma.Ventures.Reviewers != 2 || reque.Ventures != nil {
		t.Errorf("%+v", alma.Ventures)
	}
	if p, known := reque.Product("empanada"); !known || p.Service != "pasteleria" || len(reque.Products) != 5 {
		t.Errorf("%+v", reque.Products)
	}
}
