package access

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
)

var operator = trenza.Actor{Organisation: "care-peru", Name: "Rosa", Role: trenza.RoleOperator}

// holding is somebody who holds a role everywhere in her organisation.
func holding(roles ...string) trenza.Actor {
	actor := trenza.Actor{Organisation: "care-peru", Name: "Rosa", Account: "rosa"}
	for _, role := range roles {
		actor.Grants = append(actor.Grants, trenza.Grant{Role: role})
	}
	return actor
}

// is expects a problem.
func is(t *testing.T, err error, key string) {
	t.Helper()
	if !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: key}) {
		t.Errorf("got %v, want %s", err, key)
	}
}

func legal(class trenza.Class) Row {
	return Row{Kind: Attention, Class: class, Programme: "alma", Service: "asesoria", Field: Legal, Place: "240301"}
}

func TestOperatorDoesEverythingButWhatIsRestricted(t *testing.T) {
	for class := trenza.P0; class <= trenza.P3; class++ {
		if err := May(operator, "attention.give", legal(class)); err != nil {
			t.Errorf("%v: %v", class, err)
		}
	}
	is(t, May(operator, "attention.give", legal(trenza.P4)), "access.restricted_service")
	is(t, May(operator, "attention.give", legal(trenza.P4+1)), "access.restricted_service")
}

// An actor of no role, of an unknown one, or of no organisation does nothing.
func TestStrangersDoNothing(t *testing.T) {
	for name, actor := range map[string]trenza.Actor{
		"no role":              {Organisation: "care-peru"},
		"a role by name alone": {Organisation: "care-peru", Role: trenza.RoleMonitoring},
		"no organisation":      {Role: trenza.RoleOperator},
	} {
		for class := trenza.P0; class <= trenza.P4; class++ {
			if err := May(actor, "attention.give", legal(class)); trenza.KindOf(err) != trenza.Forbidden {
				t.Errorf("%s, %v: %v", name, class, err)
			}
		}
		if _, err := For(actor); trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	is(t, May(holding("jefa"), "attention.give", legal(trenza.P1)), "access.not_permitted")
	if scope := (Scope{}); !Nothing(scope.Where("figures.count", Delivery)) {
		t.Error("the zero scope sees something")
	}
}

// One role that permits is enough, and what permitted is told.
func TestOneRoleIsEnough(t *testing.T) {
	actor := holding(trenza.RoleDonor, trenza.RoleLegalAdviser)
	decision := Decide(actor, "attention.give", legal(trenza.P3))
	if !decision.Allowed || decision.Grant.Role != trenza.RoleLegalAdviser || len(decision.By) != 1 || decision.By[0] != "asesora-her-field" {
		t.Errorf("%+v", decision)
	}
	is(t, May(holding(trenza.RoleDonor), "attention.give", legal(trenza.P3)), "access.not_permitted")
}

// A role goes as far as it was given.
func TestARoleGoesAsFarAsItWasGiven(t *testing.T) {
	for name, c := range map[string]struct {
		grant trenza.Grant
		want  bool
	}{
		"everywhere":           {trenza.Grant{}, true},
		"her region":           {trenza.Grant{Place: "24"}, true},
		"her district":         {trenza.Grant{Place: "240301"}, true},
		"another district":     {trenza.Grant{Place: "240302"}, false},
		"another region":       {trenza.Grant{Place: "15"}, false},
		"her programme":        {trenza.Grant{Programme: "alma"}, true},
		"another programme":    {trenza.Grant{Programme: "reque"}, false},
		"her course":           {trenza.Grant{Programme: "alma", Course: "asesoria"}, true},
		"another course":       {trenza.Grant{Programme: "alma", Course: "taller"}, false},
		"programme and region": {trenza.Grant{Programme: "alma", Place: "2403"}, true},
		"one of the two":       {trenza.Grant{Programme: "alma", Place: "2402"}, false},
	} {
		actor := holding()
		c.grant.Role = trenza.RoleLegalAdviser
		actor.Grants = []trenza.Grant{c.grant}
		if got := Decide(actor, "attention.read", legal(trenza.P3)).Allowed; got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Served by one programme in one region and by another elsewhere, a woman is not
// known to the first programme there.
func TestProgrammeAndPlaceBelongTogether(t *testing.T) {
	woman := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{
		{Programme: "alma", Place: "150110"}, {Programme: "reque", Place: "240301"},
	}}
	actor := holding()
	actor.Grants = []trenza.Grant{{Role: trenza.RoleRegistrar, Programme: "alma", Place: "24"}}
	if Decide(actor, "person.read", woman).Allowed {
		t.Error("the registrar of the programme in Tumbes sees a woman whom it served in Lima alone")
	}
	actor.Grants[0].Place = "15"
	if !Decide(actor, "person.read", woman).Allowed {
		t.Error("the registrar of the programme in Lima does not see her")
	}
}

// A pair is where both are known.
func TestAPairIsWhereBothAreKnown(t *testing.T) {
	inTumbes := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{{Programme: "alma", Place: "240301"}}}
	inZarumilla := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{{Programme: "alma", Place: "240302"}}}
	inLima := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{{Programme: "alma", Place: "150110"}}}
	nowhere := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{}}
	tumbes := holding()
	tumbes.Grants = []trenza.Grant{{Role: trenza.RoleRegistrar, Place: "24"}}
	for name, c := range map[string]struct {
		pair Row
		want bool
	}{
		"both in her region": {Both(inTumbes, inZarumilla), true},
		"one elsewhere":      {Both(inTumbes, inLima), false},
		"one nowhere":        {Both(inTumbes, nowhere), false},
	} {
		if got := Decide(tumbes, "review.decide", c.pair).Allowed; got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if !Decide(holding(trenza.RoleDataOfficer), "review.decide", c.pair).Allowed {
			t.Errorf("%s: the data officer may not decide", name)
		}
	}
}

// Administrators and custodians manage, and read nobody.
func TestWhoManagesReadsNobody(t *testing.T) {
	custodian := trenza.Actor{Organisation: "care-peru", Role: trenza.RoleCustodian}
	for _, actor := range []trenza.Actor{holding(trenza.RoleAdministrator), custodian} {
		scope, err := For(actor, catalogue()...)
		if err != nil {
			t.Fatal(err)
		}
		for kind, verb := range map[Kind]string{
			Person: "person.read", Attention: "attention.read", Delivery: "figures.count", Pair: "review.read",
			List: "list.export", Activity: "activity.read",
		} {
			if !Nothing(scope.Where(verb, kind)) {
				t.Errorf("%v: %s lets something through", actor.RoleNames(), verb)
			}
		}
		if !Decide(actor, "recovery.ask", Row{Kind: Account, Class: trenza.P1}).Allowed {
			t.Errorf("%v may help nobody back in", actor.RoleNames())
		}
	}
}

// A team's questions are for who serves it, inside the wall, and for nobody
// whose scope was widened by hand.
func TestTeamsAreServedByTheirOwn(t *testing.T) {
	member := operator
	member.Teams = []string{"vbg"}
	whole, err := For(member)
	if err != nil {
		t.Fatal(err)
	}
	over, widened, stranger := whole, whole, whole
	over.Organisation = "reque"
	widened.Teams = []string{"vbg", "trata"}
	stranger.Actor.Role = "coordinadora"
	for name, c := range map[string]struct {
		scope Scope
		team  string
		want  bool
	}{
		"her own team":    {whole, "vbg", true},
		"another team":    {whole, "trata", false},
		"no team":         {whole, "", false},
		"over the wall":   {over, "vbg", false},
		"widened by hand": {widened, "trata", false},
		"without a role":  {stranger, "vbg", false},
		"nobody":          {Scope{}, "vbg", false},
		"narrowed":        {Scope{Organisation: whole.Organisation, Actor: member, UpTo: whole.UpTo}, "vbg", false},
	} {
		if got := c.scope.Serves(c.team); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	worker := holding()
	worker.Grants = []trenza.Grant{{Role: trenza.RoleCaseWorker, Team: "vbg"}}
	for _, actor := range []trenza.Actor{member, worker} {
		if err := MayGuard(actor, "vbg"); err != nil {
			t.Error(err)
		}
		is(t, MayGuard(actor, "trata"), "access.restricted_service")
	}
	is(t, MayGuard(operator, "vbg"), "access.restricted_service")
	is(t, MayGuard(holding(trenza.RoleAdministrator), "vbg"), "access.restricted_service")
}

// What is forgotten, because the memory is full, is decided the same again.
func TestWhatIsRememberedChangesNothing(t *testing.T) {
	for n := range rememberedAtMost + 10 {
		row := legal(trenza.P3)
		row.Service = string(rune('a' + n%26))
		row.Programme = string(rune(n))
		if !Decide(operator, "attention.give", row).Allowed {
			t.Fatal(n)
		}
	}
	if !Decide(operator, "attention.give", legal(trenza.P3)).Allowed || Decide(operator, "attention.give", legal(trenza.P4)).Allowed {
		t.Error("decided otherwise")
	}
}

func BenchmarkDecide(b *testing.B) {
	actor := holding(trenza.RoleRegistrar)
	woman := Row{Kind: Person, Class: trenza.P2, Known: []Ambit{{"alma", Training, "taller", "240301"}}, Assigned: []string{"rosa"}}
	for name, row := range map[string]Row{"plain": legal(trenza.P2), "person": woman} {
		verb := map[string]string{"plain": "attention.read", "person": "person.read"}[name]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decide(actor, verb, row)
			}
		})
	}
}

func BenchmarkWhere(b *testing.B) {
	scope, err := For(holding(trenza.RoleCaseWorker), catalogue()...)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		scope.Where("attention.read", Attention)
	}
}

// A list begins with a district or a course when that is all that it holds; of
// one woman's rows a district is asked like any other place.
func TestAListOfADistrictBeginsThere(t *testing.T) {
	registrar := func(g trenza.Grant) trenza.Grant { g.Role = trenza.RoleRegistrar; return g }
	for name, c := range map[string]struct {
		grants []trenza.Grant
		local  bool
	}{
		"a district":              {[]trenza.Grant{{Place: "240301"}}, true},
		"a course":                {[]trenza.Grant{{Programme: "alma", Course: "trainingP1"}}, true},
		"two districts":           {[]trenza.Grant{{Place: "240301"}, {Place: "150110"}}, true},
		"a region":                {[]trenza.Grant{{Place: "24"}}, false},
		"a district and a region": {[]trenza.Grant{{Place: "240301"}, {Place: "15"}}, false},
		"a programme":             {[]trenza.Grant{{Programme: "alma"}}, false},
	} {
		actor := holding()
		for _, g := range c.grants {
			actor.Grants = append(actor.Grants, registrar(g))
		}
		scope, err := For(actor, catalogue()...)
		if err != nil {
			t.Fatal(err)
		}
		if got := Local(scope.Where("figures.count", Delivery)); got != c.local {
			t.Errorf("%s: %v", name, got)
		}
	}
	of := within{Ambit: Ambit{Place: "240301"}}
	columns := Columns{Place: "f.place"}
	place := func(any) string { return "$1" }
	if got := SQL(of, columns.Listed(), place); got != "(f.place = $1)" {
		t.Error(got)
	}
	if got := SQL(of, columns, place); got != "(substr(f.place, 1, $1) = $1)" {
		t.Error(got)
	}
}
