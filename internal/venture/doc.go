// Package venture follows what women make and sell: the products of a workshop and
// its own account, and a woman's own business, from the plan to the seed capital and
// to how it goes months later; and, beside it, the work that she found (domain rule 6).
//
// A plan says what a woman herself would want to know: what a unit costs her, how
// many she must sell to lose nothing, what she keeps. It is judged by several
// reviewers, each alone, by the rubric of the programme. Seed capital is paid in two
// parts, and the second waits until receipts for most of the first were shown. Asking
// how it goes is an attention of the service, so that figures count it as they count
// everything else; the numbers stand here. What she says of her partner's reaction is
// for a trained worker who accompanies her, and for nobody else.
//
// A business is written and read as the attentions of its service are. It stays with
// the record for which it was begun, and shows on whichever thread that record is.
// Of somebody who was forgotten the amounts that were paid stay, by a code, and
// nothing that says who she was.
//
// Tables: venture, business_plan, plan_pitch, seed, seed_receipt, venture_visit,
// work_visit, product_batch, product_use, workshop_line. Tells: business.begun,
// plan.written, plan.judged, seed.applied, seed.moved, receipt.shown, business.visited,
// work.visited, visit.withdrawn, product.made, product.used, product.withdrawn,
// workshop.noted, workshop.withdrawn.
package venture
