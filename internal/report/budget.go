package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
)

// SlicesADay is how many different slices an account asks for in a day, when
// small groups are covered for it: more than anybody reads, and too few to feel
// one's way around a small group (domain rule 13.9).
const SlicesADay = 100

// Budgeted lets somebody from whom small groups are covered ask for a narrower
// slice than what the programme publishes, and puts it on record
// (figures.sliced). The same slice again on that day is free. When the day's are
// spent it is Forbidden, "report.slices_spent". What needs no budget, or is
// refused by [Reporter.Slice] anyway, passes.
func (r Reporter) Budgeted(ctx context.Context, scope access.Scope, s Slice, today trenza.Day) error {
	a, err := s.begin(scope)
	if err != nil || !a.Covered || !a.narrowed(s) {
		return nil
	}
	told := WasSliced{Programme: s.Definition.ID, Indicator: s.Indicator, Services: s.Services, Question: a.Question}
	asked, err := told.command()
	if err != nil {
		return err
	}
	days := fmt.Sprintf("slice:%s:%s:", scope.Actor.Account, today)
	return r.Journal.Write(ctx, scope.Actor, func(tx *journal.Tx) error {
		_, err := tx.Once(ctx, days+asked, func() (string, error) {
			spent, err := tx.Commands(ctx, days)
			if err != nil {
				return "", err
			}
			if spent >= SlicesADay {
				return "", &trenza.Problem{Kind: trenza.Forbidden, Key: "report.slices_spent", Args: []any{fmt.Sprint(SlicesADay)}}
			}
			_, err = tx.Tell(ctx, told)
			return "", err
		})
		return err
	})
}

// command tells one slice from another.
func (s WasSliced) command() (string, error) {
	text, err := json.Marshal(s)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), err
}
