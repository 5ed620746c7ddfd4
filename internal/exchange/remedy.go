package exchange

import (
	"errors"

	"github.com/trenza/trenza"
)

// remedies say what to do about a rejected row, by the key of the reason. Most
// reasons are mended in the cell that they name, and are not listed.
var remedies = map[string]string{
	"access.restricted_service":        "exchange.todo_team",
	"exchange.elsewhere":               "exchange.todo_elsewhere",
	"exchange.example_row":             "exchange.todo_delete",
	"exchange.not_attended":            "exchange.todo_left_out",
	"exchange.two_people":              "exchange.todo_record",
	"exchange.came_unread":             "exchange.todo_mapping",
	"exchange.no_marks":                "exchange.todo_marks",
	"exchange.columns_missing":         "exchange.todo_column",
	"exchange.service_other_shape":     "exchange.todo_move",
	"outreach.not_by_heads":            "exchange.todo_move",
	"attention.before_programme":       "exchange.todo_programme",
	"attention.after_programme":        "exchange.todo_programme",
	"outreach.no_such_activity":        "exchange.todo_headcount",
	"outreach.nobody_like_her":         "exchange.todo_headcount",
	"outreach.all_linked":              "exchange.todo_headcount",
	"outreach.sums_differ":             "exchange.todo_sums",
	"outreach.total_differs":           "exchange.todo_sums",
	"outreach.nobody_counted":          "exchange.todo_sums",
	"exchange.margin_differs":          "exchange.todo_sums",
	"exchange.day_two_ways":            "exchange.todo_mapping",
	"sheet.mark_ambiguous":             "exchange.todo_mapping",
	"exchange.state_unknown":           "exchange.todo_mapping",
	"exchange.service_unknown":         "exchange.todo_mapping",
	"exchange.document_without_type":   "exchange.todo_mapping",
	"sheet.formula_unknown":            "exchange.todo_formula",
	"sheet.error_value":                "exchange.todo_formula",
	"registry.nobody":                  "exchange.todo_record",
	"exchange.name_of_nobody":          "exchange.todo_record",
	"exchange.sex_letter":              "exchange.todo_mapping",
	"sheet.document_digits_lost":       "exchange.todo_record",
	"registry.document_length":         "exchange.todo_record",
	"registry.document_bounds":         "exchange.todo_record",
	"registry.document_digits":         "exchange.todo_record",
	"registry.born_later":              "exchange.todo_record",
	"exchange.document_without_number": "exchange.todo_record",
	"collective.called_by_none":        "exchange.todo_committee",
	"pathway.trainer_unknown":          "exchange.todo_known",
	"pathway.maker_unknown":            "exchange.todo_known",
	"collective.trainer_unknown":       "exchange.todo_known",
	"exchange.topic_unknown":           "exchange.todo_mapping",
	"exchange.product_unknown":         "exchange.todo_mapping",
	"exchange.post_unknown":            "exchange.todo_mapping",
	"collective.post_taken":            "exchange.todo_compare",
	"collective.seat_overlaps":         "exchange.todo_compare",
	"collective.seat_until_differs":    "exchange.todo_compare",
	"collective.recognition_differs":   "exchange.todo_compare",
	"collective.replica_waits":         "exchange.todo_compare",
	"collective.replica_differs":       "exchange.todo_compare",
	"pathway.batch_differs":            "exchange.todo_compare",
}

// Remedy returns the key of the sentence that says what to do about a rejected
// row.
func Remedy(err error) string {
	if problem, ok := innermost(err); ok {
		if todo, listed := remedies[problem.Key]; listed {
			return todo
		}
	}
	return "exchange.todo_cell"
}

// innermost returns the last Problem in a chain of causes: the one that says
// what is wrong, and not only in which column.
func innermost(err error) (last *trenza.Problem, found bool) {
	for {
		problem, ok := errors.AsType[*trenza.Problem](err)
		if !ok {
			return last, found
		}
		last, found, err = problem, true, problem.Cause
	}
}
