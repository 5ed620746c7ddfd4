// Package chart draws figures: components of their own that a page hands plain
// numbers to, with labels already in words.
//
// What holds for each of them:
//
//   - Bars begin at zero, none is broken, and small multiples share one scale.
//   - Colour never speaks alone: a label, a number or a place says the same.
//   - A number that is covered has no length. Whoever measures the drawing, or
//     reads its source, learns nothing of it.
//   - A sentence says what is to be seen, and a table holds every number.
//   - Text is text. Nothing of it is scaled, so that it reads on a phone as on a
//     desktop; a chart fits into 256 pixels.
//   - Lengths are attributes of SVG, never styles: the security policy of the server
//     refuses those. What has no length is placed by the style sheet 5-chart.css.
package chart

import (
	"github.com/a-h/templ"

	"github.com/trenza/trenza/internal/locale"
)

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.977 generate

// Chart is anything here that a page can draw.
type Chart interface {
	Draw(words locale.Printer) templ.Component
}
