package page

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// CommitteesShow is the page of the organisations of base.
type CommitteesShow struct {
	Lines      []CommitteeLine
	Programmes []MultipliedShow // of which she sees all
	Council    bool             // there is a page for the council
	Keeps      bool
	None       bool // in no programme of hers do organisations of base take part
}

// CommitteeLine is a committee in a list.
type CommitteeLine struct {
	collective.Committee
	Kind     string // in words
	Where    string
	Replicas int // reported
	Planned  bool
	Expires  trenza.Day // of a recognition that runs out soon, or has; "" for none
	Gone     bool       // it has
}

// CommitteeLines puts committees in words.
func CommitteeLines(words locale.Printer, found []collective.Committee, replicas []collective.Replica, definitions []*programme.Definition, today trenza.Day) []CommitteeLine {
	lines := make([]CommitteeLine, len(found))
	for i, c := range found {
		line := CommitteeLine{Committee: c, Kind: c.Kind, Where: placeText(c.Place)}
		for _, d := range definitions {
			if kind, known := programme.Named(d.Committees.Kinds, c.Kind); known {
				line.Kind = kind.Title.In(words.Lang())
			}
			if c.Recognition.Expires(today, d.Committees.RecognitionNotice) {
				line.Expires, line.Gone = c.Recognition.Until, c.Recognition.Until < today
			}
		}
		for _, r := range replicas {
			if r.Committee == c.ID {
				line.Planned = line.Planned || r.State == collective.Planned
				if r.Told() {
					line.Replicas++
				}
			}
		}
		lines[i] = line
	}
	return lines
}

// MultipliedShow is what a programme multiplied.
type MultipliedShow struct {
	Title    string
	Sentence string
	Stats    []StatShow
	Branches []Branch
}

// NewMultiplied puts what a programme multiplied in words.
func NewMultiplied(words locale.Printer, d *programme.Definition, m collective.Measure, branches []Branch) MultipliedShow {
	lang := words.Lang()
	style := d.Numbers.In(lang)
	show := MultipliedShow{Title: d.Title.In(lang), Sentence: m.Reach.Sentence(d.Numbers, lang), Branches: branches}
	stat := func(value, noun string, sub string) {
		show.Stats = append(show.Stats, StatShow{Value: value, Noun: noun, Sub: sub})
	}
	inTime := ""
	if percent, told := m.WithReplica().Percent(d.Numbers, lang); told {
		inTime = words.Text("collective.share", percent, style.Format(m.InTime), style.Format(m.Committees))
	}
	stat(style.Format(m.Represented), words.Text("web.committee.represented"), words.Text("web.committee.of_committees", style.Format(m.Committees)))
	stat(style.Format(m.InTime), words.Text("web.committee.in_time"), inTime)
	replicas := words.Text("web.committee.verified", style.Format(m.Verified))
	if each, told := m.PerRepresentative().Each(d.Numbers, lang); told {
		replicas += " · " + words.Text("web.committee.each", each)
	}
	stat(style.Format(m.Replicas), words.Text("web.committee.replicas"), replicas)
	first := ""
	if each, told := m.NewPerReplica().Each(d.Numbers, lang); told {
		first = words.Text("web.committee.first_each", each)
	}
	stat(m.Reach.Attendances.Shown(d.Numbers, lang), words.Text("web.committee.attendances"), first)
	return show
}

// CommitteeFormShow is the form of an organisation of base.
type CommitteeFormShow struct {
	Definition *programme.Definition
	Form       Form
	Number     string
	Place      string // where it mostly is
}

func titledOptions(v View, list []programme.Titled) (options []Option) {
	for _, t := range list {
		options = append(options, Option{Value: t.ID, Label: t.Title.In(v.Lang())})
	}
	return options
}

// CommitteeShow is the page of a committee.
type CommitteeShow struct {
	collective.Committee
	Definition     *programme.Definition
	Today          trenza.Day
	People, Before []SeatLine
	Replicas       []ReplicaLine
	Proposals      []ProposalLine
	Keeps          bool
	Reports        bool
	Form           Form
	Number         string
}

// SeatLine is a seat, and who has it.
type SeatLine struct {
	collective.MemberSeat
	Face registry.Face
}

// name is what a list calls whoever holds a seat. Of somebody who was forgotten the
// post is all that is known.
func (l SeatLine) name(v View) string {
	switch name := faceName(l.Face); {
	case l.Face.Forgotten:
		return v.Text("web.committee.forgotten")
	case name != "":
		return name
	}
	return l.Face.Code
}

// ProposalLine is a proposal, and whose it is.
type ProposalLine struct {
	collective.Proposal
	Face registry.Face
}

func (c CommitteeShow) kind(v View) string {
	if kind, known := programme.Named(c.Definition.Committees.Kinds, c.Committee.Kind); known {
		return kind.Title.In(v.Lang())
	}
	return c.Committee.Kind
}

// roleText is what a seat is called.
func (c CommitteeShow) roleText(v View, role string) string {
	if post, known := programme.Named(c.Definition.Committees.Posts, role); known {
		return post.Title.In(v.Lang())
	}
	return v.Text("web.committee.role." + role)
}

func (c CommitteeShow) roleOptions(v View) (options []Option) {
	for _, role := range collective.Roles(c.Definition) {
		options = append(options, Option{Value: role, Label: c.roleText(v, role)})
	}
	return options
}

func (c CommitteeShow) sphere(v View, id string) string {
	sphere, _ := programme.Named(c.Definition.Committees.Spheres, id)
	return sphere.Title.In(v.Lang())
}

// peopleOptions are those who sit in the committee, each once.
func peopleOptions(v View, people []SeatLine) (options []Option) {
	for _, line := range people {
		taken := slices.ContainsFunc(options, func(o Option) bool { return o.Value == line.Root })
		if !taken && !line.Face.Forgotten {
			options = append(options, Option{Value: line.Root, Label: line.name(v)})
		}
	}
	return options
}

// expires says how long a recognition holds.
func (c CommitteeShow) expires(v View) string {
	n := c.Recognition
	switch {
	case n.Until == "":
		return v.Text("web.committee.no_end")
	case n.Until < c.Today:
		return v.Text("web.committee.expired", n.Until)
	}
	return v.Text("web.committee.expires", n.Until)
}
