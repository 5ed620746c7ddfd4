package learning_test

import (
	"slices"
	"testing"

	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/worldtest"
)

// The manual prints the state tables as they are.
func TestTheManualPrintsTheTables(t *testing.T) {
	worldtest.Manual(t, "../../docs/training.md", "../../docs/formacion.es.md", slices.Concat(
		worldtest.TableLines(learning.CohortChanges()), worldtest.TableLines(learning.SessionChanges()), worldtest.TableLines(learning.EnrolmentChanges()))...)
}
