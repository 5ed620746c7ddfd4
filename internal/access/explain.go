package access

import (
	"slices"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/eval"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/resolved"

	"github.com/trenza/trenza"
)

// Verbs lists, in the order of the alphabet, what can be asked of rows of a
// kind: what the schema of the policies knows.
func Verbs(kind Kind) (verbs []string) {
	for _, action := range vocabulary().Actions {
		if action.AppliesTo != nil && slices.Contains(action.AppliesTo.Resources, types.EntityType(kind)) {
			verbs = append(verbs, string(action.Entity.UID.ID))
		}
	}
	slices.Sort(verbs)
	return verbs
}

// vocabulary is what the policies may speak of. The file comes with the program
// and is read by every test, so what is wrong with it is a fault of ours.
var vocabulary = sync.OnceValue(func() *resolved.Schema {
	text, err := texts.ReadFile(schemaFile)
	if err != nil {
		panic(err)
	}
	var s schema.Schema
	s.SetFilename(schemaFile)
	if err := s.UnmarshalCedar(text); err != nil {
		panic(err)
	}
	all, err := s.Resolve()
	if err != nil {
		panic(err)
	}
	return all
})

// Permitting lists the policies by which somebody with a role of the house may do
// what a verb says to some rows of a kind, in a language: what a refusal is told
// with. The command line's own roles are not among them.
func Permitting(verb string, kind Kind, lang string) (some []Stated) {
	for _, p := range book() {
		if p.rule.Effect() == cedar.Permit && p.isAbout(kind) && p.speaksOf(verb) {
			some = append(some, p.stated(lang))
		}
	}
	return some
}

// isAbout reports whether the policy is about rows of a kind.
func (p policy) isAbout(kind Kind) bool {
	is, narrowed := p.tree().Resource.(ast.ScopeTypeIs)
	return !narrowed || is.Type == types.EntityType(kind)
}

// speaksOf reports whether the policy lets a role of the house do what a verb
// says, whatever stands under when.
func (p policy) speaksOf(verb string) bool {
	head := *p.tree()
	head.Conditions = nil
	return slices.ContainsFunc(trenza.Roles(), func(role string) bool {
		_, speaks := eval.PartialPolicy(question{grant: trenza.Grant{Role: role}, verb: verb}.about(anyRow), &head)
		return speaks
	})
}
