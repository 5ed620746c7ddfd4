package web

import (
	"net/http"
	"slices"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// reporter makes the figures.
func (v *visit) reporter() report.Reporter {
	return report.Reporter{Engine: v.Engine, Journal: v.Journal}
}

// offering are the programmes in use of which her roles reach any service, for
// what a verb does.
func (v *visit) offering(verb string, kind access.Kind) (some []*programme.Definition, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		all, err := v.programmes(r, v.actor.Organisation)
		some = slices.DeleteFunc(all, func(d *programme.Definition) bool {
			return !slices.ContainsFunc(d.Offers(), func(s access.Service) bool { return v.scope.Reaches(verb, kind, s) })
		})
		return err
	})
	return some, err
}

// offered is the programme of the address. One that is not in use, and one that
// her roles do not reach, are not there.
func (v *visit) offered(verb string, kind access.Kind) (*programme.Definition, error) {
	some, err := v.offering(verb, kind)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(some, func(d *programme.Definition) bool { return d.ID == v.r.PathValue("programme") })
	if i < 0 {
		return nil, v.nothing()
	}
	return some[i], nil
}

// figuresOf lists the programmes whose figures she may count.
func (v *visit) figuresOf() error {
	some, err := v.offering("figures.count", access.Delivery)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, page.Programmes(v.view(), page.ProgrammesShow{
		Title: "web.room.figures", Under: "web.figures.which", Path: "/cifras/", All: some,
	}))
}
