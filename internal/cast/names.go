package cast

import (
	_ "embed"
	"sync"

	"github.com/trenza/trenza/internal/chance"
)

//go:embed names.csv
var namesFile []byte

// lotteries returns the lists of names.csv by their id. The file is embedded
// and a test reads it whole, so that it cannot be wrong at this point.
var lotteries = sync.OnceValue(func() map[string]*chance.Lottery {
	lists, _ := chance.Read(namesFile)
	return lists
})
