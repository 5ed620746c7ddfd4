package collective

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/outreach"
)

// Replica is what somebody learnt, taught on in a committee on a day.
type Replica struct {
	ID        string       `json:"id"`
	Programme string       `json:"programme"`
	Service   string       `json:"service"`
	Committee string       `json:"committee"`
	Trainer   string       `json:"trainer"` // id of the record of whoever taught
	Ring      int          `json:"ring"`    // of those who came: 1 where a representative taught, 2 where one of those did
	Topics    []string     `json:"topics"`  // that were planned
	Covered   []string     `json:"covered,omitempty"`
	Day       trenza.Day   `json:"day"`
	Place     trenza.Place `json:"place"`
	Minutes   int          `json:"minutes,omitempty"`
	State     State        `json:"state"`
	Activity  string       `json:"activity,omitempty"` // id of its headcount, "" before it is reported and where it is an estimate
	Total     int          `json:"total,omitempty"`    // attendances
	FirstTime int          `json:"first_time,omitempty"`
	Reporter  string       `json:"reporter,omitempty"` // blind token of who reported it
	InTime    bool         `json:"in_time,omitempty"`  // verified, and within the days of the definition
	Way       string       `json:"way,omitempty"`      // of verifying: call or visit
	Verified  trenza.Day   `json:"verified,omitempty"`
	Words

	Root  string `json:"-"` // thread of the trainer, when it is read
	Entry int64  `json:"-"` // that planned it
}

// Words are what was written of a replica.
type Words struct {
	Form   map[string]string `json:"form,omitempty"`   // answers to the questions of the definition
	Groups []outreach.Group  `json:"groups,omitempty"` // who came, where heads are an estimate and no headcount is kept
	Reason string            `json:"reason,omitempty"` // why it was cancelled
}

// The ways of verifying a replica.
const (
	ByCall  = "call"
	ByVisit = "visit"
)

// Ways lists them.
func Ways() []string { return []string{ByCall, ByVisit} }

// Says spells what a row says in the clear, for comparison with the journal.
func (r Replica) Says() string {
	return strings.Join([]string{
		r.ID, r.Programme, r.Service, r.Committee, r.Trainer, strconv.Itoa(r.Ring), strings.Join(r.Topics, " "),
		strings.Join(r.Covered, " "), string(r.Day), string(r.Place), strconv.Itoa(r.Minutes), string(r.State), r.Activity,
		strconv.Itoa(r.Total), strconv.Itoa(r.FirstTime), r.Reporter, strconv.FormatBool(r.InTime), r.Way, string(r.Verified),
	}, "|")
}

// Row is the replica as policies know it: people counted without names.
func (r Replica) Row() access.Row {
	return access.Row{Kind: access.Activity, Class: trenza.P1, Programme: r.Programme, Service: r.Service, Place: r.Place}
}

// Told reports whether it was reported and stands.
func (r Replica) Told() bool { return slices.Contains([]State{Reported, Verified, Closed}, r.State) }

// Counts reports whether its heads are in the figures, and are no estimate.
func (r Replica) Counts() bool { return r.Activity != "" }

// Checked reports whether somebody else verified it.
func (r Replica) Checked() bool { return r.State == Verified || r.State == Closed }

// faithful is how many of the topics that were planned were covered.
func (r Replica) faithful() (covered int) {
	for _, topic := range r.Topics {
		if slices.Contains(r.Covered, topic) {
			covered++
		}
	}
	return covered
}
