package matrix

import (
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/cedar-policy/cedar-go/x/exp/schema"

	"github.com/trenza/trenza"
)

// verbsOfSchema lists the actions of the schema, sorted.
func verbsOfSchema(t *testing.T) (verbs []string) {
	t.Helper()
	text, err := os.ReadFile("../access/policy/trenza.cedarschema")
	if err != nil {
		t.Fatal(err)
	}
	var s schema.Schema
	if err := s.UnmarshalCedar(text); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	for action := range resolved.Actions {
		verbs = append(verbs, string(action.ID))
	}
	slices.Sort(verbs)
	return verbs
}

func asProblem(err error) (*trenza.Problem, bool) { return errors.AsType[*trenza.Problem](err) }
