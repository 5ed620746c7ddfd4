package pathway_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// One row of a list says who came, of which household and committee.
func TestAnIntakeFollowsIntoEveryRoom(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "taller-reque")
		s := w.Service("taller-reque", "crochet")
		come := func(p pathway.Participant, marks ...string) (known pathway.Received) {
			var sessions []attention.Attention
			for i, mark := range marks {
				sessions = append(sessions, attention.Attention{Day: trenza.Day("2019-02-05").Add(i), Place: "140113", Mark: mark})
			}
			w.Write(func(tx *journal.Tx) (err error) {
				known, err = w.Intake.Give(w.Context, tx, p, s, sessions...)
				return err
			})
			return known
		}
		mother := come(pathway.Participant{Record: Numbered(1), Household: "H-001", Kinship: "jefa", Committee: "Comité San José"}, attention.Absent, attention.Present)
		child := come(pathway.Participant{Record: Numbered(2), Household: "h-001", Kinship: "hija"}, attention.Present)
		again := come(pathway.Participant{Record: Numbered(1), Household: "H-001", Kinship: "jefa", Committee: "San Jose"}, attention.Absent, attention.Present, attention.Present)
		if !mother.New || again.New || again.Person.ID != mother.Person.ID || again.Recorded != 1 || len(again.Echoes) != 2 {
			t.Errorf("first %+v, then %+v", mother, again)
		}
		w.Read(func(r store.Reader) error {
			members, err := registry.Members(w.Context, r, w.Actor.Organisation, child.Person.ID)
			if !slices.Equal(members, []string{mother.Person.ID, child.Person.ID}) {
				t.Errorf("members: %v", members)
			}
			committees, errCommittees := collective.Committees(w.Context, r, w.Vault, w.Actor.Organisation)
			if len(committees) != 1 {
				t.Fatalf("committees: %+v", committees)
			}
			seats, errSeats := collective.Seats(w.Context, r, w.Actor.Organisation, committees[0].ID)
			if len(seats) != 1 || seats[0].Holder != mother.Person.ID || seats[0].Since != "2019-02-05" {
				t.Errorf("seats: %+v", seats)
			}
			return errors.Join(err, errCommittees, errSeats)
		})
	})
}

func TestAnswersWithoutANameNeedNobody(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	w.Write(func(tx *journal.Tx) error {
		return w.Intake.Answer(w.Context, tx, w.Service("alma-llanera", "satisfaccion"), Today, "150101", []string{"asked"})
	})
	if len(w.Roots()) != 0 {
		t.Error("an answer without a name registered somebody")
	}
	verify(t, w, 0)
}
