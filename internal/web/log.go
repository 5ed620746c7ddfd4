package web

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// logLines is how many lines of the log a page shows.
const logLines = 50

func (v *visit) myLog() error { return v.drawLog(journal.OwnLog, "/me/log", page.MyLog) }

func (v *visit) log() error { return v.drawLog(journal.Log, "/log", page.Log) }

// drawLog draws one page of a log, and asks for one line more to know whether
// there is an older one.
func (v *visit) drawLog(read logReader, path string, draw logPage) error {
	before, err := number(v.r.URL.Query().Get("before"))
	if err != nil {
		return v.nothing()
	}
	var lines []journal.Line
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		lines, err = read(v.ctx(), r, v.Vault, v.actor, journal.Page{Before: before, Most: logLines + 1})
		return err
	})
	if err != nil {
		return err
	}
	show := page.LogShow{Path: path, Newest: before == 0}
	if len(lines) > logLines {
		lines = lines[:logLines]
		show.Older = lines[logLines-1].Number
	}
	show.Lines = lines
	return v.show(http.StatusOK, draw(v.view(), show))
}

// logReader reads lines of a log, and logPage draws them.
type (
	logReader func(context.Context, store.Reader, *seal.Vault, trenza.Actor, journal.Page) ([]journal.Line, error)
	logPage   func(page.View, page.LogShow) templ.Component
)

// number reads a position of the log, 0 for none.
func number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	return int64(n), err
}
