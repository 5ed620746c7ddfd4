package pathway_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// What held once is proved like what holds: figures as of an old position rest
// on it.
func TestWhatHeldOnceIsProved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Open(t, location, "alma-llanera")
		unknown := Phone(Woman("Soto", "Ana", "", Paper("DNI", "45678901")), "987654321")
		w.Give(unknown, "salud", Delivered("2020-03-02", "150101"))
		w.Give(Woman("Soto", "Ana", "1990", Paper("DNI", "45678901")), "salud", Delivered("2020-03-03", "150101"))
		w.Give(Phone(Woman("Soto", "Anita", "1990", Paper("CPP", "001234567")), "987654321"), "salud", Delivered("2020-03-09", "150101"))
		pair := w.Pairs()[0]
		w.Decide(pair, registry.Same)
		w.Unmerge(pair)
		ana := w.Meet(unknown, Today).Person.ID
		w.Write(func(tx *journal.Tx) error { return registry.JoinHousehold(w.Context, tx, ana, "H-1", "jefa") })
		w.Sound()
		for name, statement := range map[string]string{
			"a past fact changes":         `update fact set day = '2020-03-04' where until is not null`,
			"a past fact goes":            `delete from fact where until is not null`,
			"a past fact ends later":      `update fact set until = until + 1 where until is not null`,
			"a past fact has more of her": `update fact set flags = 1 where until is not null`,
			"a past join changes":         `update fact_root set root = root + 7 where until is not null`,
			"a past join goes":            `delete from fact_root`,
			"a past join ends later":      `update fact_root set until = until + 1`,
			"a join is slipped in":        `insert into fact_root (organisation, number, root, since, until) values ('alma', 1, 2, 1, 2)`,
			"she lives with another":      `update fact_household set household = household || 'x'`,
			"she lives nowhere":           `delete from fact_household`,
			"she moved out":               `update fact_household set until = since + 1`,
			"people are slipped in": `
				insert into tally (organisation, since, ordinal, until, programme, service, outcome, day, place, sex, min_age, max_age, people, source)
				values ('alma', 1, 0, 2, 'alma-llanera', 'salud', 'delivered', '2020-03-02', '', 'F', 0, 150, 100, 'x')`,
		} {
			err := w.DB.Write(w.Context, func(tx *store.Tx) error {
				if touched, err := tx.Exec(w.Context, statement); touched == 0 || err != nil {
					t.Fatalf("%s: %d rows, %v", name, touched, err)
				}
				_, _, err := pathway.Verify(w.Context, tx, w.Vault, w.Actor.Organisation)
				return err
			})
			if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "pathway.derived_differs"}) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Sound()
	})
}
