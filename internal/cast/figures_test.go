package cast_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/cast"
)

// published are the figures of the regional project.
var published = cast.Targets{
	"bono": 587, "empleabilidad": 243, "emprendimiento": 206, "legal_psicosocial": 3264,
	"informacion": 18338, "informacion_mujeres": 11950, "satisfechas": 3753,
}

var worlds = map[uint64]func() cast.World{}

func init() {
	for seed := range uint64(4) {
		worlds[seed] = sync.OnceValue(func() cast.World { return cast.AlmaLlanera(seed, published) })
	}
}

// figure is who a figure counts and how many rows say so.
type figure struct {
	people map[*person]bool
	rows   int
}

func (f *figure) add(p *person) {
	if f.people == nil {
		f.people = map[*person]bool{}
	}
	f.people[p] = true
	f.rows++
}

// tallies is what is summed over the rows of one person.
type tallies struct {
	minutes map[string]map[string]int // by course and sheet: a sheet is a cohort
	circles map[string]bool
}

// figures counts every figure of the regional project over people as review
// left them.
func figures(t *testing.T, r *read) map[string]*figure {
	t.Helper()
	all := map[string]*figure{}
	sums := map[*person]*tallies{}
	count := func(id string, p *person) {
		if all[id] == nil {
			all[id] = &figure{}
		}
		all[id].add(p)
	}
	for _, x := range r.rows {
		if x.person == nil {
			continue
		}
		who := x.person.find()
		if sums[who] == nil {
			sums[who] = &tallies{minutes: map[string]map[string]int{}, circles: map[string]bool{}}
		}
		for _, id := range meaning(t, x, sums[who]) {
			count(id, who)
		}
	}
	complete(all, r, sums, count)
	return all
}

// meaning returns the figures that one row is enough for, and adds to the sums
// what needs several.
func meaning(t *testing.T, x *row, sum *tallies) []string {
	t.Helper()
	service, on := x.cell("Servicio"), x.cell("Fecha")+x.cell("Fecha de pago")
	for _, day := range x.days {
		minutes := equivalent(x.cell(day))
		if minutes == 0 {
			continue
		}
		on = day
		if sum.minutes[service] == nil {
			sum.minutes[service] = map[string]int{}
		}
		sum.minutes[service][x.ref.File+x.ref.Sheet] += minutes
		if service == "psicosocial_grupal" {
			sum.circles[day] = true
		}
	}
	if on == "" {
		return nil
	}
	grown := adult(t, x.cell("Fecha de nacimiento"), on)
	return said(x, service, x.cell("Sexo") == "F" && grown)
}

// said returns the figures that a row of a service is enough for.
func said(x *row, service string, woman bool) []string {
	informed := strings.HasPrefix(service, "informacion_") || strings.HasPrefix(service, "orientacion_") || service == "sociocultural"
	score := strings.ContainsAny(x.cell("Atención a usted")+x.cell("Atención a su familia"), "45")
	paid := x.cell("Estado") == "cobrado" || x.cell("Estado") == "abonado"
	ids := []string{"personas"}
	for id, is := range map[string]bool{
		"informacion":         informed,
		"informacion_mujeres": informed && woman,
		"legal":               woman && (service == "asistencia_legal" || service == "regularizacion"),
		"psicosocial":         woman && (service == "psicosocial_individual" || service == "salud_mental"),
		"bono":                woman && service == "bono" && paid,
		"asked":               woman && service == "satisfaccion",
		"answered":            woman && service == "satisfaccion" && x.cell("Respondió") == "sí",
		"satisfechas":         woman && score,
		"hombres_legal":       x.cell("Sexo") == "M" && service == "asistencia_legal",
		"girls":               x.cell("Sexo") == "F" && !woman,
		"bono_rechazado":      woman && service == "bono" && !paid,
		"took_part":           woman && (service == "empleabilidad" || service == "emprendimiento"),
	} {
		if is {
			ids = append(ids, id)
		}
	}
	return ids
}

// equivalent is how many minutes of a session of three hours a mark stands for.
func equivalent(mark string) int {
	switch mark {
	case "P", "R":
		return 180
	case "T":
		return 90
	}
	hours, _ := strconv.ParseFloat(mark, 64)
	return int(hours * 60)
}

// complete adds who completed a course in one of its cohorts or came to two group
// sessions, and the union of legal assistance and psychosocial support. The rows of a
// course are all rows of those who completed it.
func complete(all map[string]*figure, r *read, sums map[*person]*tallies, count func(string, *person)) {
	for _, x := range r.rows {
		if x.person == nil || x.cell("Sexo") != "F" {
			continue
		}
		who, service := x.person.find(), x.cell("Servicio")
		most := 0
		for _, minutes := range sums[who].minutes[service] {
			most = max(most, minutes)
		}
		switch {
		case service == "empleabilidad" && most*100 >= 24*60*80,
			service == "emprendimiento" && most*100 >= 30*60*80:
			count(service, who)
		case service == "psicosocial_grupal" && len(sums[who].circles) >= 2:
			count("psicosocial", who)
		case service == "psicosocial_grupal":
			count("one_session", who)
		}
	}
	union := &figure{people: map[*person]bool{}}
	for _, id := range []string{"legal", "psicosocial"} {
		if all[id] != nil {
			maps.Copy(union.people, all[id].people)
			union.rows += all[id].rows
		}
	}
	all["legal_psicosocial"] = union
}

func TestFiguresOfAlmaLlanera(t *testing.T) {
	for _, test := range []struct {
		seed      uint64
		backwards bool
	}{{1, false}, {1, true}, {2, false}, {3, true}} {
		got := figures(t, imported(t, test.seed, test.backwards, true))
		for id, want := range published {
			if id == "informacion_mujeres" {
				want = 11956 // more than 11,950 and fewer than 11,960
			}
			if n := len(got[id].people); n != want {
				t.Errorf("%+v: %s = %d, want %d", test, id, n, want)
			}
		}
		if n := len(got["personas"].people); n <= 18338 {
			t.Errorf("%+v: %d people in all, want more than 18338", test, n)
		}
	}
}

func TestLadderDescends(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3} {
		before := figures(t, imported(t, seed, false, false))
		after := figures(t, imported(t, seed, false, true))
		for id := range published {
			rows, read, people := before[id].rows, len(before[id].people), len(after[id].people)
			if rows <= read || read <= people {
				t.Errorf("seed %d, %s: %d rows, %d people by document, %d after review", seed, id, rows, read, people)
			}
		}
	}
}

func TestNearMissesExist(t *testing.T) {
	got := figures(t, imported(t, 1, false, true))
	for _, near := range []struct {
		id        string
		low, high int
	}{
		{"asked", 4350, 4450},
		{"answered", 4050, 4150},
		{"one_session", 50, 120},
		{"hombres_legal", 80, 300},
		{"girls", 1000, 3000},
		{"bono_rechazado", 60, 250},
		{"took_part", 450, 700},
	} {
		if n := len(got[near.id].people); n < near.low || n > near.high {
			t.Errorf("%s: %d people, want %d to %d", near.id, n, near.low, near.high)
		}
	}
	overlap := len(got["legal"].people) + len(got["psicosocial"].people) - len(got["legal_psicosocial"].people)
	if overlap < 400 {
		t.Errorf("only %d women had both legal assistance and psychosocial support", overlap)
	}
}

func TestSomeCompleteOnlyWhenReviewJoinsTheirHalves(t *testing.T) {
	before, joined := imported(t, 1, false, false), imported(t, 1, false, true)
	after := figures(t, joined)
	for _, course := range []string{"empleabilidad", "emprendimiento"} {
		whole := map[cast.Ref]bool{} // the rows of who completes it without review
		for p := range figures(t, before)[course].people {
			for _, x := range p.rows {
				whole[x.ref] = true
			}
		}
		halves := maps.Clone(after[course].people)
		for _, x := range joined.rows {
			if x.person != nil && whole[x.ref] {
				delete(halves, x.person.find())
			}
		}
		if len(halves) < 2 {
			t.Errorf("%s: review completes the course of %d women", course, len(halves))
		}
	}
}

func TestRemovingOneWomanMovesTheFigures(t *testing.T) {
	whole := imported(t, 1, false, true)
	got := figures(t, whole)
	for id := range published {
		gone := slices.MinFunc(slices.Collect(maps.Keys(got[id].people)), byOrder)
		var kept read
		for _, x := range whole.rows {
			if x.person == nil || x.person.find() != gone {
				kept.rows = append(kept.rows, x)
			}
		}
		if n := len(figures(t, &kept)[id].people); n != len(got[id].people)-1 {
			t.Errorf("%s: %d without one of %d", id, n, len(got[id].people))
		}
	}
}

// Whatever is asked for is what the lists hold.
func TestAnyTargetsAreMet(t *testing.T) {
	rapid.Check(t, func(c *rapid.T) {
		people := rapid.IntRange(0, 400).Draw(c, "people")
		want := cast.Targets{
			"informacion":       people,
			"bono":              rapid.IntRange(0, 60).Draw(c, "bonus"),
			"empleabilidad":     rapid.IntRange(0, 60).Draw(c, "employability"),
			"emprendimiento":    rapid.IntRange(0, 60).Draw(c, "entrepreneurship"),
			"legal_psicosocial": rapid.IntRange(0, 200).Draw(c, "assistance"),
			"satisfechas":       rapid.IntRange(0, 200).Draw(c, "satisfied"),
		}
		want["informacion_mujeres"] = rapid.IntRange(0, people).Draw(c, "women")
		w := cast.AlmaLlanera(rapid.Uint64().Draw(c, "seed"), want)
		got := figures(t, importWorld(t, w, rapid.Bool().Draw(c, "backwards"), true))
		if floor := want["informacion_mujeres"]; floor > 0 {
			want["informacion_mujeres"] = min(floor+6, people)
		}
		for id, n := range want {
			if f := got[id]; f == nil && n > 0 || f != nil && len(f.people) != n {
				c.Fatalf("%s: want %d, got %+v", id, n, f)
			}
		}
	})
}

func byOrder(a, b *person) int { return a.order - b.order }

func TestSmallerTargetsMakeASmallerWorld(t *testing.T) {
	tenth := cast.Targets{}
	for id, n := range published {
		tenth[id] = n / 10
	}
	got := figures(t, importWorld(t, cast.AlmaLlanera(7, tenth), false, true))
	for id, want := range tenth {
		if id == "informacion_mujeres" {
			want += 6
		}
		if n := len(got[id].people); n != want {
			t.Errorf("%s = %d, want %d", id, n, want)
		}
	}
	none := importWorld(t, cast.AlmaLlanera(7, nil), false, true)
	if len(none.people) != 0 || len(none.rows) == 0 {
		t.Errorf("without targets: %d people and %d headcounts", len(none.people), len(none.rows))
	}
}
