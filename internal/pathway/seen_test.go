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
	"github.com/trenza/trenza/internal/registry"
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

// The data officer is told by name who opened a thread, by the code of any of its
// records, and whose threads somebody opened; of whom she may not ask, and of what
// was read of a restricted thing, there is no code.
func TestWhoOpenedWhom(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		p, other := yusmary(w), w.Give(Numbered(7), "informacion_vbg", Delivered("2020-03-03", "240101")).Person
		lucia, carmen := who(w, "lucia", trenza.RolePsychologist), who(w, "carmen", trenza.RoleDataOfficer)
		w.Write(func(tx *journal.Tx) error { return registry.Assign(w.Context, tx, p.ID, "lucia", Today) })
		for _, read := range []struct {
			actor trenza.Actor
			code  string
		}{{lucia, p.Code}, {carmen, p.Code}, {carmen, other.Code}} {
			opened(w, read.actor, read.code)
		}
		north := who(w, "norte", trenza.RoleDataOfficer)
		north.Grants[0].Place = "24"
		for name, c := range map[string]struct {
			reader trenza.Actor
			code   string
			page   journal.Page
			want   []string
		}{
			"her thread":          {carmen, p.Code, journal.Page{}, []string{"carmen " + p.Code, "lucia " + p.Code}},
			"by pages":            {carmen, p.Code, journal.Page{Most: 1}, []string{"carmen " + p.Code}},
			"what one opened":     {carmen, "", journal.Page{Account: "carmen", Opened: true}, []string{"carmen " + other.Code, "carmen " + p.Code}},
			"of her, by one":      {carmen, p.Code, journal.Page{Account: "lucia"}, []string{"lucia " + p.Code}},
			"by nobody":           {carmen, "", journal.Page{Account: "nadie", Opened: true}, nil},
			"beyond the place":    {north, "", journal.Page{Account: "carmen", Opened: true}, []string{"carmen " + other.Code, "carmen "}},
			"as far as the place": {north, other.Code, journal.Page{}, []string{"carmen " + other.Code}},
		} {
			lines, err := pathway.Audit(w.Context, w.Journal, sees(w, c.reader), c.reader, c.code, c.page)
			var got []string
			for _, l := range lines {
				got = append(got, l.Account+" "+l.Code)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
			}
		}
		for name, c := range map[string]struct {
			reader trenza.Actor
			code   string
			want   trenza.Kind
		}{
			"of nobody":            {carmen, "K7Q2X-9XMDP", trenza.NotFound},
			"beyond her place":     {north, p.Code, trenza.NotFound},
			"who accompanies her":  {lucia, p.Code, trenza.NotFound},
			"who does not audit":   {lucia, "", trenza.Forbidden},
			"another organisation": {who(w.In(t, "reque"), "odp", trenza.RoleDataOfficer), p.Code, trenza.NotFound},
		} {
			if lines, err := pathway.Audit(w.Context, w.Journal, sees(w, c.reader), c.reader, c.code, journal.Page{}); trenza.KindOf(err) != c.want || lines != nil {
				t.Errorf("%s: %v, %v", name, lines, err)
			}
		}
		w.Write(func(tx *journal.Tx) error {
			_, err := registry.Forget(w.Context, tx, p.ID, "lo pidió")
			return err
		})
		if lines, err := pathway.Audit(w.Context, w.Journal, sees(w, carmen), carmen, p.Code, journal.Page{}); err != nil || lines != nil {
			t.Errorf("of somebody who was forgotten: %v, %v", lines, err)
		}
		lines, err := pathway.Audit(w.Context, w.Journal, sees(w, carmen), carmen, "", journal.Page{Account: "lucia", Opened: true})
		if err != nil || len(lines) != 1 || lines[0].Code != "" {
			t.Errorf("whom somebody opened who was forgotten: %+v, %v", lines, err)
		}
	})
}
