package page

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/measure"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/scale"
)

// MeasuresPath is where the answers of a woman are, by the code of her thread.
func MeasuresPath(code string) string { return ThreadPath(code) + "/respuestas" }

// MeasurePath is where an instrument is asked of her.
func MeasurePath(code, instrument string) string {
	return MeasuresPath(code) + "/" + url.PathEscape(instrument)
}

// ItemField is the field of the nth question.
func ItemField(n int) string { return "item_" + strconv.Itoa(n) }

// AskedShow is an instrument that a programme asks.
type AskedShow struct {
	Programme  *programme.Definition
	Asking     programme.Asking
	Instrument *scale.Instrument
	Reads      bool
	Takes      bool
	Together   *measure.Changes // of the women of the programme; nil where the reader does not count them
}

// AskedOf are the instruments that somebody reads or asks, each once.
func AskedOf(reads, takes []AskedShow) []AskedShow {
	var all []AskedShow
	for _, a := range reads {
		a.Reads = true
		all = append(all, a)
	}
	for _, a := range takes {
		at := slices.IndexFunc(all, func(other AskedShow) bool {
			return other.Programme.ID == a.Programme.ID && other.Instrument == a.Instrument
		})
		if at < 0 {
			at, all = len(all), append(all, a)
		}
		all[at].Takes = true
	}
	return all
}

// MeasuresShow is what a woman answered, as far as a reader reads it.
type MeasuresShow struct {
	Face  registry.Face
	Own   bool // the reader is she
	Asked []AskedShow
	All   []measure.Measurement
}

// title is what the page is called, by whoever reads it.
func (s MeasuresShow) title(words locale.Printer) string {
	if s.Own {
		return words.Text("web.venture.answers_own")
	}
	return words.Text("web.venture.answers")
}

// of are her answers to an instrument.
func (s MeasuresShow) of(a AskedShow) (some []measure.Measurement) {
	for _, m := range s.All {
		if m.Programme == a.Programme.ID && m.Instrument == a.Instrument.ID {
			some = append(some, m)
		}
	}
	return some
}

// reads reports whether the reader may read any of her answers.
func (s MeasuresShow) reads() bool {
	return slices.ContainsFunc(s.Asked, func(a AskedShow) bool { return a.Reads })
}

// waveText names a wave.
func waveText(words locale.Printer, wave string) string {
	if wave == measure.Baseline || wave == measure.Endline {
		return words.Text("web.measure.wave." + wave)
	}
	return upperFirst(words.Text("web.venture.month", wave[1:]))
}

func waveOptions(words locale.Printer) (options []Option) {
	for _, wave := range []string{measure.Baseline, measure.Endline, "m3", "m6", "m12"} {
		options = append(options, Option{Value: wave, Label: waveText(words, wave)})
	}
	return options
}

// scoreText is what answers come to.
func scoreText(words locale.Printer, i *scale.Instrument, m measure.Measurement) string {
	s := m.Score()
	if !s.Valid {
		return words.Text("web.measure.no_total", s.Missing)
	}
	text := words.Text("web.measure.total", s.Total, i.Best())
	if band, any := i.BandOf(s.Total); any {
		text += ": " + band.Title.In(words.Lang())
	}
	return text
}

// partsText are the sub-scores of answers, "" where the instrument has none.
func partsText(words locale.Printer, i *scale.Instrument, m measure.Measurement) string {
	var parts []string
	score := m.Score()
	for _, p := range i.Parts {
		if n, whole := score.Parts[p.ID]; whole {
			parts = append(parts, words.Text("web.measure.part", p.Title.In(words.Lang()), n))
		}
	}
	return listed(parts)
}

// offerText is what a total asks to be offered, "" for nothing.
func offerText(words locale.Printer, i *scale.Instrument, m measure.Measurement) string {
	s := m.Score()
	if !s.Valid || i.Cutoff == nil || !i.Offers(s.Total) {
		return ""
	}
	return i.Cutoff.Offer.In(words.Lang())
}

// changeText says how her answers moved, "" where there are no two.
func (s MeasuresShow) changeText(words locale.Printer, a AskedShow) string {
	change, paired := measure.OfOne(a.Instrument.ID, s.of(a))
	if !paired || !change.Paired {
		return ""
	}
	text := words.Text("web.measure.change", signed(change.Total))
	if len(a.Instrument.Parts) > 0 {
		text += " " + words.Count("web.measure.spheres", change.Spheres)
	}
	return text
}

// togetherText says how the answers of all moved, and of how many, "" where nobody
// answered twice.
func togetherText(words locale.Printer, a AskedShow) string {
	switch t := a.Together; {
	case t == nil:
		return ""
	case t.Total.Shown:
		return words.Text("web.measure.together", t.Total.N, strconv.FormatFloat(t.Total.Value, 'f', -1, 64))
	case t.Total.Few:
		return words.Text("web.measure.together_few")
	case t.Total.N > 0:
		return words.Text("web.measure.together_less", t.Total.N)
	}
	return ""
}

// MeasureShow is the form of an instrument.
type MeasureShow struct {
	AskedShow
	Face   registry.Face
	Form   Form
	Number string
}

// QuestionShow is a question with its answers.
type QuestionShow struct {
	Number  int
	Text    string // "" where it may not be printed
	Answers []Option
}

// SectionShow is a sub-scale with its questions.
type SectionShow struct {
	Title     string
	Questions []QuestionShow
}

// sections are the questions in their order, by the parts of the instrument.
func (m MeasureShow) sections(words locale.Printer) (all []SectionShow) {
	i, asked := m.Instrument, make(map[int]bool)
	for _, p := range i.Parts {
		section := SectionShow{Title: p.Title.In(words.Lang())}
		for _, item := range p.Items {
			asked[item.Number] = true
			section.Questions = append(section.Questions, QuestionShow{item.Number, item.Text.In(words.Lang()), m.answers(words, p.Answers)})
		}
		if len(section.Questions) > 0 {
			all = append(all, section)
		}
	}
	var rest SectionShow
	for n := 1; n <= i.Items; n++ {
		if !asked[n] {
			rest.Questions = append(rest.Questions, QuestionShow{Number: n, Answers: m.answers(words, i.Answers)})
		}
	}
	if len(rest.Questions) > 0 {
		all = append(all, rest)
	}
	return all
}

// answers are what may be answered: in words where they may be printed, and the bare
// numbers otherwise.
func (m MeasureShow) answers(words locale.Printer, own []scale.Option) (options []Option) {
	if len(own) == 0 {
		own = m.Instrument.Answers
	}
	for _, o := range own {
		options = append(options, Option{Value: strconv.Itoa(o.Value), Label: o.Title.In(words.Lang())})
	}
	for n := m.Instrument.Min; len(own) == 0 && n <= m.Instrument.Max; n++ {
		options = append(options, Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	return options
}

// label is a question as it is asked.
func (q QuestionShow) label(words locale.Printer) string {
	if q.Text == "" {
		return words.Text("web.measure.question", q.Number)
	}
	return strconv.Itoa(q.Number) + ". " + q.Text
}

func skipOptions(words locale.Printer) []Option {
	options := []Option{{Label: words.Text("web.measure.all_answered")}}
	for _, s := range scale.Skips() {
		options = append(options, Option{Value: string(s), Label: words.Text("web.measure.skip." + string(s))})
	}
	return options
}
