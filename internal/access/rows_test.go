package access

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
)

// catalogue is a service of each field and class, in two programmes.
func catalogue() (all []Service) {
	for _, programme := range []string{"alma", "reque"} {
		for _, field := range append(Fields(), "") {
			for class := trenza.P1; class <= trenza.P4; class++ {
				all = append(all, Service{programme, string(field) + class.String(), field, class})
			}
		}
	}
	return all
}

var (
	verbs    = knownVerbs()
	places   = []trenza.Place{"", "24", "2403", "240301", "15", "1501", "150110"}
	accounts = []string{"rosa", "luz", ""}
)

// knownVerbs are the verbs that policies name, by what they are asked of.
func knownVerbs() map[Kind][]string {
	return map[Kind][]string{
		Organisation: {"organisation.list", "installation.verify"},
		Person:       {"person.list", "person.read", "person.register", "person.forget", "person.assign", "consent.revoke"},
		Attention:    {"attention.read", "attention.give"},
		Delivery:     {"figures.count", "figures.exact"},
		Activity:     {"activity.read", "activity.count", "replica.report", "replica.verify"},
		Committee:    {"committee.read", "committee.keep", "seat.read", "seat.take"},
		Pair:         {"review.read", "review.decide", "review.raise"},
		List:         {"list.read", "list.import", "list.export"},
		Publication:  {"publication.read", "publication.sample", "figures.freeze"},
		Definition:   {"programme.read", "programme.adopt"},
		Account:      {"account.read", "account.invite", "session.end"},
		Entry:        {"entry.read"},
	}
}

func drawGrant(t *rapid.T) trenza.Grant {
	return trenza.Grant{
		Role:      rapid.SampledFrom(append(trenza.Roles(), "nobody")).Draw(t, "role"),
		Programme: rapid.SampledFrom([]string{"", "alma", "reque"}).Draw(t, "programme"),
		Place:     rapid.SampledFrom(places).Draw(t, "place"),
		Course:    rapid.SampledFrom([]string{"", "", "trainingP1", "cashP2"}).Draw(t, "course"),
		Team:      rapid.SampledFrom([]string{"", "vbg"}).Draw(t, "team"),
		Person:    rapid.SampledFrom([]string{"", "yusmary"}).Draw(t, "person"),
	}
}

func drawActor(t *rapid.T) trenza.Actor {
	actor := trenza.Actor{Organisation: "care", Account: rapid.SampledFrom(accounts).Draw(t, "account")}
	switch rapid.IntRange(0, 9).Draw(t, "kind of actor") {
	case 0:
		actor.Role = trenza.RoleOperator
	case 1:
		actor.Role = trenza.RoleCustodian
	default:
		actor.Grants = rapid.SliceOfN(rapid.Custom(drawGrant), 1, 3).Draw(t, "grants")
	}
	return actor
}

// drawRow draws a row as a table would hold it.
func drawRow(t *rapid.T, kind Kind) Row {
	r := Row{Kind: kind, Organisation: "care", Class: classOf[kind]}
	s := rapid.SampledFrom(catalogue()).Draw(t, "service")
	switch kind {
	case Attention, Delivery, List:
		r.Programme, r.Service, r.Field, r.Class = s.Programme, s.ID, s.Field, s.Class
		r.Place = rapid.SampledFrom(places).Draw(t, "at")
	case Activity, Publication, Definition, Committee:
		r.Programme, r.Place = s.Programme, rapid.SampledFrom(places).Draw(t, "at")
	case Person, Pair:
		r.Known = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Ambit {
			s := rapid.SampledFrom(catalogue()).Draw(t, "known by")
			return Ambit{s.Programme, s.Field, s.ID, rapid.SampledFrom(places).Draw(t, "known at")}
		}), 1, 3).Draw(t, "known")
	}
	r.Account = rapid.SampledFrom(accounts).Draw(t, "its account")
	r.Person = rapid.SampledFrom([]string{"yusmary", "marbelys"}).Draw(t, "its person")
	r.Assigned = rapid.SliceOfDistinct(rapid.SampledFrom([]string{"rosa", "luz"}), rapid.ID[string]).Draw(t, "assigned")
	r.Guarded = rapid.Bool().Draw(t, "guarded")
	r.Shared, r.Public = rapid.Bool().Draw(t, "shared"), rapid.Bool().Draw(t, "public")
	return r
}

// What a list lets through is what would be decided row by row.
func TestAListIsTheSumOfItsDecisions(t *testing.T) {
	kinds := make([]Kind, 0, len(verbs))
	for kind := range verbs {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	seen := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		actor := drawActor(t)
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		verb := rapid.SampledFrom(verbs[kind]).Draw(t, "verb")
		scope, err := For(actor, catalogue()...)
		if err != nil {
			t.Fatal(err)
		}
		row := drawRow(t, kind)
		decided, listed := Decide(actor, verb, row).Allowed, scope.Where(verb, kind).Holds(row)
		if decided != listed {
			t.Fatalf("decided %v, listed %v: %s on %+v", decided, listed, verb, row)
		}
		seen[decided]++
	})
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("the property never saw both answers: %v", seen)
	}
}

// Whatever the role and verb, lists can be written: nothing in the policies is
// beyond the translation.
func TestEveryPolicyCanBeAList(t *testing.T) {
	for _, role := range append(trenza.Roles(), trenza.RoleOperator, trenza.RoleCustodian) {
		for kind, some := range verbs {
			for _, verb := range some {
				for _, g := range []trenza.Grant{{Role: role}, {Role: role, Programme: "alma", Place: "24", Team: "vbg", Person: "yusmary"}} {
					o := opener{question{g, "care", "rosa", verb}, kind, catalogue()}
					if _, err := o.rows(); err != nil {
						t.Errorf("%+v, %s: %v", g, verb, err)
					}
				}
			}
		}
	}
}

// Nobody gains anything over the wall, nor by narrowing.
func TestTheWallHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actor := drawActor(t)
		kind := rapid.SampledFrom([]Kind{Person, Attention, Delivery, Activity, Pair, List, Publication}).Draw(t, "kind")
		verb := rapid.SampledFrom(verbs[kind]).Draw(t, "verb")
		row := drawRow(t, kind)
		row.Organisation = "reque"
		if Decide(actor, verb, row).Allowed {
			t.Fatalf("%+v reaches %+v over the wall", actor, row)
		}
		row.Organisation = "care"
		scope, err := For(actor, catalogue()...)
		if err != nil {
			t.Fatal(err)
		}
		before := scope.Where(verb, kind).Holds(row)
		scope.Programme, scope.UpTo = "alma", rapid.SampledFrom([]trenza.Class{trenza.P1, trenza.P2, trenza.P3, trenza.P4}).Draw(t, "up to")
		if scope.Where(verb, kind).Holds(row) && !before {
			t.Fatalf("narrowing let %+v through", row)
		}
		scope.Organisation = "reque"
		if !Nothing(scope.Where(verb, kind)) {
			t.Fatal("a scope over the wall lets something through")
		}
	})
}
