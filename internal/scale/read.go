package scale

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"github.com/trenza/trenza"
)

//go:embed instruments/*.yaml
var files embed.FS

// shelf reads the instruments once. They are ours: a fault in one is seen by every
// test.
var shelf = sync.OnceValue(func() []*Instrument {
	names, err := files.ReadDir("instruments")
	if err != nil {
		panic(err)
	}
	var all []*Instrument
	for _, name := range names {
		text, err := files.ReadFile(path.Join("instruments", name.Name()))
		if err != nil {
			panic(err)
		}
		i, err := parse(text)
		if err != nil {
			panic(fmt.Errorf("%s: %w", name.Name(), err))
		}
		all = append(all, i)
	}
	return all
})

// All returns the instruments, by their ids. They are shared: whoever receives one
// only reads it.
func All() []*Instrument { return slices.Clone(shelf()) }

// Find returns the instrument of that id.
func Find(id string) (*Instrument, bool) {
	all := shelf()
	at := slices.IndexFunc(all, func(i *Instrument) bool { return i.ID == id })
	if at < 0 {
		return nil, false
	}
	return all[at], true
}

// parse reads an instrument and holds what it says against itself.
func parse(text []byte) (*Instrument, error) {
	var i Instrument
	err := yaml.UnmarshalWithOptions(text, &i, yaml.Strict(), yaml.CustomUnmarshaler(readClass))
	if err != nil {
		return nil, err
	}
	return &i, i.consistent()
}

func readClass(class *trenza.Class, written []byte) error {
	read, ok := trenza.ParseClass(strings.TrimSpace(string(written)))
	if !ok {
		return fmt.Errorf("no such class: %s", written)
	}
	*class = read
	return nil
}

// consistent returns what is wrong with an instrument: items that no sub-scale has
// or that two have, a rule about an item or a part that it lacks, printed items that
// are not ours to print.
func (i *Instrument) consistent() error {
	if i.ID == "" || i.Version == "" || i.Items < 1 || i.Max <= i.Min || i.Class < trenza.P2 || i.Class > trenza.P3 {
		return fmt.Errorf("%q lacks its version, its items, their range or its class", i.ID)
	}
	if i.Wins != Higher && i.Wins != Lower || i.Prorate >= i.Items || i.Spheres > len(i.Parts) {
		return fmt.Errorf("%s: which total is better, or what is made up for, is not said", i.ID)
	}
	var numbers []int
	for _, p := range i.Parts {
		for _, item := range p.Items {
			numbers = append(numbers, item.Number)
			if (item.Text != Text{}) && !i.Licence.Printable {
				return fmt.Errorf("%s: item %d is printed and the licence does not say that it may be", i.ID, item.Number)
			}
		}
	}
	slices.Sort(numbers)
	if len(numbers) > 0 && !slices.Equal(numbers, i.numbers()) {
		return fmt.Errorf("%s: the parts have the items %v of %d", i.ID, numbers, i.Items)
	}
	for _, n := range i.Risk {
		if n < 1 || n > i.Items {
			return fmt.Errorf("%s: there is no item %d", i.ID, n)
		}
	}
	for _, id := range i.Watch {
		if _, known := i.Part(id); !known {
			return fmt.Errorf("%s: there is no part %s", i.ID, id)
		}
	}
	return nil
}

// numbers are the numbers of the items.
func (i *Instrument) numbers() []int {
	all := make([]int, i.Items)
	for n := range all {
		all[n] = n + 1
	}
	return all
}
