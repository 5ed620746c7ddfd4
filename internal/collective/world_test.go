package collective_test

import (
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
	. "github.com/trenza/trenza/internal/worldtest"
)

// workshop is the programme of Reque in a world, with its committees by number and
// the women who speak for them.
type workshop struct {
	*World
	d          *programme.Definition
	committees []collective.Committee
	women      []string // ids of records
}

// lastSession is the day on which the women of a workshop were taught last.
const lastSession trenza.Day = "2019-06-20"

// taught is a workshop of so many women, each of whom speaks for a committee.
func taught(w *World, women int) *workshop {
	w.Helper()
	d, _ := programme.Shipped("taller-reque")
	for n := range women {
		attend(w, Numbered(n), fmt.Sprintf("Comité %d", n+1), "2019-01-08")
		attend(w, Numbered(n), fmt.Sprintf("Comité %d", n+1), lastSession)
	}
	s := &workshop{World: w, d: d}
	w.Read(func(r store.Reader) (err error) {
		if s.committees, err = (collective.Select{Programme: d.ID}).Read(w.Context, r, w.Vault, sees(w)); err != nil {
			return err
		}
		for _, c := range s.committees {
			people, err := collective.People(w.Context, r, sees(w), c.ID)
			if err != nil {
				return err
			}
			s.women = append(s.women, people[0].Holder)
		}
		return nil
	})
	return s
}

// sees is how far the world's actor reads.
func sees(w *World) (scope access.Scope) {
	w.Helper()
	w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(w.Context, r, w.Actor)
		return err
	})
	return scope
}

// by is the workshop as somebody else works with it.
func (s *workshop) by(name string) *workshop {
	other := *s
	other.World = s.As(name)
	return &other
}

// as is the workshop as an account with a role has it.
func (s *workshop) as(account string, grants ...trenza.Grant) *workshop {
	other := *s
	w := *s.World
	for i := range grants {
		grants[i].From = "2019-01-01"
	}
	w.Actor = trenza.Actor{Organisation: s.Actor.Organisation, Account: account, Name: "Quien " + account, Grants: grants}
	other.World = &w
	return &other
}

// replica is one that the woman of a committee is to give.
func (s *workshop) replica(committee int, day trenza.Day) collective.Replica {
	return collective.Replica{
		Committee: s.committees[committee].ID, Trainer: s.women[committee], Topics: []string{"puntos", "cupcakes"}, Day: day,
		Place: "140113", Minutes: 120,
	}
}

// account says that so many women came, of whom so many for the first time.
func account(women, first int) collective.Account {
	return collective.Account{
		Covered: []string{"puntos", "cupcakes"}, FirstTime: first,
		Groups: []outreach.Group{{Sex: "F", MinAge: 30, MaxAge: 59, People: women}},
	}
}

// step takes a step with a replica, and what the others need of it.
func (s *workshop) step(id string, step collective.Step) error {
	return s.Try(func(tx *journal.Tx) (err error) {
		switch step {
		case collective.Hold:
			_, err = collective.HoldOn(s.Context, tx, s.d, id, "2019-07-01")
		case collective.Report:
			_, err = collective.ReportOf(s.Context, tx, s.d, id, account(12, 8))
		case collective.Verify:
			_, err = collective.VerifyBy(s.Context, tx, s.d, id, collective.ByCall)
		case collective.Close:
			_, err = collective.CloseUp(s.Context, tx, id)
		case collective.Cancel:
			_, err = collective.CallOff(s.Context, tx, id, "No llegó nadie.")
		}
		return err
	})
}

// plan plans a replica; it must succeed.
func (s *workshop) plan(r collective.Replica) collective.Replica {
	s.Helper()
	s.Write(func(tx *journal.Tx) (err error) {
		r, err = collective.Plan(s.Context, tx, s.d, r)
		return err
	})
	return r
}

// give plans, holds and reports a replica; it must succeed.
func (s *workshop) give(r collective.Replica, a collective.Account) collective.Replica {
	s.Helper()
	s.Write(func(tx *journal.Tx) (err error) {
		if r, err = collective.Plan(s.Context, tx, s.d, r); err != nil {
			return err
		}
		if r, err = collective.HoldOn(s.Context, tx, s.d, r.ID, r.Day); err != nil {
			return err
		}
		r, err = collective.ReportOf(s.Context, tx, s.d, r.ID, a)
		return err
	})
	return r
}

// verify verifies a replica; it must succeed.
func (s *workshop) verify(id string) (r collective.Replica) {
	s.Helper()
	s.Write(func(tx *journal.Tx) (err error) {
		r, err = collective.VerifyBy(s.Context, tx, s.d, id, collective.ByVisit)
		return err
	})
	return r
}

// now is a replica as it is.
func (s *workshop) now(id string) (r collective.Replica) {
	s.Helper()
	s.Read(func(reader store.Reader) (err error) {
		r, err = collective.ReplicaByID(s.Context, reader, s.Vault, sees(s.World), "activity.read", id)
		return err
	})
	return r
}

// measured is what the workshop multiplied.
func (s *workshop) measured() (m collective.Measure) {
	s.Helper()
	s.Read(func(r store.Reader) (err error) {
		m, err = collective.Measured(s.Context, r, s.Vault, sees(s.World), s.d, "2020-06-01")
		return err
	})
	return m
}

// enter enters a committee by hand.
func (s *workshop) enter(c collective.Committee) (collective.Committee, error) {
	err := s.Try(func(tx *journal.Tx) (err error) {
		c, err = collective.Enter(s.Context, tx, s.d, c, spelling.Fold)
		return err
	})
	return c, err
}

// appoint seats a woman.
func (s *workshop) appoint(committee int, person, role string, since, until trenza.Day) error {
	return s.Try(func(tx *journal.Tx) error {
		return collective.Appoint(s.Context, tx, s.d, collective.Seat{
			Committee: s.committees[committee].ID, Holder: person, Role: role, Since: since, Until: until,
		})
	})
}

// people are the seats of a committee.
func (s *workshop) people(committee int) (seats []collective.MemberSeat) {
	s.Helper()
	s.Read(func(r store.Reader) (err error) {
		seats, err = collective.People(s.Context, r, sees(s.World), s.committees[committee].ID)
		return err
	})
	return seats
}
