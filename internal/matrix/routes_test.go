package matrix

import (
	"testing"

	"github.com/trenza/trenza/internal/web"
)

// Every route of the server has a line, and every line is of a route. What a route
// asks, itself or in the reader behind it, is the verb of its line; any other has
// its door there.
func TestEveryRouteHasALine(t *testing.T) {
	table, err := Read("../access/testdata/matrix.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := make(map[string]bool)
	for _, r := range web.Routes() {
		name := routeName(r)
		lines[name] = true
		want := string(r.Door)
		if r.Verb != "" {
			want = r.Verb
		}
		if table.Routes[name] != want {
			t.Errorf("%s: the table says %q, the server %q", name, table.Routes[name], want)
		}
		if _, known := table.Verbs[want]; r.Verb != "" && !known {
			t.Errorf("%s asks for %q, of which the table says nothing", name, want)
		}
	}
	for name := range table.Routes {
		if !lines[name] {
			t.Errorf("the table speaks of %s, which is no route", name)
		}
	}
}

func routeName(r web.Route) string {
	method := r.Method
	if method == "" {
		method = "ANY"
	}
	return method + " " + r.Path
}
