package registry

import (
	"slices"
	"time"

	"github.com/trenza/trenza"
)

// Contact says how somebody may be reached without putting her in danger (domain
// rule 1.4, contact_method). The zero Contact says that nobody has asked her.
type Contact struct {
	Ways    []string `json:"ways,omitempty"`    // of ContactWays, the one she prefers first
	From    string   `json:"from,omitempty"`    // safe hours, "09:00"; "" for any
	To      string   `json:"to,omitempty"`      // "13:00"
	Message bool     `json:"message,omitempty"` // a message may be left
	AskFor  string   `json:"ask_for,omitempty"` // what to say when somebody else answers: "el curso"
}

// ContactWays returns the ways to reach somebody.
func ContactWays() []string { return []string{"call", "whatsapp", "sms", "visit"} }

// Empty reports whether nothing is known.
func (c Contact) Empty() bool {
	return len(c.Ways) == 0 && c.From == "" && c.To == "" && !c.Message && c.AskFor == ""
}

// Check refuses ways that there are not, and hours that are none or run
// backwards.
func (c Contact) Check() error {
	for _, way := range c.Ways {
		if !slices.Contains(ContactWays(), way) {
			return trenza.Refuse("registry.contact_way", way)
		}
	}
	for _, hour := range []string{c.From, c.To} {
		if _, err := time.Parse("15:04", hour); hour != "" && err != nil {
			return trenza.Refuse("registry.contact_hour", hour)
		}
	}
	if (c.From == "") != (c.To == "") || c.From > c.To {
		return trenza.Refuse("registry.contact_hours", c.From, c.To)
	}
	return nil
}
