package access

import (
	"fmt"
	"slices"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/eval"

	"github.com/trenza/trenza"
)

// opener turns what a policy leaves open into a condition.
type opener struct {
	question
	kind     Kind
	services []Service
}

// rows returns the condition under which the question is answered with yes: a
// policy permits and none forbids. What cannot be understood refuses everything.
func (o opener) rows() (Condition, error) {
	permitted, forbidden := []Condition{}, []Condition{}
	for _, p := range applying(o.grant.Role, o.verb) {
		rest, keep := eval.PartialPolicy(o.about(anyRow), p.tree())
		if !keep {
			continue
		}
		c, err := o.open(eval.PolicyToNode(rest).AsIsNode())
		if err != nil {
			return always(false), fmt.Errorf("policy %s: %w", p.id, err)
		}
		if p.rule.Effect() == cedar.Permit {
			permitted = append(permitted, c)
		} else {
			forbidden = append(forbidden, c)
		}
	}
	return all(anyOf(permitted...), negated(anyOf(forbidden...))), nil
}

// open reads one expression. Only what is named here is understood.
func (o opener) open(n ast.IsNode) (Condition, error) {
	switch n := n.(type) {
	case ast.NodeValue:
		if b, ok := n.Value.(types.Boolean); ok {
			return always(b), nil
		}
	case ast.NodeTypeAnd:
		return o.pair(n.BinaryNode, all)
	case ast.NodeTypeOr:
		return o.pair(n.BinaryNode, anyOf)
	case ast.NodeTypeNot:
		c, err := o.open(n.Arg)
		return negated(c), err
	case ast.NodeTypeIs:
		if isRow(n.Left) {
			return always(n.EntityType == types.EntityType(o.kind)), nil
		}
	case ast.NodeTypeIn:
		return o.in(n)
	case ast.NodeTypeContains:
		return o.contains(n)
	case ast.NodeTypeAccess:
		return o.flag(n)
	case ast.NodeTypeEquals:
		return o.equals(n.BinaryNode)
	case ast.NodeTypeNotEquals:
		c, err := o.equals(n.BinaryNode)
		return negated(c), err
	case ast.NodeTypeLessThanOrEqual:
		return o.class(n.BinaryNode, func(class, limit int64) bool { return class <= limit })
	case ast.NodeTypeGreaterThanOrEqual:
		return o.class(n.BinaryNode, func(class, limit int64) bool { return class >= limit })
	}
	return nil, fmt.Errorf("%T is not understood in a list", n)
}

func (o opener) pair(n ast.BinaryNode, combine func(...Condition) Condition) (Condition, error) {
	left, err := o.open(n.Left)
	if err != nil {
		return nil, err
	}
	if decided, ok := left.(always); ok && combine(decided, accompanied{}) == decided {
		return decided, nil // the right side may speak of what this kind does not have
	}
	right, err := o.open(n.Right)
	if err != nil {
		return nil, err
	}
	return combine(left, right), nil
}

func isRow(n ast.IsNode) bool {
	v, ok := n.(ast.NodeTypeVariable)
	return ok && v.Name == "resource"
}

// attribute returns the name of an attribute of the row.
func attribute(n ast.IsNode) (string, bool) {
	access, ok := n.(ast.NodeTypeAccess)
	if !ok || !isRow(access.Arg) {
		return "", false
	}
	return string(access.Value), true
}

func literal[T types.Value](n ast.IsNode) (value T, ok bool) {
	v, isValue := n.(ast.NodeValue)
	if isValue {
		value, ok = v.Value.(T)
	}
	return value, ok
}

// in is "resource in Ambit::…".
func (o opener) in(n ast.NodeTypeIn) (Condition, error) {
	name, ok := literal[types.EntityUID](n.Right)
	if organisation, ambit, isAmbit := ambitOf(name); ok && isAmbit && isRow(n.Left) {
		if organisation != o.organisation {
			return always(false), nil
		}
		return o.within(ambit), nil
	}
	return nil, fmt.Errorf("in something else than an ambit is not understood")
}

// within is always true of what an organisation has: no list crosses its wall.
func (o opener) within(a Ambit) Condition {
	if a == (Ambit{}) {
		return always(true)
	}
	return within{a, slices.DeleteFunc(slices.Clone(o.services), func(s Service) bool { return s.Field != a.Field })}
}

// contains is "resource.assigned.contains(…)" or "[…].contains(resource.field)".
func (o opener) contains(n ast.NodeTypeContains) (Condition, error) {
	if name, ok := attribute(n.Left); ok && name == "assigned" {
		if account, ok := literal[types.String](n.Right); ok {
			return accompanied{o.organisation, string(account)}, nil
		}
	}
	if name, ok := attribute(n.Right); ok && name == "field" {
		if fields, ok := literals(n.Left); ok {
			return o.of(func(s Service) bool { return slices.Contains(fields, string(s.Field)) }), nil
		}
	}
	return nil, fmt.Errorf("contains is understood of assigned and field alone")
}

// literals reads a set of texts.
func literals(n ast.IsNode) (texts []string, ok bool) {
	if set, isSet := literal[types.Set](n); isSet {
		for v := range set.All() {
			text, isText := v.(types.String)
			if !isText {
				return nil, false
			}
			texts = append(texts, string(text))
		}
		return texts, true
	}
	set, isSet := n.(ast.NodeTypeSet)
	for _, element := range set.Elements {
		text, isText := literal[types.String](element)
		if !isText {
			return nil, false
		}
		texts = append(texts, string(text))
	}
	return texts, isSet
}

// of is a row of a service that passes.
func (o opener) of(passes func(Service) bool) Condition {
	some := slices.DeleteFunc(slices.Clone(o.services), func(s Service) bool { return !passes(s) })
	if len(some) == 0 {
		return always(false)
	}
	return given(some)
}

// flag is an attribute that is true or false by itself.
func (o opener) flag(n ast.NodeTypeAccess) (Condition, error) {
	switch name, _ := attribute(n); name {
	case "shared":
		return agreed{}, nil
	case "public":
		return public{}, nil
	case "guarded":
		return guarded{}, nil
	}
	return nil, fmt.Errorf("the attribute %s is not understood by itself", n.Value)
}

// equals compares an attribute with a text. A field that is compared with ""
// would ask for services whose field nobody named, which nobody may.
func (o opener) equals(n ast.BinaryNode) (Condition, error) {
	name, ok := attribute(n.Left)
	text, isText := literal[types.String](n.Right)
	if !ok || !isText {
		return nil, fmt.Errorf("an attribute is compared with a text alone")
	}
	switch name {
	case "field":
		return o.of(func(s Service) bool { return s.Field == Field(text) && text != "" }), nil
	case "person":
		return herself(text), nil
	case "account":
		return owned(text), nil
	}
	return nil, fmt.Errorf("the attribute %s is not understood", name)
}

// class compares the class of the row, which its kind or its service gives.
func (o opener) class(n ast.BinaryNode, compare func(class, limit int64) bool) (Condition, error) {
	name, ok := attribute(n.Left)
	limit, isNumber := literal[types.Long](n.Right)
	if !ok || name != "class" || !isNumber {
		return nil, fmt.Errorf("only the class is compared with a number")
	}
	if class, fixed := classOf[o.kind]; fixed {
		return always(compare(int64(class), int64(limit))), nil
	}
	return o.of(func(s Service) bool { return compare(int64(s.Class), int64(limit)) }), nil
}

// upTo are the rows up to a class.
func (o opener) upTo(limit trenza.Class) Condition {
	if class, fixed := classOf[o.kind]; fixed {
		return always(class <= limit)
	}
	return o.of(func(s Service) bool { return s.Class <= limit })
}
