package programme

import (
	"slices"
	"strings"
	"testing"
)

// A figure counts whose business runs at six months, beside those who were looked for,
// and none counts a month that the programme does not ask about.
func TestFiguresOfAskingAgain(t *testing.T) {
	shipped := shippedOne(t, "alma-llanera")
	for id, want := range map[string]Terms{
		"negocios_6m":          {{Service: "capital_semilla", Outcome: AtMonth(VentureRuns, 6)}},
		"negocios_buscados_6m": {{Service: "capital_semilla", Outcome: AtMonth(VentureAsked, 6)}, {Service: "capital_semilla", Outcome: AtMonth(VentureLost, 6)}},
		"empleo_6m":            {{Service: "empleabilidad", Outcome: AtMonth(WorkByContract, 6)}},
	} {
		if figure, _ := shipped.Indicator(id); !slices.Equal(figure.Of, want) {
			t.Errorf("%s counts %v", id, figure.Of)
		}
	}
	later := strings.Replace(string(shipped.Text), "venture_operating_m6: [", "venture_operating_m9: [", 1)
	if _, err := Parse("alma-llanera.yaml", []byte(later)); err == nil {
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
