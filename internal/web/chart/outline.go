package chart

import "fmt"

//go:generate sh -c "go run ./makemap makemap/peru.topo.json > peru.go"

// outline is a region on the map: its INEI code, where its circle stands, and
// its border.
type outline struct {
	code string
	x, y int
	path string
}

// peruBox is the box of the paths.
var peruBox = fmt.Sprintf("0 0 %d %d", peruWide, peruHigh)
