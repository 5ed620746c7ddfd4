package access

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"

	"github.com/trenza/trenza"
)

// validator checks policies against the schema that is shipped.
func validator(t *testing.T) (*schema.Schema, *validate.Validator) {
	t.Helper()
	text, err := texts.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var s schema.Schema
	s.SetFilename(schemaFile)
	if err := s.UnmarshalCedar(text); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	return &s, validate.New(resolved, validate.WithStrict())
}

// Every policy speaks only of what the schema knows, says what it does in both
// languages, and permits what it names to a role of the house.
func TestPoliciesAreValid(t *testing.T) {
	_, v := validator(t)
	for _, p := range book() {
		if err := v.Policy(string(p.id), p.tree()); err != nil {
			t.Errorf("%s:%d: %s: %v", p.rule.Position().Filename, p.rule.Position().Line, p.id, err)
		}
		for _, lang := range []string{"es", "en"} {
			if says := p.says(lang); !strings.HasSuffix(says, ".") {
				t.Errorf("%s says nothing in %q: %q", p.id, lang, says)
			}
		}
	}
}

// A policy that names what is not in the schema does not pass.
func TestAnUnknownAttributeIsRefused(t *testing.T) {
	_, v := validator(t)
	for name, text := range map[string]string{
		"attribute": `@id("x") permit (principal, action == Action::"person.read", resource is Person) when { resource.surname == "x" };`,
		"verb":      `@id("x") permit (principal, action == Action::"person.devour", resource is Person);`,
		"kind":      `@id("x") permit (principal, action == Action::"person.read", resource is Woman);`,
		"misplaced": `@id("x") permit (principal, action == Action::"person.read", resource is Activity);`,
	} {
		some, err := read(fstest.MapFS{"policy/x.cedar": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Policy("x", some[0].tree()); err == nil {
			t.Errorf("%s: passes", name)
		}
	}
}

func TestPoliciesHaveNamesOfTheirOwn(t *testing.T) {
	const one = `@id("x") permit (principal, action, resource);`
	for name, files := range map[string]fstest.MapFS{
		"no name":      {"policy/a.cedar": {Data: []byte(`permit (principal, action, resource);`)}},
		"twice":        {"policy/a.cedar": {Data: []byte(one)}, "policy/b.cedar": {Data: []byte(one)}},
		"not a policy": {"policy/a.cedar": {Data: []byte(`permit everybody`)}},
	} {
		if _, err := read(files); err == nil || !strings.Contains(err.Error(), "policy/") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every role of the house is spoken of, and no policy speaks of another.
func TestPoliciesKnowTheRoles(t *testing.T) {
	var text strings.Builder
	for _, p := range Policies("en") {
		text.WriteString(p.Text)
	}
	known := append(trenza.Roles(), trenza.RoleOperator, trenza.RoleCustodian)
	for rest := text.String(); ; {
		_, after, found := strings.Cut(rest, `Role::"`)
		if !found {
			break
		}
		role, _, _ := strings.Cut(after, `"`)
		if !slices.Contains(known, role) {
			t.Errorf("a policy speaks of the role %q", role)
		}
		rest = after
	}
	for _, role := range known {
		if role != trenza.RoleSafeguarding && !strings.Contains(text.String(), `Role::"`+role+`"`) {
			t.Errorf("no policy speaks of %q", role)
		}
	}
}
