package registry_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/registry"
)

func TestHowSheMayBeReached(t *testing.T) {
	for _, c := range []struct {
		name    string
		contact registry.Contact
		refused string // the key, "" for none
	}{
		{"nothing is known", registry.Contact{}, ""},
		{"by WhatsApp in the morning", registry.Contact{Ways: []string{"whatsapp"}, From: "09:00", To: "13:00", AskFor: "el curso"}, ""},
		{"by pigeon", registry.Contact{Ways: []string{"pigeon"}}, "registry.contact_way"},
		{"at 25", registry.Contact{From: "25:00", To: "26:00"}, "registry.contact_hour"},
		{"from nine", registry.Contact{From: "09:00"}, "registry.contact_hours"},
		{"backwards", registry.Contact{From: "13:00", To: "09:00"}, "registry.contact_hours"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err, got := c.contact.Check(), ""
			if problem, is := errors.AsType[*trenza.Problem](err); is {
				got = problem.Key
			}
			if got != c.refused || (err == nil) != (c.refused == "") {
				t.Errorf("refused as %q (%v), want %q", got, err, c.refused)
			}
		})
	}
}
