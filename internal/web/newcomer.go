package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/web/page"
)

// papers is how many documents a form asks for.
const papers = 3

// stepFields are the fields that each step of the form asks for.
var stepFields = [][]string{
	{"given", "surnames", "called", "sex", "kind", "number", "expires", "kind2", "number2", "expires2", "kind3", "number3", "expires3", "born", "basis", "phone"},
	{"phone2", "ways", "hour_from", "hour_to", "message", "ask_for", "place", "arrival", "mate", "kinship"},
	{"nationality", "population", "stages", "seeing", "hearing", "walking", "remembering", "selfcare", "communicating"},
	{"consents", "mode"},
}

// reading reads a record from what was typed, and notes what cannot be read,
// field by field.
type reading struct {
	visit  *visit
	values url.Values
	faults []page.Fault
}

func (r *reading) refuse(field string, err error) {
	r.faults = append(r.faults, page.Fault{Field: field, Text: r.visit.words.Error(err)})
}

func (r *reading) say(field, key string) {
	r.faults = append(r.faults, page.Fault{Field: field, Text: r.visit.words.Text(key)})
}

// record is what was typed of somebody, with what is wrong with it. What cannot be
// read is left out, so that whom the rest resembles can be asked all the same.
func (v *visit) record(values url.Values) (registry.Record, []page.Fault) {
	r := reading{visit: v, values: values}
	today := v.Desk.Today()
	record := registry.Record{
		Name: registry.Name{Given: values.Get("given"), Surnames: values.Get("surnames")}, Called: values.Get("called"),
		Sex: values.Get("sex"), Nationality: values.Get("nationality"), Population: values.Get("population"),
		Documents: r.documents(), Contact: r.contact(), Functioning: r.functioning(),
	}
	if record.Sex == "" {
		record.Sex = "NS"
	}
	if record.Name.Empty() && len(record.Documents) == 0 {
		r.say("given", "web.registrar.nobody")
	}
	birth, read := readBirth(values.Get("born"), values.Get("basis"), today)
	if record.Birth = birth; !read || birth.Day > today {
		r.say("born", "web.registrar.born_wrong")
		record.Birth = registry.Birth{}
	}
	for _, name := range []string{"phone", "phone2"} {
		if phone := r.phone(name); phone != "" {
			record.Phones = append(record.Phones, phone)
		}
	}
	if text := values.Get("place"); text != "" {
		place, err := directory.ReadPlace(text)
		if record.Address = place.Code; err != nil {
			r.refuse("place", err)
		}
	}
	for _, label := range values["stages"] {
		record.LifeStages = append(record.LifeStages, registry.LifeStage{Label: label, Since: today})
	}
	if programme, place, chosen := strings.Cut(values.Get("arrival"), " "); chosen {
		record.Arrival = registry.Arrival{Programme: programme, Place: trenza.Place(place), On: today}
	}
	return record, r.faults
}

// documents reads the papers, each by itself.
func (r *reading) documents() (all []registry.Document) {
	for _, n := range []string{"", "2", "3"} {
		kind, number := r.values.Get("kind"+n), r.values.Get("number"+n)
		if number == "" || kind == "SD" {
			continue
		}
		d := registry.Document{Type: kind, Number: number, Primary: n == ""}
		if kind == "" {
			r.say("number"+n, "web.registrar.kind_missing")
			continue
		}
		if err := d.Check(); err != nil {
			r.refuse("number"+n, err)
			continue
		}
		expires, err := trenza.ParseDay(r.values.Get("expires" + n))
		if d.Expires = expires; err != nil && r.values.Get("expires"+n) != "" {
			r.say("expires"+n, "web.registrar.expires_wrong")
		}
		all = append(all, d)
	}
	return all
}

// leastPhone is how many digits a phone has at least.
const leastPhone = 6

// phone reads a phone.
func (r *reading) phone(field string) string {
	text := r.values.Get(field)
	digits := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, text)
	if text != "" && (len(digits) < leastPhone || len(digits) > 15) {
		r.say(field, "web.registrar.phone_wrong")
		return ""
	}
	return text
}

// contact reads how she may be reached.
func (r *reading) contact() registry.Contact {
	c := registry.Contact{
		Ways: r.values["ways"], From: r.values.Get("hour_from"), To: r.values.Get("hour_to"),
		Message: r.values.Has("message"), AskFor: r.values.Get("ask_for"),
	}
	if err := c.Check(); err != nil {
		r.refuse("hour_from", err)
		return registry.Contact{}
	}
	return c
}

// functioning reads the answers to the six questions.
func (r *reading) functioning() registry.Functioning {
	answer := func(field string) int {
		return max(0, slices.Index([]string{"", "1", "2", "3", "4"}, r.values.Get(field)))
	}
	return registry.Functioning{
		Seeing: answer("seeing"), Hearing: answer("hearing"), Walking: answer("walking"),
		Remembering: answer("remembering"), SelfCare: answer("selfcare"), Communicating: answer("communicating"),
	}
}

// written is a record as the fields of a form show it.
func written(p *registry.Person) url.Values {
	id, values := p.Identity, url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("given", p.Name().Given)
	set("surnames", p.Name().Surnames)
	set("called", id.Called)
	set("sex", p.Sex)
	set("born", page.BornText(id.Birth))
	set("basis", id.Birth.Basis)
	set("nationality", p.Nationality)
	set("population", p.Population)
	for i, n := range []string{"", "2", "3"} {
		if i < len(id.Documents) {
			set("kind"+n, id.Documents[i].Type)
			set("number"+n, id.Documents[i].Number)
			set("expires"+n, string(id.Documents[i].Expires))
		}
	}
	for i, name := range []string{"phone", "phone2"} {
		if i < len(id.Phones) {
			set(name, id.Phones[i])
		}
	}
	if place, known := directory.PlaceOf(id.Address); known {
		set("place", place.String())
	}
	values["ways"] = slices.Clone(id.Contact.Ways)
	set("hour_from", id.Contact.From)
	set("hour_to", id.Contact.To)
	set("ask_for", id.Contact.AskFor)
	if id.Contact.Message {
		set("message", "yes")
	}
	return values
}
