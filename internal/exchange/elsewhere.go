package exchange

import (
	"errors"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
)

// elsewhere names the service, the place and the role where a row is refused to
// whoever hands it in because her roles do not go so far: in a list of many places
// the reason alone would not tell which rows are somebody else's.
func elsewhere(err error, actor trenza.Actor, s attention.Service, where trenza.Place) error {
	refused := &trenza.Problem{Kind: trenza.Forbidden, Key: "access.not_permitted"}
	place, known := directory.PlaceOf(where)
	if !known || !errors.Is(err, refused) {
		return err
	}
	roles, title := make(locale.Said), make(locale.Said)
	for _, lang := range locale.Languages() {
		var names []string
		for _, role := range actor.RoleNames() {
			names = append(names, locale.For(lang).Text("staff.role."+role))
		}
		roles[lang], title[lang] = strings.Join(names, ", "), s.Title.In(lang)
	}
	return (&trenza.Problem{Kind: trenza.Forbidden, Key: "exchange.elsewhere", Args: []any{title, place.Name, roles}}).Because(errors.Unwrap(err))
}
