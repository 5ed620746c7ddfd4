package report

import (
	"encoding/json"
	"io"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
)

// The JSON of a report. Hidden values are null; "shown" says how they print.
type (
	reportJSON struct {
		Programme string            `json:"programme"`
		Version   int               `json:"version"`
		From      trenza.Day        `json:"from,omitempty"`
		To        trenza.Day        `json:"to,omitempty"`
		Position  int64             `json:"position"`
		By        []reach.Dimension `json:"by,omitempty"`
		New       bool              `json:"new,omitempty"`
		Public    bool              `json:"public,omitempty"`
		Rule      string            `json:"suppression,omitempty"`
		Figures   []figureJSON      `json:"figures"`
	}
	figureJSON struct {
		ID         string         `json:"id"`
		Code       string         `json:"code,omitempty"`
		Version    int            `json:"version"`
		Title      string         `json:"title"`
		Value      *int           `json:"value"`
		Shown      string         `json:"shown"`
		Rows       *int           `json:"rows,omitempty"`
		Records    *int           `json:"records,omitempty"`
		Unit       string         `json:"unit"`
		Qualifier  string         `json:"qualifier"`
		Target     *int           `json:"target,omitempty"`
		Published  *publishedJSON `json:"published,omitempty"`
		Girls      int            `json:"girls_apart,omitempty"`
		AgeUnknown int            `json:"age_unknown,omitempty"`
		Beside     []besideJSON   `json:"beside,omitempty"`
		Percents   []Percent      `json:"percents,omitempty"`
		Parts      []partJSON     `json:"parts,omitempty"`
		Overlap    *int           `json:"overlap,omitempty"`
		Declared   *declaredJSON  `json:"declared,omitempty"`
		Cells      []cellJSON     `json:"cells,omitempty"`
		Withheld   bool           `json:"cells_withheld,omitempty"`
	}
	publishedJSON struct {
		Value        int        `json:"value"`
		Qualifier    string     `json:"qualifier"`
		Unit         string     `json:"unit"`
		Denominator  *int       `json:"denominator"`
		Unduplicated string     `json:"unduplicated"`
		AsOf         trenza.Day `json:"as_of"`
		Source       string     `json:"source"`
	}
	besideJSON struct {
		Service  string `json:"service"`
		Outcome  string `json:"outcome"`
		Value    int    `json:"value"`
		Declared int    `json:"declared,omitempty"`
	}
	partJSON struct {
		ID    string `json:"id"`
		Value int    `json:"value"`
	}
	declaredJSON struct {
		People     int `json:"people"`
		Activities int `json:"activities"`
		FirstTime  int `json:"first_time,omitempty"`
	}
	cellJSON struct {
		Values []string `json:"values"`
		Value  *int     `json:"value"`
		Shown  string   `json:"shown"`
		Rows   *int     `json:"rows,omitempty"`
	}
)

// JSON writes reports: one as an object, several as an array of them. The same
// rows give the same bytes, on either engine.
func JSON(w io.Writer, reports []*Report, lang string) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if len(reports) == 1 {
		return encoder.Encode(reports[0].json(lang))
	}
	all := make([]reportJSON, len(reports))
	for i, r := range reports {
		all[i] = r.json(lang)
	}
	return encoder.Encode(all)
}

func (r *Report) json(lang string) reportJSON {
	out := reportJSON{
		Programme: r.Definition.ID, Version: r.Definition.Version, From: r.Period.From, To: r.Period.To,
		Position: r.Position, By: r.By, New: r.New, Public: r.Public, Figures: []figureJSON{},
	}
	if r.Public {
		out.Rule = Rule
	}
	for _, f := range r.Figures {
		out.Figures = append(out.Figures, r.figureJSON(f, lang))
	}
	return out
}

func (r *Report) figureJSON(f Figure, lang string) figureJSON {
	out := figureJSON{
		ID: f.Indicator.ID, Code: f.Indicator.Code, Version: f.Indicator.Version, Title: f.Indicator.Title.In(lang),
		Value: &f.Value, Shown: r.Shown(f, lang), Rows: &f.Rows, Records: &f.Records, Unit: f.Indicator.Unit,
		Qualifier: f.Indicator.Qualifier, Target: f.Indicator.Target, Published: published(f.Indicator.Published, lang),
		Girls: f.Girls, AgeUnknown: f.NoAge, Withheld: f.Withheld,
		Percents: r.percents(&f),
	}
	if f.Hidden {
		out.Value = nil
	}
	if r.Public {
		out.Rows, out.Records = nil, nil
	}
	for _, b := range f.Beside {
		out.Beside = append(out.Beside, besideJSON(b))
	}
	for _, p := range f.Parts {
		out.Parts = append(out.Parts, partJSON(p))
	}
	if len(f.Parts) == 2 {
		out.Overlap = &f.Overlap
	}
	if len(f.Indicator.Heads) > 0 && (f.Declared.People > 0 || !r.Public) { // a few who were hidden are not none
		out.Declared = &declaredJSON{f.Declared.People, f.Declared.Activities, f.FirstTime}
	}
	for _, c := range f.Cells {
		out.Cells = append(out.Cells, r.cellJSON(f, c, lang))
	}
	return out
}

func (r *Report) cellJSON(f Figure, c Cell, lang string) cellJSON {
	out := cellJSON{Values: c.Values, Value: &c.Count, Shown: r.shownCell(f, c, lang), Rows: &c.Rows}
	if c.Hidden {
		out.Value = nil
	}
	if r.Public {
		out.Rows = nil
	}
	return out
}

func published(p *programme.Published, lang string) *publishedJSON {
	if p == nil {
		return nil
	}
	return &publishedJSON{p.Value, p.Qualifier, p.Unit.In(lang), p.Denominator, p.Unduplicated, p.AsOf, p.Source}
}
