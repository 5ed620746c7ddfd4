package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/venture"
	"github.com/trenza/trenza/internal/web/page"
)

// herBusiness is the business of the address, where she may write to it.
func (v *visit) herBusiness() (page.VentureShow, error) {
	show, err := v.businesses()
	if err == nil && !show.Gives() {
		err = v.nothing()
	}
	return show, err
}

// planForm asks for a plan, as the last one was.
func (v *visit) planForm() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	form := v.form(page.VenturePathOf(show.Face.Code, show.Business.ID, "plan"))
	if form.Values == nil {
		plan, _ := show.Business.Plan()
		form.Values = page.PlanValues(plan)
		form.Values.Set("day", string(v.Desk.Today()))
	}
	return v.drawPlanForm(http.StatusOK, show, form, nil)
}

func (v *visit) drawPlanForm(status int, show page.VentureShow, form page.Form, seen *venture.Plan) error {
	show.Form, show.Number = form, v.formNumberOf(form)
	return v.show(status, page.PlanForm(v.view(), show, seen))
}

// writePlan shows what a plan comes to before it is saved, and then saves it.
func (v *visit) writePlan() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	e := &entry{visit: v}
	plan, day := e.plan(), e.day("day")
	form := v.typedForm()
	if form.Faults = e.faults; len(e.faults) > 0 {
		return v.drawPlanForm(http.StatusUnprocessableEntity, show, form, nil)
	}
	if v.r.PostFormValue("go") != "save" {
		err := plan.Reckon()
		if err == nil {
			_, err = plan.BreakEven()
		}
		if err != nil {
			return v.planRefused(err, show)
		}
		return v.drawPlanForm(http.StatusOK, show, form, &plan)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := venture.Write(v.ctx(), tx, show.Business.ID, day, plan)
		return err
	})
	if err != nil {
		return v.planRefused(err, show)
	}
	v.tellGood("web.venture.plan_saved")
	return v.goTo(page.VenturePath(show.Face.Code))
}

// planRefused shows a plan again with what is wrong with it.
func (v *visit) planRefused(err error, show page.VentureShow) error {
	form, status, err := v.faulty(err)
	if err != nil {
		return err
	}
	return v.drawPlanForm(status, show, form, nil)
}

// plan reads a plan as it was typed.
func (e *entry) plan() venture.Plan {
	p := venture.Plan{
		Customer: e.text("customer"), Product: e.text("product"), Price: e.money("price"), Investment: e.money("investment"),
		Risk: e.text("risk"), Care: e.text("care"),
		Recipe: venture.Recipe{Units: e.count("recipe_units"), Minutes: e.minutes("hours"), Hour: e.money("hour")},
		Formal: venture.Formal{
			RUC: e.text("ruc"), Regime: e.text("regime"),
			Licence: slices.Contains(e.r.PostForm["formal"], "licence"), Sanitary: slices.Contains(e.r.PostForm["formal"], "sanitary"),
		},
	}
	for n := range page.Buys {
		p.Recipe.Buys = append(p.Recipe.Buys, e.cost("buy", n))
	}
	for n := range page.FixedCosts {
		p.Fixed = append(p.Fixed, e.cost("fixed", n))
	}
	for n := range page.Months {
		p.Forecast = append(p.Forecast, e.count(page.Numbered("month", n)))
	}
	return p
}

// cost reads the nth line of a list of costs. What it is for goes without saying
// where the amount was typed alone.
func (e *entry) cost(list string, n int) venture.Cost {
	c := venture.Cost{For: e.text(page.Numbered(list+"_for", n)), Amount: e.money(page.Numbered(list, n))}
	if c.For == "" && c.Amount != 0 {
		c.For = e.words.Text("web.venture.cost_unnamed")
	}
	return c
}

// judgeForm asks for what she gives the plan by each criterion.
func (v *visit) judgeForm() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	return v.drawJudgeForm(http.StatusOK, show, v.form(page.VenturePathOf(show.Face.Code, show.Business.ID, "evaluar")))
}

func (v *visit) drawJudgeForm(status int, show page.VentureShow, form page.Form) error {
	show.Form, show.Number = form, v.formNumberOf(form)
	plan, written := show.Business.Plan()
	if !written {
		return v.nothing()
	}
	return v.show(status, page.JudgeForm(v.view(), show, plan))
}

// judge keeps what she gives the plan.
func (v *visit) judge() error {
	show, err := v.herBusiness()
	if err != nil {
		return err
	}
	form, points := v.typedForm(), make(map[string]int)
	for _, c := range show.Definition.Ventures.Rubric {
		field := page.CriterionField(c)
		given, err := strconv.Atoi(v.r.PostFormValue(field))
		if err != nil || given < 0 || given > c.Points {
			refused := trenza.Refuse("venture.points_range", c.Title.In(v.words.Lang()), strconv.Itoa(c.Points))
			form.Faults = append(form.Faults, page.Fault{Field: field, Text: v.words.Error(refused)})
		}
		points[c.ID] = given
	}
	if len(form.Faults) > 0 {
		return v.drawJudgeForm(http.StatusUnprocessableEntity, show, form)
	}
	err = v.write(func(tx *journal.Tx) error {
		_, err := venture.Judge(v.ctx(), tx, show.Business.ID, v.Desk.Today(), points)
		return err
	})
	if err != nil {
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawJudgeForm(status, show, form)
	}
	v.tellGood("web.venture.judged")
	return v.goTo(page.VenturePath(show.Face.Code))
}
