package page

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// ActivitiesShow is a page of the activities that somebody may read.
type ActivitiesShow struct {
	Lines  []ActivityLine
	Newest bool
	Older  string // where the next page begins, "" for the last
	Counts bool   // the reader may count one
}

// ActivityLine is an activity in a list.
type ActivityLine struct {
	ID, Title, Service string
	Strand             Strand
	Icon               string
	Where              string
	Day                trenza.Day
	Total              int
}

// ActivityLines puts activities in words.
func ActivityLines(words locale.Printer, found []outreach.Activity, definitions []*programme.Definition) []ActivityLine {
	lines := make([]ActivityLine, len(found))
	for i, a := range found {
		lines[i] = ActivityLine{ID: a.ID, Title: a.Title, Where: placeText(a.Place), Day: a.Day, Total: a.Total, Strand: StrandThread, Icon: "note"}
		for _, d := range definitions {
			if s, known := d.Service(a.Service); known && d.ID == a.Programme {
				lines[i].Service, lines[i].Strand, lines[i].Icon = s.Title.In(words.Lang()), ServiceStrand(s), ServiceIcon(s)
			}
		}
	}
	return lines
}

// NewCountWhich groups the services that are counted by heads.
func NewCountWhich(words locale.Printer, path, back string, offers []attention.Service) WhichShow {
	return WhichShow{Path: path, Back: back, Groups: whichGroups(words, offers)}
}

// CountShow is the form by which people are counted.
type CountShow struct {
	Service attention.Service
	Form    Form
	Number  string
	Action  string
}

// HeadField is the name of the field for how many people of a sex and an age there
// were.
func HeadField(sex string, b outreach.Band) string { return sex + "_" + strconv.Itoa(b.Min) }

// headLabel says whom a field counts, for whoever hears the form.
func headLabel(words locale.Printer, sex string, b outreach.Band) string {
	return words.Text("web.activity.sex."+sexKey(sex)) + ", " + bandText(words, b)
}

func bandText(words locale.Printer, b outreach.Band) string {
	if b.Max == outreach.Oldest {
		return words.Text("web.activity.and_more", b.Min)
	}
	return words.Text("web.activity.between", b.Min, b.Max)
}

func methodOptions(words locale.Printer) (options []Option) {
	for _, method := range outreach.Methods() {
		options = append(options, Option{Value: method, Label: words.Text("web.activity.method." + method)})
	}
	return options
}

// ActivityShow is one activity with its numbers.
type ActivityShow struct {
	outreach.Activity
	Service   *programme.Definition // that it belongs to
	Linked    int                   // registered by name since
	People    []registry.Face       // of those, whom the reader may see
	Form      Form
	Links     bool
	Unlinks   bool
	Withdraws bool
}

// linkedText says how many of those who came are registered by name.
func (a ActivityShow) linkedText(words locale.Printer) string {
	if a.Linked == 0 {
		return words.Text("web.activity.none_of_them")
	}
	return words.Count("web.activity.of_them", a.Linked)
}

// strand is the strand of the activity's service.
func (a ActivityShow) strand() Strand {
	s, _ := a.Service.Service(a.Activity.Service)
	return ServiceStrand(s)
}

func (a ActivityShow) serviceTitle(words locale.Printer) string {
	if s, known := a.Service.Service(a.Activity.Service); known {
		return s.Title.In(words.Lang())
	}
	return a.Activity.Service
}

// of is how many people of a sex and an age there were.
func (a ActivityShow) of(sex string, b outreach.Band) (n int) {
	for _, g := range a.Groups {
		if g.Sex == sex && g.MinAge == b.Min && g.MaxAge == b.Max {
			n += g.People
		}
	}
	return n
}

// otherGroups are groups by other ages than the usual ones, as some lists count.
func (a ActivityShow) otherGroups() (others []outreach.Group) {
	for _, g := range a.Groups {
		usual := false
		for _, b := range outreach.Bands() {
			usual = usual || g.MinAge == b.Min && g.MaxAge == b.Max
		}
		if !usual && g.People > 0 {
			others = append(others, g)
		}
	}
	return others
}

// sum is how many people of a sex there were, of whatever age.
func (a ActivityShow) sum(sex string) (n int) {
	for _, g := range a.Groups {
		if g.Sex == sex {
			n += g.People
		}
	}
	return n
}

// sexKey is how a sex is written in the keys of sentences.
func sexKey(sex string) string { return strings.ToLower(sex) }
