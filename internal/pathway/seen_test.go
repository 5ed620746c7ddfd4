package pathway_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// A participant is told in which roles people saw her, and never who they were;
// so is the data officer who answers her. Nobody else is, and she is not told of
// others.
func TestWhoHasSeenHer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p, other := yusmary(w), w.Give(Numbered(7), "informacion_vbg", Delivered("2020-03-03", "150101")).Person
		opened(w, who(w, "suya", trenza.RolePsychologist, trenza.RoleOutreach), p.Code)
		herself := who(w, "ella", trenza.RoleParticipant)
		herself.Grants[0].Person = p.ID
		want := []pathway.Sight{
			{Day: "2020-06-01", Role: trenza.RoleOutreach, Classes: []trenza.Class{trenza.P1, trenza.P2, trenza.P3}},
			{Day: "2020-06-01", Role: trenza.RolePsychologist, Classes: []trenza.Class{trenza.P1, trenza.P2, trenza.P3}},
		}
		slices.SortFunc(want, func(a, b pathway.Sight) int { return strings.Compare(a.Role, b.Role) })
		for name, actor := range map[string]trenza.Actor{"herself": herself, "the data officer": who(w, "odp", trenza.RoleDataOfficer)} {
			if sights, err := pathway.Seen(w.Context, w.Journal, sees(w, actor), p.Code); err != nil || !reflect.DeepEqual(sights, want) {
				t.Errorf("%s is told %+v, %v", name, sights, err)
			}
		}
		for name, c := range map[string]struct {
			actor trenza.Actor
			code  string
		}{
			"of somebody else":     {herself, other.Code},
			"who accompanies her":  {who(w, "suya", trenza.RolePsychologist), p.Code},
			"an administrator":     {who(w, "admin", trenza.RoleAdministrator), p.Code},
			"of nobody":            {who(w, "odp", trenza.RoleDataOfficer), "K7Q2X-9XMDP"},
			"another organisation": {who(w.In(t, "reque"), "odp", trenza.RoleDataOfficer), p.Code},
		} {
			if sights, err := pathway.Seen(w.Context, w.Journal, sees(w, c.actor), c.code); trenza.KindOf(err) != trenza.NotFound || sights != nil {
				t.Errorf("%s: %v, %v", name, sights, err)
			}
		}
	})
}

// Days are those of Lima, where the evening is the next day of the clock of the
// world.
func TestSightsAreByTheDayOfLima(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	p := yusmary(w)
	evening := journal.New(w.DB, w.Vault, func() time.Time { return Moment.Add(15 * time.Hour) })
	for _, j := range []*journal.Journal{w.Journal, evening} {
		if _, err := pathway.Open(w.Context, j, sees(w, w.Actor), p.Code); err != nil {
			t.Fatal(err)
		}
	}
	sights, err := pathway.Seen(w.Context, w.Journal, sees(w, w.Actor), p.Code)
	if err != nil || len(sights) != 1 || sights[0].Day != "2020-06-01" {
		t.Errorf("seen on %v, %v", sights, err)
	}
}
