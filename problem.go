package trenza

import (
	"errors"
	"fmt"
)

// Kind sorts errors by what the reader can do about them.
type Kind int

// The kinds of error.
const (
	Internal    Kind = iota // ours: somebody must look at it
	Invalid                 // what was given is wrong; saying how to mend it is our duty
	NotFound                // nothing by that name, or nothing that the actor may know of
	Conflict                // it contradicts what is already there
	Forbidden               // the actor may not
	Unavailable             // a file, a key, a database is out of reach; trying later may do
)

// Problem is an error that a person will read. Its key names a sentence in the
// translation files and Args fill that sentence; the words are chosen at the
// door, in the reader's language. Cause is for the operator.
type Problem struct {
	Kind  Kind
	Key   string
	Args  []any
	Cause error
}

// Refuse returns a Problem of kind Invalid, the most common one.
func Refuse(key string, args ...any) *Problem {
	return &Problem{Kind: Invalid, Key: key, Args: args}
}

// Because returns a copy of the problem that carries its cause.
func (p *Problem) Because(cause error) *Problem {
	q := *p
	q.Cause = cause
	return &q
}

// Error is for logs and tests; people read the sentence that Key names.
func (p *Problem) Error() string {
	s := p.Key
	if len(p.Args) > 0 {
		s += fmt.Sprint(p.Args)
	}
	if p.Cause != nil {
		s += ": " + p.Cause.Error()
	}
	return s
}

func (p *Problem) Unwrap() error { return p.Cause }

// Is makes errors.Is compare problems by kind and key.
func (p *Problem) Is(target error) bool {
	q, ok := target.(*Problem)
	return ok && q.Kind == p.Kind && q.Key == p.Key
}

// KindOf returns the kind of the first Problem in err's chain, Internal when
// there is none.
func KindOf(err error) Kind {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p.Kind
	}
	return Internal
}
