package collective

import (
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
)

// CouncilReport is the page that a municipal council reads of a programme: totals
// and no breakdown, for in a district everybody knows the women (domain rule 13.6).
// It holds texts and no numbers, so that none of it is added up afterwards.
type CouncilReport struct {
	Programme *programme.Definition
	On        trenza.Day
	Sentence  string // whom the programme reached; "" where that would tell of a few
	Lines     []CouncilLine
}

// CouncilLine is a total and what it counts.
type CouncilLine struct {
	Key    string // "represented": what the total is of
	Label  string
	Value  string // "24", "<5"
	Beside string // "79.2 % (19 de 24)", "" for nothing
}

// Council is the report of a measure to the council, as of a day, in a language.
func (m Measure) Council(d *programme.Definition, on trenza.Day, lang string) CouncilReport {
	c := counsel{d.Numbers, locale.For(lang), lang}
	out := CouncilReport{Programme: d, On: on, Sentence: c.sentence(m.Reach)}
	out.Lines = []CouncilLine{
		c.share("represented", Ratio{m.Represented, m.Committees}),
		c.share("posts", Ratio{Part: m.Posts}),
		c.share("proposals", Ratio{Part: m.Proposals}),
		c.adopted(m, d),
		c.share("training", Ratio{m.Training, m.Committees}),
		c.share("in_time", m.WithReplica()),
		c.share("replicas", Ratio{Part: m.Replicas}),
		{Key: "attendances", Label: c.label("attendances"), Value: m.Reach.Attendances.Shown(d.Numbers, lang)},
	}
	return out
}

// counsel writes the lines of a report.
type counsel struct {
	numbers programme.Numbers
	words   locale.Printer
	lang    string
}

func (c counsel) label(key string) string { return c.words.Text("collective.council." + key) }

// share is a line of a part, with its percentage where neither it nor what it lacks
// is a few.
func (c counsel) share(key string, r Ratio) CouncilLine {
	line := CouncilLine{Key: key, Label: c.label(key), Value: Total(r.Part).Shown(c.numbers, c.lang)}
	percent, told := r.Percent(c.numbers, c.lang)
	if told && !Total(r.Part).Small() && !Total(r.Whole-r.Part).Small() {
		style := c.numbers.In(c.lang)
		line.Beside = c.words.Text("collective.share", percent, style.Format(r.Part), style.Format(r.Whole))
	}
	return line
}

// adopted is the line of what was adopted, with the spheres in which something was.
func (c counsel) adopted(m Measure, d *programme.Definition) CouncilLine {
	line := c.share("adopted", Ratio{Part: m.Adopted})
	var spheres []string
	for _, id := range m.Spheres {
		sphere, _ := programme.Named(d.Committees.Spheres, id)
		spheres = append(spheres, sphere.Title.In(c.lang))
	}
	line.Beside = strings.Join(spheres, " · ")
	return line
}

// sentence says whom the programme reached, unless a part of it would tell of a few.
func (c counsel) sentence(r Reach) string {
	for _, part := range []Counted{r.Direct, r.Registered, r.Declared} {
		if Total(part.n).Small() {
			return ""
		}
	}
	return r.Sentence(c.numbers, c.lang)
}
