package page

import (
	"net/url"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
)

// CardPath is where it stands where a figure of a frozen set comes from.
func CardPath(code, indicator string) string {
	return "/publicaciones/" + code + "/" + url.PathEscape(indicator)
}

// CardShow is where a frozen figure comes from.
type CardShow struct {
	*report.Card
	Form    Form // by which a sample is asked for
	Samples bool // the reader may draw one
}

// before is what the programme published of the figure before there were rows, ""
// for nothing.
func (c CardShow) before(lang string) string {
	indicator, known := c.Definition.Indicator(c.Figure.ID)
	if !known || indicator.Published == nil {
		return ""
	}
	var text strings.Builder
	if report.Historical(&text, c.Definition, c.Figure.ID, lang) != nil {
		return ""
	}
	return text.String()
}

// SampleShow is rows of a frozen figure, drawn by a seed.
type SampleShow struct {
	*report.Sample
	Definition *programme.Definition
	Agreement  string
	On         trenza.Day
}

// service is what the programme calls the service of a row.
func (s SampleShow) service(lang string, row report.SampledRow) string {
	if service, known := s.Definition.Service(row.Fact.Service); known {
		return service.Title.In(lang)
	}
	return row.Fact.Service
}
