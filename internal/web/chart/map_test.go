package chart

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/locale"
)

// TestTheMapIsWhole and light: 25 regions, in no more than it may weigh.
func TestTheMapIsWhole(t *testing.T) {
	var paths bytes.Buffer
	zipped := gzip.NewWriter(&paths)
	weight := 0
	for i, o := range outlines {
		if want := fmt.Sprintf("%02d", i+1); o.code != want {
			t.Errorf("%s stands where %s should", o.code, want)
		}
		weight += len(o.path)
		if _, err := zipped.Write([]byte(o.path)); err != nil {
			t.Fatal(err)
		}
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	if len(outlines) != 25 || weight > 12<<10 || paths.Len() > 6<<10 {
		t.Errorf("%d regions weigh %d bytes, %d compressed", len(outlines), weight, paths.Len())
	}
}

// anyMap has numbers for some regions.
var anyMap = rapid.Custom(func(t *rapid.T) Map {
	m := Map{}
	for _, o := range outlines {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 1:
			m.Regions = append(m.Regions, Region{Code: o.code, Label: "La Libertad", Value: Of(rapid.IntRange(0, 5000).Draw(t, "number"))})
		case 2:
			m.Regions = append(m.Regions, Region{Code: o.code, Label: "Ica", Value: Covered("")})
		}
	}
	return m
})

// TestCirclesAreTheirNumbers: the area grows with the number, and what is covered
// is as large as nothing.
func TestCirclesAreTheirNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap.Draw(t, "map")
		top := Top(m.points())
		for _, c := range m.circles(locale.For("es")) {
			want := largest * largest * float64(c.Value.n) / float64(max(top, 1))
			switch {
			case !c.measured() && c.r != unmeasured:
				t.Fatalf("a number that is not told has a radius of %v", c.r)
			case c.measured() && c.r > smallest && math.Abs(c.r*c.r-want) > 0.01:
				t.Fatalf("%d of %d has an area of %v, not %v", c.Value.n, top, c.r*c.r, want)
			case c.x < c.r-margin || c.x > narrow-c.r+margin || c.y < 0 || c.y*pixel > peruHigh:
				t.Fatalf("%s stands at %v %v, off the map", c.Code, c.x, c.y)
			}
		}
	})
}

// TestLabelsMeetNothing where the map is narrowest.
func TestLabelsMeetNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := anyMap.Draw(t, "map").circles(locale.For("es"))
		for i, c := range all {
			if c.label == nil {
				continue
			}
			b := c.label.box(c)
			for j, d := range all {
				if d.touches(b) || i != j && d.label != nil && b.meets(d.label.box(d)) {
					t.Fatalf("%s meets %s", c.Code, d.Code)
				}
			}
		}
	})
}

// TestTheFiveRegionsStandApart as the programme of the drawings has them.
func TestTheFiveRegionsStandApart(t *testing.T) {
	m := Map{}
	for code, n := range map[string]int{"24": 742, "20": 418, "13": 596, "15": 1083, "07": 425} {
		m.Regions = append(m.Regions, Region{Code: code, Label: code, Value: Of(n)})
	}
	all := m.circles(locale.For("es"))
	for i, c := range all {
		if c.label == nil {
			t.Errorf("%s has no label", c.Code)
		}
		for _, d := range all[:i] {
			if math.Hypot(c.x-d.x, c.y-d.y) < c.r+d.r {
				t.Errorf("%s lies on %s", c.Code, d.Code)
			}
		}
	}
}

// TestTicksHaveRoom: labels under a plot fit beside each other.
func TestTicksHaveRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := make([]Point, rapid.IntRange(0, 60).Draw(t, "points"))
		for i := range points {
			points[i].Label = rapid.StringN(1, 12, -1).Draw(t, "label")
		}
		letters := rapid.IntRange(10, 60).Draw(t, "letters")
		ticks := ticksOf(points, letters, inColumns)
		used := 0
		for i, tick := range ticks {
			used += len([]rune(tick.label)) + 1
			if tick.at < 0 || tick.at > 1 || i > 0 && tick.at <= ticks[i-1].at {
				t.Fatalf("ticks stand at %v", ticks)
			}
		}
		if len(ticks) > 1 && used > letters {
			t.Fatalf("%d letters have room for %v", letters, ticks)
		}
		if len(points) > 0 && len(ticks) == 0 {
			t.Fatal("nothing is named")
		}
	})
}

// TestScalesEndInARoundNumber that is not far above the highest.
func TestScalesEndInARoundNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, math.MaxInt/100).Draw(t, "n")
		if top := roundTop(n); top < n || top > 2*n {
			t.Fatalf("a scale to %d ends in %d", n, top)
		}
		if down := roundDown(n); down > n || 2*down < n {
			t.Fatalf("the circle for %d is %d", n, down)
		}
	})
}
