package web

import (
	"errors"
	"net/http"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// stepPage shows one step and what can become of it.
func (v *visit) stepPage() error {
	for _, act := range []string{"mover", "dejar"} {
		if form := v.form(page.StepPath(v.r.PathValue("step"), act)); form.Values != nil {
			return v.drawStepped(http.StatusOK, act, form)
		}
	}
	return v.drawStepped(http.StatusOK, "", page.Form{})
}

// drawStepped shows a step with the form by which something was to become of it.
func (v *visit) drawStepped(status int, act string, form page.Form) error {
	show := page.StepPageShow{Today: v.Desk.Today(), Act: act, Form: form}
	err := v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		if show.Step, err = agenda.ByID(v.ctx(), r, v.Vault, v.scope, v.r.PathValue("step")); err != nil {
			return err
		}
		if show.Face, err = registry.FaceOf(v.ctx(), r, v.Vault, v.scope, show.Step.Root); err != nil {
			return err
		}
		show.Offers, err = v.offersOf(r)
		return err
	})
	if err != nil {
		return err
	}
	service := v.scope.Service(show.Step.Programme, show.Step.Service)
	if show.Step.Reminder() {
		service = access.Service{}
	}
	show.May = agenda.May(v.scope, service, show.Step.Place)
	item := agenda.Item{Service: service}
	item.Face.Root = show.Step.Root
	if err := v.tellListed(agenda.Waiting{Items: []agenda.Item{item}}); err != nil {
		return err
	}
	return v.show(status, page.StepPage(v.view(), show))
}

// finishStep notes that a step was done. A second tap finds it done.
func (v *visit) finishStep() error {
	err := v.write(func(tx *journal.Tx) error { return agenda.Finish(v.ctx(), tx, v.r.PathValue("step")) })
	if errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "agenda.step_over"}) {
		v.tell(page.Info, v.words.Error(err))
		return v.goTo("/")
	}
	if err != nil {
		return err
	}
	v.tellGood("web.today.done")
	return v.goTo("/")
}

// moveStep puts a step on another day.
func (v *visit) moveStep() error {
	day, err := sheet.ReadDay(v.r.PostFormValue("day"))
	if err != nil && v.r.PostFormValue("day") != "" {
		return v.unstepped("mover", trenza.Refuse("agenda.day_unknown", v.r.PostFormValue("day")))
	}
	err = v.write(func(tx *journal.Tx) error {
		return agenda.Move(v.ctx(), tx, v.r.PathValue("step"), day, v.r.PostFormValue("hour"))
	})
	if err != nil {
		return v.unstepped("mover", err)
	}
	v.tellGood("web.today.moved", day)
	return v.goTo("/")
}

// dropStep notes why a step will not be done.
func (v *visit) dropStep() error {
	err := v.write(func(tx *journal.Tx) error {
		return agenda.Drop(v.ctx(), tx, v.r.PathValue("step"), v.r.PostFormValue("reason"))
	})
	if err != nil {
		return v.unstepped("dejar", err)
	}
	v.tellGood("web.today.dropped")
	return v.goTo("/")
}

// holdSession notes of everybody who is still awaited that the session was held.
func (v *visit) holdSession() error {
	s := agenda.Session{
		Service: v.scope.Service(v.r.PostFormValue("programme"), v.r.PostFormValue("service")),
		Day:     trenza.Day(v.r.PostFormValue("day")), Hour: v.r.PostFormValue("hour"), Place: trenza.Place(v.r.PostFormValue("place")),
	}
	held, err := wrote(v, v.formSent(), func(tx *journal.Tx) (int, error) { return agenda.FinishSession(v.ctx(), tx, s) })
	if errors.Is(err, &trenza.Problem{Kind: trenza.NotFound, Key: "agenda.no_such_step"}) {
		v.tell(page.Info, v.words.Error(err)) // sent twice, or nobody is awaited any more
		return v.goTo("/")
	}
	if err != nil {
		return err
	}
	v.tell(page.Good, v.words.Count("web.today.held", held))
	return v.goTo("/")
}

// unstepped shows a step again with what was typed and what is wrong with it.
func (v *visit) unstepped(act string, err error) error {
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawStepped(status, act, form)
}
