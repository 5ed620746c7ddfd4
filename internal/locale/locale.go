package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/leonelquinteros/gotext"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"github.com/trenza/trenza"
)

//go:embed es/*.po en/*.po
var files embed.FS

// The languages, the default first.
const (
	Spanish = "es"
	English = "en"
)

// Languages lists what For accepts, the default first.
func Languages() []string { return []string{Spanish, English} }

// numbers gives each language the country whose way of writing figures it
// follows: es-PE writes 1,234.50 where es writes 1.234,50.
var numbers = map[string]language.Tag{
	Spanish: language.MustParse("es-PE"),
	English: language.English,
}

// A Printer makes sentences in one language. The zero Printer speaks Spanish.
type Printer struct {
	lang      string
	thousands string // what stands between the thousands, "" for what the language has
}

// Grouping returns a printer that writes numbers with something else between
// their thousands: a programme that publishes 3.264 is not printed as 3,264.
func (p Printer) Grouping(thousands string) Printer {
	p.thousands = thousands
	return p
}

// For returns the printer of a language, "es" or "en"; a longer tag such as
// "es-PE" is read by its first part, and an unknown one speaks Spanish.
func For(lang string) Printer {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == English {
		return Printer{lang: English}
	}
	return Printer{lang: Spanish}
}

// Lang returns "es" or "en".
func (p Printer) Lang() string {
	if p.lang == "" {
		return Spanish
	}
	return p.lang
}

// Key marks an argument that is itself a key to be translated.
type Key string

// Said is an argument, or what is kept of an error, that was put into words before:
// by language. It is kept as JSON.
type Said map[string]string

// In returns what was said in a language, or in Spanish where it was not.
func (s Said) In(lang string) string {
	if text, known := s[lang]; known {
		return text
	}
	return s[Spanish]
}

// SayInAll puts an error into words in every language: whoever reads it later may
// read another.
func SayInAll(err error) Said {
	said := make(Said)
	for _, lang := range Languages() {
		said[lang] = For(lang).Error(err)
	}
	return said
}

// Text returns the sentence of a key, with each %[n]s replaced by the n-th
// argument in the reader's manner. An unknown key returns itself, so that a
// forgotten sentence can be seen and tested for.
func (p Printer) Text(key string, args ...any) string {
	sentence := p.catalog().Get // held apart: it would take a bare key for a format
	return p.fill(sentence(key), args)
}

// Count returns the sentence of a key in the plural form that n asks for; n is
// argument 1 and the others follow.
func (p Printer) Count(key string, n int, args ...any) string {
	sentence := p.catalog().GetN
	return p.fill(sentence(key, key, n), append([]any{n}, args...))
}

// Has reports whether the key has a sentence in the language.
func (p Printer) Has(key string) bool {
	c := p.catalog()
	return c.IsTranslated(key) || c.IsTranslatedN(key, 1)
}

// Error returns the sentence of the first Problem in err's chain. Anything
// else is ours to mend, and is said so with its cause for the operator.
func (p Printer) Error(err error) string {
	if problem, ok := asProblem(err); ok {
		return p.Text(problem.Key, problem.Args...)
	}
	return p.Text("locale.internal", err.Error())
}

// Number writes a whole number as the language's country does, or with what
// Grouping put between its thousands.
func (p Printer) Number(n int) string {
	written := message.NewPrinter(numbers[p.Lang()]).Sprint(number.Decimal(n))
	if p.thousands == "" {
		return written
	}
	return strings.ReplaceAll(written, ",", p.thousands) // which both languages write
}

// months are our own short names, the same length in every list.
var months = map[string][12]string{
	Spanish: {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"},
	English: {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}

// Day writes a day as "24 nov 2020", and nothing for no day.
func (p Printer) Day(d trenza.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", t.Day(), months[p.Lang()][t.Month()-1], t.Year())
}

func (p Printer) catalog() *gotext.Po { return catalogs()[p.Lang()] }

// fill puts the arguments in. Two-digit places are replaced first, so that
// %[12]s is not taken for %[1]s followed by text.
func (p Printer) fill(sentence string, args []any) string {
	if len(args) == 0 || !strings.Contains(sentence, "%[") {
		return sentence
	}
	pairs := make([]string, 0, 2*len(args))
	for i := len(args) - 1; i >= 0; i-- {
		pairs = append(pairs, fmt.Sprintf("%%[%d]s", i+1), p.argument(args[i]))
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// argument turns a value into the words of the language.
func (p Printer) argument(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case Key:
		return p.Text(string(v))
	case Said:
		return v.In(p.Lang())
	case int:
		return p.Number(v)
	case int64:
		return p.Number(int(v))
	case trenza.Day:
		return p.Day(v)
	case error:
		return p.Error(v)
	case []error:
		lines := make([]string, len(v))
		for i, err := range v {
			lines[i] = "\n  · " + p.Error(err)
		}
		return strings.Join(lines, "")
	case []string:
		return strings.Join(v, ", ")
	default:
		return fmt.Sprint(v)
	}
}

// catalogs reads the translation files once.
var catalogs = sync.OnceValue(func() map[string]*gotext.Po {
	read := make(map[string]*gotext.Po)
	for _, lang := range Languages() {
		read[lang] = gotext.NewPo()
		read[lang].Parse(joined(lang))
	}
	return read
})

// joined puts the files of a language one after another: each has its own
// header, of which the first is the one that counts.
func joined(lang string) []byte {
	names, err := fs.Glob(files, path.Join(lang, "*.po"))
	if err != nil {
		panic(err) // a malformed pattern, seen by every test
	}
	sort.Strings(names)
	var all []byte
	for i, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // embedded in the binary
		}
		if i > 0 {
			text = withoutHeader(text)
		}
		all = append(append(all, text...), "\n\n"...)
	}
	return all
}

// withoutHeader drops everything before the first message that has a key.
func withoutHeader(text []byte) []byte {
	s := string(text)
	for offset := 0; ; {
		i := strings.Index(s[offset:], "msgid \"")
		if i < 0 {
			return nil
		}
		if !strings.HasPrefix(s[offset+i:], "msgid \"\"\n") {
			return []byte(s[offset+i:])
		}
		offset += i + len("msgid \"\"")
	}
}
