package venture_test

import (
	"testing"

	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/worldtest"
)

// The manual prints the state table of seed capital as it is.
func TestTheManualPrintsTheTable(t *testing.T) {
	worldtest.Manual(t, "../../docs/ventures.md", "../../docs/negocios.es.md", worldtest.TableLines(venture.Changes())...)
}
