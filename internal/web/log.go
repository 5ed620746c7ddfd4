package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// logLines is how many lines of the log a page shows.
const logLines = 50

// myLog shows what she herself did.
func (v *visit) myLog() error {
	before, err := number(v.r.URL.Query().Get("before"))
	if err != nil {
		return v.nothing()
	}
	var lines []journal.Line
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		lines, err = journal.OwnLog(v.ctx(), r, v.Vault, v.actor, journal.Page{Before: before, Most: logLines + 1})
		return err
	})
	if err != nil {
		return err
	}
	audited := make([]pathway.Audited, len(lines))
	for i, line := range lines {
		audited[i].Line = line
	}
	return v.show(http.StatusOK, page.MyLog(v.view(), logShow("/me/log", nil, before, audited)))
}

// log shows who did what: all of it, what one account did or opened, or who opened
// one thread. What narrows it stands in the address, for whose thread it is only
// her code can be there.
func (v *visit) log() error {
	query := v.r.URL.Query()
	if code := query.Get("hilo"); code != "" && tidyCode(code) != code {
		return v.nothing()
	}
	return v.drawLog(http.StatusOK, page.Form{Values: query})
}

// drawLog draws one page of the log, and asks for one line more to know whether
// there is an older one. With what was typed wrong it shows the newest lines.
func (v *visit) drawLog(status int, form page.Form) error {
	sought := form.Values
	if len(form.Faults) > 0 {
		sought = nil
	}
	before, err := number(sought.Get("before"))
	if err != nil {
		return v.nothing()
	}
	lines, err := pathway.Audit(v.ctx(), v.Journal, v.scope, v.actor, sought.Get("hilo"), journal.Page{
		Before: before, Most: logLines + 1, Account: sought.Get("cuenta"), Opened: sought.Get("que") == "abierto",
	})
	if err != nil {
		return err
	}
	show := logShow("/log", narrowing(sought), before, lines)
	show.Form = form
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		show.Accounts, err = journal.Actors(v.ctx(), r, v.Vault, v.actor)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(status, page.Log(v.view(), show))
}

// logShow is a page of lines, of which the last is there to say that there are
// older ones.
func logShow(path string, narrowed url.Values, before int64, lines []pathway.Audited) page.LogShow {
	show := page.LogShow{Path: path, Narrowed: narrowed, Newest: before == 0, Lines: lines}
	if len(lines) > logLines {
		show.Lines = lines[:logLines]
		show.Older = lines[logLines-1].Number
	}
	return show
}

// narrowing is what narrows the log, of what a form says.
func narrowing(form url.Values) url.Values {
	narrowed := make(url.Values)
	for _, name := range []string{"hilo", "cuenta", "que"} {
		if value := strings.TrimSpace(form.Get(name)); value != "" {
			narrowed.Set(name, value)
		}
	}
	return narrowed
}

// narrowLog leads to a part of the log. What was typed comes by POST, for somebody
// may type a name; only the code of a thread that she may ask about gets into the
// address.
func (v *visit) narrowLog() error {
	narrowed := narrowing(v.r.PostForm)
	if narrowed.Has("hilo") {
		code := tidyCode(narrowed.Get("hilo"))
		_, err := pathway.Audit(v.ctx(), v.Journal, v.scope, v.actor, code, journal.Page{Most: 1})
		if trenza.KindOf(err) == trenza.NotFound || !codeShape.MatchString(code) {
			form := v.typedForm()
			form.Faults = []page.Fault{{Field: "hilo", Text: v.words.Text("web.log.no_thread")}}
			return v.drawLog(http.StatusUnprocessableEntity, form)
		}
		if err != nil {
			return err
		}
		narrowed.Set("hilo", code)
	}
	return v.goTo(withQuery("/log", narrowed))
}

// number reads a position of the log, 0 for none.
func number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	return int64(n), err
}
