package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/explain"
	"github.com/trenza/trenza/internal/web/page"
)

// explained answers whether a colleague may do something, and by which policy. The
// question stands in the address: it names people by their codes alone.
func (v *visit) explained() error {
	m, err := v.Desk.Find(v.ctx(), v.actor, v.r.PathValue("account"))
	if err != nil {
		return err
	}
	ground, err := v.ground()
	if err != nil {
		return err
	}
	typed := v.r.URL.Query()
	show := page.ExplainShow{Member: m, Form: page.Form{Values: typed}, Services: ground.Services}
	if typed.Get("may") == "" {
		return v.show(http.StatusOK, page.Explain(v.view(), show))
	}
	answer, err := v.explainer().Explain(v.ctx(), explain.Question{Who: m.Login, May: typed.Get("may"), What: asksAbout(typed)})
	if err != nil {
		return v.unexplained(show, err)
	}
	by, err := v.grantLines(m.Organisation, answer.Actor.Grants)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(by, func(g page.GrantLine) bool { return g.ID == answer.Decision.Grant.ID })
	show.Answer = &page.ExplainAnswer{Answer: answer}
	if answer.Decision.Allowed && i >= 0 {
		show.Answer.Role = &by[i]
	}
	return v.show(http.StatusOK, page.Explain(v.view(), show))
}

func (v *visit) explainer() explain.Explainer {
	return explain.Explainer{Journal: v.Journal, Vault: v.Vault, Desk: v.Desk, Reporter: v.reporter(), Asks: v.actor, Lang: v.words.Lang()}
}

// asksAbout is the row that a question is about: what kind it is of, its verb
// says.
func asksAbout(typed url.Values) string {
	word := explain.WordOf(typed.Get("may"))
	if word != "service" {
		return word + ":" + strings.TrimSpace(typed.Get("which"))
	}
	what := word + ":" + typed.Get("service")
	if place := strings.TrimSpace(typed.Get("place")); place != "" {
		what += "@" + place
	}
	return what
}

// unexplained shows the question again with what is wrong with it. What whoever
// asks may not know of is not there.
func (v *visit) unexplained(show page.ExplainShow, err error) error {
	kind := trenza.KindOf(err)
	if kind != trenza.Invalid && kind != trenza.NotFound {
		return err
	}
	field := "which"
	if explain.WordOf(show.Form.Value("may")) == "service" {
		field = "service"
	}
	text := v.words.Error(err)
	if show.Form.Value(field) == "" {
		text = v.words.Text("web.explain.missing")
	}
	show.Form.Faults = []page.Fault{{Field: field, Text: text}}
	return v.show(http.StatusUnprocessableEntity, page.Explain(v.view(), show))
}
