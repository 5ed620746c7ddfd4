package page

import (
	"cmp"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
)

// NextShow is something to do with her, or for her to do.
type NextShow struct {
	Day    trenza.Day
	Strand Strand
	Icon   string
	Title  string
	Due    string // when, in words
	Detail string // where, and with whom
	Late   bool
}

// next is what is planned with her, and which papers are to be renewed: the soonest
// first.
func next(words locale.Printer, today trenza.Day, t *pathway.Thread, colleagues map[string]string, papers []NextShow) []NextShow {
	all := slices.Clone(papers)
	for _, a := range t.Ahead {
		title := a.Title.In(words.Lang())
		step := NextShow{Day: a.Day, Strand: ServiceStrand(a.Offer), Icon: ServiceIcon(a.Offer), Title: capital(cmp.Or(a.What, title)), Late: a.Day < today}
		if a.Reminder() {
			step.Icon = "calendar"
		}
		step.Due = listed(filled(words.Day(a.Day), a.Hour))
		details := []string{a.Where, colleagues[a.Account]}
		if step.Title != title {
			details = slices.Insert(details, 0, title)
		}
		step.Detail = listed(filled(details...))
		all = append(all, step)
	}
	slices.SortStableFunc(all, func(a, b NextShow) int { return cmp.Compare(a.Day, b.Day) })
	return all
}

// paperSteps are the papers that are to be renewed.
func paperSteps(words locale.Printer, today trenza.Day, papers []PaperShow, own bool) (steps []NextShow) {
	for _, p := range papers {
		if p.Expires == "" || p.left > foreseen {
			continue
		}
		step := NextShow{Day: p.Expires, Strand: StrandProtection, Icon: IconPaper, Late: p.left < 0}
		step.Title = words.Text("web.hilo.hers.renew", kindText(words, p.code))
		if own {
			step.Title = words.Text("web.hilo.own.renew", kindText(words, p.code))
		}
		step.Due = words.Text("web.hilo.before", p.Expires)
		if step.Late {
			step.Due = words.Text("web.hilo.over", p.Expires)
		}
		steps = append(steps, step)
	}
	return steps
}
