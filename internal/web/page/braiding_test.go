package page

import (
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/web/braid"
)

// TestWhatABeadSays of one event and of several, in both languages.
func TestWhatABeadSays(t *testing.T) {
	session := event{Event: braid.Event{Kind: braid.Delivered, Title: "Taller", Series: "taller", Course: true}, sessions: true}
	on := func(e event, days ...trenza.Day) (all []event) {
		for _, e.Day = range days {
			all = append(all, e)
		}
		return all
	}
	done := event{Event: braid.Event{Kind: braid.Milestone, Title: "Taller", Small: "completado", Series: "taller", Course: true}}
	bono := event{Event: braid.Event{Kind: braid.Delivered, Title: "Bono", Small: "S/ 760", Series: "bono"}, payments: true}
	sessions := on(session, "2026-06-02", "2026-06-09", "2026-07-27")
	for _, c := range []struct {
		lang   string
		events []event
		want   braid.Label
	}{
		{"es", on(bono, "2026-04-21"), braid.Label{Title: "Bono", Small: "21 abr, S/ 760"}},
		{"es", on(bono, "2026-04-21", "2026-05-21"), braid.Label{Title: "Bono", Small: "2 pagos, 21 abr a 21 may"}},
		{"es", sessions, braid.Label{Title: "Taller", Small: "3 sesiones, 2 jun a 27 jul"}},
		{"es", append(slices.Clone(sessions), on(done, "2026-07-27")...), braid.Label{Title: "Taller", Small: "3 sesiones, 2 jun a 27 jul, completado"}},
		{"es", append(on(bono, "2025-12-01"), sessions...), braid.Label{Title: "Bono", Small: "y otro servicio, 4 veces, dic 2025 a jul 2026"}},
		{"en", sessions, braid.Label{Title: "Taller", Small: "3 sessions, 2 Jun to 27 Jul"}},
		{"en", on(done, "2026-07-27"), braid.Label{Title: "Taller", Small: "27 Jul, completado"}},
	} {
		plain := make([]braid.Event, len(c.events))
		for i, e := range c.events {
			plain[i] = e.Event
		}
		if got := (saying{words: locale.For(c.lang), events: c.events}).Bead(plain); got != c.want {
			t.Errorf("%s: says %+v, want %+v", c.lang, got, c.want)
		}
	}
}

// TestDaysAreToldWithTheirYear where the drawing lasts longer than one.
func TestDaysAreToldWithTheirYear(t *testing.T) {
	old := event{Event: braid.Event{Kind: braid.Delivered, Title: "Charla", Day: "2019-05-05"}}
	for day, want := range map[trenza.Day]string{"2019-12-31": "5 may", "2021-01-01": "5 may 2019"} {
		s := saying{words: locale.For("es"), years: years([]event{old}, day)}
		if got := s.Bead([]braid.Event{old.Event}).Small; got != want {
			t.Errorf("on %s it says %q, want %q", day, got, want)
		}
	}
}

// TestASilenceIsTold in months, and in years when it is long.
func TestASilenceIsTold(t *testing.T) {
	s := saying{words: locale.For("es")}
	for days, want := range map[int]string{210: "7 meses", 400: "13 meses", 730: "2 años", 2130: "6 años"} {
		if got := s.Silence(days); got != want {
			t.Errorf("%d days are %q, want %q", days, got, want)
		}
	}
}

// TestHowToReachHer says nothing that nobody asked her, and what is safe first.
func TestHowToReachHer(t *testing.T) {
	for want, c := range map[string]registry.Contact{
		"": {},
		"WhatsApp, de 9 a 13 h. No llamar ni dejar mensajes de voz. Si contesta otra persona, preguntar por «el curso».": {
			Ways: []string{"whatsapp"}, From: "09:00", To: "13:00", AskFor: "el curso"},
		"Llamada o visita. No dejar mensajes de voz.":  {Ways: []string{"call", "visit"}},
		"Mensaje de texto. Se puede dejar un mensaje.": {Ways: []string{"sms"}, Message: true},
		"De 14:30 a 18 h. No dejar mensajes de voz.":   {From: "14:30", To: "18:00"},
	} {
		if got := ContactText(locale.For("es"), c); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}

// TestPapersAreCovered, and tell in time that they run out.
func TestPapersAreCovered(t *testing.T) {
	for number, want := range map[string]string{"V-19.345.607": "V-••.•••.•07", "001284417": "00•••••17", "12345": "12•45", "123": "123", "": ""} {
		if got := covered(number); got != want {
			t.Errorf("%q is covered as %q, want %q", number, got, want)
		}
	}
	words, today := locale.For("es"), trenza.Day("2026-11-24")
	records := []*registry.Person{{Identity: registry.Identity{Documents: []registry.Document{
		{Type: "PAS", Number: "148203956", Expires: "2031-01-05"}, {Type: "CPP", Number: "002915530", Expires: "2026-12-14"},
		{Type: "CSR", Number: "002915530"}, {Type: "PTP", Number: "002915530", Expires: "2026-01-31"},
	}}}}
	all := papers(words, today, records)
	var states []string
	for _, p := range all {
		states = append(states, p.Kind+" "+p.State)
	}
	if want := []string{"PTP Venció el 31 ene 2026", "CPP Vence el 14 dic 2026", "Pasaporte Vigente hasta ene 2031", "Carné de solicitante de refugio "}; !slices.Equal(states, want) {
		t.Errorf("papers are %q, want %q", states, want)
	}
	steps := next(words, today, &pathway.Thread{}, nil, paperSteps(words, today, all, true))
	if len(steps) != 2 || steps[0].Title != "Renueva tu PTP" || !steps[0].Late || steps[1].Due != "Antes del 14 dic 2026" {
		t.Errorf("to be renewed: %+v", steps)
	}
}

// TestCountriesAreNamed in the language of the reader.
func TestCountriesAreNamed(t *testing.T) {
	for code, want := range map[string][2]string{"VEN": {"Venezuela", "Venezuela"}, "BRA": {"Brasil", "Brazil"}, "": {"", ""}, "nadie": {"nadie", "nadie"}} {
		if es, en := CountryText(locale.For("es"), code), CountryText(locale.For("en"), code); es != want[0] || en != want[1] {
			t.Errorf("%q is %q and %q", code, es, en)
		}
	}
}
