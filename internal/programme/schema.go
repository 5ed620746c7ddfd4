package programme

import (
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// schemaText says which keys a definition has and what kind of value each takes.
//
//go:embed schema.json
var schemaText string

const schemaURL = "programme.json"

// schema is compiled once. It is ours: a fault in it is seen by every test.
var schema = sync.OnceValue(func() *jsonschema.Schema {
	c := jsonschema.NewCompiler()
	for name, valid := range formats {
		c.RegisterFormat(&jsonschema.Format{Name: name, Validate: valid.validate})
	}
	c.AssertFormat()
	if err := c.AddResource(schemaURL, schemaTree()); err != nil {
		panic(err)
	}
	return c.MustCompile(schemaURL)
})

// schemaTree is the schema as a value, in which the keys of an object are
// looked up for a suggestion.
var schemaTree = sync.OnceValue(func() any {
	tree, err := jsonschema.UnmarshalJSON(strings.NewReader(schemaText))
	if err != nil {
		panic(err)
	}
	return tree
})

// matchSchema reports whatever the schema refuses.
func (x *examiner) matchSchema() {
	err := schema().Validate(x.root.plain())
	if refusal, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		x.reportRefusal(refusal)
	}
}

// reportRefusal walks to the leaves of a refusal: each is a mistake or more.
func (x *examiner) reportRefusal(refusal *jsonschema.ValidationError) {
	for _, cause := range refusal.Causes {
		x.reportRefusal(cause)
	}
	if len(refusal.Causes) > 0 {
		return
	}
	n := x.root.at(refusal.InstanceLocation)
	switch k := refusal.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		x.reportUnknownKeys(n, k.Properties, allowedKeys(refusal.SchemaURL))
	case *kind.Required:
		x.report(n, "programme.missing_key", strings.Join(k.Missing, ", "))
	case *kind.Type:
		x.reportType(n, k)
	case *kind.Enum:
		x.reportChoice(n, texts(k.Want))
	case *kind.Format:
		x.report(n, "programme.bad_"+k.Want, n.written)
	default:
		x.reportBound(n, k)
	}
}

func (x *examiner) reportUnknownKeys(n *node, unknown, allowed []string) {
	for _, p := range n.pairs {
		if slices.Contains(unknown, p.key.written) {
			x.suggest(p.key, nearest(p.key.written, allowed), "programme.unknown_key", p.key.written)
		}
	}
}

func (x *examiner) reportChoice(n *node, allowed []string) {
	if n.shape != scalar {
		x.report(n, "programme.want_string")
		return
	}
	x.suggest(n, nearest(n.written, allowed), "programme.unknown_value", n.written, strings.Join(allowed, ", "))
}

// reportType says what kind of value was wanted. A number where a text goes
// lacks its quotes more often than not: 07 for "07".
func (x *examiner) reportType(n *node, k *kind.Type) {
	want := slices.DeleteFunc(slices.Clone(k.Want), func(name string) bool { return name == "null" })[0]
	suggestion := ""
	if want == "string" && k.Got == "number" {
		suggestion = strconv.Quote(n.written)
	}
	x.suggest(n, suggestion, "programme.want_"+want)
}

// reportBound says which bound a value does not keep.
func (x *examiner) reportBound(n *node, k jsonschema.ErrorKind) {
	switch k := k.(type) {
	case *kind.Minimum:
		x.report(n, "programme.too_small", k.Want.RatString())
	case *kind.ExclusiveMinimum:
		x.report(n, "programme.not_above", k.Want.RatString())
	case *kind.Maximum:
		x.report(n, "programme.too_great", k.Want.RatString())
	case *kind.MaxLength:
		x.report(n, "programme.too_many_letters", k.Want)
	case *kind.UniqueItems:
		x.report(n.items[k.Duplicates[1]], "programme.repeated_item", n.items[k.Duplicates[1]].written)
	default: // minItems and minProperties
		x.report(n, "programme.nothing_here")
	}
}

func texts(values []any) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = fmt.Sprint(v)
	}
	return list
}

// allowedKeys returns the keys of the object at a place of the schema.
func allowedKeys(location string) []string {
	_, pointer, _ := strings.Cut(location, "#")
	tree := schemaTree()
	for _, step := range strings.Split(strings.Trim(pointer, "/"), "/") {
		if object, ok := tree.(map[string]any); ok && step != "" {
			tree = object[step]
		}
	}
	object, _ := tree.(map[string]any)
	properties, _ := object["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
