package access

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
)

//go:embed policy
var texts embed.FS

// schemaFile says what the policies may speak of.
const schemaFile = "policy/trenza.cedarschema"

// policy is one rule as it was written, under the name it bears there.
type policy struct {
	id   cedar.PolicyID
	rule *cedar.Policy
}

// says returns what the policy says, in a language.
func (p policy) says(lang string) string {
	notes := p.rule.Annotations()
	if text, ok := notes[types.AnnotationKey(lang)]; ok {
		return string(text)
	}
	return string(notes["en"])
}

// tree is the policy as the library's evaluation reads it.
func (p policy) tree() *ast.Policy { return (*ast.Policy)(p.rule.AST()) }

// policies are some rules, in the order of the files.
type policies []policy

// All implements cedar.PolicyIterator.
func (p policies) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for _, each := range p {
			if !yield(each.id, each.rule) {
				return
			}
		}
	}
}

// book holds every policy. The files come with the program and are read by
// every test, so what is wrong with them is a fault of ours.
var book = sync.OnceValue(func() policies {
	all, err := read(texts)
	if err != nil {
		panic(err)
	}
	return all
})

// read reads every file of policies. Each policy is named by its @id: the
// library would number them, and a number tells a reader nothing.
func read(files fs.FS) (policies, error) {
	paths, err := fs.Glob(files, "policy/*.cedar")
	if err != nil {
		return nil, err
	}
	var all policies
	for _, path := range paths {
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, err
		}
		list, err := cedar.NewPolicyListFromBytes(path, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, rule := range list {
			id := cedar.PolicyID(rule.Annotations()["id"])
			if id == "" || slices.ContainsFunc(all, func(p policy) bool { return p.id == id }) {
				return nil, fmt.Errorf("%s:%d: a policy needs an @id of its own, not %q", path, rule.Position().Line, id)
			}
			all = append(all, policy{id, rule})
		}
	}
	return all, nil
}

// Stated is a policy as a person reads it.
type Stated struct {
	ID      string
	Says    string // in the language asked for
	Forbids bool
	Text    string // as it is written
	File    string
	Line    int
}

// Policies lists every policy in the order of the files, in a language, "es" or
// "en".
func Policies(lang string) []Stated {
	all := make([]Stated, len(book()))
	for i, p := range book() {
		all[i] = p.stated(lang)
	}
	return all
}

func (p policy) stated(lang string) Stated {
	at := p.rule.Position()
	return Stated{
		ID: string(p.id), Says: p.says(lang), Forbids: p.rule.Effect() == cedar.Forbid,
		Text: strings.TrimSpace(string(p.rule.MarshalCedar())), File: at.Filename, Line: at.Line,
	}
}
