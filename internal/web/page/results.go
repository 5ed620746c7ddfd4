package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/chart"
)

// ResultsShow is the figures of a programme, and what else was asked of it.
type ResultsShow struct {
	Programme *programme.Definition
	Report    *report.Report
	Slice     SliceShow
	Opens     func(indicator string) bool // its rows are hers to see
	Freezes   bool                        // she may freeze them
}

// path is the address of something about the programme, as it was asked for.
func (r ResultsShow) path(what string) string { return addressOf(r.Programme, what, r.Slice.Query) }

func addressOf(d *programme.Definition, what string, query url.Values) string {
	path := "/cifras/" + d.ID + what
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// fileOf is the address of the figures as a file.
func (r ResultsShow) fileOf(format string) string {
	query := cloned(r.Slice.Query)
	query.Set("format", format)
	return addressOf(r.Programme, "/datos", query)
}

func cloned(query url.Values) url.Values {
	copied := make(url.Values, len(query)+1)
	for name, values := range query {
		copied[name] = values
	}
	return copied
}

// strandFigures are the figures of one strand.
type strandFigures struct {
	ID      string
	Title   string
	Figures []figureShow
}

// figureShow is a figure with the words for it.
type figureShow struct {
	report.Figure
	Line report.Line
}

// byStrand groups the figures as the programme groups its services, in its order.
// What counts services of every strand comes first, and is of none of them.
func (r ResultsShow) byStrand(lang string) (whole []figureShow, all []strandFigures) {
	lines := r.Report.Lines(lang)
	groups := make(map[string][]figureShow)
	for i, f := range r.Report.Figures {
		strand := r.strandOf(f.Indicator)
		groups[strand] = append(groups[strand], figureShow{f, lines[i]})
	}
	for _, s := range r.Programme.Strands {
		if len(groups[s.ID]) > 0 {
			all = append(all, strandFigures{ID: s.ID, Title: s.Title.In(lang), Figures: groups[s.ID]})
		}
	}
	return groups[""], all
}

// strandOf is the strand of most services that an indicator counts, "" where it
// counts some of each.
func (r ResultsShow) strandOf(indicator *programme.Indicator) string {
	of := make(map[string]int)
	for _, t := range indicator.Of {
		if s, known := r.Programme.Service(t.Service); known {
			of[s.Strand]++
		}
	}
	most := ""
	for _, s := range r.Programme.Strands {
		if of[s.ID] > of[most] {
			most = s.ID
		}
	}
	if len(of) == len(r.Programme.Strands) && len(of) > 1 {
		return ""
	}
	return most
}

// sourced is what was published of a figure, with its source by its title.
func (r ResultsShow) sourced(f figureShow) string {
	for _, source := range r.Programme.Sources {
		if pub := f.Indicator.Published; pub != nil && pub.Source == source.ID {
			return strings.Replace(f.Line.Published, source.ID, source.Title, 1)
		}
	}
	return f.Line.Published
}

// stat is a figure with how it was counted.
func (r ResultsShow) stat(v View, f figureShow) StatShow {
	noun, rest := nounFirst(f.Line.Noun, f.Line.Title)
	s := StatShow{Value: r.Report.Shown(f.Figure, v.Lang()), Noun: noun, Rest: rest, How: r.how(v, f)}
	if f.Line.Published != report.Untold {
		s.Sub = v.Text("web.results.published_as", r.sourced(f))
	}
	if r.Opens(f.Indicator.ID) {
		s.More = r.rowsOf(f.Indicator.ID)
	}
	return s
}

// rowsOf is where the rows behind a figure are, in the same time.
func (r ResultsShow) rowsOf(id string) string {
	query := make(url.Values)
	for _, name := range []string{"period", "from", "to"} {
		if values := r.Slice.Query[name]; len(values) > 0 {
			query[name] = values
		}
	}
	return addressOf(r.Programme, "/"+id+"/filas", query)
}

// nounFirst parts what a figure counts from what is said of it: "mujeres" and "que
// recibieron el bono", of "Mujeres que recibieron el bono". A title that begins
// with something else stands whole.
func nounFirst(noun, title string) (bold, rest string) {
	if after, found := strings.CutPrefix(strings.ToLower(title), strings.ToLower(noun)+" "); found {
		return noun, title[len(title)-len(after):]
	}
	return lowered(title), ""
}

// lowered begins a sentence in the middle of one.
func lowered(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// how says how a figure was counted.
func (r ResultsShow) how(v View, f figureShow) (how []Fact) {
	add := func(key, text string) {
		if text != "" && text != report.Untold {
			how = append(how, Fact{Name: v.Text("web.results.how." + key), Text: text})
		}
	}
	add("is", f.Line.Rule)
	if counted := v.Number(f.Value); !f.Hidden && !r.Report.Public && counted != r.Report.Shown(f.Figure, v.Lang()) {
		add("counted", counted)
	}
	if f.Rows > 0 {
		add("source", v.Count("web.results.rows", f.Rows))
	}
	if again := f.Records - f.Value; f.Records > 0 && f.Indicator.Unit == programme.Persons {
		add("repeated", v.Count("web.results.joined", max(again, 0)))
	}
	for _, note := range f.Line.Notes {
		add("beside", noteText(note))
	}
	add("target", f.Line.Target)
	add("published", f.Line.Published)
	add("until", r.Report.Basis(v.Lang())[0])
	add("definition", v.Text("web.results.versions", f.Indicator.Version, r.Programme.Version))
	add("position", strconv.FormatInt(r.Report.Position, 10))
	return how
}

// answered is how many of those who answered are in a figure, where it says so.
func (f figureShow) answered(v View) (share chart.Share, ok bool) {
	i := slices.IndexFunc(f.Beside, func(b report.Beside) bool { return b.Outcome == programme.Answered })
	if i < 0 || f.Hidden || f.Beside[i].Value < f.Value || f.Value == 0 {
		return share, false
	}
	return chart.Share{
		Part: chart.Of(f.Value), Whole: chart.Of(f.Beside[i].Value), Strand: chart.Community, Text: v.Text("web.results.answered"),
	}, true
}

// Span is the period of a name: "month", "quarter" and "year" are those of today;
// "2020", "2020-T2" and "2020-05" are themselves.
func Span(name string, today trenza.Day) (p trenza.Period, ok bool) {
	if len(today) < 10 {
		return p, false
	}
	switch name {
	case "month":
		name = string(today[:7])
	case "quarter":
		month, _ := strconv.Atoi(string(today[5:7]))
		name = string(today[:4]) + "-T" + strconv.Itoa((month+2)/3)
	case "year":
		name = string(today[:4])
	}
	year, part, _ := strings.Cut(name, "-")
	if n, err := strconv.Atoi(year); err != nil || n < 1900 || n > 9999 {
		return p, false
	}
	first, months := 1, 12
	switch quarter, found := strings.CutPrefix(part, "T"); {
	case found:
		n, err := strconv.Atoi(quarter)
		if err != nil || n < 1 || n > 4 {
			return p, false
		}
		first, months = 3*n-2, 3
	case part != "":
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > 12 {
			return p, false
		}
		first, months = n, 1
	}
	return trenza.Period{From: firstOf(year, first), To: firstOf(year, first+months).Add(-1)}, true
}

// firstOf is the first day of a month; the thirteenth is the next January.
func firstOf(year string, month int) trenza.Day {
	if month > 12 {
		n, _ := strconv.Atoi(year)
		year, month = strconv.Itoa(n+1), month-12
	}
	two := strconv.Itoa(month)
	if month < 10 {
		two = "0" + two
	}
	return trenza.Day(year + "-" + two + "-01")
}

// periodOptions are the spans that have a name: now, and each year and quarter of
// the programme.
func periodOptions(words locale.Printer, d *programme.Definition, today trenza.Day) []Option {
	options := []Option{
		{Label: words.Text("web.results.period.all")},
		{Value: "month", Label: words.Text("web.results.period.month")},
		{Value: "quarter", Label: words.Text("web.results.period.quarter")},
		{Value: "year", Label: words.Text("web.results.period.year")},
	}
	last := today
	if d.Ends != "" && d.Ends < last {
		last = d.Ends
	}
	for year := last.Year(); year >= max(d.Starts.Year(), last.Year()-9) && d.Starts != ""; year-- {
		name := strconv.Itoa(year)
		options = append(options, Option{Value: name, Label: name})
		for quarter := 4; quarter >= 1; quarter-- {
			of := name + "-T" + strconv.Itoa(quarter)
			if span, _ := Span(of, today); span.From <= last {
				options = append(options, Option{Value: of, Label: words.Text("web.results.period.of", quarter, name)})
			}
		}
	}
	return options
}
