package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// tidyCode is a code as it is kept, of one as it was copied: "7bys5 m9vde" for
// "7BYS5-M9VDE".
func tidyCode(typed string) string {
	bare := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\u00a0' || r == '\u2010' || r == '\u2011' || r == '\u2013' || r == '\t' {
			return -1
		}
		return r
	}, strings.ToUpper(typed))
	if half := 5; len(bare) == 2*half {
		return bare[:half] + "-" + bare[half:]
	}
	return bare
}

func threadPath(code string) string { return "/hilos/" + url.PathEscape(code) }

// thread shows one thread, as far as her roles see it. Where anything sensitive is
// shown it is on record before the page is drawn, and from then on her session
// falls asleep sooner (domain rule 1.10).
func (v *visit) thread() error {
	t, err := pathway.Open(v.ctx(), v.Journal, v.scope, v.r.PathValue("code"))
	if err != nil {
		return err
	}
	if t.Class >= trenza.P3 {
		v.sessions.Put(v.ctx(), staff.SessionSensitive, true)
	}
	colleagues, err := v.colleagues(t)
	if err != nil {
		return err
	}
	show := page.NewThread(v.words, v.Desk.Today(), t, colleagues, v.owns(t))
	show.Path = threadPath(t.Code)
	show.Note, show.Correct = v.within(t, "anotar"), v.within(t, "datos")
	show.Beside = v.beside(t.Code)
	show.Sights = v.reaches("person.seen", access.Person)
	show.Searches = v.reaches("person.list", access.Person)
	if show.Joins, err = v.joins(t.Code); err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Thread(v.view(), show))
}

// within is the address of a page that belongs to a thread, "" where there is none
// or its door is closed to her.
func (v *visit) within(t *pathway.Thread, name string) string {
	route, known := v.pages["/hilos/{code}/"+name]
	if !known || v.owns(t) || t.Forgotten || v.admits(route, "") != nil {
		return ""
	}
	return threadPath(t.Code) + "/" + name
}

// colleagues are the names of those who work with somebody and still work here, by
// their accounts: who accompanies her, and who answers for what is planned.
func (v *visit) colleagues(t *pathway.Thread) (map[string]string, error) {
	accounts := slices.Clone(t.Team)
	for _, a := range t.Ahead {
		accounts = append(accounts, a.Account)
	}
	names := make(map[string]string)
	for _, id := range accounts {
		if _, known := names[id]; known || id == "" {
			continue
		}
		_, account, err := v.Desk.Actor(v.ctx(), id, v.Desk.Today())
		switch trenza.KindOf(err) {
		case trenza.Forbidden, trenza.NotFound:
			continue
		}
		if err != nil {
			return nil, err
		}
		names[id] = account.Name
	}
	return names, nil
}

// seen answers "who has seen me".
func (v *visit) seen() error {
	code := v.r.PathValue("code")
	sights, err := pathway.Seen(v.ctx(), v.Journal, v.scope, code)
	if err != nil {
		return err
	}
	own := !v.reaches("person.list", access.Person) // whoever lists nobody has come to her own
	show := page.SeenShow{Path: threadPath(tidyCode(code)), Own: own, Sights: sights}
	if v.may("entry.read", access.Entry) {
		show.Audits = withQuery("/log", url.Values{"hilo": {tidyCode(code)}})
	}
	return v.show(http.StatusOK, page.Seen(v.view(), show))
}

// owns reports whether a thread is her own.
func (v *visit) owns(t *pathway.Thread) bool {
	return slices.ContainsFunc(v.actor.Grants, func(g trenza.Grant) bool {
		return g.Person != "" && slices.ContainsFunc(t.Records, func(p *registry.Person) bool { return p.ID == g.Person })
	})
}

// isHers reports whether the thread of a code is the reader's own.
func (v *visit) isHers(code string) bool {
	own, err := v.ownThread()
	return err == nil && own == threadPath(code)
}

// ownThread is where a participant's own thread is, "" for everybody else.
func (v *visit) ownThread() (path string, err error) {
	for _, g := range v.actor.Grants {
		if g.Person == "" || path != "" {
			continue
		}
		err := v.Data.Read(v.ctx(), func(r store.Reader) error {
			code, err := registry.CodeOf(v.ctx(), r, v.actor.Organisation, g.Person)
			if code != "" {
				path = threadPath(code)
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return path, nil
}
