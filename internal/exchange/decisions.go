package exchange

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match/live"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Decided is what came of a list of decisions: Read = Joined + Kept + Waiting +
// Open + Rejected.
type Decided struct {
	Read     int
	Joined   int // two threads became one
	Kept     int // noted: different, relative, unsure, or joined already
	Waiting  int // "same", and a second person has to say so too
	Open     int // rows without a decision
	Rejected int
	Refusals []Refusal
	Overlaps []PairOverlap // that the joins brought to light
}

// PairOverlap is an overlap of the two records of a pair that were joined.
type PairOverlap struct {
	Pair string // code
	pathway.Overlap
}

// add counts what came of a row in.
func (d *Decided) add(pair string, came pathway.Decision) {
	switch {
	case came.Joined:
		d.Joined++
	case came.Waits:
		d.Waiting++
	default:
		d.Kept++
	}
	for _, o := range came.Overlaps {
		d.Overlaps = append(d.Overlaps, PairOverlap{pair, o})
	}
}

// and adds up what came of two batches.
func (d *Decided) and(other Decided) {
	d.Read += other.Read
	d.Joined += other.Joined
	d.Kept += other.Kept
	d.Waiting += other.Waiting
	d.Open += other.Open
	d.Rejected += other.Rejected
	d.Refusals = append(d.Refusals, other.Refusals...)
	d.Overlaps = append(d.Overlaps, other.Overlaps...)
}

// decisionColumns are those of the list that WritePairs writes. A pair is named
// by its code, or by two rows of imported lists, "bono.xlsx!Lista!14".
var decisionColumns = []sheet.Column{
	column("pair", "Pareja", "Pair"),
	column("first", "Primera", "First"),
	column("second", "Segunda", "Second"),
	column("verdict", "Decisión", "Decision"),
}

// Reviewer applies decisions about pairs, and about the rows that wait for one.
type Reviewer struct {
	Journal *journal.Journal
	Intake  pathway.Intake // carries out the rows that are decided
	Actor   trenza.Actor
}

// Apply applies a list of decisions. What is wrong with a row is in the answer;
// the others land. A file of which a sheet holds no decisions is refused whole.
func (v Reviewer) Apply(ctx context.Context, path string) (Decided, error) {
	var decided Decided
	book, err := sheet.Open(path)
	if err != nil {
		return decided, err
	}
	defer book.Close()
	lists, err := v.lists(ctx)
	if err != nil {
		return decided, err
	}
	var sheets []decisions
	for _, name := range book.Sheets() {
		read, err := readDecisions(book, name)
		if err != nil {
			return decided, err
		}
		sheets = append(sheets, read)
	}
	for _, s := range sheets {
		for rows := range slices.Chunk(s.rows, batch) {
			if err := v.apply(ctx, lists, decisions{s.name, s.columns, rows}, &decided); err != nil {
				return decided, err
			}
		}
	}
	return decided, nil
}

func (v Reviewer) lists(ctx context.Context) (lists *Lists, err error) {
	err = v.Journal.Read(ctx, func(r store.Reader) error {
		lists, err = OpenLists(ctx, r, v.Journal.Vault(), v.Actor.Organisation)
		return err
	})
	return lists, err
}

// decisions are rows of a sheet below its header.
type decisions struct {
	name    string
	columns map[string]int // key → index
	rows    []sheet.Row
}

// readDecisions returns the decisions of a sheet.
func readDecisions(book *sheet.Book, name string) (decisions, error) {
	read := decisions{name: name}
	for row, err := range book.Rows(name) {
		if err != nil {
			return read, err
		}
		if read.columns != nil {
			read.rows = append(read.rows, row)
			continue
		}
		read.columns, _, _ = sheet.Match(row.Cells, decisionColumns)
		if !read.complete() {
			return read, trenza.Refuse("exchange.not_decisions", book.Name)
		}
	}
	return read, nil
}

// complete reports whether the rows name a pair, or two rows, and a verdict.
func (d decisions) complete() bool {
	_, verdict := d.columns["verdict"]
	_, pair := d.columns["pair"]
	_, first := d.columns["first"]
	_, second := d.columns["second"]
	return verdict && (pair || first && second)
}

// apply applies a batch of decisions in one transaction.
func (v Reviewer) apply(ctx context.Context, lists *Lists, some decisions, total *Decided) error {
	var landed Decided
	err := v.Journal.Write(ctx, v.Actor, func(tx *journal.Tx) error {
		landed = Decided{}
		for _, row := range some.rows {
			r := reader{table: tableOf(some.columns), row: row}
			landed.Read++
			if r.text("verdict") == "" {
				landed.Open++
				continue
			}
			pair, came, err := v.decide(ctx, tx, lists, r)
			switch {
			case err != nil && trenza.KindOf(err) == trenza.Internal:
				return err
			case err != nil:
				landed.Rejected++
				landed.Refusals = append(landed.Refusals, Refusal{Sheet: some.name, Row: row.Number, Err: err})
			default:
				landed.add(pair, came)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	total.and(landed)
	return nil
}

// decide applies one decision, and returns the code of the pair. A code that is
// no pair's is that of a held row.
func (v Reviewer) decide(ctx context.Context, tx *journal.Tx, lists *Lists, r reader) (code string, came pathway.Decision, err error) {
	if code := r.text("pair"); code != "" {
		_, unheld := pathway.FindHeld(ctx, tx, tx.Organisation(), code)
		if unheld == nil {
			return code, came, DecideHeld(ctx, tx, v.Intake, code, r.text("verdict"))
		}
		if trenza.KindOf(unheld) != trenza.NotFound {
			return code, came, unheld
		}
	}
	verdict, err := registry.ParseVerdict(r.text("verdict"))
	if err != nil {
		return "", came, err
	}
	pair, err := v.pairOf(ctx, tx, lists, r, verdict)
	if errors.Is(err, errOneAlready) && verdict == registry.Same {
		return "", came, nil
	}
	if err != nil {
		return "", came, err
	}
	came, err = pathway.Decide(ctx, tx, pair, verdict)
	return pair.Code, came, err
}

// errOneAlready says that two rows are about one record: there is no pair.
var errOneAlready = &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.one_person_already"}

// pairOf finds the pair that a row names, by its code or by two rows of lists.
// Two rows are told apart although nobody has asked about them.
func (v Reviewer) pairOf(ctx context.Context, tx *journal.Tx, lists *Lists, r reader, verdict registry.Verdict) (registry.Pair, error) {
	if code := r.text("pair"); code != "" {
		scope, err := access.For(tx.Actor())
		if err != nil {
			return registry.Pair{}, err
		}
		return registry.FindPair(ctx, tx, tx.Vault(), scope, code)
	}
	var people [2]string
	for i, key := range []string{"first", "second"} {
		ref, err := ParseRef(r.text(key))
		if err != nil {
			return registry.Pair{}, err
		}
		if people[i], err = lists.Person(ctx, tx, ref); err != nil {
			return registry.Pair{}, err
		}
	}
	pair, err := v.Intake.Registry.Between(ctx, tx, people[0], people[1], verdict)
	if errors.Is(err, registry.ErrOneThread) {
		err = errOneAlready
	}
	return pair, err
}

// ParseRef reads a reference to a row of a list, "bono.xlsx!Lista!14", or
// "bono.csv!14" where the list has no sheets.
func ParseRef(text string) (Ref, error) {
	parts := strings.Split(text, "!")
	row, err := strconv.Atoi(parts[len(parts)-1])
	if err != nil || len(parts) < 2 || len(parts) > 3 || row < 1 {
		return Ref{}, trenza.Refuse("exchange.ref_unreadable", text)
	}
	ref := Ref{File: parts[0], Row: row}
	if len(parts) == 3 {
		ref.Sheet = parts[1]
	}
	return ref, nil
}

// Side is a record of a pair as a person sees it.
type Side struct {
	Code, Name, Birth, Sex, Documents, Phones string
}

// SideOf returns what is shown of a record when a pair is decided.
func SideOf(p *registry.Person) Side {
	s := Side{Code: p.Code, Name: p.Name().String(), Sex: p.Sex, Phones: strings.Join(p.Identity.Phones, ", ")}
	if s.Birth = string(p.Identity.Birth.Day); p.Identity.Birth.Precision == "year" {
		s.Birth = s.Birth[:4]
	}
	var documents []string
	for _, d := range p.Identity.Documents {
		documents = append(documents, d.Type+" "+d.Number)
	}
	s.Documents = strings.Join(documents, ", ")
	return s
}

// OpenPair is a pair that waits for a decision, with both its records, what speaks
// for and against, and what people have said of it.
type OpenPair struct {
	registry.Pair
	live.Explanation
	Sides    [2]Side
	Opinions []registry.Opinion
	Own      registry.Verdict // what the reader said of it, "" when nothing

	// Since and Settled are when the pair was raised and last decided, RFC 3339 in
	// UTC; "" where it was not, and in the list of all pairs.
	Since, Settled string

	explained bool // by the model that raised it
}

// OpenPairs returns the pairs that wait, strongest first, with their records.
func OpenPairs(ctx context.Context, j *journal.Journal, scope access.Scope) ([]OpenPair, error) {
	var open []OpenPair
	err := j.Read(ctx, func(r store.Reader) error {
		open = nil
		pairs, err := registry.Pairs(ctx, r, j.Vault(), scope)
		if err != nil {
			return err
		}
		open, err = openEach(ctx, r, j.Vault(), scope, pairs, openPair)
		return err
	})
	return open, err
}

// opener puts the records of a pair beside it.
type opener func(context.Context, store.Reader, *seal.Vault, access.Scope, *live.Explainer, registry.Pair) (OpenPair, error)

// openEach opens pairs, each in words that are as sure as the verdicts of people
// have made them by now.
func openEach(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, pairs []registry.Pair, open opener) ([]OpenPair, error) {
	explainer, err := live.OpenExplainer(ctx, r, scope.Organisation)
	if err != nil {
		return nil, err
	}
	opened := make([]OpenPair, len(pairs))
	for i, p := range pairs {
		if opened[i], err = open(ctx, r, vault, scope, explainer, p); err != nil {
			return nil, err
		}
	}
	return opened, nil
}

func openPair(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, explainer *live.Explainer, p registry.Pair) (OpenPair, error) {
	first, second, err := p.Both(ctx, r, vault, scope)
	if err != nil {
		return OpenPair{}, err
	}
	o := OpenPair{Pair: p, Sides: [2]Side{SideOf(first), SideOf(second)}}
	o.Explanation, o.explained = explainer.Explain(p, first, second)
	o.Own, o.Opinions, err = registry.OpinionsFor(ctx, r, vault, scope, p)
	return o, err
}

// Said puts into words what people have said of a pair that waits, "" when nobody
// has said anything.
func Said(opinions []registry.Opinion, words func(key string, args ...any) string) string {
	if registry.Waits(opinions) {
		return words("registry.waits_for_second", opinions[0].By)
	}
	var said []string
	for _, o := range opinions {
		said = append(said, words("registry.said", o.By, words("registry.verdict."+string(o.Verdict))))
	}
	return strings.Join(said, "; ")
}

// WritePairs writes the pairs and the rows that wait as a list to fill in: the
// column of the decision is empty. words puts a key into words.
func WritePairs(w sheet.Writer, pairs []OpenPair, held []HeldRow, words wording) error {
	err := w.Row("Pareja", "Decisión", "Razones",
		"Nombre 1", "Nacimiento 1", "Sexo 1", "Documentos 1", "Teléfonos 1",
		"Nombre 2", "Nacimiento 2", "Sexo 2", "Documentos 2", "Teléfonos 2",
		"Fila anterior", "Fila nueva", "Servicio", "Fecha", "Diferencias", "Opiniones")
	for _, p := range pairs {
		if err != nil {
			return err
		}
		row := []any{p.Code, "", p.Why(words)}
		for _, s := range p.Sides {
			row = append(row, s.Name, s.Birth, s.Sex, s.Documents, s.Phones)
		}
		err = w.Row(append(row, "", "", "", "", "", Said(p.Opinions, words))...)
	}
	for _, h := range held {
		if err != nil {
			return err
		}
		err = w.Row(h.cells(words)...)
	}
	return err
}
