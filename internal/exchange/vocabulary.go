package exchange

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/programme"
)

// meaning is what a heading says of the column below it.
type meaning struct {
	key   string // of the column; leftOut when it is known and holds nothing that is counted
	part  int    // 1, 2… when the column holds a part of what the key names
	value string // what the heading itself says: the kind of a document, an answer that is ticked below
	leg   int    // 1, 2… when the column is about one leg of a payment
	near  bool   // the heading is written otherwise by one slip
}

// leftOut is the key of columns that are known and not read.
const leftOut = "-"

// paperKey marks a column of documents of the one kind that its heading names.
const paperKey = "document:"

// vocabulary is what headings mean in a programme, by the heading as plain
// writes it.
type vocabulary map[string]meaning

// vocabularyOf gathers the names of a programme's columns. What the templates
// and the forms call a column holds before any synonym.
func vocabularyOf(d *programme.Definition) vocabulary {
	v := make(vocabulary)
	for _, shape := range Shapes() {
		for _, c := range slices.Concat(layouts[shape].columns, layouts[shape].optional) {
			v.learn(c.Names, meaning{key: c.Key})
		}
	}
	if d != nil {
		for _, c := range formColumns(d) {
			v.learn(c.Names, meaning{key: c.Key})
		}
		v.learnServices(d)
	}
	for _, c := range spokenColumns {
		if !strings.Contains(c.Key, partMark) && c.Key != leftOut {
			v.learn(c.Names, meaning{key: c.Key})
		}
	}
	for heading, m := range common() {
		if _, known := v[heading]; !known {
			v[heading] = m
		}
	}
	return v
}

// common are the synonyms, which are the same in every programme.
var common = sync.OnceValue(func() vocabulary {
	v := make(vocabulary)
	for key, names := range synonyms {
		v.learn(names, meaning{key: key})
	}
	for key, parts := range pieces {
		for i, names := range parts {
			v.learn(names, meaning{key: key, part: i + 1})
		}
	}
	for kind, names := range papers {
		v.learn(names, meaning{key: paperKey + kind, value: kind})
	}
	v.learn(unread, meaning{key: leftOut})
	return v
})

// learn keeps what names mean, unless they mean something already.
func (v vocabulary) learn(names []string, m meaning) {
	for _, name := range names {
		if plain := plainHeading(name); plain != "" {
			if _, known := v[plain]; !known {
				v[plain] = m
			}
		}
	}
}

// serviceMark stands in a vocabulary before the name of a service: over a column
// it means something only below a heading that asks for services.
const serviceMark = "= "

// learnServices keeps the names of the services of a programme.
func (v vocabulary) learnServices(d *programme.Definition) {
	for _, s := range d.Services {
		for _, name := range []string{s.ID, s.Title.ES, s.Title.EN} {
			v[serviceMark+plainHeading(name)] = meaning{key: "service", value: s.ID}
		}
	}
}

// service returns the id of the service that a heading names.
func (v vocabulary) service(heading string) (string, bool) {
	m, ok := v[serviceMark+plainHeading(heading)]
	return m.value, ok
}

// of returns what a heading means. A form writes its groups before a question,
// "datos/apellidos", and an answer that is ticked after it, "etapas/madre".
func (v vocabulary) of(heading string) (meaning, bool) {
	heading = markup.ReplaceAllString(heading, "")
	if strings.HasPrefix(strings.TrimSpace(heading), "_") {
		return meaning{key: leftOut}, true // "_id", "_status": what a form's server adds
	}
	if m, ok := v[plainHeading(heading)]; ok {
		return m, true
	}
	if bare := withoutAside(heading); bare != heading {
		if m, ok := v[plainHeading(bare)]; ok {
			return m, true
		}
	}
	return v.ofForm(heading)
}

// ofForm reads the heading of a form's export, "group/question/answer".
func (v vocabulary) ofForm(heading string) (meaning, bool) {
	steps := strings.Split(heading, "/")
	if len(steps) < 2 || strings.Contains(heading, " / ") {
		return meaning{}, false
	}
	last := len(steps) - 1
	question, asked := v[plainHeading(steps[last-1])]
	if asked && question.key == "life_stages" {
		return meaning{key: question.key, value: steps[last]}, true
	}
	if id, ok := v.service(steps[last]); ok && asked && question.key == "service" {
		return meaning{key: "service", value: id}, true
	}
	m, ok := v[plainHeading(steps[last])]
	return m, ok
}

// markup is what a form's labels carry to be shown in colours: "<b>Sexo</b>".
var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|\*\*|&nbsp;`)

// aside is what people put in brackets after a heading: a unit, a hint.
var aside = regexp.MustCompile(`\s*[(\[][^)\]]*[)\]]\s*`)

func withoutAside(heading string) string {
	return strings.TrimSpace(aside.ReplaceAllString(heading, " "))
}

// shorthand are the abbreviations that offices use in headings.
var shorthand = map[string]string{
	"n": "numero", "no": "numero", "nro": "numero", "num": "numero", "nrode": "numero", "tip": "tipo", "doc": "documento", "docum": "documento", "dcto": "documento",
	"ident": "identidad", "fec": "fecha", "fch": "fecha", "nac": "nacimiento", "nacim": "nacimiento", "nacto": "nacimiento",
	"cel": "celular", "tel": "telefono", "telf": "telefono", "tlf": "telefono", "fono": "telefono", "ap": "apellido", "apell": "apellido",
	"ape": "apellido", "pat": "paterno", "mat": "materno", "nom": "nombre", "nomb": "nombre", "dpto": "departamento", "depto": "departamento",
	"dep": "departamento", "prov": "provincia", "dist": "distrito", "dto": "distrito", "nacion": "nacionalidad", "serv": "servicio",
	"atenc": "atencion", "act": "actividad", "ref": "referencia", "op": "operacion", "oper": "operacion", "mov": "movil",
	"obs": "observaciones", "etap": "etapas", "resp": "respondio",
}

// joining are the words that join others in a heading and say nothing.
var joining = map[string]bool{"de": true, "del": true, "la": true, "el": true, "los": true, "las": true, "y": true, "e": true, "of": true, "the": true, "and": true}

// plainHeading writes a heading as headings are compared: folded, its words
// alone, shorthand written out, joining words left out. "Fec. Nac." and "Fecha
// de nacimiento" are one, and so are "N° Doc." and "Número de documento".
func plainHeading(heading string) string {
	heading = ordinal.ReplaceAllString(heading, "")
	words := strings.FieldsFunc(sheet.Fold(dotted.ReplaceAllString(heading, "$1$2$3")), func(r rune) bool {
		return strings.ContainsRune(" .,:;°º*¿?¡!\"'/\\|", r)
	})
	kept := words[:0]
	for _, word := range words {
		if long, ok := shorthand[word]; ok {
			word = long
		}
		if !joining[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) > 1 && kept[0] == "f" {
		kept[0] = "fecha"
	}
	return strings.Join(kept, " ")
}

// ordinal is the number that a form writes before a question, "3. Distrito".
var ordinal = regexp.MustCompile(`^\s*\d{1,3}\s*[.)]-?\s*(?:\b|¿)`)

// dotted are the letters of an abbreviation, "D.N.I.", "C.E.".
var dotted = regexp.MustCompile(`\b(\pL)\.(\pL)\.(?:(\pL)\.)?`)
