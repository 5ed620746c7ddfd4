package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// topology is as much of a TopoJSON file as there is in ours.
type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]float64 // each point but the first from the one before
	Objects struct {
		Units struct {
			Geometries []geometry
		}
	}
	arcs [][]place // as they are drawn
}

type geometry struct {
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Fips, Name string }
}

// place is a point of the drawing, the first unit at its top left.
type place struct{ x, y int }

// How large the drawing is, and where its corners lie: a little outside the
// country. Its height follows from the others.
const (
	wide              = 1000
	high              = 1458
	west, east, north = -81.4, -68.6, 0.02
)

// inner is the middle parallel: the scale is true along it.
const inner = -9.2

func readTopology(file []byte) (*topology, error) {
	t := new(topology)
	if err := json.Unmarshal(file, t); err != nil {
		return nil, err
	}
	for _, arc := range t.Arcs {
		t.arcs = append(t.arcs, simplify(t.project(arc)))
	}
	return t, nil
}

// project turns an arc into points of the drawing. Peru is small enough for a
// plane: degrees east shrink as they do in its middle.
func (t *topology) project(arc [][2]float64) []spot {
	scale := wide / ((east - west) * math.Cos(inner*math.Pi/180))
	spots := make([]spot, 0, len(arc))
	x, y := 0.0, 0.0
	for _, step := range arc {
		x, y = x+step[0], y+step[1]
		longitude := x*t.Transform.Scale[0] + t.Transform.Translate[0]
		latitude := y*t.Transform.Scale[1] + t.Transform.Translate[1]
		spots = append(spots, spot{(longitude - west) * scale * math.Cos(inner*math.Pi/180), (north - latitude) * scale})
	}
	return spots
}

// region is one of the 25.
type region struct {
	code  string
	rings [][]place // the largest first
}

// regionsOf puts the units together. The province of Lima is a unit of its own in
// the source, and part of the region of Lima by INEI; a border that two units of
// a region share is none.
func regionsOf(t *topology) ([]region, error) {
	borders := make(map[string]map[int]int) // of a region, each arc as often as it is passed, backwards negative
	for _, g := range t.Objects.Units.Geometries {
		code := "15"
		if g.Properties.Fips != "" {
			code = strings.TrimPrefix(g.Properties.Fips, "PE")
		}
		if borders[code] == nil {
			borders[code] = make(map[int]int)
		}
		arcs, err := g.passed()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		for _, arc := range arcs {
			if arc < 0 {
				borders[code][^arc]--
			} else {
				borders[code][arc]++
			}
		}
	}
	var regions []region
	for _, code := range slices.Sorted(maps.Keys(borders)) {
		rings, err := t.close(borders[code])
		if err != nil {
			return nil, fmt.Errorf("region %s: %w", code, err)
		}
		regions = append(regions, region{code, worthDrawing(rings)})
	}
	return regions, nil
}

// passed lists the arcs of a geometry; one that is passed backwards is ^arc.
func (g geometry) passed() ([]int, error) {
	polygons := make([][][]int, 1)
	into := any(&polygons[0])
	if g.Type == "MultiPolygon" {
		into = &polygons
	}
	if err := json.Unmarshal(g.Arcs, into); err != nil {
		return nil, err
	}
	return slices.Concat(slices.Concat(polygons...)...), nil
}

// close makes rings of arcs, each beginning where the one before it ended.
func (t *topology) close(passes map[int]int) ([][]place, error) {
	left := make(map[int][]place)
	for arc, times := range passes {
		points := slices.Clone(t.arcs[arc])
		if times < 0 {
			slices.Reverse(points)
		}
		if times != 0 {
			left[arc] = points
		}
	}
	var rings [][]place
	for len(left) > 0 {
		first := slices.Min(slices.Collect(maps.Keys(left)))
		ring := left[first]
		delete(left, first)
		for ring[0] != ring[len(ring)-1] {
			next := -1
			for _, arc := range slices.Sorted(maps.Keys(left)) {
				if left[arc][0] == ring[len(ring)-1] {
					next = arc
					break
				}
			}
			if next < 0 {
				return nil, fmt.Errorf("a border ends at %v", ring[len(ring)-1])
			}
			ring = append(ring, left[next][1:]...)
			delete(left, next)
		}
		rings = append(rings, ring)
	}
	return rings, nil
}
