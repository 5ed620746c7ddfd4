package collective_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// inSpanish is what an error says.
func inSpanish(err error) string {
	if err == nil {
		return ""
	}
	return locale.For("es").Error(err)
}

// A post is held by one at a time, and its history is kept.
func TestAPostIsHeldByOneAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 3)
		if err := s.appoint(0, s.women[0], "presidenta", "2019-02-01", ""); err != nil {
			t.Fatal(err)
		}
		if got := inSpanish(s.appoint(0, s.women[1], "presidenta", "2019-07-01", "")); got != "Cierra primero el cargo «presidenta»: otra persona lo tiene desde el 1 feb 2019." {
			t.Error(got)
		}
		if err := s.appoint(0, s.women[1], "presidenta", "2017-02-01", "2019-02-01"); err != nil {
			t.Errorf("the one before her: %v", err)
		}
		if err := s.appoint(0, s.women[2], "presidenta", "2018-01-01", "2018-02-01"); !isKey(err, "collective.post_taken") {
			t.Errorf("within the days of another: %v", err)
		}
		leave := func(until trenza.Day) error {
			return s.Try(func(tx *journal.Tx) error {
				return collective.Leave(s.Context, tx, collective.Seat{Committee: s.committees[0].ID, Holder: s.women[0], Role: "presidenta"}, until)
			})
		}
		if err := leave("2019-01-01"); !isKey(err, "collective.seat_reversed") {
			t.Error(err)
		}
		if err := leave("2019-12-31"); err != nil {
			t.Fatal(err)
		}
		if err := leave("2019-12-31"); !isKey(err, "collective.no_such_seat") {
			t.Error(err)
		}
		if err := s.appoint(0, s.women[1], "presidenta", "2019-12-31", ""); err != nil {
			t.Errorf("the one after her: %v", err)
		}
		for role, want := range map[string]string{"jefa": "collective.post_unknown", "representante": "collective.post_taken", "socia": ""} {
			if err := s.appoint(0, s.women[2], role, "2019-07-01", ""); want == "" && err != nil || want != "" && !isKey(err, want) {
				t.Errorf("%s: %v", role, err)
			}
		}
		held := 0
		for _, seat := range s.people(0) {
			if seat.Role == "presidenta" {
				held++
			}
		}
		if m := s.measured(); held != 3 || m.Posts != 1 {
			t.Errorf("%d posts in history, %d today", held, m.Posts)
		}
		s.Sound()
	})
}

// A list that names her again after she left does not seat her anew.
func TestALeftSeatIsNotTakenAgainByAnOldList(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 1)
	s.Write(func(tx *journal.Tx) error {
		return collective.Leave(s.Context, tx, collective.Seat{Committee: s.committees[0].ID, Holder: s.women[0], Role: collective.Representative}, "2019-12-31")
	})
	attend(s.World, Numbered(0), "Comité 1", "2019-03-05")
	attend(s.World, Numbered(0), "Comité 1", "2019-01-03")
	if seats := s.people(0); len(seats) != 1 || seats[0].Since != "2019-01-03" || seats[0].Until != "2019-12-31" {
		t.Errorf("%+v", seats)
	}
	s.Sound()
}

// The municipality's recognition is told before it expires, to whoever keeps the
// committee.
func TestARecognitionIsToldBeforeItExpires(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 2)
	note := func(committee int, n collective.Recognition) error {
		return s.Try(func(tx *journal.Tx) error {
			return collective.NoteRecognition(s.Context, tx, s.committees[committee].ID, n)
		})
	}
	for want, n := range map[string]collective.Recognition{
		"collective.resolution_missing":   {Until: "2020-07-01"},
		"collective.recognition_reversed": {Resolution: "R.A. 1", From: "2020-07-01", Until: "2019-07-01"},
		"collective.recognition_day":      {Resolution: "R.A. 1", Until: "mañana"},
	} {
		if err := note(0, n); !isKey(err, want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	for committee, until := range []trenza.Day{"2020-07-31", "2020-08-01"} {
		if err := note(committee, collective.Recognition{Resolution: "R.A. 045-2018", From: "2018-08-01", Until: until}); err != nil {
			t.Fatal(err)
		}
	}
	for day, want := range map[trenza.Day]int{"2020-05-31": 0, "2020-06-01": 1, "2020-06-02": 2, "2021-03-01": 0} {
		if got := waits(s, collective.Recognitions{}, day); got != want {
			t.Errorf("on %s %d committees wait, want %d", day, got, want)
		}
	}
	if got := waits(s.as("ana", trenza.Grant{Role: trenza.RoleCoordinator}), collective.Recognitions{}, "2020-06-02"); got != 0 {
		t.Errorf("the coordinator keeps %d", got)
	}
	s.Sound()
}

// waits is how much waits for the actor on a day.
func waits(s *workshop, source agenda.Source, on trenza.Day) (count int) {
	s.Helper()
	s.Read(func(r store.Reader) error {
		w, err := source.Waits(s.Context, agenda.Ask{Reader: r, Vault: s.Vault, Scope: sees(s.World), Today: on, Until: on})
		for _, d := range w.Decisions {
			count += d.Count
		}
		return err
	})
	return count
}

// A fifth of the replicas is to be verified, by somebody else than who reported.
func TestTheShareThatIsVerified(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 6)
	var first string
	for committee := range 6 {
		first = s.give(s.replica(committee, "2019-07-01"), account(12, 8)).ID
	}
	checker := s.by("Pilar")
	if own, others := waits(s, collective.Verifications{}, Today), waits(checker, collective.Verifications{}, Today); own != 0 || others != 2 {
		t.Errorf("%d of her own and %d of others", own, others)
	}
	checker.verify(first)
	if got := waits(checker, collective.Verifications{}, Today); got != 1 || s.measured().Unverified != 1 {
		t.Errorf("%d wait", got)
	}
}

// A proposal is hers, sealed, and adopted in a sphere; the council reads totals.
func TestTheCouncilReadsTotals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 6)
		for committee := range 6 {
			s.propose(committee, "municipalidad")
		}
		if err := s.decide(0, collective.Adopted, "2019-12-01"); err != nil {
			t.Fatal(err)
		}
		if err := s.decide(0, collective.Declined, "2019-12-02"); !isKey(err, "collective.proposal_over") {
			t.Error(err)
		}
		if err := s.decide(1, collective.Adopted, "2019-01-02"); !isKey(err, "collective.decided_before") {
			t.Error(err)
		}
		council := s.measured().Council(s.d, "2020-06-01", "es")
		lines := make(map[string]string)
		for _, l := range council.Lines {
			lines[l.Key] = strings.TrimSpace(l.Value + " " + l.Beside)
		}
		if lines["proposals"] != "6" || lines["adopted"] != "<5 La municipalidad" || lines["represented"] != "6" {
			t.Errorf("%+v", lines)
		}
		if council.Sentence != "6 directas" {
			t.Errorf("%q", council.Sentence)
		}
		s.Sound()
	})
}

// propose has the woman of a committee propose something in a sphere.
func (s *workshop) propose(committee int, sphere string) {
	s.Helper()
	s.Write(func(tx *journal.Tx) error {
		_, err := collective.Propose(s.Context, tx, s.d, collective.Proposal{
			Committee: s.committees[committee].ID, Holder: s.women[committee], Sphere: sphere, Made: "2019-08-01", What: "Un comedor para la posta",
		})
		return err
	})
}

// decide decides on the latest proposal of a committee.
func (s *workshop) decide(committee int, fate collective.Fate, on trenza.Day) error {
	s.Helper()
	return s.Try(func(tx *journal.Tx) error {
		return collective.Decide(s.Context, tx, s.proposals(committee)[0].ID, fate, on)
	})
}

func (s *workshop) proposals(committee int) (all []collective.Proposal) {
	s.Helper()
	s.Read(func(r store.Reader) (err error) {
		all, err = collective.Proposals(s.Context, r, s.Vault, sees(s.World), s.committees[committee].ID)
		return err
	})
	return all
}

// Whoever is forgotten leaves her posts, replicas and proposals to her committee,
// without herself; no figure moves, and all of it is still proved.
func TestWhatAForgottenWomanLeaves(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := taught(Open(t, location, "taller-reque"), 2)
		if err := s.appoint(0, s.women[0], "tesorera", "2019-02-01", ""); err != nil {
			t.Fatal(err)
		}
		r := s.give(s.replica(0, "2019-07-01"), account(12, 8))
		s.propose(0, "comite")
		before := reportOf(s)
		s.Write(func(tx *journal.Tx) error {
			_, err := pathway.Forget(s.Context, tx, s.women[0], "solicitud suya")
			return err
		})
		if after := reportOf(s); after != before {
			t.Errorf("figures moved:\n%s\n%s", before, after)
		}
		if p := s.proposals(0); len(p) != 1 || p[0].What != "" {
			t.Errorf("%+v", p)
		}
		if seats := s.people(0); len(seats) != 2 {
			t.Errorf("%+v", seats)
		}
		s.by("Pilar").verify(r.ID)
		s.Write(func(tx *journal.Tx) error {
			return collective.Leave(s.Context, tx, collective.Seat{Committee: s.committees[0].ID, Holder: s.women[0], Role: "tesorera"}, "2019-12-31")
		})
		if err := s.decide(0, collective.Adopted, "2019-12-01"); err != nil {
			t.Fatal(err)
		}
		s.Sound()
	})
}

// Two records of one woman hold one post, and are one of those whom the programme
// reached; taken apart they are two again.
func TestTwoRecordsOfOneWoman(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "taller-reque")
	s := taught(w, 1)
	again := Phone(Woman("Apellido10000000", "Nombre10000000", "1950", Paper("PTP", "900000001")), "999111222")
	other := s.Meet(again, "2019-08-01").Person
	if err := s.appoint(0, s.women[0], "fiscal", "2019-02-01", ""); err != nil {
		t.Fatal(err)
	}
	if err := s.appoint(0, other.ID, "fiscal", "2019-03-01", ""); !isKey(err, "collective.post_taken") {
		t.Error(err)
	}
	pair := s.PairOf(s.women[0], other.ID)
	if !s.Decide(pair, registry.Same) {
		t.Fatal("not joined")
	}
	if err := s.appoint(0, other.ID, "fiscal", "2019-03-01", ""); err != nil {
		t.Errorf("of the same woman: %v", err)
	}
	if m := s.measured(); m.Posts != 1 {
		t.Errorf("%d hold a post", m.Posts)
	}
	s.Part(pair)
	s.Sound()
}

// Who sits in a committee is for whoever keeps it; others see the committee alone.
func TestWhoSeesACommittee(t *testing.T) {
	s := taught(Open(t, storetest.Location(t, store.SQLite), "taller-reque"), 2)
	for role, want := range map[string][2]int{
		trenza.RoleFacilitator: {2, 1}, trenza.RoleRegistrar: {2, 1}, trenza.RoleCoordinator: {2, 0}, trenza.RolePublicPartner: {2, 0},
		trenza.RoleMonitoring: {2, 0}, trenza.RoleDonor: {0, 0}, trenza.RoleOutreach: {0, 0},
	} {
		for place, there := range map[trenza.Place]bool{"140113": true, "150101": false} {
			other := s.as("ana", trenza.Grant{Role: role, Programme: "taller-reque", Place: place})
			var seen []collective.Committee
			other.Read(func(r store.Reader) (err error) {
				seen, err = collective.Select{}.Read(other.Context, r, other.Vault, sees(other.World))
				return err
			})
			got := [2]int{len(seen), len(other.people(0))}
			if there && got != want || !there && got != [2]int{} {
				t.Errorf("%s in %s sees %v, want %v", role, place, got, want)
			}
		}
	}
	course := s.as("nelly", trenza.Grant{Role: trenza.RoleFacilitator, Programme: "taller-reque", Course: "capacidades_personales"})
	if got := course.people(0); len(got) != 0 {
		t.Errorf("the facilitator of another course sees %v", got)
	}
	if !slices.ContainsFunc(s.people(0), func(m collective.MemberSeat) bool { return m.Root == s.women[0] }) {
		t.Error("she is not there")
	}
}
