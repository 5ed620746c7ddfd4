package locale

import (
	"errors"

	"github.com/trenza/trenza"
)

// asProblem finds the sentence in an error's chain.
func asProblem(err error) (*trenza.Problem, bool) {
	return errors.AsType[*trenza.Problem](err)
}
