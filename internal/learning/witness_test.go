package learning_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

var errAsItWas = errors.New("as it was")

// Whatever row of a training is changed or taken away behind the journal's back,
// verify says so.
func TestEveryRowIsWatched(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		c := cohort(w, "alma-llanera", "formacion_empleabilidad", "2020-02-04", "150101")
		c.enrol(1)
		c.marks(0, "PPPPPPPP")
		c.change(learning.Complete)
		c.Write(func(tx *journal.Tx) error {
			if _, err := learning.ReachSkill(c.Context, tx, c.enrolments[0].ID, "empleabilidad", "hoja_de_vida", learning.Alone, "2020-03-05"); err != nil {
				return err
			}
			_, err := learning.Issue(c.Context, tx, c.enrolments[0].ID, "")
			return err
		})
		w.Sound()
		for _, change := range []string{
			`update cohort set state = 'running'`, `update cohort set title = 'Otro'`, `update lesson set lasted = 600`, `update lesson set topics = ''`,
			`update enrolment set state = 'active'`, `update enrolment set passed = '2020-03-01'`, `update skill_step set level = 'teaches'`,
			`update certificate set kind = 'participation'`, `update certificate set minutes = 6000`, `update certificate set code = 'AAAAA-AAAAA'`,
			`update attention set session = null`,
			`delete from cohort`, `delete from lesson where number = 8`, `delete from enrolment`, `delete from skill_step`, `delete from certificate`,
		} {
			err := w.DB.Write(w.Context, func(tx *store.Tx) error {
				if _, err := tx.Exec(w.Context, change); err != nil {
					return err
				}
				if _, _, err := pathway.Verify(w.Context, tx, w.Vault, w.Actor.Organisation); trenza.KindOf(err) != trenza.Conflict {
					t.Errorf("%s: %v", change, err)
				}
				return errAsItWas
			})
			if !errors.Is(err, errAsItWas) {
				t.Error(err)
			}
		}
		w.Sound()
	})
}
