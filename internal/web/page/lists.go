package page

import (
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// TakeOutShow asks which list of a programme is wanted.
type TakeOutShow struct {
	Programme *programme.Definition
	Form      Form
	Services  []Option // that the reader may take out
	Names     bool     // she may know people by name
	Sensitive bool     // some of it is
}

// kindOptions are the kinds of list of a programme.
func kindOptions(words locale.Printer, d *programme.Definition) (options []Option) {
	for _, kind := range exchange.KindsOf(d) {
		options = append(options, Option{Value: string(kind), Label: words.Text("web.lists.kind." + string(kind))})
	}
	return options
}
