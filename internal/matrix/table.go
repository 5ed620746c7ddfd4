package matrix

import (
	"os"

	"github.com/goccy/go-yaml"
)

// Table is who may do what, as the file says it.
type Table struct {
	Letters  []Letter          `yaml:"letters"`
	Objects  []Object          `yaml:"objects"`
	Later    []string          `yaml:"later"`    // rows of the rule that nothing is built for
	Verbs    map[string][]Line `yaml:"verbs"`    // of which one is enough
	Routes   map[string]string `yaml:"routes"`   // "GET /team" → a verb, or a door
	Commands map[string]string `yaml:"commands"` // "export" → a verb, or a door
}

// Letter is what a letter means.
type Letter struct {
	Letter string `yaml:"letter"`
	ES     string `yaml:"es"`
	EN     string `yaml:"en"`
}

// Object is something to see or to do: a row of the table.
type Object struct {
	ID    string              `yaml:"id"`
	Row   string              `yaml:"row"`   // of the rule's table, "" when it has none
	Field string              `yaml:"field"` // of the services that it is of, "" when it is of none
	Class string              `yaml:"class"` // of those services
	ES    string              `yaml:"es"`
	EN    string              `yaml:"en"`
	Cells map[string][]string `yaml:"cells"` // letter → roles
}

// Line is what a verb needs: a letter's right over an object.
type Line struct {
	Object string `yaml:"object"`
	Needs  string `yaml:"needs"`
}

// Read reads a table. What is in the file and has no place in a table is an
// error.
func Read(path string) (*Table, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t := &Table{}
	return t, yaml.UnmarshalWithOptions(text, t, yaml.Strict())
}

// Cell returns the letter that a role has in an object, "" when it stands
// nowhere.
func (t *Table) Cell(object, role string) string {
	for _, o := range t.Objects {
		if o.ID != object {
			continue
		}
		for letter, roles := range o.Cells {
			for _, r := range roles {
				if r == role {
					return letter
				}
			}
		}
	}
	return ""
}
