package main

import (
	"bytes"
	"os"
	"testing"
)

// TestCapitalsLieInTheirRegions: each region bears its own code.
func TestCapitalsLieInTheirRegions(t *testing.T) {
	file, err := os.ReadFile("peru.topo.json")
	if err != nil {
		t.Fatal(err)
	}
	topology, err := readTopology(file)
	if err != nil {
		t.Fatal(err)
	}
	regions, err := regionsOf(topology)
	if err != nil {
		t.Fatal(err)
	}
	for code, at := range map[string][2]float64{ // east and north, in degrees
		"01": {-77.87, -6.23}, "02": {-77.53, -9.53}, "03": {-72.88, -13.63}, "04": {-71.54, -16.40}, "05": {-74.22, -13.16},
		"06": {-78.51, -7.16}, "07": {-77.12, -12.04}, "08": {-71.97, -13.53}, "09": {-74.97, -12.79}, "10": {-76.24, -9.93},
		"11": {-75.73, -14.07}, "12": {-75.21, -12.07}, "13": {-79.03, -8.11}, "14": {-79.84, -6.77}, "15": {-76.95, -12.05},
		"16": {-73.25, -3.75}, "17": {-69.19, -12.60}, "18": {-70.93, -17.19}, "19": {-76.26, -10.68}, "20": {-80.63, -5.19},
		"21": {-70.03, -15.84}, "22": {-76.97, -6.03}, "23": {-70.25, -18.01}, "24": {-80.45, -3.57}, "25": {-74.55, -8.38},
	} {
		spot := topology.project([][2]float64{{
			(at[0] - topology.Transform.Translate[0]) / topology.Transform.Scale[0],
			(at[1] - topology.Transform.Translate[1]) / topology.Transform.Scale[1],
		}})[0]
		for _, r := range regions {
			if in := inside(r.rings[0], place{int(spot.x), int(spot.y)}); in != (r.code == code) {
				t.Errorf("the capital of %s lies in %s: %v", code, r.code, in)
			}
		}
	}
	for _, r := range regions {
		if !inside(r.rings[0], r.middle()) {
			t.Errorf("the middle of %s is outside it", r.code)
		}
	}
}

// TestTheMapIsTheOneDrawn: what the package draws is what this writes.
func TestTheMapIsTheOneDrawn(t *testing.T) {
	want, err := os.ReadFile("../peru.go")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := run([]string{"peru.topo.json"}, &got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Error("peru.go is not what makemap writes: run go generate")
	}
}

// TestWhatCannotBeRead is said.
func TestWhatCannotBeRead(t *testing.T) {
	for _, args := range [][]string{nil, {"nowhere"}, {"main.go"}} {
		if err := run(args, new(bytes.Buffer)); err == nil {
			t.Errorf("%q is taken for a topology", args)
		}
	}
}
