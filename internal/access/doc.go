// Package access says who may do what, and how far a reader sees (domain rule
// 0, section "who sees what").
//
// A verb asks [May] before it decides; a question carries a [Scope], and there
// is no list without one. Until accounts exist only [trenza.RoleOperator] is
// known: it reads everything but P4. Of a restricted case only the team that
// handles it learns, and only what is put to that team ([Scope.Serves]). The
// package keeps no table and tells no event.
package access
