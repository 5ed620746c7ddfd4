package web

import (
	"context"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/venture"
)

// sources are the rooms that are asked what waits. A room that is built later adds
// its own here, and a line in decisionPaths for each kind of decision.
func (v *visit) sources() []agenda.Source {
	return []agenda.Source{
		agenda.Steps{}, agenda.Papers{}, learning.Waits{}, venture.Source{}, measure.Source{}, remembered{pairsWaiting{}, v, "pair"}, remembered{rowsWaiting{}, v, "row"}, recoveries{v.Desk},
		collective.Recognitions{}, collective.Verifications{},
	}
}

// decisionPath is where a kind of decision is taken: several of them on one page,
// or a single one on its own.
type decisionPath struct{ all, one string }

var decisionPaths = map[string]decisionPath{
	"pair":     {all: "/revisar", one: "/revisar/"},
	"row":      {all: "/revisar", one: "/revisar/filas/"},
	"recovery": {all: "/team", one: "/team/"},

	venture.KindSeed:           {all: "/negocios"},
	collective.KindRecognition: {all: "/comites", one: "/comites/"},
	collective.KindReplica:     {all: "/replicas", one: "/replicas/"},
}

// leading leaves out of what waits the decisions whose pages are not there.
func (v *visit) leading(w agenda.Waiting) agenda.Waiting {
	w.Decisions = slices.DeleteFunc(w.Decisions, func(d agenda.Decision) bool { return !v.leadsTo(decisionPaths[d.Kind].all) })
	return w
}

// pathOf is where a decision is taken.
func pathOf(d agenda.Decision) string {
	if d.Code != "" {
		return decisionPaths[d.Kind].one + d.Code
	}
	return decisionPaths[d.Kind].all
}

// How many of what waits are counted before it is enough to say that there are
// more. Each row that nearly repeats another has to be opened to know whether it
// is hers to decide.
const (
	mostPairs = 99
	mostRows  = 20
)

// some counts what was found, one more than anybody wants to know of; the code is
// of the only one.
func some(kind string, codes []string, most int) (w agenda.Waiting) {
	d := agenda.Decision{Kind: kind, Count: min(len(codes), most), More: len(codes) > most}
	switch {
	case d.Count == 0:
		return w
	case d.Count == 1:
		d.Code = codes[0]
	}
	w.Decisions = []agenda.Decision{d}
	return w
}

// pairsWaiting are records that may be one woman, of which the reader has the next
// word.
type pairsWaiting struct{}

// Waits implements agenda.Source.
func (pairsWaiting) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	if access.Nothing(ask.Scope.Where("review.decide", access.Pair)) || access.Nothing(ask.Scope.Where("review.read", access.Pair)) {
		return agenda.Waiting{}, nil
	}
	pairs, _, err := registry.Mine.Page(ctx, ask.Reader, ask.Vault, ask.Scope, registry.Mark{}, mostPairs+1)
	var codes []string
	for _, p := range pairs {
		codes = append(codes, p.Code)
	}
	return some("pair", codes, mostPairs), err
}

// rowsWaiting are rows that nearly repeat what was recorded.
type rowsWaiting struct{}

// Waits implements agenda.Source.
func (rowsWaiting) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	if access.Nothing(ask.Scope.Where("review.decide", access.Pair)) || access.Nothing(ask.Scope.Where("review.read", access.Pair)) {
		return agenda.Waiting{}, nil
	}
	rows, _, err := pathway.HeldPage(ctx, ask.Reader, ask.Vault, ask.Scope, 0, mostRows+1)
	var codes []string
	for _, h := range rows {
		codes = append(codes, h.Code)
	}
	return some("row", codes, mostRows), err
}

// recoveries are accounts that somebody asked to be let into again, and that it
// takes a second administrator to agree to.
type recoveries struct{ desk *staff.Desk }

// Waits implements agenda.Source.
func (s recoveries) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	actor := ask.Scope.Actor
	if access.May(actor, "recovery.agree", access.Row{Kind: access.Account}) != nil {
		return agenda.Waiting{}, nil
	}
	asked, err := s.desk.Recoveries(ctx, actor)
	var accounts []string
	for _, r := range asked {
		if !r.Mine {
			accounts = append(accounts, r.Account)
		}
	}
	return some("recovery", accounts, mostPairs), err
}
