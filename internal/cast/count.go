package cast

import (
	"strconv"

	"github.com/trenza/trenza"
)

// count writes the headcounts, in which nobody is a person: fairs and talks
// that are declared on top of the people registered.
func (p *project) count() {
	for _, office := range []struct{ region, year int }{{0, 2019}, {0, 2020}, {1, 2019}, {4, 2019}, {4, 2020}} {
		for i := range 8 {
			p.fair(office.region, office.year, i)
		}
	}
}

func (p *project) fair(at, year, number int) {
	year0, year1 := trenza.Day(strconv.Itoa(year)+"-04-01"), trenza.Day(strconv.Itoa(year)+"-12-20")
	day := p.day(year0, year1)
	people := p.between(20, 240)
	sexes := spread(p.dice, people, 70, 29, 1)
	kinds := spread(p.dice, people, 70, 14, 5, 10, 1)
	count := tally{sexes: [3]int(sexes), kinds: [5]int(kinds)}
	services := []string{"informacion_vbg", "informacion_proteccion", "informacion_psicosocial"}
	if day >= emergency {
		services = append(services, "sociocultural")
	}
	place := pick(p.dice, regions[at].districts...)
	activity := pick(p.dice, "Feria informativa", "Charla en albergue", "Jornada de barrio") + " " + strconv.Itoa(number+1)
	sheet := p.page(regions[at].folder+"/conteos.xlsx", strconv.Itoa(year), headcountHeader())
	row := count.row(p.dice, pick(p.dice, services...), activity, day, place, pick(p.dice, "counted", "sign_in"))
	sheet.add(entry{when: day, before: row})
}
