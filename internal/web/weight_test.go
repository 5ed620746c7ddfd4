package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

// How heavy pages may be, in bytes as they travel.
const (
	firstVisit = 60 << 10 // a page with every sheet, script and drawing that it links
	laterPage  = 20 << 10 // a page alone
	allFonts   = 80 << 10
)

// linked finds the sheets, scripts and drawings of a page.
var linked = regexp.MustCompile(`(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"`)

// TestPagesAreLight weighs every page of the test's world, and what a first visit
// brings.
func TestPagesAreLight(t *testing.T) {
	s := one(t)
	g := &gallery{tab: &tab{site: s}, enter: s.in, visitors: make(map[string]*browser), places: s.peopled()}
	for _, one := range sights {
		b := g.visitor(one.who)
		b.header.Set("Sec-Fetch-Site", "same-origin")
		a, alone := b.weigh(g.path(one))
		if missing := a.status >= http.StatusBadRequest; missing != (one.path == "/nowhere") {
			t.Errorf("%s is answered %d", one.name, a.status)
		}
		first := alone
		for _, found := range linked.FindAllStringSubmatch(a.body, -1) {
			_, weight := b.weigh(found[1])
			first += weight
		}
		if alone > laterPage || first > firstVisit {
			t.Errorf("%s weighs %d bytes, %d the first time", one.name, alone, first)
		}
		t.Logf("%-14s %6d %6d", one.name, alone, first)
	}
}

// weigh asks for an address and returns the answer, and how many bytes of it came.
func (b *browser) weigh(path string) (a answer, weight int) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, b.origin+path, nil)
	b.must(err)
	r.Header = b.header.Clone()
	r.Header.Set("Accept-Encoding", "gzip")
	a = b.send(r)
	weight = len(a.body)
	if a.header.Get("Content-Encoding") != "gzip" {
		return a, weight
	}
	whole, err := gzip.NewReader(strings.NewReader(a.body))
	b.must(err)
	text, err := io.ReadAll(whole)
	b.must(err)
	a.body = string(text)
	return a, weight
}

// TestFontsAreLight: they are compressed by themselves.
func TestFontsAreLight(t *testing.T) {
	fonts, err := fs.Glob(os.DirFS("static/fonts"), "*.woff2")
	if err != nil {
		t.Fatal(err)
	}
	var weight int64
	for _, font := range fonts {
		file, err := os.Stat("static/fonts/" + font)
		if err != nil {
			t.Fatal(err)
		}
		weight += file.Size()
	}
	if weight == 0 || weight > allFonts {
		t.Errorf("the fonts weigh %d bytes", weight)
	}
}

// TestNobodyElseHasAPageCompressed: what a foreign page asked for with text of its
// own says by its length nothing of the rest of the page. What is the same for
// everybody is compressed for everybody who takes it.
func TestNobodyElseHasAPageCompressed(t *testing.T) {
	b := one(t).browser()
	sheet := regexp.MustCompile(`"(/static/style[^"]+)"`).FindStringSubmatch(b.get("/sign-in").body)[1]
	for _, try := range []struct {
		path, site, takes, want string
	}{
		{"/sign-in?back=%2Fhilos", "same-origin", "gzip, deflate, br", "gzip"},
		{"/sign-in?back=%2Fhilos", "none", "br;q=1.0, gzip;q=0.8", "gzip"},
		{"/sign-in?back=%2Fhilos", "cross-site", "gzip", ""},
		{"/sign-in?back=%2Fhilos", "same-site", "gzip", ""},
		{"/sign-in?back=%2Fhilos", "", "gzip", ""},
		{"/sign-in?back=%2Fhilos", "same-origin", "br", ""},
		{"/sign-in?back=%2Fhilos", "same-origin", "gzip;q=0", ""},
		{"/livez", "same-origin", "gzip", ""}, // too small
		{sheet, "cross-site", "gzip", "gzip"},
		{sheet, "same-origin", "identity", ""},
	} {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, b.origin+try.path, bytes.NewReader(nil))
		b.must(err)
		r.Header.Set("Accept-Encoding", try.takes)
		if try.site != "" {
			r.Header.Set("Sec-Fetch-Site", try.site)
		}
		a := b.send(r)
		if got := a.header.Get("Content-Encoding"); got != try.want || a.status != http.StatusOK {
			t.Errorf("%s from %q that takes %q: %d %q, want %q", try.path, try.site, try.takes, a.status, got, try.want)
		}
		if !strings.Contains(a.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s does not say that it varies", try.path)
		}
	}
}
