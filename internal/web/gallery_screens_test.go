//go:build screens

package web_test

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/page"
)

// The ways in which pictures of pages are kept, by what their names end in, and
// which pages are kept in the dark too.
var (
	shots = map[way]string{
		{"es", "light", 1280, 100}: "1280",
		{"es", "dark", 1280, 100}:  "1280-oscuro",
		{"es", "light", 390, 100}:  "390",
		{"es", "dark", 390, 100}:   "390-oscuro",
	}
	inTheDark = []string{"hoy", "hilo", "resultados", "par"}
)

// tallest is how much of a page is kept, so that the folder stays small.
const tallest = 1600

// keep keeps a picture of the page that is open, if it stands in one of the ways of
// which pictures are kept.
func (g *gallery) keep(s sight, w way, folder string) {
	g.Helper()
	end, kept := shots[w]
	if !kept || w.theme == "dark" && !slices.Contains(inTheDark, s.name) {
		return
	}
	drawn, err := png.Decode(bytes.NewReader(g.shot(tallest)))
	g.must(err)
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	g.must(encoder.Encode(&small, paletted(drawn)))
	g.must(os.MkdirAll(folder, 0o755))
	g.must(os.WriteFile(picturePath(folder, s, end), small.Bytes(), 0o644))
}

func picturePath(folder string, s sight, end string) string {
	return filepath.Join(folder, s.name+"-"+end+".png")
}

// paletted is a picture in the 256 colours that it has most of, the others by the
// nearest: pages have few.
func paletted(drawn image.Image) *image.Paletted {
	bounds := drawn.Bounds()
	plain := image.NewRGBA(bounds)
	draw.Draw(plain, bounds, drawn, bounds.Min, draw.Src)
	often := make(map[color.RGBA]int)
	for i := 0; i < len(plain.Pix); i += 4 {
		often[pixel(plain.Pix[i:])]++
	}
	colours := slices.SortedFunc(maps.Keys(often), func(a, b color.RGBA) int { return cmp.Compare(often[b], often[a]) })
	palette, index := make(color.Palette, 0, 256), make(map[color.RGBA]uint8)
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	for c := range often {
		index[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(bounds, palette)
	for i := range small.Pix {
		small.Pix[i] = index[pixel(plain.Pix[4*i:])]
	}
	return small
}

func pixel(p []uint8) color.RGBA { return color.RGBA{p[0], p[1], p[2], p[3]} }

// index writes a page that shows every picture.
func index(t *testing.T, folder string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Screens\n\nEvery page of the office as `make screens` drew it, of the demo: everybody in it is invented.\n" +
		"A picture shows the first " + fmt.Sprint(tallest) + " pixels of a page.\n")
	for _, s := range sights {
		var drawn []string
		for _, end := range slices.Sorted(maps.Values(shots)) {
			if _, err := os.Stat(picturePath(folder, s, end)); err == nil {
				drawn = append(drawn, fmt.Sprintf("![%s, %s](%s-%s.png)\n", s.name, end, s.name, end))
			}
		}
		who := "nobody signed in"
		if s.who != "" {
			who = page.RoleName(locale.For("en"), s.who)
		}
		if len(drawn) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n`%s`, as %s\n\n%s", s.name, s.path, who, strings.Join(drawn, ""))
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "README.md"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
