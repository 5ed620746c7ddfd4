package programme

import (
	"errors"
	"regexp"
	"strings"

	"github.com/trenza/trenza"
)

// format tells whether a text is well written. A text that is not is reported
// under the name of the format: "programme.bad_day".
type format func(string) bool

var formats = map[string]format{
	"id":           matches(`^[a-z][a-z0-9_-]*$`),
	"ubigeo":       matches(`^(0[1-9]|1[0-9]|2[0-5])(0[1-9]|[1-9]\d){0,2}$`), // 25 departments (domain rule 12)
	"day":          isDay,
	"date_or_year": func(s string) bool { return isDay(s) || isYear(s) },
	"thousands":    matches(`^[., '\x{a0}\x{202f}]?$`), // among them the two spaces that do not break
	"decimal":      matches(`^[.,]$`),
	"words":        func(s string) bool { return strings.TrimSpace(s) != "" },
}

var isYear = matches(`^(19|20)\d\d$`)

func matches(pattern string) format { return regexp.MustCompile(pattern).MatchString }

var errFormat = errors.New("badly written")

func (f format) validate(v any) error {
	if s, ok := v.(string); ok && !f(s) {
		return errFormat
	}
	return nil
}

func isDay(s string) bool {
	_, err := trenza.ParseDay(s)
	return err == nil
}
