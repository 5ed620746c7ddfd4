package web_test

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza/internal/web/chart"
)

// chartsAtTheirLimits are what no drawing shows and every programme meets.
func chartsAtTheirLimits() []chart.Chart {
	covered := chart.Covered("")
	few := chart.Covered("menos de 5")
	var forty []chart.Bar
	var many []chart.Panel
	var everywhere []chart.Region
	for i := range 40 {
		forty = append(forty, chart.Bar{Label: fmt.Sprintf("Distrito de nombre largo número %d", i+1), Value: chart.Of(i * i * 3)})
	}
	for i, name := range strings.Split("Amazonas|Áncash|Apurímac|Arequipa|Ayacucho|Cajamarca|Callao|Cusco|Huancavelica|Huánuco|Ica|Junín|La Libertad|Lambayeque|Lima|Loreto|Madre de Dios|Moquegua|Pasco|Piura|Puno|San Martín|Tacna|Tumbes|Ucayali", "|") {
		many = append(many, chart.Panel{Title: name, Whole: chart.Of(i * 1234), Points: chartSeries(sevenQuarters, 0, i, 2*i, 0, i*3, 1, i)})
		everywhere = append(everywhere, chart.Region{Code: fmt.Sprintf("%02d", i+1), Label: name, Value: chart.Of((i*37)%100*1000 + 1)})
	}
	var years []chart.Point
	for i := range 60 {
		years = append(years, chart.Point{Label: fmt.Sprint(2019 + i/12), Value: chart.Of((i * 7919) % 211)})
	}
	years[20].Value, years[41].Value, years[59].Value = covered, covered, few
	huge := 987_654_321_012
	return []chart.Chart{
		chart.Bars{Head: chart.Head{Title: "Cuarenta distritos", What: "personas"}, Bars: forty, Strand: chart.Community},
		chart.Bars{Head: chart.Head{Title: "Enormes y cubiertos", What: "personas"}, Bars: []chart.Bar{
			{Label: "Un número enorme", Value: chart.Of(huge)}, {Label: "Uno", Value: chart.Of(1)}, {Label: "Ninguno", Value: chart.Of(0)}, {Label: "Pocas", Value: few}, {Label: "Pocas", Value: covered},
		}},
		chart.Bars{Head: chart.Head{Title: "Nada"}},
		chart.Columns{Head: chart.Head{Title: "Un solo mes", What: "mujeres"}, Points: chartSeries("noviembre de 2020", 7)},
		chart.Columns{Head: chart.Head{Title: "Cinco años, mes a mes", What: "mujeres"}, Points: years, Strand: chart.Protection, Mark: 200},
		chart.Columns{Head: chart.Head{Title: "Solo ceros", What: "mujeres"}, Points: chartSeries(nineMonths, 0, 0, 0, 0, 0, 0, 0, 0, 0)},
		chart.Columns{Head: chart.Head{Title: "Enorme", What: "mujeres"}, Strand: chart.Community, Points: chartSeries(nineMonths, huge/3, huge/2, huge/9, 1, huge/2, huge/3, huge/4, huge/2, huge)},
		chart.Multiples{Head: chart.Head{Title: "Todas las regiones", What: "mujeres"}, Panels: many, Strand: chart.Community},
		chart.Pyramid{Head: chart.Head{Title: "Cubierto"}, Left: chart.Side{Label: "Mujeres", Whole: chart.Of(31), Strand: chart.Community}, Right: chart.Side{Label: "Hombres", Whole: covered},
			Bands: []chart.Band{{Label: "Menores de 18 años", Left: covered, Right: covered}, {Label: "18 o más", Left: chart.Of(24), Right: few}, {Label: "Sin edad", Left: chart.Of(7), Right: chart.Of(0)}}},
		limitedOverlap(chart.MostSets, covered), limitedOverlap(chart.MostSets+3, covered),
		chart.Against{Head: chart.Head{Title: "Con un servicio cubierto"}, Services: []chart.Service{
			{Label: "Apoyo legal", Strand: chart.Protection, Value: chart.Of(40)}, {Label: "Atención de salud", Strand: chart.Protection, Value: few}, {Label: "Bono", Strand: chart.Livelihood, Value: chart.Of(12)},
		}, People: chart.Of(41)},
		chart.Cumulative{Head: chart.Head{Title: "Un mes cubierto"}, Labels: strings.Split(nineMonths, "|"),
			New: append(chartValues(4, 8, 9, 7, 5), covered, chart.Of(2), chart.Of(3), chart.Of(4)), All: chartValues(4, 9, 12, 12, 14, 15, 12, 13, 20)},
		chart.Map{Head: chart.Head{Title: "Todo el Perú", What: "personas"}, Regions: everywhere, Strand: chart.Livelihood},
		chart.Map{Head: chart.Head{Title: "Casi nadie", What: "personas"}, Regions: []chart.Region{{Code: "15", Label: "Lima", Value: chart.Of(1)}, {Code: "07", Label: "Callao", Value: covered}, {Code: "16", Label: "Loreto", Value: chart.Of(0)}, {Code: "99", Label: "Sin lugar", Value: chart.Of(1)}}},
		chart.Trends{Head: chart.Head{Note: "Un mes sin publicar."}, Series: []chart.Series{
			{Name: "Protección", Strand: chart.Protection, Now: few, Noun: "mujeres", Points: []chart.Point{{Label: "mayo", Value: chart.Of(12)}, {Label: "junio", Value: covered}, {Label: "julio", Value: chart.Of(31)}, {Label: "agosto", Value: chart.Of(22)}}},
			{Name: "Comunidad", Strand: chart.Community, Now: chart.Of(9), Noun: "mujeres", Points: chartSeries(nineMonths, 9)},
		}},
		chart.Share{Part: chart.Of(9999), Whole: chart.Of(10000)}, chart.Share{Part: covered, Whole: chart.Of(12)}, chart.Share{},
		chart.Split{Head: chart.Head{Title: "Ninguna"}, Parts: []chart.Service{{Label: "mujeres", Value: chart.Of(0)}, {Label: "otras", Value: chart.Of(0)}}},
	}
}

// limitedOverlap has more mixes than are drawn.
func limitedOverlap(sets int, covered chart.Value) chart.Chart {
	o := chart.Overlap{Head: chart.Head{Title: fmt.Sprint(sets, " servicios"), What: "mujeres"}}
	for i := range sets {
		o.Sets = append(o.Sets, chart.Set{Label: fmt.Sprint("Servicio ", i+1), Strand: []chart.Strand{chart.Protection, chart.Livelihood, chart.Community}[i%3]})
	}
	for i := range 20 {
		o.Groups = append(o.Groups, chart.Group{Has: []int{i % sets, (i*3 + 1) % sets, (i*5 + 2) % sets}, Value: chart.Of(20_000 / (i + 1))})
	}
	o.Groups[3].Value = covered
	return o
}
