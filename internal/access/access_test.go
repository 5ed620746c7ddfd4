package access

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
)

var operator = trenza.Actor{Organisation: "care-peru", Name: "Rosa", Role: trenza.RoleOperator}

// every class, and values that are no class at all.
var classes = []struct {
	class   trenza.Class
	allowed bool
}{
	{trenza.P0 - 1, false},
	{trenza.P0, true},
	{trenza.P1, true},
	{trenza.P2, true},
	{trenza.P3, true},
	{trenza.P4, false},
	{trenza.P4 + 1, false},
}

func TestOperatorReadsEverythingButP4(t *testing.T) {
	scope, err := For(operator)
	if err != nil {
		t.Fatal(err)
	}
	if scope.Organisation != "care-peru" || scope.Programme != "" || scope.Actor.Name != operator.Name || len(scope.Teams) != 0 {
		t.Errorf("For(operator) = %+v", scope)
	}
	for _, c := range classes {
		if got := scope.Sees(c.class); got != c.allowed {
			t.Errorf("Sees(%v) = %v, want %v", c.class, got, c.allowed)
		}
	}
}

func TestOperatorMayDoEverythingButP4(t *testing.T) {
	restricted := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}
	for _, c := range classes {
		err := May(operator, "attention.record", c.class)
		if c.allowed && err != nil {
			t.Errorf("May(%v) = %v, want nil", c.class, err)
		}
		if !c.allowed && !errors.Is(err, restricted) {
			t.Errorf("May(%v) = %v, want %v", c.class, err, restricted)
		}
	}
}

func TestUnknownRoleIsRefusedAtEveryClass(t *testing.T) {
	unknown := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.unknown_role"}
	for _, role := range []string{"", "Operator", "coordinadora"} {
		actor := trenza.Actor{Organisation: "care-peru", Role: role}
		if _, err := For(actor); !errors.Is(err, unknown) {
			t.Errorf("For(role %q) = %v, want %v", role, err, unknown)
		}
		for _, c := range classes {
			if err := May(actor, "attention.record", c.class); !errors.Is(err, unknown) {
				t.Errorf("May(role %q, %v) = %v, want %v", role, c.class, err, unknown)
			}
		}
	}
}

func TestActorWithoutOrganisationIsRefused(t *testing.T) {
	want := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.no_organisation"}
	if _, err := For(trenza.Actor{Role: trenza.RoleOperator}); !errors.Is(err, want) {
		t.Errorf("For = %v, want %v", err, want)
	}
}

func TestScopeNarrowsButNeverWidens(t *testing.T) {
	byHand := func(change func(*Scope)) Scope {
		scope := Scope{Organisation: "care-peru", Actor: operator, UpTo: trenza.P3}
		change(&scope)
		return scope
	}
	tests := []struct {
		name  string
		scope Scope
		seen  int // how many classes are seen, P0 upwards
	}{
		{"zero", Scope{}, 0},
		{"lowered", byHand(func(s *Scope) { s.UpTo = trenza.P1 }), 2},
		{"raised", byHand(func(s *Scope) { s.UpTo = trenza.P4 }), 4},
		{"without a role", byHand(func(s *Scope) { s.Actor.Role = "" }), 0},
		{"over the wall", byHand(func(s *Scope) { s.Organisation = "reque" }), 0},
		{"without a wall", byHand(func(s *Scope) { s.Organisation, s.Actor.Organisation = "", "" }), 0},
	}
	for _, test := range tests {
		for class := trenza.P0; class <= trenza.P4; class++ {
			if got, want := test.scope.Sees(class), int(class) < test.seen; got != want {
				t.Errorf("%s: Sees(%v) = %v, want %v", test.name, class, got, want)
			}
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
	if err := MayGuard(member, "vbg"); err != nil {
		t.Error(err)
	}
	if err := MayGuard(operator, "vbg"); !errors.Is(err, &trenza.Problem{Kind: trenza.Forbidden, Key: "access.restricted_service"}) {
		t.Error(err)
	}
}
