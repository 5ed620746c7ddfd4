package web

import (
	"net/http"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// cardRoutes say where a frozen figure comes from: its card, and a sample of its
// rows by code. Each view of either is told.
var cardRoutes = []Route{
	{Method: "GET", Path: "/publicaciones/{code}/{indicator}", Name: "card", Door: Within, Verb: "publication.read", Kind: access.Publication, handler: (*visit).card},
	{Method: "POST", Path: "/publicaciones/{code}/{indicator}", Name: "sample", Door: Within, Verb: "publication.sample", Kind: access.Publication, handler: (*visit).sample},
}

// sampleRows is how many rows a sample has when nobody says.
const sampleRows = 30

// card shows where a frozen figure comes from.
func (v *visit) card() error {
	seed := formNumber()[:10]
	return v.drawCard(http.StatusOK, page.Form{Values: map[string][]string{"rows": {strconv.Itoa(sampleRows)}, "seed": {seed}}})
}

func (v *visit) drawCard(status int, form page.Form) error {
	card, err := v.reporter().Examine(v.ctx(), v.actor, tidyCode(v.r.PathValue("code")), v.r.PathValue("indicator"))
	if trenza.KindOf(err) == trenza.NotFound {
		return v.nothing()
	}
	if err != nil {
		return err
	}
	show := page.CardShow{Card: card, Form: form}
	show.Samples = v.scope.May("publication.sample", publicationRow(card.Frozen.Programme, card.Frozen.Public)) == nil
	return v.show(status, page.Card(v.viewOf(card.Definition), show))
}

// sample draws rows of a frozen figure, and shows them once: whoever asks again,
// with the same seed, is shown the same, and it is told again.
func (v *visit) sample() error {
	rows, err := strconv.Atoi(v.r.PostFormValue("rows"))
	if err != nil {
		rows = 0
	}
	drawn, err := v.reporter().Sample(v.ctx(), v.actor, report.Draw{
		Code: tidyCode(v.r.PathValue("code")), Indicator: v.r.PathValue("indicator"),
		Rows: rows, Seed: v.r.PostFormValue("seed"), Agreement: v.r.PostFormValue("agreement"),
	})
	if report.HandedToNobody(err) {
		form := v.typedForm()
		form.Faults = []page.Fault{{Text: v.words.Error(err)}}
		return v.drawCard(http.StatusUnprocessableEntity, form)
	}
	switch trenza.KindOf(err) {
	case trenza.NotFound:
		return v.nothing()
	case trenza.Invalid:
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawCard(status, form)
	}
	if err != nil {
		return err
	}
	return v.drawSample(drawn)
}

func (v *visit) drawSample(drawn *report.Sample) error {
	show := page.SampleShow{Sample: drawn, Agreement: v.r.PostFormValue("agreement"), On: v.Desk.Today()}
	f := drawn.Frozen
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		show.Definition, err = programme.FindVersion(v.ctx(), r, f.Organisation, f.Programme, f.Definition, f.DefinitionHash)
		return err
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.SamplePage(v.viewOf(show.Definition), show))
}
