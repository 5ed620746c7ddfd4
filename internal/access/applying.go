package access

import (
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/x/exp/eval"

	"github.com/trenza/trenza"
)

// applying are the policies that can speak of a verb and a role at all. Most do
// not; which ones do is found once.
func applying(role, verb string) policies {
	if found, ok := applicable.Load([2]string{role, verb}); ok {
		return found.(policies)
	}
	env := question{grant: trenza.Grant{Role: role}, verb: verb}.about(anyRow)
	var some policies
	for _, p := range book() {
		head := *p.tree()
		head.Conditions = nil // what stands under when differs from grant to grant
		if _, keep := eval.PartialPolicy(env, &head); keep {
			some = append(some, p)
		}
	}
	applicable.Store([2]string{role, verb}, some)
	return some
}

var applicable sync.Map // [2]string{role, verb} → policies

// anyRow stands for a row that is not known.
var anyRow = eval.Variable("resource")

// about is the question put to the policies, about a row known or not.
func (q question) about(row cedar.Value) eval.Env {
	return eval.Env{
		Principal: grantUID, Action: action(q.verb), Resource: row, Context: cedar.NewRecord(nil),
		Entities: cedar.EntityMap{grantUID: q.entity()},
	}
}
