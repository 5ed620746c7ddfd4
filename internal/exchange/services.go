package exchange

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// servicesSaid returns the services that the row names: one, or in a list of
// attentions several that she received on the day.
func (r reader) servicesSaid() ([]attention.Service, error) {
	text := r.text("service")
	if text == "" {
		return nil, trenza.Refuse("exchange.no_service")
	}
	names := []string{text}
	if _, one := r.serviceNamed(text); !one && r.shape == Attentions {
		names = r.severalServices(text)
	}
	var services []attention.Service
	for _, name := range names {
		s, err := r.service(name)
		if err != nil {
			return nil, err
		}
		services = append(services, s)
	}
	return services, nil
}

// service returns the service of a name, if the shape of the list may record it.
func (r reader) service(name string) (attention.Service, error) {
	s, ok := r.serviceNamed(name)
	if !ok {
		return attention.Service{}, trenza.Refuse("exchange.service_unknown", name, r.definition.ID)
	}
	if s.Class < trenza.P4 && !r.shape.serves(s) {
		return attention.Service{}, trenza.Refuse("exchange.service_other_shape", s.ID, string(r.shape), shapesFor(s))
	}
	return attention.Service{Programme: r.definition, Service: s}, nil
}

// serviceNamed returns the service of an id or a title.
func (r reader) serviceNamed(name string) (*programme.Service, bool) {
	name = strings.Trim(sheet.Fold(name), ".:;, ")
	if s, ok := r.services[name]; ok {
		return s, true
	}
	return serviceNear(r.definition, name)
}

// besideServices are the words that say of a service only that it is one, folded.
var besideServices = map[string]bool{"apoyo": true, "atencion": true, "servicio": true, "servicios": true, "programa": true, "taller": true, "entrega": true}

// serviceNear returns the one service whose name stands in a text together with
// nothing but words of its title: "Apoyo en salud" is salud, and "Charla sobre
// salud" is not.
func serviceNear(d *programme.Definition, text string) (*programme.Service, bool) {
	var all []*programme.Service
	for n := range d.Services {
		all = append(all, &d.Services[n])
	}
	words := wordsOf(text)
	fit := fitting(all, words)
	if len(fit) != 1 {
		return nil, false
	}
	own := slices.Concat(wordsOf(fit[0].ID), wordsOf(fit[0].Title.ES), wordsOf(fit[0].Title.EN))
	foreign := func(word string) bool {
		return len(word) > 2 && !joining[word] && !besideServices[word] && !slices.Contains(own, word)
	}
	return fit[0], !slices.ContainsFunc(words, foreign)
}

// topics are headings that may ask for a service, or for anything else.
var topics = map[string]bool{"tema": true, "temas": true, "tema tratado": true, "tema charla": true, "asunto": true, "tipo": true, "topic": true}

// renameServices takes a column of topics for that of the services, where no
// other is and each of its cells names one.
func (i *interpreter) renameServices() {
	if i.has("service", "trainer") {
		return
	}
	services := servicesByName(i.definition)
	for _, c := range i.columns {
		words := i.column(c.index).words
		if c.meaning.key != "" || c.from == FromMapping || !topics[plainHeading(c.heading.own)] || len(words) == 0 {
			continue
		}
		names := func(word string) bool {
			_, near := serviceNear(i.definition, word)
			return services[word] != nil || near
		}
		if i.column(c.index).filled == total(words) && all(words, names) {
			c.meaning.key, c.from = "service", FromProfile
			return
		}
	}
}

// total counts the cells of which a profile keeps the words.
func total(words map[string]int) int {
	n := 0
	for _, times := range words {
		n += times
	}
	return n
}

// all reports whether each of the words is so.
func all(words map[string]int, so func(string) bool) bool {
	for word := range words {
		if !so(word) {
			return false
		}
	}
	return true
}

// betweenServices is what people write between several services in a cell.
var betweenServices = regexp.MustCompile(`\s*[;,/+|\n]\s*|\s+[ye]\s+`)

// severalServices splits a cell at the signs between services, or at its spaces
// as forms do when each word is the id of one. Each is named once.
func (r reader) severalServices(text string) []string {
	known := func(name string) bool { _, ok := r.serviceNamed(name); return ok }
	names := strings.Fields(text)
	if !slices.ContainsFunc(names, known) || slices.ContainsFunc(names, func(name string) bool { return !known(name) }) {
		names = slices.DeleteFunc(betweenServices.Split(text, -1), func(name string) bool { return strings.Trim(name, ".:;, ") == "" })
	}
	if !slices.ContainsFunc(names, known) {
		return []string{text} // no list of services, but one that nobody knows
	}
	var once []string
	seen := make(map[*programme.Service]bool)
	for _, name := range names {
		s, ok := r.serviceNamed(name)
		if !ok || !seen[s] {
			once = append(once, name)
		}
		seen[s] = ok
	}
	return once
}

// servicesByName gives the services of a programme by every name that a list
// may call them, folded.
func servicesByName(d *programme.Definition) map[string]*programme.Service {
	services := make(map[string]*programme.Service)
	for i := range d.Services {
		s := &d.Services[i]
		for _, name := range []string{s.ID, s.Title.ES, s.Title.EN} {
			services[sheet.Fold(name)] = s
		}
	}
	return services
}
