package programme

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/trenza/trenza/programmes"
)

// shipped reads the definitions inside the binary, once.
var shipped = sync.OnceValue(func() map[string]*Definition {
	names, err := fs.Glob(programmes.Files, "*.yaml")
	if err != nil {
		panic(err) // the pattern is ours
	}
	read := make(map[string]*Definition, len(names))
	for _, name := range names {
		d, err := readShipped(name)
		if err != nil {
			panic(fmt.Sprintf("programmes/%s: %v", name, err)) // ours, and seen by every test
		}
		read[d.ID] = d
	}
	return read
})

func readShipped(name string) (*Definition, error) {
	text, err := programmes.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return Parse(name, text)
}

// Shipped returns a definition that travels inside the binary. It is shared:
// whoever receives it only reads it.
func Shipped(id string) (*Definition, bool) {
	d, ok := shipped()[id]
	return d, ok
}

// ShippedIDs lists the definitions that travel inside the binary, in order.
func ShippedIDs() []string {
	return slices.Sorted(maps.Keys(shipped()))
}
