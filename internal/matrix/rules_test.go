package matrix

import (
	"slices"
	"strings"

	"github.com/trenza/trenza"
)

// spot is where something was given: a service of a programme, at a place.
type spot struct {
	programme, service string
	place              trenza.Place
}

// thing is a row that is tried, with what the letters ask of it. It says nothing
// that the policies say: what is expected is reckoned from it alone.
type thing struct {
	id, code     string
	name         string // for whoever reads a failure
	organisation string
	object       string // of the service that it is of, "" when it is of none
	at           []spot // where it is known; of a pair, where both are
	other        []spot // of a pair, where its second record is known
	person       string // whose thread it is, by id
	assigned     bool   // every account of CARE accompanies her
	shared       bool   // she agreed that her case worker reads her other files
	draft        bool   // frozen, and not public
	teams        []string
	account      string // whose account it is
	services     []spot // of a list: all that it recorded
	whole        bool   // of the organisation as such: it lies nowhere in particular
}

// limit says whether something is within somebody's reach for a letter.
type limit func(w *world, p *player, r *thing) bool

func anywhere(_ *world, p *player, r *thing) bool { return p.Organisation == r.organisation }

// there: her role was given for where it is.
func there(w *world, p *player, r *thing) bool {
	if !anywhere(w, p, r) || len(r.teams) > 0 {
		return false
	}
	g := p.grant
	if r.whole || g.Programme == "" && g.Place == "" && g.Course == "" {
		return true
	}
	if len(r.services) > 0 {
		return !slices.ContainsFunc(r.services, func(s spot) bool { return !g.covers(s) })
	}
	return slices.ContainsFunc(r.at, g.covers) && (r.other == nil || slices.ContainsFunc(r.other, g.covers))
}

func assigned(w *world, p *player, r *thing) bool {
	return anywhere(w, p, r) && r.assigned && p.Account != ""
}

func ownClients(w *world, p *player, r *thing) bool { return there(w, p, r) && assigned(w, p, r) }

func byConsent(w *world, p *player, r *thing) bool { return ownClients(w, p, r) && r.shared }

func thereOrAssigned(w *world, p *player, r *thing) bool { return there(w, p, r) || assigned(w, p, r) }

// listed is somebody who is known where she works by a service of some objects.
func listed(objects ...string) limit {
	return func(w *world, p *player, r *thing) bool {
		some := *r
		some.at = slices.DeleteFunc(slices.Clone(r.at), func(s spot) bool { return !slices.Contains(objects, w.objectOf(s)) })
		return len(some.at) > 0 && there(w, p, &some)
	}
}

func own(w *world, p *player, r *thing) bool {
	return anywhere(w, p, r) && (r.account != "" && r.account == p.Account || r.person != "" && r.person == p.grant.Person)
}

func public(w *world, p *player, r *thing) bool { return !r.draft && there(w, p, r) }

// team is what her own restricted team guards.
func team(w *world, p *player, r *thing) bool {
	return anywhere(w, p, r) && len(r.teams) > 0 && !slices.ContainsFunc(r.teams, func(t string) bool { return !slices.Contains(p.Teams, t) })
}

// ofHers is a list of services of which she holds a right, where they were given.
func ofHers(need string) limit {
	return func(w *world, p *player, r *thing) bool {
		for _, s := range r.services {
			one := &thing{organisation: r.organisation, at: []spot{s}, object: w.objectOf(s)}
			if !there(w, p, one) || !w.holds(one.object, need, p, one) {
				return false
			}
		}
		return len(r.services) > 0 && anywhere(w, p, r)
	}
}

// rights are what a letter gives, and how far.
type rights map[string]limit

// meanings are what each letter gives. "W" has all that "R" has, and "R" what "A"
// has.
func meanings() map[string]rights {
	return map[string]rights{
		"–":                 {},
		"W":                 {"codes": there, "R": there, "W": there, "move": there, "A": there, "exact": there},
		"W, R assigned":     {"R": assigned, "W": there},
		"W, R own clients":  {"R": ownClients, "W": there},
		"W assigned":        {"codes": assigned, "R": assigned, "W": assigned},
		"W, W assigned":     {"codes": thereOrAssigned, "R": thereOrAssigned, "W": thereOrAssigned},
		"W anywhere":        {"codes": anywhere, "R": anywhere, "W": anywhere},
		"W of hers":         {"W": ofHers("move")},
		"R":                 {"codes": there, "R": there, "A": there, "exact": there},
		"R log":             {"codes": there, "R": there},
		"R codes":           {"R": there, "A": there, "exact": there},
		"R codes, A":        {"R": there, "A": there},
		"R assigned":        {"codes": assigned, "R": assigned},
		"R own clients":     {"R": ownClients},
		"R course list":     {"codes": listed("training"), "R": listed("training")},
		"R payment list":    {"codes": listed("cash"), "R": listed("cash")},
		"R of hers":         {"R": ofHers("R")},
		"R public":          {"R": public},
		"codes":             {"codes": there},
		"codes of payments": {"codes": listed("cash", "seed")},
		"by consent":        {"R": byConsent},
		"A":                 {"A": there},
		"A published":       {},
		"own":               {"R": own, "own": own},
		"W public":          {"W": public},
		"team":              {"R": team, "W": team},
	}
}

// covers reports whether a grant was given for a spot.
func (g grantOf) covers(s spot) bool {
	return (g.Programme == "" || g.Programme == s.programme) && (g.Course == "" || g.Course == s.service) &&
		strings.HasPrefix(string(s.place), string(g.Place))
}

// grantOf is a grant that can be asked what it covers.
type grantOf trenza.Grant

// holds reports whether the table gives a right over something.
func (w *world) holds(object, need string, p *player, r *thing) bool {
	within := w.meanings[w.table.Cell(object, p.role)][need]
	return within != nil && within(w, p, r)
}

// expects reports whether the table lets somebody do what a verb says.
func (w *world) expects(verb string, p *player, r *thing) bool {
	return slices.ContainsFunc(w.table.Verbs[verb], func(l Line) bool {
		object := l.Object
		if object == "service" {
			object = r.object
		}
		return w.holds(object, l.Needs, p, r)
	})
}
