package registry

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
)

// Registered is told when somebody is registered.
type Registered struct {
	ID          string   `json:"id"`
	Number      int64    `json:"number"`
	Code        string   `json:"code"`
	Sex         string   `json:"sex"`
	Nationality string   `json:"nationality,omitempty"`
	Population  string   `json:"population,omitempty"`
	Identity    Identity `json:"identity"`
}

func registered(p *Person) Registered {
	return Registered{p.ID, p.Number, p.Code, p.Sex, p.Nationality, p.Population, p.Identity}
}

// Verb implements journal.Event.
func (Registered) Verb() string { return "person.registered" }

// Class implements journal.Event.
func (Registered) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e Registered) Person() string { return e.ID }

// Says spells what the event says of the person, for comparison with her row.
func (e Registered) Says() string {
	p := Person{
		ID: e.ID, Number: e.Number, Code: e.Code, Sex: e.Sex, Nationality: e.Nationality,
		Population: e.Population, Identity: e.Identity,
	}
	return p.Says()
}

// Says spells what a row says of the person, for comparison with the journal.
func (p *Person) Says() string {
	said, err := json.Marshal(registered(p))
	if err != nil {
		return err.Error() // plain strings and numbers always spell
	}
	return string(said)
}

// Updated is told when more becomes known of somebody, or what was known of her is
// corrected.
type Updated struct {
	Registered
	Before *Registered `json:"before,omitempty"` // what was known, where it was corrected
	Reason string      `json:"reason,omitempty"` // for which it was

	restated *journal.Attributes // nil when facts say of her what they said
}

func updated(p *Person, before counted) Updated {
	e := Updated{Registered: registered(p)}
	if countedOf(p) != before {
		e.restated = &journal.Attributes{
			Number: p.Number, Sex: p.Sex, Born: p.Identity.Birth.Reckoned(),
			Population: p.Population, Nationality: p.Nationality, Flags: p.FlagsOn,
		}
	}
	return e
}

// counted is what facts say of a person, as far as it tells whether they have
// to say something else. Life stages are only ever added, or moved back.
type counted struct {
	sex, population, nationality string
	born                         trenza.Day
	stages                       int
	earliest                     string
	disability                   bool
}

func countedOf(p *Person) counted {
	stages := slices.Concat(p.Identity.LifeStages, p.Health.LifeStages)
	c := counted{
		sex: p.Sex, population: p.Population, nationality: p.Nationality, born: p.Identity.Birth.Reckoned(),
		stages: len(stages), disability: p.Health.Functioning.Disability(),
	}
	for _, s := range stages {
		c.earliest += string(s.Since)
	}
	return c
}

// Verb implements journal.Event.
func (Updated) Verb() string { return "person.updated" }

// Restated implements journal.Restates: facts about her say from now on what
// is known now.
func (e Updated) Restated() (journal.Attributes, bool) {
	if e.restated == nil {
		return journal.Attributes{}, false
	}
	return *e.restated, true
}

// HealthNoted is told when something that touches her health becomes known.
type HealthNoted struct {
	ID     string `json:"id"`
	Health Health `json:"health"`
}

// Verb implements journal.Event.
func (HealthNoted) Verb() string { return "person.health_noted" }

// Class implements journal.Event.
func (HealthNoted) Class() trenza.Class { return trenza.P3 }

// Person implements journal.Event.
func (e HealthNoted) Person() string { return e.ID }

// about is an event about two or more people: its body names nobody and is
// sealed under the organisation's key.
type about struct{}

func (about) Class() trenza.Class { return trenza.P2 }
func (about) Person() string      { return "" }

// Raised is told when two records may be the same woman.
type Raised struct {
	about
	Pair     string   `json:"pair"`
	First    string   `json:"first"`
	Second   string   `json:"second"`
	Strength int      `json:"strength"`
	Reasons  []string `json:"reasons"`
	Model    string   `json:"model,omitempty"`
}

// Verb implements journal.Event.
func (Raised) Verb() string { return "review.raised" }

// Decided is told when somebody said something of a pair: what, and what the
// pair comes to by it. All bodies are of one length, so that the length of a
// sealed one does not tell a pair that waits for a second person.
type Decided struct {
	about
	Pair    string  `json:"pair"`
	Verdict Verdict `json:"verdict"`
	By      string  `json:"by,omitempty"`   // blind token of who said it, "" when nobody did
	Said    Verdict `json:"said,omitempty"` // by that person
	Fill    string  `json:"fill,omitempty"`
}

func decided(p Pair, verdict Verdict, own *Opinion) Decided {
	if own == nil {
		return Decided{Pair: p.ID, Verdict: verdict}
	}
	return Decided{
		Pair: p.ID, Verdict: verdict, By: own.actor, Said: own.Verdict,
		Fill: strings.Repeat("-", 1+2*spelledVerdict-len(verdict)-len(own.Verdict)),
	}
}

// Verb implements journal.Event.
func (Decided) Verb() string { return "review.decided" }

// Merged is told when two threads become one.
type Merged struct {
	about
	Merge    string         `json:"merge"`
	Survivor string         `json:"survivor"`
	Absorbed string         `json:"absorbed"`
	Roots    []journal.Root `json:"roots"`
}

// Verb implements journal.Event.
func (Merged) Verb() string { return "person.merged" }

// Rerooted implements journal.Reroots.
func (e Merged) Rerooted() []journal.Root { return e.Roots }

// Unmerged is told when a merge is undone.
type Unmerged Merged

// Verb implements journal.Event.
func (Unmerged) Verb() string { return "person.unmerged" }

// Rerooted implements journal.Reroots.
func (e Unmerged) Rerooted() []journal.Root { return e.Roots }

// HouseholdJoined is told when somebody is known to live in a household.
type HouseholdJoined struct {
	ID        string `json:"id"`
	Number    int64  `json:"number"`
	Household string `json:"household"`
	Role      string `json:"role"`
}

// Verb implements journal.Event.
func (HouseholdJoined) Verb() string { return "household.joined" }

// Class implements journal.Event.
func (HouseholdJoined) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e HouseholdJoined) Person() string { return e.ID }

// Housed implements journal.Houses.
func (e HouseholdJoined) Housed() []journal.Membership {
	return []journal.Membership{{Number: e.Number, Household: e.Household}}
}

// ConsentGiven is told when somebody consents to a purpose.
type ConsentGiven struct {
	Consent Consent `json:"consent"`
}

// Verb implements journal.Event.
func (ConsentGiven) Verb() string { return "consent.given" }

// Class implements journal.Event.
func (ConsentGiven) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e ConsentGiven) Person() string { return e.Consent.Person }

// ConsentRevoked is told when she takes a consent back.
type ConsentRevoked struct {
	ID    string     `json:"id"`
	Whose string     `json:"person"`
	On    trenza.Day `json:"on"`
}

// Verb implements journal.Event.
func (ConsentRevoked) Verb() string { return "consent.revoked" }

// Class implements journal.Event.
func (ConsentRevoked) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (e ConsentRevoked) Person() string { return e.Whose }
