package exchange

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
)

// Kind is what an exported list has a row for.
type Kind string

// The lists that leave.
const (
	PeopleOut     Kind = "personas"   // a woman, with how much she received
	AttentionsOut Kind = "atenciones" // a service to one person on a day
	HeadcountsOut Kind = "conteos"    // a group of people counted without names
	BoardsOut     Kind = "directivas" // a seat in a committee
	ReplicasOut   Kind = "replicas"   // an occasion on which somebody taught on
	ProductsOut   Kind = "productos"  // a batch of a product
	MeasuresOut   Kind = "respuestas" // what a woman's answers to a questionnaire come to
)

// Kinds lists the kinds of exported list.
func Kinds() []Kind {
	return []Kind{PeopleOut, AttentionsOut, HeadcountsOut, BoardsOut, ReplicasOut, ProductsOut, MeasuresOut}
}

// KindsOf lists the kinds of list that a programme has anything for.
func KindsOf(d *programme.Definition) []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool {
		shape := Shape(k)
		return shape.ofWorkshop() && !slices.Contains(ShapesOf(d), shape) || k == MeasuresOut && len(d.Instruments) == 0
	})
}

// ofAttentions reports whether a list of the kind says what people received.
func (k Kind) ofAttentions() bool { return k == PeopleOut || k == AttentionsOut }

// Exporter writes lists of what a programme has, for those who may see it.
// People stand by their pseudonymous code; their identity and the answers to
// forms leave only when they are asked for. That a list left, and with what, is
// told in the journal before the first row is read.
type Exporter struct {
	Journal    *journal.Journal
	Definition *programme.Definition
	Actor      trenza.Actor
	Service    string // id of the only service, "" for all of them
	Period     trenza.Period
	Names      bool           // names, documents, phones and birth dates
	Answers    bool           // the answers to the services' forms
	Words      locale.Printer // for what is said in words
}

// Exported is told before a list leaves.
type Exported struct {
	Programme string     `json:"programme"`
	Kind      Kind       `json:"kind"`
	Service   string     `json:"service,omitempty"`
	From      trenza.Day `json:"from,omitempty"`
	To        trenza.Day `json:"to,omitempty"`
	Names     bool       `json:"names"`
	Answers   bool       `json:"answers"`
}

// Verb implements journal.Event.
func (Exported) Verb() string { return "list.exported" }

// Class implements journal.Event.
func (Exported) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Exported) Person() string { return "" }

// Export writes the list of a kind, a row at a time, and returns how many rows
// it has besides the header. It reads one snapshot of the data.
func (x Exporter) Export(ctx context.Context, w sheet.Writer, kind Kind) (rows int, err error) {
	scope, err := access.For(x.Actor, x.Definition.Offers()...)
	if err != nil {
		return 0, err
	}
	scope.Programme = x.Definition.ID
	if err := x.check(scope, kind); err != nil {
		return 0, err
	}
	// A column to which she has no right is not in the list at all.
	x.Names = x.Names && !access.Nothing(scope.Where("person.read", access.Person))
	err = x.Journal.Write(ctx, x.Actor, func(tx *journal.Tx) error {
		_, err := tx.Tell(ctx, Exported{x.Definition.ID, kind, x.Service, x.Period.From, x.Period.To, x.Names, x.Answers})
		return err
	})
	if err != nil {
		return 0, err
	}
	if err := w.Sheet(string(kind)); err != nil {
		return 0, err
	}
	counted := &countingWriter{Writer: w}
	err = x.onRecord(ctx, scope, kind, func(r store.Reader) error {
		switch kind {
		case PeopleOut:
			return x.people(ctx, r, scope, counted)
		case HeadcountsOut:
			return x.headcounts(ctx, r, scope, counted)
		case BoardsOut:
			return x.boards(ctx, r, scope, counted)
		case ReplicasOut:
			return x.replicas(ctx, r, scope, counted)
		case ProductsOut:
			return x.products(ctx, r, scope, counted)
		case MeasuresOut:
			return x.measures(ctx, r, scope, counted)
		}
		return x.attentions(ctx, r, scope, counted)
	})
	return max(counted.rows-1, 0), err
}

// check refuses what no list can be made of.
func (x Exporter) check(scope access.Scope, kind Kind) error {
	if x.Period.From != "" && x.Period.To != "" && x.Period.From > x.Period.To {
		return trenza.Refuse("report.period_backwards", x.Period.From, x.Period.To)
	}
	if _, ok := x.Definition.Service(x.Service); !ok && x.Service != "" {
		return trenza.Refuse("exchange.service_unknown", x.Service, x.Definition.ID)
	}
	return x.mayTake(scope)
}

// selection is what is asked of the attentions.
func (x Exporter) selection() attention.Selection {
	return attention.Selection{Definition: x.Definition, Service: x.Service, Period: x.Period, Forms: x.Answers, Taken: true}
}

// countingWriter counts the rows that it passes on.
type countingWriter struct {
	sheet.Writer
	rows int
}

func (c *countingWriter) Row(cells ...any) error {
	c.rows++
	return c.Writer.Row(cells...)
}
