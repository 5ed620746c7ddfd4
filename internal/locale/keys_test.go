package locale_test

import (
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leonelquinteros/gotext"

	"github.com/trenza/trenza/internal/locale"
)

// composed are the keys that the code puts together from a beginning and a
// value. Each must have a sentence, as if it were written out. What follows
// "cli.help." is read from the code.
var composed = map[string][]string{
	"registry.reason.": {
		"same_document", "same_phone", "same_name", "similar_name", "other_name",
		"same_birth_day", "same_birth_year", "other_birth_year", "other_sex", "other_document",
	},
	"registry.verdict.": {"same", "different", "relative", "unsure"},
	"report.by.": {
		"region", "province", "district", "month", "quarter", "year", "service",
		"sex", "age", "adult", "population", "nationality", "life_stage",
	},
	"report.outcome.": {"delivered", "completed", "trained", "collected", "asked", "answered", "satisfied", "two_sessions", "taught", "replicated",
		"venture_followed_m6", "venture_operating_m6", "venture_not_found_m6", "venture_followed_m12", "venture_operating_m12", "venture_not_found_m12", "work_followed_m6", "work_found_m6", "work_contract_m6", "work_not_found_m6",
	},
	"report.life_stage.": {
		"joven", "madre", "gestante", "lactante", "adulta_mayor", "cuidadora", "jefa_de_hogar", "discapacidad",
	},
	"report.percent.":      {"target", "answered", "share"},
	"report.qualifier_as.": {"exact", "at_least", "approx"},
	"report.change.":       {"came", "went", "incomplete", "restated", "joined", "parted", "moved"},
	"report.value.": {
		"f", "m", "i", "ns", "in_destination", "in_transit", "pendular", "host_community", "returnee",
	},
	"report.beside.": {
		"delivered", "delivered_declared", "completed", "trained", "collected", "taught",
		"asked", "asked_declared", "answered", "answered_declared", "satisfied", "satisfied_declared",
		"venture_not_found_m6", "venture_followed_m12", "venture_not_found_m12", "work_found_m6", "work_followed_m6", "work_not_found_m6",
	},
	"match.": {
		"given.same", "given.part", "given.near", "given.typed", "given.short", "surname.typed", "surname.short", "name.typed", "name.short",
		"given.near_part", "given.some", "given.some_near", "given.alike",
		"given.swapped", "given.other", "surname.same", "surname.exchanged", "surname.part", "surname.near", "surname.near_part",
		"surname.some", "surname.some_near", "surname.alike", "surname.swapped", "surname.other", "name.same", "name.part",
		"name.near", "name.near_part", "name.most", "name.half", "name.some", "name.some_near", "name.alike", "name.other", "date.same",
		"date.first", "date.slip", "date.loose", "date.year", "date.beside", "date.other", "document.same", "document.other_kind",
		"document.slip", "document.other", "phone.same", "phone.slip", "phone.other", "email.same", "email.part", "email.near",
		"email.alike", "email.other", "place.same", "place.near", "place.prefix", "place.region", "place.other", "code.same",
		"code.slip", "code.prefix", "code.other", "address.same", "address.most", "address.half", "address.little", "address.other",
		"text.same", "text.most", "text.half", "text.little", "text.other", "number.same", "number.beside", "number.alike",
		"number.other", "category.same", "category.other",
	},
	"match.kind.": {
		"given", "surname", "name", "date", "document", "phone", "email", "place", "code", "address", "text", "number", "category",
	},
	"match.answer.": {"same", "review", "relative"},
	"match.band.":   {"nearly_same", "probable", "possible", "family"},
	"match.field.":  {"sex", "birth", "place"},
	"match.stage.":  {"read", "register", "block", "learn", "compare", "write"},
	"pathway.held.": {
		"other_form", "swapped_day", "other_mark", "other_amount", "duplicate_payment", "other_numbers",
	},
	"staff.role.": {
		"promotora", "registradora", "facilitadora", "gestora_caso", "supervisora_caso", "psicologa", "asesora_legal",
		"oficial_efectivo", "aprobador_programa", "aprobador_finanzas", "meal", "oficial_datos", "punto_focal_psea", "coordinadora",
		"socio_publico", "donante", "evaluadora", "participante", "administradora", "operator", "custodian",
	},
	"exchange.proven.":        {"code", "day", "service", "outcome", "place", "sources", "position"},
	"cli.account.":            {"invited", "active", "closed"},
	"cli.difference.":         {"day", "place", "mark", "amount", "line", "leg", "mechanism", "state"},
	"cli.help.":               nil,
	"web.language.":           {"es", "en"},
	"web.factor.":             {"code", "passkey"},
	"web.missing.":            {"login", "password", "before", "name", "role", "kind"},
	"web.lists.kind.":         {"personas", "atenciones", "conteos", "directivas", "replicas", "productos", "respuestas"},
	"web.thread.hers.":        {"title", "received", "facts", "household", "sensitive", "seen", "called", "no_next", "no_household"},
	"web.thread.own.":         {"title", "received", "facts", "household", "sensitive", "seen", "called", "no_next", "no_household"},
	"web.hilo.way.":           {"call", "whatsapp", "sms", "visit"},
	"web.hilo.strand.":        {"protection", "livelihood", "community"},
	"web.thread.class.":       {"p0", "p1", "p2", "p3", "p4"},
	"web.thread.mark.":        {"present", "late", "left_early", "absent", "justified", "made_up", "hours"},
	"web.results.coming.":     {"new", "returning"},
	"web.results.how.":        {"is", "counted", "source", "repeated", "beside", "target", "published", "until", "definition", "position", "hash", "erased"},
	"web.results.picture.":    {"juntas", "regiones", "edades", "crecimiento"},
	"web.results.see.":        {"juntas", "regiones", "edades", "crecimiento"},
	"web.listas.shape.":       {"atenciones", "asistencia", "pagos", "conteos", "encuesta", "directivas", "productos", "replicas"},
	"web.listas.skipped.":     {"title", "header", "totals", "note", "section", "sheet"},
	"web.listas.state.":       {"reading", "ready", "refused", "taking", "taken"},
	"web.weekday.":            {"0", "1", "2", "3", "4", "5", "6"},
	"web.workshop.state.":     {"planned", "enrolling", "running", "completed", "reported"},
	"web.workshop.session.":   {"coming", "past", "now", "due", "off"},
	"web.workshop.enrolment.": {"interested", "invited", "enrolled", "active", "completed", "partially_completed", "dropped_out", "transferred"},
	"web.workshop.kind.":      {"approval", "participation"},
	"web.workshop.level.":     {"none", "learns", "alone", "teaches"},
	"web.workshop.turns.":     {"running", "completed", "reported"},
	"web.workshop.turn.":      {"complete", "report", "reopen", "revise"},
	"web.workshop.do.":        {"join", "drop", "return", "pass", "unpass", "revoke"},
	"web.workshop.reason.":    {"work", "care", "health", "moved", "transport", "schedule", "not_for_her", "other", "unknown"},
	"web.roll.mark.":          {"present", "late", "left_early", "absent", "justified", "made_up"},
	"web.roll.do.":            {"move", "cancel", "hold", "restore"},
	"web.today.decide.":       {"pair", "row", "recovery", "recognition", "replica", "seed"},
	"web.today.decision.":     {"pair", "pair_more", "row", "row_more", "recovery", "recovery_more", "recognition", "recognition_more", "replica", "replica_more", "seed", "seed_more"},
	"web.thread.purpose.": {
		"service", "referral", "sharing_within_team", "anonymous_statistics", "contact_method", "testimony_image", "research",
	},
	"web.reason.":         {"same", "near", "other"},
	"web.review.field.":   {"given", "surname", "birth", "sex", "document", "phone", "place", "nationality", "population", "called"},
	"web.review.verdict.": {"same", "different", "relative", "unsure"},
	"web.review.say.":     {"same", "different", "relative", "unsure"},
	"web.review.done.":    {"same", "different", "relative"},
	"web.review.shelf.":   {"mine", "waiting", "settled"},
	"web.held.fact.":      {"who", "service", "day", "place", "row", "rows"},
	"web.held.say.":       {"same", "corrected", "different"},
	"web.held.means.":     {"same", "corrected", "different"},
	"web.held.decided.":   {"same", "corrected", "different"},
	"web.held.difference.": {
		"day", "place", "mark", "outcomes", "amount", "line", "leg", "mechanism", "state", "total",
	},
	"web.may.": {
		"promotora", "registradora", "facilitadora", "gestora_caso", "supervisora_caso", "psicologa", "asesora_legal",
		"oficial_efectivo", "aprobador_programa", "aprobador_finanzas", "meal", "oficial_datos", "punto_focal_psea",
		"coordinadora", "socio_publico", "donante", "evaluadora", "participante", "administradora",
	},
	"web.venture.regime.":    {"rus", "rer", "mype", "general"},
	"web.venture.operating.": {"yes", "paused", "closed", "sold", "not_found"},
	"web.venture.decides.":   {"her", "jointly", "partner", "other"},
	"web.venture.holder.":    {"her", "jointly", "partner", "other"},
	"web.venture.decider.":   {"her", "jointly", "partner", "other"},
	"web.venture.reaction.":  {"supports", "indifferent", "tension", "opposes", "no_partner", "unsafe"},
	"web.venture.step.":      {"applied", "approved", "tranche1", "tranche2"},
	"web.venture.state.": {
		"none", "applied", "reviewed", "approved", "agreement_signed", "tranche1", "evidence", "tranche2", "closed", "rejected", "cancelled", "misuse_review",
	},
	"web.venture.move.": {
		"review", "approve", "reject", "sign", "pay_first", "pay_rest", "close", "cancel", "question", "clear", "stop",
	},
	"web.venture.kind.":        {"cash", "equipment", "supplies", "mixed"},
	"web.venture.status.":      {"formal", "informal", "self_employed", "unpaid_family", "looking", "studying", "caring", "not_found"},
	"web.venture.decent.":      {"fine", "late", "documents", "harassment"},
	"web.measure.wave.":        {"baseline", "endline"},
	"web.measure.skip.":        {"unsafe", "refused", "not_applicable", "unknown"},
	"web.product.how.":         {"sold", "own_use", "gift"},
	"web.product.side.":        {"income", "expense"},
	"web.product.became.":      {"sold", "own_use", "gift"},
	"web.committee.role.":      {"representante", "socia"},
	"web.committee.fate.":      {"open", "adopted", "declined"},
	"web.replica.state.":       {"planned", "held", "reported", "verified", "closed", "cancelled"},
	"web.replica.way.":         {"call", "visit"},
	"collective.counted.":      {"direct", "registered", "declared", "attendances", "estimated"},
	"collective.no_such_step.": {"planned", "held", "reported", "verified", "closed", "cancelled"},
	"collective.council.": {
		"represented", "posts", "proposals", "adopted", "training", "in_time", "replicas", "attendances",
	},
	"web.verb.": {
		"account.accepted", "account.changed", "account.closed", "account.invited", "activity.counted",
		"activity.withdrawn", "attention.corrected", "attention.given", "attention.moved", "attention.withdrawn",
		"certificate.issued", "certificate.revoked", "cohort.changed", "cohort.planned", "commands.taken_back",
		"committee.recognised", "committee.recognition_restored", "committee.withdrawn", "consent.given", "consent.revoked", "enrolment.changed",
		"enrolment.made", "enrolment.settled", "factor.added", "factor.dropped", "factor.shown", "figures.asked",
		"figures.examined", "figures.frozen", "figures.sampled", "figures.sliced", "figures.taken_back", "headcount.linked",
		"headcount.unlinked", "household.joined", "household.left", "journal.restored", "lesson.cancelled",
		"lesson.changed", "lesson.held", "lesson.planned", "list.exported", "list.imported", "list.rows_noted",
		"list.undone", "match.learnt", "milestone.lost", "milestone.reached", "organisation.listed",
		"password.changed", "password.renewed", "person.assigned", "person.erased", "person.health_noted",
		"person.health_restored", "person.merged", "person.registered", "person.restored", "person.unassigned",
		"person.unmerged", "person.updated", "person.withdrawn", "programme.adopted", "recovery.agreed",
		"recovery.asked", "recovery.used", "review.decided", "review.raised", "review.withdrawn", "role.granted",
		"role.revoked", "row.decided", "row.held", "seat.reopened", "seat.taken", "seat.withdrawn", "session.ended", "session.opened",
		"session.refused", "skill.reached", "skill.withdrawn", "step.done", "step.dropped", "step.moved",
		"step.planned", "survey.answered", "thread.read",
		"seat.left", "committee.recognition_noted", "replica.planned", "replica.held", "replica.reported",
		"replica.verified", "replica.closed", "replica.cancelled", "replica.withdrawn", "proposal.made", "proposal.decided",
		"measure.taken", "measure.withdrawn", "business.begun", "plan.written", "plan.judged", "seed.applied", "seed.moved",
		"receipt.shown", "business.visited", "work.visited", "visit.withdrawn", "product.made", "product.used",
		"product.withdrawn", "workshop.noted", "workshop.withdrawn",
	},
	"web.registrar.kind.":       {"civ", "cpp", "pas", "dni", "cui", "ce", "ptp", "csr", "crf", "pn", "tam", "otr", "sd"},
	"web.registrar.country.":    {"ven", "per", "col", "ecu", "bol", "cub", "hti"},
	"web.registrar.difficulty.": {"1", "2", "3", "4"},
	"web.registrar.basis.":      {"declared", "document", "estimated"},
	"web.registrar.way.":        {"whatsapp", "call", "sms", "visit"},
	"web.registrar.mode.":       {"signed", "verbal_witnessed", "verbal"},
	"web.registrar.function.":   {"seeing", "hearing", "walking", "remembering", "selfcare", "communicating"},
	"web.registrar.step_":       {"who", "where", "life", "consents"},
	"web.registrar.found.":      {"sound", "short", "letter"},
	"web.registrar.why.": {
		"document_same", "document_slip", "document_other", "phone_same", "phone_slip", "birth_same", "birth_loose", "birth_slip",
		"birth_year", "birth_beside", "birth_other", "given_same", "given_sound", "given_letter", "given_short", "given_lacking",
		"given_more", "given_alike", "given_other", "surnames_same", "surnames_sound", "surnames_letter", "surnames_short",
		"surnames_lacking", "surnames_more", "surnames_alike", "surnames_other", "surname_exchanged", "sex_other",
	},
	"web.explain.of.": {"person", "service", "pair", "publication", "account"},
	"web.can.": {
		"consent.give", "consent.revoke", "household.join", "household.leave", "person.assign", "person.forget",
		"person.amend", "person.list", "person.read", "person.register", "person.restore", "person.seen", "person.unassign",
		"person.withdraw", "activity.count", "activity.read", "activity.withdraw", "attention.give",
		"attention.move", "attention.read", "attention.withdraw", "figures.count", "figures.exact", "headcount.link",
		"headcount.unlink", "list.export", "list.import", "list.read", "list.undo", "programme.adopt",
		"programme.read", "survey.answer", "replica.report", "replica.verify", "match.find", "match.learn", "review.decide", "review.raise",
		"review.read", "review.withdraw", "figures.approve", "figures.freeze", "publication.read",
		"publication.recompute", "publication.sample", "account.change", "account.close", "account.invite",
		"account.invite_first", "account.read", "recovery.agree", "recovery.ask", "role.grant", "role.revoke",
		"session.end", "session.read", "cohort.plan", "cohort.read", "lesson.plan", "lesson.read", "enrolment.change", "enrolment.read",
		"skill.read", "skill.record", "certificate.issue", "certificate.read", "certificate.revoke",
		"measure.read", "measure.take", "seed.decide", "safety.ask",
	},
	"web.programme.change.": {
		"added.service", "removed.service", "changed.service", "added.indicator", "removed.indicator", "changed.indicator",
		"changed.description", "added.training", "removed.training", "changed.training",
	},
	"web.programme.role.":       {"runs", "division", "partner", "facilitator", "funder", "venue", "community"},
	"web.programme.disclosure.": {"standard", "totals_only"},
	"web.programme.class.":      {"p0", "p1", "p2", "p3", "p4"},
	"web.programme.mode.":       {"individual", "group", "headcount", "payment", "survey"},
	"web.programme.unit.":       {"person", "committee"},
	"web.activity.sex.":         {"f", "m", "i"},
	"web.activity.method.":      {"counted", "sign_in", "estimated"},
	"learning.paper.":           {"approval", "participation", "approval_for", "participation_for"},
	"programme.bad_":            {"id", "ubigeo", "day", "date_or_year", "thousands", "decimal", "words"},
	"programme.want_":           {"array", "boolean", "integer", "number", "object", "string"},
}

// lists name the constants, by file and type, that some composed keys end in:
// a new one needs a sentence.
var lists = []struct{ prefix, file, kind string }{
	{"registry.reason.", "internal/registry/compare.go", ""},
	{"report.by.", "internal/reach/question.go", "Dimension"},
	{"match.kind.", "internal/match/schema.go", "Kind"},
	{"match.answer.", "internal/match/answers.go", "Verdict"},
	{"match.band.", "internal/match/live/calibrate.go", "Band"},
	{"staff.role.", "actor.go", ""},
	{"pathway.held.", "internal/attention/alike.go", ""},
	{"pathway.held.", "internal/outreach/alike.go", ""},
}

func TestEveryKeyHasASentence(t *testing.T) {
	used := keysInUse(t)
	for _, lang := range locale.Languages() {
		sentences := sentencesOf(t, lang)
		for key, places := range used {
			if _, ok := sentences[key]; !ok {
				t.Errorf("%s: %s has no sentence (%s)", lang, key, strings.Join(places, ", "))
			}
		}
	}
}

func TestEverySentenceIsUsed(t *testing.T) {
	used := keysInUse(t)
	for _, lang := range locale.Languages() {
		for key := range sentencesOf(t, lang) {
			if _, ok := used[key]; !ok {
				t.Errorf("%s: nobody says %s", lang, key)
			}
		}
	}
}

func TestComposedKeysAreListed(t *testing.T) {
	roomPrefix := regexp.MustCompile(`^(` + anyRoom(t) + `)\.[a-z0-9_.]*$`)
	inspect(func(file string, n ast.Node) {
		prefix, ok := beginning(n)
		if _, listed := composed[prefix]; ok && roomPrefix.MatchString(prefix) && !listed {
			t.Errorf("%s composes %q, which is not in the list of composed keys", file, prefix)
		}
	})
}

func TestComposedKeysCoverTheirConstants(t *testing.T) {
	for _, l := range lists {
		values := constants(l.file, l.kind)
		if len(values) == 0 {
			t.Errorf("%s declares no constants of type %q", l.file, l.kind)
		}
		for _, value := range values {
			if !slices.Contains(composed[l.prefix], value) {
				t.Errorf("%s%s, from %s, is not in the list of composed keys", l.prefix, value, l.file)
			}
		}
	}
}

// place is where an argument goes into a sentence, and anyVerb whatever looks
// like one.
var (
	place   = regexp.MustCompile(`%\[(\d+)\]s`)
	anyVerb = regexp.MustCompile(`%[-+# 0]*[\[\d.*]*[a-zA-Z]`)
)

func TestSentencesTakeTheSameArguments(t *testing.T) {
	spanish, english := sentencesOf(t, locale.Spanish), sentencesOf(t, locale.English)
	for key, es := range spanish {
		en, ok := english[key]
		if ok && !slices.Equal(places(es), places(en)) {
			t.Errorf("%s: Spanish takes %v and English %v", key, places(es), places(en))
		}
	}
}

func TestArgumentsAreNumbered(t *testing.T) {
	for _, lang := range locale.Languages() {
		for key, sentence := range sentencesOf(t, lang) {
			for _, text := range sentence {
				if text == "" {
					t.Errorf("%s: %s is empty", lang, key)
				}
				if verb := anyVerb.FindString(place.ReplaceAllString(text, "")); verb != "" {
					t.Errorf("%s: %s has %q; only %%[n]s is filled", lang, key, verb)
				}
			}
		}
	}
}

// TestArgumentsAreGiven holds each sentence against the places that spell its
// arguments out.
func TestArgumentsAreGiven(t *testing.T) {
	given := make(map[string]int) // key → the fewest arguments that any place gives
	inspect(func(_ string, n ast.Node) {
		key, arguments, ok := spelledOut(n)
		if fewest, seen := given[key]; ok && (!seen || arguments < fewest) {
			given[key] = arguments
		}
	})
	for key, sentence := range sentencesOf(t, locale.Spanish) {
		arguments, ok := given[key]
		if taken := places(sentence); ok && len(taken) > 0 && taken[len(taken)-1] > arguments {
			t.Errorf("%s wants argument %d and is given %d", key, taken[len(taken)-1], arguments)
		}
	}
}

// places returns the numbers of the arguments that the forms of a sentence
// take, sorted.
func places(sentence []string) []int {
	taken := make(map[int]bool)
	for _, found := range place.FindAllStringSubmatch(strings.Join(sentence, " "), -1) {
		n, _ := strconv.Atoi(found[1])
		taken[n] = true
	}
	return slices.Sorted(maps.Keys(taken))
}

// sentencesOf reads the sentences of a language, all forms of each, and checks
// that every one stands once, in the file of its room.
func sentencesOf(t *testing.T, lang string) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for _, room := range rooms(t, lang) {
		text, err := os.ReadFile(filepath.Join(lang, room+".po"))
		if err != nil {
			t.Fatal(err)
		}
		po := gotext.NewPo()
		po.Parse(text)
		messages := po.GetDomain().GetTranslations()
		delete(messages, "")
		if written := strings.Count(string(text), "\nmsgid \""); written != len(messages) {
			t.Errorf("%s/%s.po: %d messages, %d different ones", lang, room, written, len(messages))
		}
		for key, message := range messages {
			if !strings.HasPrefix(key, room+".") {
				t.Errorf("%s/%s.po: %s belongs elsewhere", lang, room, key)
			}
			for form := range forms(lang, message.PluralID) {
				all[key] = append(all[key], message.Trs[form])
			}
		}
	}
	return all
}

// forms is how many forms a message needs in a language.
func forms(lang, plural string) int {
	switch {
	case plural == "":
		return 1
	case lang == locale.Spanish:
		return 3
	}
	return 2
}

// rooms lists the files of a language, without their ending.
func rooms(t *testing.T, lang string) []string {
	t.Helper()
	files, err := filepath.Glob(lang + "/*.po")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sentences in %s: %v", lang, err)
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(filepath.Base(file), ".po")
	}
	return files
}
