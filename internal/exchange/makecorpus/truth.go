package main

import (
	"maps"
	"slices"
)

// truth is who received what, as the maker of the lists knows it.
type truth struct {
	programme string
	received  map[*person]map[string]bool // outcomes by person
	declared  map[string]int              // heads counted without a name, by service
}

func newTruth(programme string) *truth {
	return &truth{programme: programme, received: make(map[*person]map[string]bool), declared: make(map[string]int)}
}

// note records that somebody is known, and what she received: a service, or
// "completed empleabilidad", "satisfied".
func (t *truth) note(p *person, outcomes ...string) {
	if t.received[p] == nil {
		t.received[p] = make(map[string]bool)
	}
	for _, outcome := range outcomes {
		t.received[p][outcome] = true
	}
}

// add takes over what another list told before.
func (t *truth) add(before *truth) {
	for p, outcomes := range before.received {
		t.note(p, slices.Collect(maps.Keys(outcomes))...)
	}
	for service, n := range before.declared {
		t.declared[service] += n
	}
}

// counts are the indicators in which an outcome counts. Women alone are counted
// in those of the second list.
type counts struct{ people, women []string }

// information is counted three ways.
var information = counts{people: []string{"personas", "informacion"}, women: []string{"informacion_mujeres"}}

// indicators follow the definitions of the two programmes, by hand.
var indicators = map[string]counts{
	"bono":                       {people: []string{"personas"}, women: []string{"bono"}},
	"empleabilidad":              {people: []string{"personas"}},
	"completed empleabilidad":    {women: []string{"empleabilidad"}},
	"emprendimiento":             {people: []string{"personas"}},
	"completed emprendimiento":   {women: []string{"emprendimiento"}},
	"capital_semilla":            {people: []string{"personas"}},
	"asistencia_legal":           {people: []string{"personas"}, women: []string{"legal", "legal_psicosocial"}},
	"regularizacion":             {people: []string{"personas"}, women: []string{"legal", "regularizacion", "legal_psicosocial"}},
	"psicosocial_individual":     {people: []string{"personas"}, women: []string{"psicosocial", "legal_psicosocial"}},
	"salud_mental":               {people: []string{"personas", "salud"}, women: []string{"psicosocial", "legal_psicosocial"}},
	"salud":                      {people: []string{"personas", "salud"}},
	"informacion_vbg":            information,
	"informacion_proteccion":     information,
	"informacion_psicosocial":    information,
	"orientacion_legal":          information,
	"orientacion_regularizacion": information,
	"orientacion_psicosocial":    information,
	"sociocultural":              {people: []string{"personas", "informacion", "socioculturales"}, women: []string{"informacion_mujeres"}},
	"satisfied":                  {women: []string{"satisfechas"}},
	"crochet":                    {people: []string{"personas"}},
	"pasteleria":                 {people: []string{"personas"}},
	"capacidades_personales":     {people: []string{"personas"}},
	"represents":                 {women: []string{"representantes", "comites", "alcance_replicas"}},
}

// figures counts the different people of each indicator; those of none are left
// out.
func (t *truth) figures() map[string]int {
	figures := make(map[string]int)
	for p, outcomes := range t.received {
		in := make(map[string]bool)
		for outcome := range outcomes {
			for _, id := range indicators[outcome].people {
				in[id] = true
			}
			for _, id := range indicators[outcome].women {
				in[id] = in[id] || p.woman()
			}
		}
		for id, counted := range in {
			if counted {
				figures[id]++
			}
		}
	}
	return figures
}

// course is what a workshop asks for.
type course struct {
	service         string
	sessions, hours float64
}

var (
	employability = course{"empleabilidad", 8, 24}
	crochet       = course{"crochet", 24, 60}
)

// attended returns the outcomes of somebody's marks: P is a whole session, R
// one made up (two at most), T half a one.
func (c course) attended(marks string) []string {
	sessions, madeUp := 0.0, 0
	for _, mark := range marks {
		switch mark {
		case 'P':
			sessions++
		case 'T':
			sessions += 0.5
		case 'R':
			if madeUp++; madeUp <= 2 {
				sessions++
			}
		}
	}
	switch {
	case sessions == 0:
		return nil
	case sessions/c.sessions >= 0.8:
		return []string{c.service, "completed " + c.service}
	}
	return []string{c.service}
}
