package links

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
)

// The ten rows of the package's description, each with the day to which it leads
// back in each of the four scopes.
func Example() {
	women, services, places := []string{1: "Rosa", 2: "Ana", 3: "Luz"}, []string{"bono", "salud"}, []trenza.Place{"150101", "240101"}
	b := NewBuilder()
	for i, r := range []struct {
		day                    trenza.Day
		number, service, place int
	}{
		{"2020-01-10", 1, 0, 0}, {"2020-01-20", 2, 1, 0}, {"2020-02-05", 1, 1, 1}, {"2020-03-02", 1, 1, 0}, {"2020-03-02", 3, 0, 1},
		{"2020-03-09", 1, 1, 0}, {"2020-03-15", 2, 1, 0}, {"2020-03-20", 3, 1, 1}, {"2020-03-28", 2, 0, 0}, {"2020-04-04", 1, 0, 0},
	} {
		day, _ := DayCode(r.day)
		b.Add(Row{
			Number: uint32(r.number), Since: uint32(i), Day: day, Term: b.Term(services[r.service], "delivered"),
			Place: b.Place(places[r.place]), Profile: b.Profile(Profile{Sex: "F", Age: -1}),
		})
	}
	x, err := b.Index(10)
	if err != nil {
		fmt.Println(err)
		return
	}
	lines := make([]string, 10)
	for term := range x.shelves {
		for s := range x.shelves[term].spans(1, lastDay) {
			for i := s.low; i < s.high; i++ {
				line := fmt.Sprintf("%-5s %-4s %-6s", short(s.days.of(i)), women[s.number[i]], x.codes.terms.list[term].Service)
				for _, previous := range s.previous {
					line += fmt.Sprintf(" %-6s", short(previous[i]))
				}
				lines[s.since[i]] = strings.TrimSpace(line)
			}
		}
	}
	fmt.Println("day   who  what   any    term   region place")
	fmt.Println(strings.Join(lines, "\n"))
	march := reach.Question{Period: trenza.Period{From: "2020-03-01", To: "2020-03-31"}}
	all, _ := x.Count(march, Everything())
	fmt.Printf("In March %d women of %d rows, by the %s.\n", all.Count, all.Rows, x.Plan(march, Everything()))
	march.New = true
	fresh, _ := x.Count(march, Everything())
	fmt.Printf("%d of them is new.\n", fresh.Count)
	// Output:
	// day   who  what   any    term   region place
	// 10/01 Rosa bono   –      –      –      –
	// 20/01 Ana  salud  –      –      –      –
	// 05/02 Rosa salud  10/01  –      –      –
	// 02/03 Rosa salud  05/02  05/02  –      10/01
	// 02/03 Luz  bono   –      –      –      –
	// 09/03 Rosa salud  02/03  02/03  02/03  02/03
	// 15/03 Ana  salud  20/01  20/01  20/01  20/01
	// 20/03 Luz  salud  02/03  –      –      02/03
	// 28/03 Ana  bono   15/03  –      –      15/03
	// 04/04 Rosa bono   09/03  10/01  10/01  09/03
	// In March 3 women of 6 rows, by the link: any.
	// 1 of them is new.
}

func short(day uint16) string {
	if day == 0 {
		return "–"
	}
	d := dayOf(int(day))
	return string(d[8:] + "/" + d[5:7])
}
