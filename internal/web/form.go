package web

import (
	"errors"
	"maps"
	"net/http"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// fieldOf names the field of a form that a refusal is about.
var fieldOf = map[string]string{
	"staff.code_refused":           "code",
	"staff.name_shape":             "name",
	"staff.login_shape":            "login",
	"staff.login_taken":            "login",
	"staff.password_short":         "password",
	"staff.password_long":          "password",
	"staff.password_guessable":     "password",
	"staff.password_same":          "password",
	"staff.role_unknown":           "role",
	"staff.role_programme":         "programme",
	"staff.role_without_record":    "role",
	"staff.role_without_team":      "role",
	"staff.administrator_narrowed": "role",
	"staff.partner_administrator":  "role",
	"staff.partner_programme":      "programme",
	"staff.partner_unknown":        "employer",
	"staff.programme_unknown":      "programme",
	"staff.course_programme":       "course",
	"staff.course_unknown":         "course",
	"staff.place_unknown":          "place",
	"staff.day_unknown":            "from",
	"staff.grant_backwards":        "until",
	"report.period_backwards":      "to",
	"report.sample_empty":          "rows",
	"report.agreement_missing":     "agreement",
	"exchange.service_unknown":     "service",
	"exchange.handed_many":         "file",
	"agenda.day_missing":           "day",
	"agenda.day_unknown":           "day",
	"agenda.day_past":              "day",
	"agenda.day_far":               "day",
	"agenda.hour_shape":            "hour",
	"agenda.what_missing":          "what",
	"agenda.reason_missing":        "reason",
	"agenda.service_unknown":       "service",

	"collective.no_name":              "name",
	"collective.known_already":        "name",
	"collective.kind_unknown":         "kind",
	"collective.place_outside":        "place",
	"collective.place_unknown":        "place",
	"collective.post_taken":           "role",
	"collective.post_unknown":         "role",
	"collective.seat_day":             "since",
	"collective.seat_future":          "since",
	"collective.seat_reversed":        "until",
	"collective.resolution_missing":   "resolution",
	"collective.recognition_day":      "from",
	"collective.recognition_reversed": "expires",
	"collective.topics_missing":       "topic",
	"collective.minutes":              "minutes",
	"collective.day_to_come":          "day",
	"collective.proposal_empty":       "what",
	"collective.proposal_day":         "made",
	"collective.sphere_unknown":       "sphere",
	"collective.reason_missing":       "reason",
	"collective.way_unknown":          "way",
	"collective.trainer_unknown":      "trainer",
	"outreach.first_time_beyond":      "first",
	"attention.no_day":                "day",
	"attention.before_programme":      "day",
	"web.workshop.transfer_where":     "to",
	"learning.other_training":         "to",
	"venture.name_missing":            "name",
	"venture.customer_missing":        "customer",
	"venture.product_missing":         "product",
	"venture.price_below_cost":        "price",
	"venture.recipe_units":            "recipe_units",
	"venture.ruc_shape":               "ruc",
	"venture.regime_unknown":          "regime",
	"venture.kind_unknown":            "kind",
	"venture.owner_missing":           "owner",
	"venture.control_missing":         "control",
	"venture.reason_missing":          "reason",
	"venture.month_unknown":           "month",
	"venture.asked_already":           "month",
	"venture.operating_missing":       "operating",
	"venture.reaction_unknown":        "reaction",
	"venture.care_hours":              "care_hours",
	"venture.more_women_than_workers": "women",
	"venture.status_missing":          "status",
	"venture.contract_without_work":   "contract",
	"venture.hours_range":             "hours",
	"venture.band_reversed":           "up_to",
	"measure.wave_unknown":            "wave",
	"measure.taken_already":           "wave",
	"measure.day_unknown":             "day",
	"measure.day_future":              "day",
	"measure.before_programme":        "day",
	"measure.not_alone":               "alone",
	"measure.protocol_missing":        "stays",
	"venture.product_unknown":         "product",
	"venture.units_missing":           "units",
	"venture.units_range":             "units",
	"venture.units_left":              "units",
	"venture.day_unknown":             "day",
	"venture.day_future":              "day",
	"venture.used_before_made":        "day",
	"venture.use_unknown":             "how",
	"venture.amount_of_no_sale":       "amount",
	"venture.amount_missing":          "amount",
	"venture.side_unknown":            "side",
	"venture.for_missing":             "for",
	"web.replica.who_taught":          "trainer",
	"web.replica.place":               "place",
}

// parse reads the form of a request that changes something.
func (v *visit) parse() error {
	if !changes(v.r) {
		return nil
	}
	err := v.r.ParseForm()
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge || err == nil {
		return err
	}
	return trenza.Refuse("web.problem.form").Because(err)
}

// typedForm is what was typed, but for secrets.
func (v *visit) typedForm() page.Form {
	values := maps.Clone(v.r.PostForm)
	for _, name := range secretFields {
		values.Del(name)
	}
	return page.Form{Values: values}
}

// faulty returns the form as it was typed with what a verb refused beside its
// fields, and the status of the page that shows it again. What is not about the
// form, ours to mend or not to be known of, stays an error. Of several refusals
// at once (errors.Join) each is shown.
func (v *visit) faulty(err error) (page.Form, int, error) {
	form := v.typedForm()
	for _, one := range apart(err) {
		problem, isProblem := errors.AsType[*trenza.Problem](one)
		if !isProblem || problem.Kind == trenza.Internal || problem.Kind == trenza.NotFound {
			return form, 0, err
		}
		if problem.Kind == trenza.Forbidden && !errors.Is(one, staff.ErrRefused) && !errors.Is(one, staff.ErrCode) {
			return form, 0, err
		}
		form.Faults = append(form.Faults, page.Fault{Field: fieldOf[problem.Key], Text: v.words.Error(one)})
	}
	return form, v.statusOfForm(err), nil
}

// statusOfForm is the status of a form that is shown again.
func (v *visit) statusOfForm(err error) int {
	if !errors.Is(err, staff.ErrLimited) {
		return http.StatusUnprocessableEntity
	}
	v.w.Header().Set("Retry-After", "60")
	return http.StatusTooManyRequests
}

// apart returns the errors that one is made of.
func apart(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.Clone(joined.Unwrap())
	}
	return []error{err}
}

// missing refuses fields that were left empty, each with its sentence.
func (v *visit) missing(fields ...string) []page.Fault {
	var faults []page.Fault
	for _, name := range fields {
		if v.r.PostFormValue(name) == "" {
			faults = append(faults, page.Fault{Field: name, Text: v.words.Text("web.missing." + name)})
		}
	}
	return faults
}
