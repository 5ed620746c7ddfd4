package page

import (
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/spelling"
)

// whys puts in words, field by field, what speaks for and against a woman being
// one whom she resembles. Of somebody whom the reader may not read it says nothing
// that the reader did not type herself, but her name and where she lives.
type whys struct {
	words  locale.Printer
	typed  registry.Record
	alike  pathway.Alike
	fields []string // of the form, that resemble hers
	told   []Why
}

// all are the reasons, the surest fields first.
func (w *whys) all() []Why {
	for _, field := range []struct {
		name string
		say  func(level string)
	}{
		{"document", w.document}, {"phone", w.phone}, {"birth", w.birth}, {"given", w.given}, {"surname", w.surname}, {"sex", w.sex},
	} {
		for _, reason := range w.alike.Reasons {
			if name, level, _ := strings.Cut(reason, "."); name == field.name {
				field.say(level)
			}
		}
	}
	return w.told
}

// tell notes a reason with what it is about, and, where it speaks for her, the
// field.
func (w *whys) tell(tone, key, about string, fields ...string) {
	w.tellOf(tone, key, "", about, fields...)
}

// tellOf is tell of a kind of document.
func (w *whys) tellOf(tone, key, kind, about string, fields ...string) {
	why := Why{Tone: tone, Text: w.words.Text("web.registrar.why."+key, kind)}
	if about != "" {
		why.A = Marked{Before: about}
	}
	w.told = append(w.told, why)
	w.fields = append(w.fields, fields...)
}

// document says what two papers of one kind come to. Numbers are shown with their
// middle hidden: enough to hold a paper beside them.
func (w *whys) document(level string) {
	for _, typed := range w.typed.Documents {
		for _, hers := range w.alike.Person.Identity.Documents {
			if typed.Type != hers.Type && level != "other_kind" || typed.Type == "SD" {
				continue
			}
			kind := kindText(w.words, typed.Type)
			same := spelling.Document(typed.Type, typed.Number) == spelling.Document(hers.Type, hers.Number)
			switch {
			case same && (level == "same" || level == "other_kind"):
				w.tellOf("same", "document_same", kind, veiled(hers.Number), "number")
			case level == "slip" && !same:
				w.tellOf("near", "document_slip", kind, veiled(hers.Number), "number")
			case level == "other" && !same && w.alike.Opens():
				w.tellOf("diff", "document_other", kind, veiled(hers.Number))
			case level == "other" && !same:
				w.tellOf("diff", "document_other", kind, "")
			default:
				continue
			}
			return
		}
	}
}

// veiled hides the middle of a number.
func veiled(number string) string {
	signs := []rune(spelling.Document("", number))
	if len(signs) < 7 {
		return "•••" + string(signs[max(0, len(signs)-2):])
	}
	return string(signs[:2]) + ".•••." + string(signs[len(signs)-3:])
}

func (w *whys) phone(level string) {
	switch level {
	case "same":
		w.tell("same", "phone_same", "", "phone")
	case "slip":
		w.tell("near", "phone_slip", "", "phone")
	}
}

func (w *whys) birth(level string) {
	hers, typed := w.alike.Person.Identity.Birth, w.typed.Birth
	switch level {
	case "same":
		w.tell("same", "birth_same", BornText(hers), "born")
	case "first", "loose":
		w.tell("near", "birth_loose", string(hers.Day)[:4], "born")
	case "slip":
		w.tell("near", "birth_slip", "", "born")
	case "year":
		w.tell("near", "birth_year", "", "born")
	case "beside":
		w.tell("near", "birth_beside", "", "born")
	default:
		years := max(hers.Day.Year(), typed.Day.Year()) - min(hers.Day.Year(), typed.Day.Year())
		if !w.alike.Opens() || years == 0 {
			w.tell("diff", "birth_other", "")
			return
		}
		w.told = append(w.told, Why{Tone: "diff", Text: w.words.Count("web.registrar.why.birth_apart", years)})
	}
}

func (w *whys) given(level string) {
	hers := w.alike.Person.Name().Given
	w.name(level, w.typed.Name.Given, hers, "given")
}

func (w *whys) surname(level string) {
	hers := w.alike.Person.Name().Surnames
	if level == "exchanged" {
		w.tell("near", "surname_exchanged", hers, "surnames")
		return
	}
	w.name(level, w.typed.Name.Surnames, hers, "surnames")
}

// name says how two names differ, word by word.
func (w *whys) name(level, typed, hers, field string) {
	switch level {
	case "same":
		w.tell("same", field+"_same", hers, field)
	case "part", "near", "near_part", "some", "some_near", "alike", "swapped":
		before := len(w.told)
		w.nearWords(typed, hers, field)
		w.lacking(typed, hers, field)
		if w.fields = append(w.fields, field); len(w.told) == before {
			w.tell("near", field+"_alike", hers)
		}
	default:
		w.tell("diff", field+"_other", "")
	}
}

// nearWords sets the words beside each other that sound the same, or nearly.
func (w *whys) nearWords(typed, hers, field string) {
	for _, x := range strings.Fields(typed) {
		for _, y := range strings.Fields(hers) {
			if how := pathway.Resembles(x, y); how != "" {
				w.told = append(w.told, likeWords(w.words.Text("web.registrar.why."+field+"_"+how), x, y))
				return
			}
		}
	}
}

// lacking says which word of hers was not typed, or the other way round.
func (w *whys) lacking(typed, hers, field string) {
	if extra := without(hers, typed); extra != "" && len(strings.Fields(hers)) > len(strings.Fields(typed)) {
		w.tell("near", field+"_lacking", extra)
	} else if extra := without(typed, hers); extra != "" && len(strings.Fields(typed)) > len(strings.Fields(hers)) {
		w.tell("near", field+"_more", extra)
	}
}

// without are the words of one name that the other has nothing like.
func without(a, b string) string {
	others := strings.Fields(b)
	return strings.Join(slices.DeleteFunc(strings.Fields(a), func(word string) bool {
		return slices.ContainsFunc(others, func(other string) bool {
			return spelling.Fold(word) == spelling.Fold(other) || pathway.Resembles(word, other) != ""
		})
	}), " ")
}

func (w *whys) sex(level string) {
	if level == "other" {
		w.tell("diff", "sex_other", "")
	}
}

// BornText writes a birth as a form asks for it.
func BornText(b registry.Birth) string {
	day := string(b.Day)
	switch {
	case len(day) != len("1990-05-17"):
		return ""
	case b.Precision == "year":
		return day[:4]
	case b.Precision == "month":
		return day[5:7] + "/" + day[:4]
	}
	return day[8:] + "/" + day[5:7] + "/" + day[:4]
}
