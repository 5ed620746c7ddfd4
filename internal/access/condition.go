package access

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// Condition says of rows of one kind which of them are within a scope. It is
// what the policies leave open when everything but the row is known.
type Condition interface {
	// Holds reports whether the condition holds for a row.
	Holds(Row) bool
	// sql writes the condition over columns; arg takes an argument and returns
	// its place in the text.
	sql(c Columns, arg func(any) string) string
}

// always and never are the conditions that need no row.
type always bool

func (a always) Holds(Row) bool { return bool(a) }

// both, either and not combine conditions.
type (
	both   []Condition
	either []Condition
	not    struct{ Condition }
)

func (b both) Holds(r Row) bool {
	return !slices.ContainsFunc(b, func(c Condition) bool { return !c.Holds(r) })
}

func (e either) Holds(r Row) bool {
	return slices.ContainsFunc(e, func(c Condition) bool { return c.Holds(r) })
}

func (n not) Holds(r Row) bool { return !n.Condition.Holds(r) }

// all combines conditions that must all hold, as short as it gets.
func all(conditions ...Condition) Condition {
	var rest both
	for _, c := range conditions {
		switch c := c.(type) {
		case always:
			if !c {
				return always(false)
			}
		case both:
			rest = append(rest, c...)
		default:
			rest = append(rest, c)
		}
	}
	switch len(rest) {
	case 0:
		return always(true)
	case 1:
		return rest[0]
	}
	return rest
}

// any combines conditions of which one must hold, as short as it gets.
func anyOf(conditions ...Condition) Condition {
	var rest either
	for _, c := range conditions {
		switch c := c.(type) {
		case always:
			if c {
				return always(true)
			}
		case either:
			rest = append(rest, c...)
		default:
			rest = append(rest, c)
		}
	}
	switch len(rest) {
	case 0:
		return always(false)
	case 1:
		return rest[0]
	}
	return rest
}

// negated turns a condition round.
func negated(c Condition) Condition {
	switch c := c.(type) {
	case always:
		return !c
	case not:
		return c.Condition
	}
	return not{c}
}

// within is a row that lies in an ambit. Which services are of its field is in
// the condition: the tables name services alone.
type within struct {
	Ambit
	services []Service
}

// Holds needs none of the wider ambits of the row: what covers one of them covers
// the row's own.
func (w within) Holds(r Row) bool {
	return w.Ambit == (Ambit{}) || slices.ContainsFunc(r.known(), w.Ambit.Covers)
}

// given is a row of one of some services.
type given []Service

func (g given) Holds(r Row) bool {
	return slices.ContainsFunc(g, func(s Service) bool { return s.Programme == r.Programme && s.ID == r.Service })
}

// The other things that a policy may ask of a row.
type (
	agreed  struct{} // the person agreed that her case worker reads her other files
	herself string   // the record is the person's own
	owned   string   // the account is the row's own
	public  struct{} // the publication hides small groups
	guarded struct{} // a restricted team alone may know of the pair
)

// accompanied is a person whom an account of an organisation accompanies.
type accompanied struct{ organisation, account string }

func (a accompanied) Holds(r Row) bool { return slices.Contains(r.Assigned, a.account) }
func (agreed) Holds(r Row) bool        { return r.Shared }
func (h herself) Holds(r Row) bool     { return r.Person == string(h) }
func (o owned) Holds(r Row) bool       { return r.Account == string(o) }
func (public) Holds(r Row) bool        { return r.Public }
func (guarded) Holds(r Row) bool       { return r.Guarded }

// Columns says where a table keeps what conditions ask for, as expressions of
// SQL. What a table does not have stays empty, and a condition on it never
// holds.
type Columns struct {
	Organisation string
	Programme    string
	Service      string
	Place        string
	Root         string // id of the thread of the person whom the row is about
	Account      string
	Public       string // true where small groups are hidden
	Guarded      string // true of pairs of which a restricted team alone may know

	// Known holds, for each person whom the row is about, a condition that asks
	// for a row wherever she was served, up to the parenthesis that closes it, and
	// KnownAt says where those rows keep what narrows them further.
	Known   []string
	KnownAt *Columns

	listed bool
}

// Listed is for a list of rows of a table with an index by place: it is asked for
// a district by that index. Of few rows that another index finds, such as those
// of one person, the engine must not think so.
func (c Columns) Listed() Columns {
	c.listed = true
	return c
}

// SQL writes a condition over columns, to stand after "and". arg takes an
// argument and returns its place in the text, "$3".
func SQL(condition Condition, columns Columns, arg func(any) string) string {
	return condition.sql(columns, arg)
}

func (a always) sql(Columns, func(any) string) string {
	if a {
		return "1 = 1"
	}
	return "1 = 0"
}

func (b both) sql(c Columns, arg func(any) string) string   { return join(b, " and ", c, arg) }
func (e either) sql(c Columns, arg func(any) string) string { return join(e, " or ", c, arg) }

func join(conditions []Condition, word string, c Columns, arg func(any) string) string {
	texts := make([]string, len(conditions))
	for i, each := range conditions {
		texts[i] = each.sql(c, arg)
	}
	return "(" + strings.Join(texts, word) + ")"
}

// A comparison with what is not there is neither true nor false; turned round
// it must not become true.
func (n not) sql(c Columns, arg func(any) string) string {
	return "not coalesce(" + n.Condition.sql(c, arg) + ", false)"
}

func (w within) sql(c Columns, arg func(any) string) string {
	if w.Ambit == (Ambit{}) {
		return "1 = 1" // all of the organisation, which every question names by itself
	}
	if len(c.Known) == 0 {
		return w.at(c, arg)
	}
	texts := make([]string, len(c.Known))
	for i, known := range c.Known {
		texts[i] = known + " and " + w.at(*c.KnownAt, arg) + ")"
	}
	return "(" + strings.Join(texts, " and ") + ")"
}

// at narrows columns of their own to the ambit.
func (w within) at(c Columns, arg func(any) string) string {
	var texts []string
	equals := func(column, value string) {
		if value != "" && column == "" {
			texts = append(texts, "1 = 0")
		} else if value != "" {
			texts = append(texts, column+" = "+arg(value))
		}
	}
	equals(c.Programme, w.Programme)
	equals(c.Service, w.Course)
	if w.Field != "" {
		texts = append(texts, given(w.services).sql(c, arg))
	}
	if w.Place == "" || c.Place == "" || c.listed && w.Place == w.Place.District() {
		equals(c.Place, string(w.Place)) // nothing lies in a district but itself
	} else {
		equals("substr("+c.Place+", 1, "+arg(len(w.Place))+")", string(w.Place))
	}
	return "(" + strings.Join(texts, " and ") + ")"
}

func (g given) sql(c Columns, arg func(any) string) string {
	if len(g) == 0 || c.Programme == "" || c.Service == "" {
		return "1 = 0"
	}
	var texts []string
	for _, programme := range programmesOf(g) {
		var ids []string
		for _, s := range g {
			if s.Programme == programme {
				ids = append(ids, arg(s.ID))
			}
		}
		texts = append(texts, "("+c.Programme+" = "+arg(programme)+" and "+c.Service+" in ("+strings.Join(ids, ", ")+"))")
	}
	return "(" + strings.Join(texts, " or ") + ")"
}

func programmesOf(services []Service) (ids []string) {
	for _, s := range services {
		if !slices.Contains(ids, s.Programme) {
			ids = append(ids, s.Programme)
		}
	}
	return ids
}

// Those whom one account accompanies are few: they are looked up once, and a list
// begins with them. A cross join is asked in the order in which it is written.
func (a accompanied) sql(c Columns, arg func(any) string) string {
	if c.Root == "" || a.account == "" {
		return "1 = 0"
	}
	return c.Root + ` in (
		select own.root
		from assignment acc
		cross join person own
		where acc.organisation = ` + arg(a.organisation) + ` and acc.account = ` + arg(a.account) + ` and acc.until is null
			and own.organisation = acc.organisation and own.id = acc.person)`
}

func (agreed) sql(c Columns, arg func(any) string) string {
	if c.Root == "" {
		return "1 = 0"
	}
	return `exists (
		select 1
		from person own
		cross join consent con
		where own.organisation = ` + c.Organisation + ` and own.root = ` + c.Root + `
			and con.organisation = own.organisation and con.person = own.id and con.purpose = ` + arg(SharingConsent) + ` and con.revoked is null)`
}

// SharingConsent is the purpose of a consent to be read across fields of work
// by one's own case worker.
const SharingConsent = "sharing_within_team"

func (h herself) sql(c Columns, arg func(any) string) string {
	if c.Root == "" || h == "" {
		return "1 = 0"
	}
	return c.Root + ` = (select root from person own where own.organisation = ` + c.Organisation + ` and own.id = ` + arg(string(h)) + `)`
}

func (o owned) sql(c Columns, arg func(any) string) string {
	if c.Account == "" || o == "" {
		return "1 = 0"
	}
	return c.Account + " = " + arg(string(o))
}

func (public) sql(c Columns, _ func(any) string) string {
	if c.Public == "" {
		return "1 = 0"
	}
	return c.Public
}

func (guarded) sql(c Columns, _ func(any) string) string {
	if c.Guarded == "" {
		return "1 = 0"
	}
	return c.Guarded
}

// classOf is the class of rows of the kinds that have one and the same.
var classOf = map[Kind]trenza.Class{
	Organisation: trenza.P1, Person: trenza.P2, Activity: trenza.P1, Committee: trenza.P1, Pair: trenza.P2,
	Publication: trenza.P1, Definition: trenza.P1, Account: trenza.P1, Entry: trenza.P1, Case: trenza.P4,
}
