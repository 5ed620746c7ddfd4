package matrix

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	"github.com/trenza/trenza/internal/worldtest"
)

// tale is a world with people who hold roles in it.
type tale struct {
	*testing.T
	w *worldtest.World
}

// told opens a world for a story on each engine.
func told(t *testing.T, organisation string, programmes []string, do func(s tale)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, location string) {
		do(tale{t, worldtest.Plain(t, location).In(t, organisation, programmes...)})
	})
}

// as is somebody who holds one role.
func (s tale) as(role string, g trenza.Grant) trenza.Actor {
	g.Role = role
	actor := trenza.Actor{Organisation: s.w.Actor.Organisation, Account: "cuenta-" + role + string(g.Place), Name: "Quien " + role, Grants: []trenza.Grant{g}}
	if g.Team != "" {
		actor.Teams = []string{g.Team}
	}
	return actor
}

func (s tale) scope(actor trenza.Actor) (scope access.Scope) {
	s.Helper()
	s.w.Read(func(r store.Reader) (err error) {
		scope, err = programme.ScopeOf(s.w.Context, r, actor)
		return err
	})
	return scope
}

func (s tale) reporter() report.Reporter {
	return report.Reporter{Engine: s.w.Engine, Journal: s.w.Journal}
}

// services are those that somebody sees of a woman, each once and sorted; ok is
// false when she does not find her at all.
func (s tale) services(actor trenza.Actor, p *registry.Person) (services string, ok bool) {
	s.Helper()
	thread, err := pathway.Open(s.w.Context, s.w.Journal, s.scope(actor), p.Code)
	if trenza.KindOf(err) == trenza.NotFound && err != nil {
		return "", false
	}
	if err != nil {
		s.Fatal(err)
	}
	var all []string
	for _, a := range thread.Attentions {
		all = append(all, a.Service)
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " "), true
}

// sees expects what somebody sees of a woman.
func (s tale) sees(who string, actor trenza.Actor, p *registry.Person, want string) {
	s.Helper()
	if got, ok := s.services(actor, p); !ok || got != want {
		s.Errorf("%s sees %q (found: %v), want %q", who, got, ok, want)
	}
}

// missing expects that somebody does not find a woman.
func (s tale) missing(who string, actor trenza.Actor, p *registry.Person) {
	s.Helper()
	if got, ok := s.services(actor, p); ok {
		s.Errorf("%s finds her, and sees %q", who, got)
	}
}

// give registers a woman and gives her services of a programme at a place.
func (s tale) give(record registry.Record, program string, place trenza.Place, services ...string) (p *registry.Person) {
	s.Helper()
	s.w.Write(func(tx *journal.Tx) error {
		known, err := s.w.Registry.Recognise(s.w.Context, tx, record, "2020-03-20")
		if err != nil {
			return err
		}
		p = known.Person
		for _, id := range services {
			if _, err := attention.Give(s.w.Context, tx, p, s.w.Service(program, id), delivered(id, place)); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

// Story 1: "facilitadora sees attendance and plan, not the legal case or score;
// oficial_efectivo sees score, not GSE; Marbelys sees her own payments,
// certificate, plan; donante sees aggregates only".
func TestStory1WhoSeesMarbelys(t *testing.T) {
	told(t, care, []string{alma}, func(s tale) {
		marbelys := s.give(worldtest.Woman("Graterol", "Marbelys", "1989-02-11", worldtest.Paper("CPP", "001284417")), alma, "130101",
			"bono", "regularizacion", "empleabilidad", "emprendimiento", "capital_semilla", "psicosocial_individual")
		trujillo := trenza.Grant{Programme: alma, Place: "13"}
		s.sees("the facilitator", s.as(trenza.RoleFacilitator, trujillo), marbelys, "capital_semilla empleabilidad emprendimiento")
		s.sees("the cash officer", s.as(trenza.RoleCashOfficer, trujillo), marbelys, "bono")
		s.sees("Marbelys", s.as(trenza.RoleParticipant, trenza.Grant{Person: marbelys.ID}), marbelys,
			"bono capital_semilla empleabilidad emprendimiento regularizacion")
		donor := s.as(trenza.RoleDonor, trenza.Grant{Programme: alma})
		s.missing("the donor", donor, marbelys)
		s.onlyPublished(donor, alma)
	})
}

// onlyPublished expects that somebody has neither rows nor figures but those that
// are published.
func (s tale) onlyPublished(actor trenza.Actor, program string) {
	s.Helper()
	d, _ := programme.Shipped(program)
	ctx, scope := s.w.Context, s.scope(actor)
	if made, err := s.reporter().Report(ctx, scope, report.Query{Definition: d}); err == nil && len(made.Figures) > 0 {
		s.Errorf("%v counts %+v", actor.RoleNames(), made.Figures)
	}
	_, explained := s.reporter().Explain(ctx, scope, report.Query{Definition: d}, d.Indicators[0].ID)
	_, imported := exchange.Imports(ctx, s.w.Journal, scope)
	_, exported := (&world{World: s.w}).exported(&player{Actor: actor}, program)
	_, reviewed := exchange.HeldRows(ctx, s.w.Journal, scope)
	for name, err := range map[string]error{"rows of a figure": explained, "lists": imported, "an export": exported, "held rows": reviewed} {
		if err == nil || !refused(err) {
			s.Errorf("%v has %s: %v", actor.RoleNames(), name, err)
		}
	}
	s.w.Read(func(r store.Reader) error {
		return attention.Select(ctx, r, s.w.Vault, scope, attention.Selection{Definition: d}, func(a attention.Attention) error {
			s.Errorf("%v reads %s", actor.RoleNames(), a.Service)
			return nil
		})
	})
}

// Story 3: "neither registradora sees services of the other region before the
// merge; if either record had a P4 case, neither is told: the review goes to
// supervisora_caso".
func TestStory3RegisteredTwice(t *testing.T) {
	told(t, care, []string{alma}, func(s tale) {
		here := s.give(worldtest.Phone(worldtest.Woman("Pérez", "Yusmary", "1994", worldtest.Paper("PAS", "148203956")), "962318450"),
			alma, tumbes, "informacion_proteccion", "bono", "orientacion_legal")
		there := s.give(worldtest.Phone(worldtest.Woman("Perez Rojas", "Yusmari", "1994", worldtest.Paper("CPP", "002915530")), "962318450"),
			alma, lima, "empleabilidad", "capital_semilla")
		ofTumbes := s.as(trenza.RoleRegistrar, trenza.Grant{Programme: alma, Place: "24"})
		ofLima := s.as(trenza.RoleRegistrar, trenza.Grant{Programme: alma, Place: "15"})
		officer := s.as(trenza.RoleDataOfficer, trenza.Grant{Programme: alma})
		supervisor := s.as(trenza.RoleCaseSupervisor, trenza.Grant{Programme: alma, Team: "vbg"})
		pair := s.w.PairOf(here.ID, there.ID)

		s.sees("Tumbes", ofTumbes, here, "bono informacion_proteccion orientacion_legal")
		s.missing("Tumbes", ofTumbes, there)
		s.sees("Lima", ofLima, there, "capital_semilla empleabilidad")
		s.missing("Lima", ofLima, here)
		s.asked(pair, map[string]trenza.Actor{"the data officer": officer},
			map[string]trenza.Actor{"Tumbes": ofTumbes, "Lima": ofLima, "the supervisor": supervisor})

		s.w.As("Eva", "vbg").Write(func(tx *journal.Tx) error { return registry.Guard(s.w.Context, tx, there.ID, "vbg") })
		s.asked(pair, map[string]trenza.Actor{"the supervisor": supervisor},
			map[string]trenza.Actor{"Tumbes": ofTumbes, "Lima": ofLima, "the data officer": officer, "the operator": s.w.Actor})

		second := s.as(trenza.RoleCaseSupervisor, trenza.Grant{Programme: alma, Team: "vbg", Place: "15"})
		second.Name = "Otra supervisora"
		for _, actor := range []trenza.Actor{supervisor, second} {
			s.decides(actor, pair)
		}
		s.sees("Tumbes, after the merge", ofTumbes, here, "bono informacion_proteccion orientacion_legal")
		s.sees("Lima, after the merge", ofLima, here, "capital_semilla empleabilidad")
	})
}

// asked expects that some know of a pair and others do not.
func (s tale) asked(pair registry.Pair, known, unknown map[string]trenza.Actor) {
	s.Helper()
	for want, some := range map[bool]map[string]trenza.Actor{true: known, false: unknown} {
		for name, actor := range some {
			s.w.Read(func(r store.Reader) error {
				_, err := registry.FindPair(s.w.Context, r, s.w.Vault, s.scope(actor), pair.Code)
				if (err == nil) != want {
					s.Errorf("%s knows of the pair: %v", name, err)
				}
				return nil
			})
		}
	}
}

// decides has somebody say that both are one woman.
func (s tale) decides(actor trenza.Actor, pair registry.Pair) {
	s.Helper()
	err := s.w.Journal.Write(s.w.Context, actor, func(tx *journal.Tx) error {
		_, err := pathway.Decide(s.w.Context, tx, pair, registry.Same)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
}

// Story 4: "municipality sees its cohort and totals; no woman's life-stage label;
// MIMP facilitator sees only her sessions".
func TestStory4TheMunicipalityAndTheFacilitatorOfMIMP(t *testing.T) {
	told(t, reque, []string{taler}, func(s tale) {
		var women []*registry.Person
		for n := range 8 {
			record := worldtest.Numbered(n)
			if n == 0 {
				record.LifeStages = []registry.LifeStage{{Label: "gestante", Since: "2020-02-01"}}
			}
			services := []string{"crochet"}
			if n < 3 {
				services = append(services, "capacidades_personales")
			}
			women = append(women, s.give(record, taler, inReque, services...))
		}
		municipality := s.as(trenza.RolePublicPartner, trenza.Grant{Programme: taler})
		s.cohort(municipality, 11)
		s.noLifeStage(municipality)
		s.missing("the municipality", municipality, women[0])

		mimp := s.as(trenza.RoleFacilitator, trenza.Grant{Programme: taler, Course: "capacidades_personales"})
		s.sees("the facilitator of MIMP", mimp, women[0], "capacidades_personales")
		s.missing("the facilitator of MIMP", mimp, women[7])
		s.cohort(mimp, 3)
		d, _ := programme.Shipped(taler)
		if made, err := s.reporter().Report(s.w.Context, s.scope(mimp), report.Query{Definition: d}); err != nil || len(made.Figures) > 0 {
			s.Errorf("the facilitator of MIMP counts figures of all workshops: %+v, %v", made, err)
		}
	})
}

// cohort expects how many services somebody reads, by code.
func (s tale) cohort(actor trenza.Actor, want int) {
	s.Helper()
	d, _ := programme.Shipped(taler)
	rows := 0
	s.w.Read(func(r store.Reader) error {
		rows = 0
		return attention.Select(s.w.Context, r, s.w.Vault, s.scope(actor), attention.Selection{Definition: d}, func(attention.Attention) error {
			rows++
			return nil
		})
	})
	if rows != want {
		s.Errorf("%v reads %d services, want %d", actor.RoleNames(), rows, want)
	}
}

// noLifeStage expects totals, and no slice that would tell who is pregnant.
func (s tale) noLifeStage(actor trenza.Actor) {
	s.Helper()
	d, _ := programme.Shipped(taler)
	made, err := s.reporter().Report(s.w.Context, s.scope(actor), report.Query{Definition: d})
	if err != nil || !made.Public || len(made.Figures) == 0 {
		s.Fatalf("the totals are %+v, %v", made, err)
	}
	sliced, err := s.reporter().Report(s.w.Context, s.scope(actor), report.Query{Definition: d, By: []reach.Dimension{reach.ByLifeStage}})
	if err == nil {
		var text bytes.Buffer
		_ = sliced.Text(&text, "es")
		s.Errorf("totals only, and the municipality is told:\n%s", text.String())
	} else if trenza.KindOf(err) != trenza.Forbidden {
		s.Error(err)
	}
}

// Story 9: "donante: P0 report, targets, method; not rows; draft hidden".
func TestStory9TheDonorReadsWhatIsPublished(t *testing.T) {
	told(t, care, []string{alma}, func(s tale) {
		public, draft := s.frozen()
		donor := s.as(trenza.RoleDonor, trenza.Grant{Programme: alma})
		found, err := s.reporter().Frozen(s.w.Context, s.scope(donor), "")
		if err != nil || len(found) != 1 || found[0].Code != public.Code {
			s.Errorf("the donor reads %d sets, %v", len(found), err)
		}
		_, hidden := s.reporter().FrozenAs(s.w.Context, s.scope(donor), draft.Code)
		_, nothing := s.reporter().FrozenAs(s.w.Context, s.scope(donor), nobody.code)
		if p, q := problem(hidden), problem(nothing); p == nil || q == nil || p.Key != q.Key {
			s.Errorf("the draft is hidden by %v, and what there is not by %v", hidden, nothing)
		}
		if text := public.Text.EN; strings.Contains(text, "Apellido") || !strings.Contains(text, "<5") {
			s.Errorf("the report says:\n%s", text)
		}
		s.onlyPublished(donor, alma)
		s.refuses("a sample", s.sample(donor, public, "bono", "Convenio 7"))
		_, err = s.reporter().Recompute(s.w.Context, s.scope(donor), public.Code)
		s.refuses("a recount", err)
	})
}

// frozen are figures of twelve women, published, and as a draft.
func (s tale) frozen() (public, draft *report.Frozen) {
	s.Helper()
	for n := range 12 {
		services := []string{"bono", "asistencia_legal"}
		if n < 3 {
			services = append(services, "salud")
		}
		s.give(worldtest.Numbered(n), alma, tumbes, services...)
	}
	d, _ := programme.Shipped(alma)
	for _, f := range []struct {
		to     **report.Frozen
		public bool
	}{{&public, true}, {&draft, false}} {
		var err error
		order := report.Order{Query: report.Query{Definition: d, Public: f.public}, Approver: "Lucía Aprobadora"}
		if *f.to, err = s.reporter().Freeze(s.w.Context, s.w.Actor, order); err != nil {
			s.Fatal(err)
		}
	}
	return public, draft
}

func (s tale) sample(actor trenza.Actor, f *report.Frozen, indicator, agreement string) error {
	_, err := s.reporter().Sample(s.w.Context, actor, report.Draw{Code: f.Code, Indicator: indicator, Rows: 5, Seed: "2020", Agreement: agreement})
	return err
}

func (s tale) refuses(what string, err error) {
	s.Helper()
	if err == nil || !refused(err) {
		s.Errorf("%s: %v", what, err)
	}
}

// Story 10: "she sees the card, the query in words, the number by course and
// quarter; pseudonymous sample under agreement; no names, no P3/P4; every view
// logged".
func TestStory10TheEvaluator(t *testing.T) {
	told(t, care, []string{alma}, func(s tale) {
		public, draft := s.frozen()
		evaluator := s.as(trenza.RoleEvaluator, trenza.Grant{Programme: alma})
		before := s.w.Position()
		card, err := s.reporter().Examine(s.w.Context, evaluator, public.Code, "bono")
		if err != nil || s.w.Position() != before+1 {
			s.Fatalf("the card: %v, told %d", err, s.w.Position()-before)
		}
		s.unnamed("the card", card.Text)
		drawn, err := s.reporter().Sample(s.w.Context, evaluator, report.Draw{Code: public.Code, Indicator: "bono", Rows: 5, Seed: "2020", Agreement: "Convenio 7"})
		if err != nil || len(drawn.Rows) != 5 || s.w.Position() != before+2 {
			s.Fatalf("the sample: %v, %+v", err, drawn)
		}
		for _, row := range drawn.Rows {
			if len(row.Code) != 11 || row.Fact.Service != "bono" {
				s.Errorf("the sample has %+v", row)
			}
		}
		if err := s.sample(evaluator, public, "bono", ""); !errors.Is(err, trenza.Refuse("report.agreement_missing")) {
			s.Errorf("without an agreement: %v", err)
		}
		s.refuses("a sample of what is sensitive", s.sample(evaluator, public, "legal", "Convenio 7"))
		s.refuses("a sample of a draft", s.sample(evaluator, draft, "bono", "Convenio 7"))
		s.recounts(evaluator, public)
		s.onlyPublished(evaluator, alma)
	})
}

// recounts expects of a recount that it explains what moved in a figure that may
// be sampled, and nothing of one that is small or sensitive.
func (s tale) recounts(evaluator trenza.Actor, public *report.Frozen) {
	s.Helper()
	s.give(worldtest.Numbered(900), alma, tumbes, "bono", "asistencia_legal", "salud")
	again, err := s.reporter().Recompute(s.w.Context, s.scope(evaluator), public.Code)
	if err != nil || !again.Same() {
		s.Fatalf("the recount: %v", err)
	}
	for _, f := range again.Figures {
		covered := f.Figure.ID != "bono" && slices.Contains([]string{"legal", "salud", "legal_psicosocial"}, f.Figure.ID)
		if shown := f.Today != 0 || len(f.Changes) > 0; covered && (shown || !f.Covered) || f.Figure.ID == "bono" && len(f.Changes) != 1 {
			s.Errorf("the recount tells of %s: %d today, %+v", f.Figure.ID, f.Today, f.Changes)
		}
	}
	s.unnamed("the recount", func(w io.Writer, lang string) error { return again.Text(w, lang, 20) })
	card, err := s.reporter().Examine(s.w.Context, evaluator, public.Code, "salud")
	if err != nil {
		s.Fatal(err)
	}
	var text bytes.Buffer
	if err := card.Text(&text, locale.English); err != nil || !strings.Contains(text.String(), "<5") || strings.Contains(text.String(), locale.For(locale.English).Text("report.card_rows")) {
		s.Errorf("the card of a small figure, %v:\n%s", err, text.String())
	}
}

// unnamed expects that a text names nobody, and no group of fewer than five.
func (s tale) unnamed(what string, write func(w io.Writer, lang string) error) {
	s.Helper()
	var text bytes.Buffer
	if err := write(&text, locale.Spanish); err != nil {
		s.Fatal(err)
	}
	for _, secret := range []string{"Apellido", "Nombre1", fmt.Sprint(10_000_000)} {
		if strings.Contains(text.String(), secret) {
			s.Errorf("%s tells %q:\n%s", what, secret, text.String())
		}
	}
}
