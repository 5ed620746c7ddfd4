package web_test

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/page"
)

// demoPlaces say where the demo has what the paths of sights name: the first link
// of its kind on a page that somebody of a role opens.
var demoPlaces = map[string]struct{ who, from, link string }{
	"{thread}":      {"psicologa", "/hilos?q=maria", `href="(/hilos/[0-9A-Z-]{11})"`},
	"{own}":         {"participante", "/", `href="(/hilos/[0-9A-Z-]{11})"`},
	"{member}":      {"administradora", "/team", `href="(/team/[0-9a-f-]{36})"`},
	"{committee}":   {"facilitadora", "/comites", `href="(/comites/[0-9a-f-]{36})"`},
	"{replica}":     {"facilitadora", "/replicas", `href="(/replicas/[0-9a-f-]{36})"`},
	"{activity}":    {"meal", "/actividades", `href="(/actividades/[0-9a-f-]{36})"`},
	"{pair}":        {"oficial_datos", "/revisar", `href="(/revisar/[0-9A-Z-]{11})"`},
	"{row}":         {"registradora", "/revisar", `href="(/revisar/filas/[0-9A-Z-]{11})"`},
	"{picture}":     {"meal", "/cifras/alma-llanera", `/cifras/alma-llanera/(juntas|regiones|edades)`},
	"{indicator}":   {"meal", "/cifras/alma-llanera", `/cifras/alma-llanera/([a-z_0-9]+)/filas`},
	"{publication}": {"meal", "/publicaciones", `href="(/publicaciones/[^"]+)"`},
}

// TestTheDemoInEveryWay looks at every page of a demo that is being served
// (TRENZA_DEMO is its address) in every language, theme, width and size of
// letters, and keeps pictures of them (in the folder TRENZA_GALLERY). It takes
// minutes: make screens runs it, and continuous integration looks at every pair of
// ways (TestEveryPageIsForEverybody).
func TestTheDemoInEveryWay(t *testing.T) {
	address := os.Getenv("TRENZA_DEMO")
	if address == "" {
		return
	}
	g := demoGallery(t, address)
	for _, s := range sights {
		path := g.path(s)
		if strings.Contains(path, "{") {
			t.Logf("%s: the demo has no %s", s.name, path)
			continue
		}
		t.Run(s.name, func(inner *testing.T) {
			g.T = inner
			for _, w := range wholeProduct() {
				g.tab = g.site.tab()
				g.inspect(s, w)
			}
			g.keep(s)
		})
		g.T = t
	}
	g.index()
}

// wholeProduct is every way in which a page can be looked at.
func wholeProduct() (all []way) {
	for _, language := range locale.Languages() {
		for _, theme := range []string{"light", "dark"} {
			for _, width := range []int64{320, 390, 1280} {
				for _, text := range []int{100, 200} {
					all = append(all, way{language, theme, width, text})
				}
			}
		}
	}
	return all
}

// demoGallery is a demo that is being served at an address.
func demoGallery(t *testing.T, address string) *gallery {
	t.Helper()
	s := &site{T: t, origin: address}
	g := &gallery{tab: s.tab(), enter: s.plays, visitors: make(map[string]*browser), places: make(map[string]string)}
	for name, p := range demoPlaces {
		b := g.visitor(p.who)
		a := b.get(p.from)
		if a.leads() != "" {
			a = b.get(a.leads())
		}
		if found := regexp.MustCompile(p.link).FindStringSubmatch(a.body); found != nil {
			g.places[name] = found[1]
		}
	}
	return g
}

// plays is a browser in which the first of the demo's cast with a role has come in
// by her button.
func (s *site) plays(role string) *browser {
	s.Helper()
	b := s.browser()
	tree, err := html.Parse(strings.NewReader(b.get("/sign-in").body))
	s.must(err)
	name := page.RoleName(locale.For("es"), role)
	for n := range tree.Descendants() {
		if n.Type != html.TextNode || !strings.HasPrefix(strings.TrimSpace(n.Data)+" ·", name+" ·") {
			continue
		}
		for form := range n.Parent.Parent.Parent.Descendants() {
			if form.Data != "form" {
				continue
			}
			action := form.Attr[slices.IndexFunc(form.Attr, func(a html.Attribute) bool { return a.Key == "action" })].Val
			if a := b.post(action, nil); a.status != http.StatusSeeOther {
				s.Fatalf("%s: %d %s", name, a.status, a.text())
			}
			return b
		}
	}
	s.Fatalf("nobody in the demo is %s", name)
	return nil
}

// shots are the pictures that are kept of each page, by what their names end in.
var shots = map[string]way{
	"1280":        {"es", "light", 1280, 100},
	"1280-oscuro": {"es", "dark", 1280, 100},
	"390":         {"es", "light", 390, 100},
	"390-oscuro":  {"es", "dark", 390, 100},
}

// tallest is how much of a page is kept, so that the folder stays small.
const tallest = 1500

// keep keeps pictures of a page.
func (g *gallery) keep(s sight) {
	g.Helper()
	folder := os.Getenv("TRENZA_GALLERY")
	if folder == "" {
		return
	}
	g.must(os.MkdirAll(folder, 0o755))
	for end, w := range shots {
		g.see(s, w)
		drawn, err := png.Decode(bytes.NewReader(g.shot(tallest)))
		g.must(err)
		var small bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		g.must(encoder.Encode(&small, paletted(drawn)))
		g.must(os.WriteFile(filepath.Join(folder, s.name+"-"+end+".png"), small.Bytes(), 0o644))
	}
}

// paletted is a picture in the 256 colours that it has most of, the others by the
// nearest: pages have few.
func paletted(drawn image.Image) *image.Paletted {
	bounds, often := drawn.Bounds(), make(map[color.Color]int)
	each := func(visit func(x, y int, c color.Color)) {
		for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
			for x := bounds.Min.X; x < bounds.Max.X; x++ {
				visit(x, y, drawn.At(x, y))
			}
		}
	}
	each(func(_, _ int, c color.Color) { often[c]++ })
	colours := slices.SortedFunc(maps.Keys(often), func(a, b color.Color) int { return cmp.Compare(often[b], often[a]) })
	palette, index := color.Palette(colours[:min(256, len(colours))]), make(map[color.Color]uint8)
	for c := range often {
		index[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(bounds, palette)
	each(func(x, y int, c color.Color) { small.SetColorIndex(x, y, index[c]) })
	return small
}

// index writes a page that shows every picture.
func (g *gallery) index() {
	g.Helper()
	folder := os.Getenv("TRENZA_GALLERY")
	if folder == "" {
		return
	}
	var b strings.Builder
	b.WriteString("# Screens\n\nEvery page of the office as `make screens` drew it, of the demo: everybody in it is invented. " +
		"A picture ends after 1,500 pixels.\n")
	for _, s := range sights {
		if _, err := os.Stat(filepath.Join(folder, s.name+"-1280.png")); err != nil {
			continue
		}
		who := "nobody signed in"
		if s.who != "" {
			who = page.RoleName(locale.For("en"), s.who)
		}
		fmt.Fprintf(&b, "\n## %s\n\n`%s`, as %s\n\n", s.name, s.path, who)
		for _, end := range slices.Sorted(maps.Keys(shots)) {
			fmt.Fprintf(&b, "![%s, %s](%s-%s.png)\n", s.name, end, s.name, end)
		}
	}
	g.must(os.WriteFile(filepath.Join(folder, "README.md"), []byte(b.String()), 0o644))
}
