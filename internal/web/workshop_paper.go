package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/web/page"
)

// onPaper is the cohort of the address with the sessions that the address names:
// one, those of a month, or those of the month of the next session.
func (v *visit) onPaper() (page.OnPaperShow, error) {
	cohort, members, err := v.cohort()
	if err != nil {
		return page.OnPaperShow{}, err
	}
	if !cohort.Detailed {
		return page.OnPaperShow{}, v.nothing()
	}
	query := v.r.URL.Query()
	show := page.NewOnPaper(cohort, members, v.Desk.Today(), query.Get("sesion"), query.Get("mes"))
	if query.Get("sesion") != "" && len(show.Sessions) == 0 {
		return show, v.nothing()
	}
	return show, nil
}

// printSheet is the attendance sheet on paper.
func (v *visit) printSheet() error {
	show, err := v.onPaper()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.PrintedSheet(v.view(), show))
}

// paperPage is where what stands on paper is typed: a letter for each session.
func (v *visit) paperPage() error {
	show, err := v.onPaper()
	if err != nil {
		return err
	}
	show.Form = v.form(v.r.URL.Path)
	show.Number = v.formNumberOf(show.Form)
	return v.show(http.StatusOK, page.TypedSheet(v.view(), show))
}

// typePaper takes the marks of a sheet that was typed. A letter that means nothing
// is refused where it stands, and the rest of the sheet is kept.
func (v *visit) typePaper() error {
	show, err := v.onPaper()
	if err != nil {
		return err
	}
	show.Form = v.typedForm()
	show.Number = v.formNumberOf(show.Form)
	marks, faults := v.lettersTyped(show)
	if show.Form.Faults = faults; len(faults) > 0 {
		return v.show(http.StatusUnprocessableEntity, page.TypedSheet(v.view(), show))
	}
	taken := 0
	err = v.write(func(tx *journal.Tx) error {
		for _, s := range show.Sessions {
			if len(marks[s.ID]) == 0 {
				continue
			}
			taken += len(marks[s.ID])
			if err := learning.Take(v.ctx(), tx, s.ID, marks[s.ID]...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		show.Form = form
		return v.show(status, page.TypedSheet(v.view(), show))
	}
	v.tell(page.Good, v.words.Count("web.roll.saved", taken))
	return v.goTo(page.WorkshopPath(show.Cohort.Code))
}

// lettersTyped reads the letters that differ from what stood in each line.
func (v *visit) lettersTyped(show page.OnPaperShow) (marks map[string][]learning.Mark, faults []page.Fault) {
	marks = make(map[string][]learning.Mark)
	for _, m := range show.Lines() {
		field := page.LettersField(m.Enrolment.ID)
		if !v.r.PostForm.Has(field) {
			continue
		}
		typed := []rune(strings.ToUpper(strings.TrimRight(v.r.PostFormValue(field), " .")))
		was := []rune(v.r.PostFormValue(page.LettersWasField(m.Enrolment.ID)))
		if len(typed) > len(show.Sessions) {
			faults = append(faults, page.Fault{Field: field, Text: v.words.Count("web.paper.too_many", len(show.Sessions))})
			continue
		}
		for i, s := range show.Sessions {
			letter, before := letterAt(typed, i), letterAt(was, i)
			kind, known := page.MarkOf(letter)
			switch {
			case !known && !slices.ContainsFunc(faults, func(f page.Fault) bool { return f.Field == field }):
				faults = append(faults, page.Fault{Field: field, Text: v.words.Text("web.paper.letter", string(letter))})
			case known && letter != before:
				marks[s.ID] = append(marks[s.ID], learning.Mark{Enrolment: m.Enrolment.ID, Kind: kind})
			}
		}
	}
	return marks, faults
}

// letterAt is the letter of the nth session, a dot where there is none.
func letterAt(letters []rune, n int) rune {
	if n < len(letters) {
		return letters[n]
	}
	return '.'
}
