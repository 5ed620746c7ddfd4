package page

import (
	"cmp"
	"maps"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
)

// LogShow is one page of a log.
type LogShow struct {
	Path     string
	Lines    []pathway.Audited
	Older    int64 // the number below which there are more, 0 for none
	Newest   bool  // the page is the first
	Form     Form  // by which it is narrowed, of all the log
	Accounts []journal.Acted
	Narrowed url.Values // to what; nothing for all
}

// older is the address of the lines before these.
func (l LogShow) older() templ.SafeURL {
	query := maps.Clone(l.Narrowed)
	if query == nil {
		query = make(url.Values)
	}
	query.Set("before", strconv.FormatInt(l.Older, 10))
	return templ.SafeURL(l.Path + "?" + query.Encode())
}

// newest is the address of the first lines.
func (l LogShow) newest() templ.SafeURL {
	if len(l.Narrowed) == 0 {
		return templ.SafeURL(l.Path)
	}
	return templ.SafeURL(l.Path + "?" + l.Narrowed.Encode())
}

// accountOptions are those whose doings can be looked at.
func (l LogShow) accountOptions(words locale.Printer) []Option {
	var options []Option
	for _, a := range l.Accounts {
		options = append(options, Option{Value: a.Account, Label: cmp.Or(a.Name, words.Text("web.log.nameless"))})
	}
	return options
}

// OpenedPath is where it stands what an account opened.
func OpenedPath(account string) string {
	return "/log?" + url.Values{"cuenta": {account}, "que": {"abierto"}}.Encode()
}

// who is whoever did what a line says, by the name that she had then.
func who(v View, line pathway.Audited) string {
	if line.Actor == "" {
		return v.Text("web.log.nameless")
	}
	return line.Actor
}
