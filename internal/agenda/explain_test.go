package agenda_test

import (
	"context"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// postgres is how PostgreSQL is asked for a plan.
const postgres = "explain (costs off) "

// explaining is a reader that has every question explained before it is asked.
type explaining struct {
	store.Reader
	explain string // what stands before a question
	plans   *[]string
}

func (e explaining) Each(ctx context.Context, query string, args []any, row func(store.Scan) error) error {
	if err := e.plan(ctx, query, args); err != nil {
		return err
	}
	return e.Reader.Each(ctx, query, args, row)
}

func (e explaining) One(ctx context.Context, query string, args []any, dest ...any) (bool, error) {
	if err := e.plan(ctx, query, args); err != nil {
		return false, err
	}
	return e.Reader.One(ctx, query, args, dest...)
}

// plan notes each line of how a question is answered; SQLite has three columns of
// its own before it.
func (e explaining) plan(ctx context.Context, query string, args []any) error {
	return e.Reader.Each(ctx, e.explain+query, args, func(scan store.Scan) error {
		var line string
		var own int64
		columns := []any{&own, &own, &own, &line}
		if e.explain == postgres {
			columns = columns[3:]
		}
		err := scan(columns...)
		*e.plans = append(*e.plans, line)
		return err
	})
}

// Whoever asks what waits, it is found by an index, in no table from end to end.
func TestWhatWaitsIsFoundByIndex(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		planned(as(w, "rosa", role(trenza.RoleRegistrar)), step(accompanied(w, 1, "rosa").ID, "empleabilidad", today, "15:00"))
		for _, grant := range []trenza.Grant{
			{Role: trenza.RoleRegistrar, Place: "150101"}, {Role: trenza.RoleCaseWorker}, {Role: trenza.RoleFacilitator}, {Role: trenza.RoleCoordinator},
		} {
			rosa := as(w, "rosa", grant)
			scope := sees(rosa)
			w.Read(func(r store.Reader) error {
				var plans []string
				e := explaining{r, "explain query plan ", &plans}
				if w.DB.Engine() == store.PostgreSQL {
					e.explain = postgres
					if _, err := r.One(w.Context, `select set_config('enable_seqscan', 'off', true)`, nil, new(string)); err != nil {
						return err
					}
				}
				ask := agenda.Ask{Reader: e, Vault: w.Vault, Scope: scope, Today: today, Until: today}
				_, err := agenda.Gather(w.Context, ask, agenda.Steps{}, agenda.Papers{})
				for _, line := range plans {
					if strings.HasPrefix(line, "SCAN ") && !strings.Contains(line, "INDEX") && !strings.Contains(line, "CONSTANT") || strings.Contains(line, "Seq Scan on") {
						t.Errorf("%s: %s\n%s", grant.Role, line, strings.Join(plans, "\n"))
					}
				}
				return err
			})
		}
	})
}
