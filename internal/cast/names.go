package cast

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"
	"strconv"
	"sync"
)

//go:embed names.csv
var namesFile []byte

// lottery draws names as often as people bear them.
type lottery struct {
	names []string
	upTo  []int // the running sum of the weights
}

func (l *lottery) add(name string, weight int) {
	sum := weight
	if n := len(l.upTo); n > 0 {
		sum += l.upTo[n-1]
	}
	l.names, l.upTo = append(l.names, name), append(l.upTo, sum)
}

func (l *lottery) draw(d dice) string {
	ticket := d.IntN(l.upTo[len(l.upTo)-1])
	at, _ := slices.BinarySearch(l.upTo, ticket+1)
	return l.names[at]
}

// lotteries returns the lists of names.csv by their id. The file is embedded
// and a test reads it whole, so that it cannot be wrong at this point.
var lotteries = sync.OnceValue(func() map[string]*lottery {
	r := csv.NewReader(bytes.NewReader(namesFile))
	r.Comment = '#'
	rows, _ := r.ReadAll()
	lists := map[string]*lottery{}
	for _, row := range rows {
		weight, _ := strconv.Atoi(row[2])
		if lists[row[0]] == nil {
			lists[row[0]] = &lottery{}
		}
		lists[row[0]].add(row[1], weight)
	}
	return lists
})
