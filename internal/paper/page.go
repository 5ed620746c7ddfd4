package paper

import (
	_ "embed"
	"errors"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"
)

var (
	//go:embed fonts/atkinson-next.ttf
	textFont []byte
	//go:embed fonts/alegreya.ttf
	titleFont []byte
)

// Font is a font of the pages.
type Font string

// The fonts.
const (
	Body  Font = "atkinson"
	Title Font = "alegreya"
)

// Page is one page of A4 being written, lying or standing. Lengths are in
// millimetres and letters in points. The first thing that fails is returned by Write.
type Page struct {
	pdf           *fpdf.Fpdf
	width, height float64
	margin        float64
	lowest        float64 // how far down anything was written
}

// The measures of A4, standing, and its margin.
const (
	shortSide = 210
	longSide  = 297
	margin    = 22
)

// NewPage returns an empty page. title and lang are for whoever reads it by ear, and
// day is the only date in it, so that the same page is the same bytes.
func NewPage(lying bool, title, lang string, day time.Time) *Page {
	orientation, width, height := "P", float64(shortSide), float64(longSide)
	if lying {
		orientation, width, height = "L", longSide, shortSide
	}
	pdf := fpdf.New(orientation, "mm", "A4", "")
	pdf.AddUTF8FontFromBytes(string(Body), "", textFont)
	pdf.AddUTF8FontFromBytes(string(Title), "", titleFont)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
	pdf.SetTitle(title, true)
	pdf.SetLang(lang)
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddPage()
	return &Page{pdf: pdf, width: width, height: height, margin: margin}
}

// Width and Height are those of the page.
func (p *Page) Width() float64  { return p.width }
func (p *Page) Height() float64 { return p.height }

// Y is the height at which the page goes on.
func (p *Page) Y() float64 { return p.pdf.GetY() }

// At goes on at a height of the page.
func (p *Page) At(y float64) *Page {
	p.pdf.SetXY(p.margin, y)
	return p
}

// Centre writes lines in the middle of the page, as many as they need, and leaves
// half a line under them. What is longer than the page is wide goes on below.
func (p *Page) Centre(font Font, points float64, text string) *Page {
	return p.lines(font, points, "C", p.width-2*p.margin, text)
}

// Left writes lines from the left margin on, up to a width.
func (p *Page) Left(font Font, points, width float64, text string) *Page {
	return p.lines(font, points, "L", width, text)
}

func (p *Page) lines(font Font, points float64, align string, width float64, text string) *Page {
	const inMillimetres = 25.4 / 72
	p.pdf.SetFont(string(font), "", points)
	p.pdf.SetX(p.margin)
	p.pdf.MultiCell(width, points*inMillimetres*1.35, text, "", align, false)
	p.lowest = max(p.lowest, p.pdf.GetY())
	p.pdf.SetY(p.pdf.GetY() + points*inMillimetres*0.5)
	return p
}

// Row writes what something is called from the left margin on and what it comes to at
// the right one, with a word beside it below, "" for none, and draws a line under it.
func (p *Page) Row(name, value, beside string) *Page {
	const points, valueWidth = 12, 34
	y := p.pdf.GetY()
	p.pdf.SetXY(p.width-p.margin-valueWidth, y)
	p.pdf.SetFont(string(Body), "", points+4)
	p.pdf.CellFormat(valueWidth, 8, value, "", 0, "R", false, 0, "")
	p.pdf.SetY(y + 1)
	p.Left(Body, points, p.width-2*p.margin-valueWidth-4, name)
	if beside != "" {
		p.Left(Body, points-2, p.width-2*p.margin-valueWidth-4, beside)
	}
	return p.Rule(p.width - 2*p.margin)
}

// Rule draws a line in the middle of the page, at the height where it goes on.
func (p *Page) Rule(width float64) *Page {
	y := p.pdf.GetY()
	p.pdf.SetLineWidth(0.3)
	p.pdf.Line((p.width-width)/2, y, (p.width+width)/2, y)
	p.pdf.SetY(y + 3)
	return p
}

// Frame draws a line around the page.
func (p *Page) Frame() *Page {
	const inset = 10
	p.pdf.SetLineWidth(0.6)
	p.pdf.Rect(inset, inset, p.width-2*inset, p.height-2*inset, "D")
	return p
}

// QR draws what a phone reads, as a square of squares.
func (p *Page) QR(content string, x, y, side float64) *Page {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		p.pdf.SetError(err)
		return p
	}
	code.DisableBorder = true
	squares := code.Bitmap()
	each := side / float64(len(squares))
	for row, line := range squares {
		for column, black := range line {
			if black {
				p.pdf.Rect(x+float64(column)*each, y+float64(row)*each, each, each, "F")
			}
		}
	}
	return p
}

// Write writes the page as PDF. What ran over its end is an error, for nobody would
// see that it is missing.
func (p *Page) Write(w io.Writer) error {
	if p.lowest > p.height {
		p.pdf.SetError(errFull)
	}
	return p.pdf.Output(w)
}

var errFull = errors.New("paper: more than the page holds")
