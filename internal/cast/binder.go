package cast

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza"
)

// binder gathers entries by list and sheet until all are known, and then
// numbers the rows.
type binder struct {
	pages []*page
	at    map[[2]string]*page

	cohorts []Cohort
}

// page is a sheet to be.
type page struct {
	list, sheet string
	header      []string
	people      bool // the sheet has the person columns
	entries     []*entry
}

// entry is a row to be: what comes before and after the person columns, and
// who it is about. A row about nobody has no who; its person is typed already.
type entry struct {
	when          trenza.Day // where it stands in the sheet
	before, after []string
	who           *someone
	paper         int // which of her papers she showed
	person        Person
	bad           bool
	ref           Ref
}

// page returns the sheet of a list, begun with the header if it is new.
func (b *binder) page(list, sheet string, header []string) *page {
	if b.at == nil {
		b.at = map[[2]string]*page{}
	}
	key := [2]string{list, sheet}
	if b.at[key] == nil {
		p := &page{list: list, sheet: sheet, header: header, people: slices.Contains(header, personColumns[0])}
		b.at[key] = p
		b.pages = append(b.pages, p)
	}
	return b.at[key]
}

func (p *page) add(e entry) *entry {
	p.entries = append(p.entries, &e)
	return &e
}

// cells returns the whole row.
func (e *entry) cells(people bool) []string {
	if !people {
		return e.before
	}
	return slices.Concat(e.before, e.person.Cells(), e.after)
}

// world sorts the lists and sheets by name and each sheet by day, numbers the rows and
// settles who is who.
func (b *binder) world() World {
	slices.SortFunc(b.pages, func(x, y *page) int {
		return cmp.Or(cmp.Compare(x.list, y.list), cmp.Compare(x.sheet, y.sheet))
	})
	var w World
	var read []*entry
	for _, p := range b.pages {
		if n := len(w.Lists); n == 0 || w.Lists[n-1].Name != p.list {
			w.Lists = append(w.Lists, List{Name: p.list})
		}
		list := &w.Lists[len(w.Lists)-1]
		list.Sheets = append(list.Sheets, p.number())
		for _, e := range p.entries {
			if e.bad {
				w.Bad = append(w.Bad, e.ref)
			}
		}
		read = append(read, p.entries...)
	}
	w.Decisions = settle(read)
	w.Whose = whose(read)
	w.Cohorts = sorted(b.cohorts)
	w.Names, w.Documents, w.Phones = identities(read)
	return w
}

// whose numbers the people of the good rows in the order in which they come.
func whose(read []*entry) map[Ref]int {
	numbers := map[*someone]int{}
	of := make(map[Ref]int, len(read))
	for _, e := range read {
		if e.who == nil || e.bad {
			continue
		}
		if numbers[e.who] == 0 {
			numbers[e.who] = len(numbers) + 1
		}
		of[e.ref] = numbers[e.who]
	}
	return of
}

// number writes the page as a sheet, by day and then by surname, and tells each
// entry its row.
func (p *page) number() Sheet {
	slices.SortStableFunc(p.entries, func(x, y *entry) int {
		return cmp.Or(cmp.Compare(x.when, y.when), cmp.Compare(fold(x.person.Surnames), fold(y.person.Surnames)))
	})
	sheet := Sheet{Name: p.sheet, Rows: [][]string{p.header}}
	for i, e := range p.entries {
		e.ref = Ref{File: p.list, Sheet: p.sheet, Row: i + 2}
		sheet.Rows = append(sheet.Rows, e.cells(p.people))
	}
	return sheet
}

// identities lists what would name somebody, each value once.
func identities(read []*entry) (names, documents, phones []string) {
	seen := map[string]bool{"": true}
	once := func(list *[]string, value string) {
		if !seen[value] {
			seen[value] = true
			*list = append(*list, value)
		}
	}
	for _, e := range read {
		once(&names, e.person.FullName())
		once(&documents, e.person.DocumentNumber)
		once(&phones, e.person.Phone)
	}
	return names, documents, phones
}
