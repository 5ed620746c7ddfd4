package page

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// WhichShow asks for which service something is to be recorded.
type WhichShow struct {
	Who    string // her name or code, "" where it is of nobody
	Path   string // of the form, which takes "servicio"
	Back   string
	Groups []WhichGroup
}

// WhichGroup is a strand of a programme with its services.
type WhichGroup struct {
	Strand   Strand
	Title    string
	Services []WhichService
}

// WhichService is a service to choose.
type WhichService struct {
	Icon  string
	Title string
	Value string // "programme/service"
}

// NewWhich groups the services that may be recorded for somebody.
func NewWhich(words locale.Printer, face registry.Face, path string, offers []attention.Service) WhichShow {
	return WhichShow{Who: faceName(face), Path: path, Back: "/hilos/" + face.Code, Groups: whichGroups(words, offers)}
}

// whichGroups are services by the strands of their programmes, in the order in
// which they come.
func whichGroups(words locale.Printer, offers []attention.Service) (groups []WhichGroup) {
	lang, programmes := words.Lang(), make(map[string]bool)
	for _, s := range offers {
		programmes[s.Programme.ID] = true
	}
	last := ""
	for _, s := range offers {
		if key := s.Programme.ID + " " + s.Strand; key != last {
			title := s.Programme.Title.In(lang)
			for _, strand := range s.Programme.Strands {
				if strand.ID == s.Strand && len(programmes) > 1 {
					title += ": " + strand.Title.In(lang)
				} else if strand.ID == s.Strand {
					title = strand.Title.In(lang)
				}
			}
			groups, last = append(groups, WhichGroup{Strand: ServiceStrand(s.Service), Title: title}), key
		}
		g := &groups[len(groups)-1]
		g.Services = append(g.Services, WhichService{ServiceIcon(s.Service), s.Title.In(lang), s.Programme.ID + "/" + s.ID})
	}
	return groups
}

// faceName is what somebody is called in a list: as she wants to be called, by her
// name, or by her code.
func faceName(f registry.Face) string {
	if name := strings.TrimSpace(f.Name.Given + " " + f.Name.Surnames); name != "" {
		return name
	}
	return f.Code
}

// NoteShow is the form by which something that she received is noted.
type NoteShow struct {
	Who, Code string
	Action    string
	Number    string // of the form
	Service   attention.Service
	Form      Form
	Near      *attention.Near // what it nearly repeats, nil for nothing
}

// NewNote is the form for a service to somebody.
func NewNote(_ locale.Printer, face registry.Face, s attention.Service, form Form) NoteShow {
	return NoteShow{Who: faceName(face), Code: face.Code, Service: s, Form: form}
}

// Marks are what may be said of somebody at a session.
func Marks() []string {
	return []string{
		attention.Present, attention.Late, attention.LeftEarly, attention.MadeUp, attention.Justified, attention.Absent,
	}
}

func markOptions(words locale.Printer) (options []Option) {
	for _, mark := range Marks() {
		options = append(options, Option{Value: mark, Label: words.Text("web.thread.mark." + mark)})
	}
	return options
}

// AnswerField is the name under which a form asks a question of a service.
func AnswerField(f programme.Field) string { return "answer_" + f.ID }

// answerOptions are the answers to choose from.
func answerOptions(words locale.Printer, f programme.Field) []Option {
	if f.Kind == "yes_no" {
		return []Option{{Value: "true", Label: words.Text("web.yes")}, {Value: "false", Label: words.Text("web.no")}}
	}
	options := make([]Option, len(f.Options))
	for i, o := range f.Options {
		options[i] = Option{Value: o.ID, Label: o.Title.In(words.Lang())}
	}
	return options
}

// answerShape is the input of a question that is answered by writing.
func answerShape(words locale.Printer, f programme.Field) Field {
	shape := Field{Name: AnswerField(f), Label: f.Title.In(words.Lang()), Optional: !f.Required, Longest: 2000}
	switch f.Kind {
	case "day":
		shape.Type = "date"
	case "number":
		shape.Mode = "numeric"
	case "money":
		shape.Mode, shape.Hint = "decimal", words.Text("web.note.money_hint")
	}
	return shape
}

// nearText says what an attention nearly repeats.
func nearText(words locale.Printer, near *attention.Near) string {
	if len(near.Others) == 0 {
		return words.Text("pathway.held." + near.Reason)
	}
	return words.Text("web.note.near", near.Others[0].Day, placeText(near.Others[0].Place))
}

// groupID is the id of a heading among those of services to choose.
func groupID(i int) string { return "g-" + strconv.Itoa(i) }
