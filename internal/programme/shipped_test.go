package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
)

func shippedOne(t *testing.T, id string) *Definition {
	t.Helper()
	d, ok := Shipped(id)
	if !ok {
		t.Fatalf("no programme %q in the binary", id)
	}
	return d
}

func TestShippedIDs(t *testing.T) {
	if got, want := ShippedIDs(), []string{"alma-llanera", "taller-reque"}; !slices.Equal(got, want) {
		t.Errorf("ShippedIDs() = %q, want %q", got, want)
	}
	if d, ok := Shipped("otro"); ok || d != nil {
		t.Errorf("Shipped(otro) = %v, %v", d, ok)
	}
}

// TestPublishedFigures holds the definitions against the two source texts.
func TestPublishedFigures(t *testing.T) {
	want := map[string]map[string]int{
		"alma-llanera": {
			"bono": 587, "empleabilidad": 243, "emprendimiento": 206, "legal_psicosocial": 3264,
			"informacion": 18338, "informacion_mujeres": 11950, "satisfechas": 3753,
		},
		"taller-reque": {"representantes": 24, "comites": 24},
	}
	for id, figures := range want {
		got := map[string]int{}
		for _, indicator := range shippedOne(t, id).Indicators {
			if indicator.Published != nil {
				got[indicator.ID] = indicator.Published.Value
			}
		}
		if !maps.Equal(got, figures) {
			t.Errorf("%s publishes %v, want %v", id, got, figures)
		}
	}
}

func TestIndicatorsCountWhatTheirRuleSays(t *testing.T) {
	for _, test := range []struct {
		programme, indicator string
		of                   Terms
		women                bool
	}{
		{"alma-llanera", "bono", Terms{{"bono", Collected}}, true},
		{"alma-llanera", "empleabilidad", Terms{{"empleabilidad", Trained}}, true},
		{"alma-llanera", "legal", Terms{{"asistencia_legal", Delivered}, {"regularizacion", Delivered}}, true},
		{"alma-llanera", "legal_psicosocial", Terms{
			{"asistencia_legal", Delivered}, {"regularizacion", Delivered},
			{"psicosocial_individual", Delivered}, {"salud_mental", Delivered}, {"psicosocial_grupal", "two_sessions"},
		}, true},
		{"alma-llanera", "salud", Terms{{"salud", Delivered}, {"salud_mental", Delivered}}, false},
		{"alma-llanera", "satisfechas", Terms{{"satisfaccion", Satisfied}}, true},
		{"taller-reque", "comites", Terms{{"crochet", Delivered}, {"pasteleria", Delivered}, {"capacidades_personales", Delivered}}, true},
	} {
		indicator, ok := shippedOne(t, test.programme).Indicator(test.indicator)
		if !ok {
			t.Errorf("%s has no %s", test.programme, test.indicator)
			continue
		}
		if !slices.Equal(indicator.Of, test.of) {
			t.Errorf("%s counts %v, want %v", test.indicator, indicator.Of, test.of)
		}
		adult := indicator.Who.Sex == "F" && indicator.Who.MinAge != nil && *indicator.Who.MinAge == 18
		if adult != test.women {
			t.Errorf("%s counts %+v, want women: %v", test.indicator, indicator.Who, test.women)
		}
	}
}

// TestPersonasLeavesOutWhatIsRestricted: the total of people counts every
// service that can have a name in it and is not restricted (domain rule 14),
// and a survey is no service.
func TestPersonasLeavesOutWhatIsRestricted(t *testing.T) {
	for _, id := range ShippedIDs() {
		d := shippedOne(t, id)
		personas, _ := d.Indicator("personas")
		for _, service := range d.Services {
			counted := slices.ContainsFunc(personas.Of, func(term Term) bool { return term.Service == service.ID })
			want := service.Class != trenza.P4 && (service.Has(Individual) || service.Has(Group) || service.Has(Payment))
			if counted != want {
				t.Errorf("%s: personas counts %s: %v, want %v", id, service.ID, counted, want)
			}
		}
	}
}

func TestCourseAndCredit(t *testing.T) {
	service, _ := shippedOne(t, "alma-llanera").Service("empleabilidad")
	want := Course{Sessions: 8, Minutes: 24 * 60, Share: 80, Credit: Credit{Late: 50, LeftEarly: 50, MadeUp: 100, MadeUpLimit: 2}}
	got := *service.Course
	got.Syllabus = nil
	if got != want {
		t.Errorf("course = %+v, want %+v", got, want)
	}
}

// The 24 of Reque go through three courses of 120 hours together; a topic taught
// is an hour of its course.
func TestTrainings(t *testing.T) {
	d := shippedOne(t, "taller-reque")
	training, ok := d.Training("taller")
	if !ok || d.Minutes(training) != 120*60 || !slices.Equal(training.Courses, []string{"crochet", "pasteleria", "capacidades_personales"}) {
		t.Fatalf("the training of Reque: %+v", training)
	}
	if paper := training.Certificate; paper.ApprovalShare != 80 || paper.ParticipationShare != 50 || !paper.NeedsProduct || training.AbsencesAlert != 3 {
		t.Errorf("%+v", training)
	}
	for _, id := range ShippedIDs() {
		d := shippedOne(t, id)
		for _, training := range d.Trainings {
			for _, course := range training.Courses {
				s, _ := d.Service(course)
				taught := 0
				for _, topic := range s.Course.Syllabus.Topics {
					taught += topic.Minutes
				}
				if taught != s.Course.Minutes {
					t.Errorf("%s of %s teaches %d of its %d minutes", course, id, taught, s.Course.Minutes)
				}
				if got := d.TrainingsOf(course); len(got) != 1 || got[0].ID != training.ID {
					t.Errorf("%s is taught in %v", course, got)
				}
			}
		}
	}
}

func TestDefinitionKeepsItsFile(t *testing.T) {
	d := shippedOne(t, "taller-reque")
	sum := sha256.Sum256(d.Text)
	if d.Hash != hex.EncodeToString(sum[:]) || !strings.Contains(string(d.Text), "id: taller-reque") {
		t.Errorf("hash %s does not belong to the file", d.Hash)
	}
	if d.Disclosure != TotalsOnly || d.Starts != "2019-01-01" || d.Places[0].Code != "140113" {
		t.Errorf("read %q, %q, %q", d.Disclosure, d.Starts, d.Places[0].Code)
	}
}

// TestParagraph: the paragraph prints each published figure, invents no other
// and makes no percentage.
func TestParagraph(t *testing.T) {
	for _, id := range ShippedIDs() {
		d := shippedOne(t, id)
		for _, lang := range []string{"es", "en"} {
			numbers := d.Numbers.In(lang)
			text := d.Fill(lang, func(id string) (string, bool) {
				indicator, ok := d.Indicator(id)
				return "<" + numbers.Format(indicator.Published.Value) + ">", ok
			})
			for _, indicator := range d.Indicators {
				if p := indicator.Published; p != nil && !strings.Contains(text, "<"+numbers.Format(p.Value)+">") {
					t.Errorf("%s in %s leaves out %s", id, lang, indicator.ID)
				}
			}
			rest := regexp.MustCompile(`<[^>]*>|\b2019\b`).ReplaceAllString(text, "")
			if strings.ContainsAny(rest, "0123456789%{}") {
				t.Errorf("%s in %s has a figure of its own: %s", id, lang, rest)
			}
		}
	}
}

func TestFillKeepsWhatHasNoValue(t *testing.T) {
	d := &Definition{Paragraph: Text{ES: "{bono} y {otro}", EN: "{otro} and {bono}"}}
	value := func(id string) (string, bool) { return "587", id == "bono" }
	if got := d.Fill("es", value); got != "587 y {otro}" {
		t.Errorf("es: %q", got)
	}
	if got := d.Fill("en", value); got != "{otro} and 587" {
		t.Errorf("en: %q", got)
	}
}

func TestNumbers(t *testing.T) {
	spain, peru := Numbers{".", ","}, Numbers{",", "."}
	for _, test := range []struct {
		style Numbers
		value int
		want  string
	}{
		{spain, 0, "0"},
		{spain, 587, "587"},
		{spain, 3264, "3.264"},
		{spain, 18338, "18.338"},
		{peru, 3264, "3,264"},
		{peru, 1234567, "1,234,567"},
		{peru, -100, "-100"},
		{peru, -1000, "-1,000"},
		{spain.In("es"), 1000, "1.000"},
		{spain.In("en"), 1000, "1,000"},
		{Numbers{"", "."}, 1000, "1000"},
	} {
		if got := test.style.Format(test.value); got != test.want {
			t.Errorf("%+v.Format(%d) = %q, want %q", test.style, test.value, got, test.want)
		}
	}
}

func TestOutcomes(t *testing.T) {
	for id, want := range map[string][]string{
		"bono":               {Collected},
		"emprendimiento":     {Delivered, Completed, Trained},
		"psicosocial_grupal": {Delivered, "two_sessions"},
		"capital_semilla": {
			Delivered, Collected, "venture_followed_m1", "venture_operating_m1", "venture_not_found_m1", "venture_followed_m3", "venture_operating_m3",
			"venture_not_found_m3", "venture_followed_m6", "venture_operating_m6", "venture_not_found_m6", "venture_followed_m12",
			"venture_operating_m12", "venture_not_found_m12",
		},
		"satisfaccion": {Asked, Answered, Satisfied},
	} {
		service, _ := shippedOne(t, "alma-llanera").Service(id)
		if got := service.Outcomes(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	replica, _ := shippedOne(t, "taller-reque").Service("replica")
	if got := replica.Outcomes(); got != nil {
		t.Errorf("replica: %q, want none", got)
	}
}
