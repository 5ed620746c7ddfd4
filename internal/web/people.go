package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// What somebody searches for is a name or a paper, and an address is kept in the
// history of a browser and in the logs of a proxy. So the text of a search never
// stays in one: it comes by POST, or is taken out of the address at once, is kept
// in the session, sealed with it, and the address of the results has nothing but a
// number that means something in that session alone. Going back from a thread
// comes to the results again.

// sought is one search of a session.
type sought struct {
	Number string `json:"number"`
	Text   string `json:"text"`
}

// mostSought is how many searches of a session are kept.
const mostSought = 8

// longestSought is how long the text of a search may be.
const longestSought = 120

// people asks whom she looks for, and shows whom a search may mean. Nobody is
// listed.
func (v *visit) people() error {
	query := v.r.URL.Query()
	if query.Has("q") {
		return v.seek(query.Get("q"))
	}
	show := page.PeopleShow{Registers: v.may("person.register", access.Person)}
	if number := query.Get("b"); number != "" {
		i := slices.IndexFunc(v.searches(), func(s sought) bool { return s.Number == number })
		if i >= 0 {
			show.Text = v.searches()[i].Text
		}
	}
	if show.Text == "" {
		return v.show(http.StatusOK, page.People(v.view(), show))
	}
	found, err := pathway.Spot(v.ctx(), v.Journal, v.Finder, v.scope, show.Text)
	if err != nil {
		return err
	}
	show.Found = page.NewFound(v.words, v.Desk.Today(), found)
	return v.show(http.StatusOK, page.People(v.view(), show))
}

// searchPeople takes in what she looks for.
func (v *visit) searchPeople() error { return v.seek(v.r.PostFormValue("q")) }

// seek leads to the thread of a code that she may open, and to what else a text
// may mean.
func (v *visit) seek(text string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return v.show(http.StatusUnprocessableEntity, page.People(v.view(), page.PeopleShow{
			Missing: v.words.Text("web.missing.q"), Registers: v.may("person.register", access.Person),
		}))
	}
	if code := tidyCode(text); codeShape.MatchString(code) {
		err := v.Data.Read(v.ctx(), func(r store.Reader) error {
			_, err := registry.Reach(v.ctx(), r, v.scope, code)
			return err
		})
		if trenza.KindOf(err) != trenza.NotFound {
			return v.goOr(err, threadPath(code))
		}
	}
	s := sought{formNumber()[:10], text[:min(len(text), longestSought)]}
	all := append(v.searches(), s)
	kept, err := json.Marshal(all[max(0, len(all)-mostSought):])
	if err != nil {
		return err
	}
	v.sessions.Put(v.ctx(), sessionSearches, string(kept))
	return v.goTo(withQuery("/hilos", url.Values{"b": {s.Number}}))
}

// codeShape is what a code looks like.
var codeShape = regexp.MustCompile(`^[0-9A-Z]{5}-[0-9A-Z]{5}$`)

// goOr leads to a path when nothing went wrong.
func (v *visit) goOr(err error, path string) error {
	if err != nil {
		return err
	}
	return v.goTo(path)
}

// searches are those of the session, the oldest first.
func (v *visit) searches() (all []sought) {
	if text := v.sessions.GetString(v.ctx(), sessionSearches); text != "" && json.Unmarshal([]byte(text), &all) != nil {
		return nil
	}
	return all
}

// guessed is what a search may say in the fields of a form: a number is one of a
// phone or a paper, and of a name of two words or more the last ones are
// surnames.
func guessed(text string) map[string]string {
	text = text[:min(len(text), longestSought)]
	if strings.ContainsAny(text, "0123456789") {
		if digits := strings.ReplaceAll(text, " ", ""); len(digits) == 9 && digits[0] == '9' {
			return map[string]string{"phone": digits}
		}
		return map[string]string{"number": text}
	}
	words := strings.Fields(text)
	given := (len(words) + 1) / 2
	return map[string]string{"given": strings.Join(words[:given], " "), "surnames": strings.Join(words[given:], " ")}
}
