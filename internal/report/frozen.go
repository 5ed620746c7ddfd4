package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// Frozen is a set of figures as it was handed in or published, with everything
// that it takes to give it again and to answer for it (domain rule 14.1). It is
// never edited: a correction is a new version that supersedes it.
type Frozen struct {
	ID             string            `json:"id"`
	Code           string            `json:"code"` // by which people name it
	Organisation   string            `json:"organisation"`
	Programme      string            `json:"programme"`
	Title          programme.Text    `json:"title"`
	Version        string            `json:"version"` // "1", and "1.1" for what corrects it
	Definition     int               `json:"definition"`
	DefinitionHash string            `json:"definition_hash"`
	Period         trenza.Period     `json:"period"`
	By             []reach.Dimension `json:"by,omitempty"`
	New            bool              `json:"new,omitempty"`
	Position       int64             `json:"position"`
	Public         bool              `json:"public"`
	Rule           string            `json:"rule"` // by which small groups were hidden; see [Rule]
	Figures        []FrozenFigure    `json:"figures"`
	Text           programme.Text    `json:"text"` // as it was printed
	Author         string            `json:"author"`
	Approver       string            `json:"approver"`
	At             string            `json:"at"`                   // RFC 3339, UTC
	Supersedes     string            `json:"supersedes,omitempty"` // code of the version that it corrects
	Reason         string            `json:"reason,omitempty"`     // for the correction

	Hash         string `json:"-"` // SHA-256 of all of the above, hexadecimal
	Entry        int64  `json:"-"` // of the journal
	SupersededBy string `json:"-"` // code of the version that corrects this one, ""
}

// FrozenFigure is a figure of a frozen set.
type FrozenFigure struct {
	ID        string         `json:"id"`
	Version   int            `json:"version"`
	Title     programme.Text `json:"title"`
	Noun      programme.Text `json:"noun"`
	Rule      programme.Text `json:"rule"` // what is counted, in words
	Of        []reach.Term   `json:"of"`
	Who       reach.Who      `json:"who"`
	Unit      reach.Unit     `json:"unit"`
	Value     int            `json:"value"`
	Shown     programme.Text `json:"shown"`
	Hidden    bool           `json:"hidden,omitempty"`
	Least     int            `json:"least"` // the smallest group that may be published
	Rows      int            `json:"rows"`
	Merges    int            `json:"merges"` // joins of records without which it would be higher
	Erased    int            `json:"erased"` // people in it whose identity was destroyed
	RowHash   string         `json:"row_hash"`
	Target    *int           `json:"target,omitempty"`
	Percents  []Percent      `json:"percents,omitempty"`
	Beside    []Beside       `json:"beside,omitempty"`
	Parts     []Part         `json:"parts,omitempty"`
	Cells     []FrozenCell   `json:"cells,omitempty"`
	CellLeast int            `json:"cell_least"`
	Withheld  bool           `json:"cells_withheld,omitempty"`
}

// FrozenCell is a part of a frozen figure.
type FrozenCell struct {
	Values []string       `json:"values"`
	Count  int            `json:"count"`
	Rows   int            `json:"rows"`
	Hidden bool           `json:"hidden,omitempty"`
	Shown  programme.Text `json:"shown"`
}

// content spells a frozen set in the one form that is hashed: the fields above,
// in their order, as JSON.
func (f *Frozen) content() (text []byte, hash string, err error) {
	text, err = json.Marshal(f)
	sum := sha256.Sum256(text)
	return text, hex.EncodeToString(sum[:]), err
}

// Figure returns the figure of that id.
func (f *Frozen) Figure(id string) (*FrozenFigure, error) {
	var ids []string
	for i := range f.Figures {
		if f.Figures[i].ID == id {
			return &f.Figures[i], nil
		}
		ids = append(ids, f.Figures[i].ID)
	}
	return nil, &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_indicator", Args: []any{id, ids}}
}

// question is what a frozen figure asked.
func (f *Frozen) question(figure *FrozenFigure) reach.Question {
	return reach.Question{
		Programme: f.Programme, Terms: figure.Of, Who: figure.Who, Unit: figure.Unit,
		Period: f.Period, By: f.By, AsOf: f.Position, New: f.New,
	}
}

// publish enters into a ledger what anybody may know by a publication.
func (f *Frozen) publish(l *ledger) {
	for i := range f.Figures {
		figure := &f.Figures[i]
		q := f.question(figure)
		l.publish(group{
			question: q, count: figure.Value, least: figure.Least, mark: marked(figure.Value, figure.Hidden, figure.Least),
		})
		for _, c := range figure.Cells {
			l.publish(group{
				question: q, values: c.Values, count: c.Count, least: figure.CellLeast,
				mark: marked(c.Count, c.Hidden, figure.CellLeast),
			})
		}
		for _, b := range figure.Beside {
			q.Terms = []reach.Term{{Service: b.Service, Outcome: b.Outcome}}
			l.publish(group{question: totalOf(q, nil), count: b.Value, least: figure.Least, mark: exact})
		}
	}
}

// frozen makes the content of a set out of a report and its proofs.
func frozen(r *Report, proofs []*Proof) *Frozen {
	f := &Frozen{
		Organisation: r.Definition.Runs(), Programme: r.Definition.ID, Title: r.Definition.Title,
		Definition: r.Definition.Version, DefinitionHash: r.Definition.Hash,
		Period: r.Period, By: r.By, New: r.New, Position: r.Position, Public: r.Public, Rule: Rule,
	}
	for i := range r.Figures {
		f.Figures = append(f.Figures, r.frozen(&r.Figures[i], proofs[i]))
	}
	return f
}

func (r *Report) frozen(f *Figure, p *Proof) FrozenFigure {
	q := r.question(f.Indicator)
	frozen := FrozenFigure{
		ID: f.Indicator.ID, Version: f.Indicator.Version, Title: f.Indicator.Title, Noun: f.Indicator.Noun,
		Rule: f.Indicator.Rule, Of: q.Terms, Who: q.Who, Unit: q.Unit,
		Value: f.Value, Shown: inBoth(func(lang string) string { return r.Shown(*f, lang) }), Hidden: f.Hidden,
		Least: f.least(r.Definition), CellLeast: r.leastOfCells(*f), Withheld: f.Withheld,
		Rows: len(p.Rows), Merges: p.Merges, Erased: p.Erased, RowHash: p.Hash,
		Target: f.Indicator.Target, Percents: r.percents(f), Beside: f.Beside, Parts: f.Parts,
	}
	for _, c := range f.Cells {
		frozen.Cells = append(frozen.Cells, FrozenCell{
			Values: c.Values, Count: c.Count, Rows: c.Rows, Hidden: c.Hidden,
			Shown: inBoth(func(lang string) string { return r.shownCell(*f, c, lang) }),
		})
	}
	return frozen
}

func inBoth(say func(lang string) string) programme.Text {
	return programme.Text{ES: say("es"), EN: say("en")}
}

// next is the version of what corrects this one: 1.1 after 1, 1.2 after 1.1.
func (f *Frozen) next() string {
	var first, second int
	if n, _ := fmt.Sscanf(f.Version, "%d.%d", &first, &second); n < 2 {
		second = 0
	}
	return fmt.Sprintf("%d.%d", first, second+1)
}
