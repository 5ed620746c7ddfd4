package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// roll is the attendance sheet of the session of the address, in the cohort of the
// address.
func (v *visit) roll() (s learning.Sheet, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) (err error) {
		s, err = learning.SheetOf(v.ctx(), r, v.Vault, v.scope, v.r.PathValue("lesson"))
		return err
	})
	if err == nil && (!s.Detailed || !strings.EqualFold(s.View.Code, v.r.PathValue("cohort"))) {
		err = v.nothing()
	}
	return s, err
}

// rollPage shows the attendance of a session, to be taken with one tap a woman.
func (v *visit) rollPage() error {
	path := page.RollPath(v.r.PathValue("cohort"), v.r.PathValue("lesson"))
	return v.drawRoll(http.StatusOK, v.form(path), page.Form{})
}

func (v *visit) drawRoll(status int, form, change page.Form) error {
	s, err := v.roll()
	if err != nil {
		return err
	}
	show := page.NewRoll(s, v.Desk.Today(), form)
	show.Number, show.Change = v.formNumberOf(form), change
	return v.show(status, page.Roll(v.view(), show))
}

// takeRoll takes marks: one tap, or the whole form. What stands as it was is not
// written again.
func (v *visit) takeRoll() error {
	s, err := v.roll()
	if err != nil {
		return err
	}
	if !s.Takes {
		return v.nothing()
	}
	marks, err := v.marksTyped(s)
	if err == nil && len(marks) > 0 {
		err = v.write(func(tx *journal.Tx) error { return learning.Take(v.ctx(), tx, s.Session.ID, marks...) })
	}
	if v.wantsJSON() {
		if err != nil {
			return err
		}
		return v.json(http.StatusOK, script{})
	}
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawRoll(status, form, page.Form{})
	}
	v.tell(page.Good, v.words.Count("web.roll.saved", len(marks)))
	return v.goTo(page.RollPath(s.View.Code, s.Session.ID))
}

// marksTyped reads the marks that a form changes. "All" marks whoever is expected
// and has no mark as present.
func (v *visit) marksTyped(s learning.Sheet) (marks []learning.Mark, err error) {
	form := v.r.PostForm
	for _, m := range s.Rows {
		id := m.Enrolment.ID
		if !form.Has(page.MarkField(id)) && !form.Has("all") {
			continue
		}
		had := m.Marks[s.Session.ID]
		mark := learning.Mark{Enrolment: id, Kind: form.Get(page.MarkField(id))}
		if form.Has("all") && mark.Kind == "" {
			if mark.Kind = had.Mark; had.Mark == "" && page.Awaited(m.State) {
				mark.Kind = attention.Present
			}
		}
		if err := v.moreOf(&mark); err != nil {
			return nil, err
		}
		same := mark.Stayed == 0 && (mark.Day == "" || mark.Day == had.Day)
		if same && form.Has(page.WasField(id)) && mark.Kind == form.Get(page.WasField(id)) {
			continue // somebody else may have marked her since
		}
		if !same || mark.Kind != had.Mark {
			marks = append(marks, mark)
		}
	}
	return marks, nil
}

// moreOf reads what some marks say besides: for how long she was there who came late
// or left early, and on which day a session was made up.
func (v *visit) moreOf(mark *learning.Mark) (err error) {
	switch mark.Kind {
	case attention.Late, attention.LeftEarly:
		mark.Stayed, err = minutesTyped(v.r.PostFormValue(page.StayedField(mark.Enrolment)))
	case attention.MadeUp:
		mark.Day, err = v.readDay(page.MadeUpField(mark.Enrolment))
	}
	return err
}

// minutesTyped reads how long somebody was there, 0 where nothing was typed.
func minutesTyped(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 12*60 {
		return 0, trenza.Refuse("web.roll.minutes_shape", text)
	}
	return n, nil
}

// changeLesson moves a session, cancels it, puts it back, or says how long it
// lasted.
func (v *visit) changeLesson() error {
	s, err := v.roll()
	if err != nil {
		return err
	}
	err = v.write(func(tx *journal.Tx) error { return v.lessonChanged(tx, s.Session) })
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawRoll(status, page.Form{}, form)
	}
	v.tellGood("web.workshop.noted")
	return v.goTo(page.RollPath(s.View.Code, s.Session.ID))
}

func (v *visit) lessonChanged(tx *journal.Tx, s learning.Session) error {
	switch v.r.PostFormValue("do") {
	case "move":
		day, err := v.readDay("day")
		if err != nil {
			return err
		}
		return learning.MoveSession(v.ctx(), tx, s.ID, day, v.r.PostFormValue("hour"))
	case "cancel":
		return learning.CancelSession(v.ctx(), tx, s.ID, strings.TrimSpace(v.r.PostFormValue("reason")))
	case "restore":
		return learning.RestoreSession(v.ctx(), tx, s.ID)
	case "hold":
		minutes, err := minutesTyped(v.r.PostFormValue("minutes"))
		if err != nil {
			return err
		}
		return learning.HoldSession(v.ctx(), tx, s.ID, minutes)
	}
	return v.nothing()
}
