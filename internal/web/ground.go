package web

import (
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// ground is what the form of a role chooses from: the programmes in use, their
// services, the partners in the directory.
func (v *visit) ground() (page.Ground, error) {
	ground := page.Ground{Roles: page.RoleOptions(v.words)}
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		definitions, err := v.programmes(r, v.actor.Organisation)
		if err != nil {
			return err
		}
		for _, d := range definitions {
			ground.Programmes = append(ground.Programmes, page.Option{Value: d.ID, Label: d.Title.In(v.words.Lang())})
			for _, s := range d.Services {
				label := d.Title.In(v.words.Lang()) + ": " + s.Title.In(v.words.Lang())
				ground.Courses = append(ground.Courses, page.Option{Value: s.ID, Label: label})
				ground.Services = append(ground.Services, page.Option{Value: d.ID + "/" + s.ID, Label: label})
			}
		}
		partners, err := directory.Organisations(v.ctx(), r, v.actor.Organisation)
		for _, o := range partners {
			if o.ID != v.actor.Organisation {
				ground.Partners = append(ground.Partners, page.Option{Value: o.ID, Label: o.Name})
			}
		}
		return err
	})
	return ground, err
}

// programmes are the definitions that an organisation has in use.
func (v *visit) programmes(r store.Reader, organisation string) ([]*programme.Definition, error) {
	inUse, err := programme.AllInUse(v.ctx(), r)
	if err != nil {
		return nil, err
	}
	var all []*programme.Definition
	for _, p := range inUse {
		if p.Organisation != organisation {
			continue
		}
		d, err := programme.Find(v.ctx(), r, organisation, p.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// organisation is what an organisation is called in the directory of a host, its
// id where the directory does not know it, and "" for none.
func (v *visit) organisation(host, id string) (name string, err error) {
	if id == "" {
		return "", nil
	}
	name = id
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		known, err := directory.Organisations(v.ctx(), r, host)
		for _, o := range known {
			if o.ID == id {
				name = o.Name
			}
		}
		return err
	})
	return name, err
}

// grantTyped reads the role that a form gives. A place may be written by its
// name.
func (v *visit) grantTyped() (trenza.Grant, []page.Fault) {
	field := func(name string) string { return strings.TrimSpace(v.r.PostFormValue(name)) }
	grant := trenza.Grant{
		Role: field("role"), Programme: field("programme"), Course: field("course"), Team: field("team"),
		From: trenza.Day(field("from")), Until: trenza.Day(field("until")),
	}
	faults := v.missing("role")
	if text := field("place"); text != "" {
		place, err := directory.ReadPlace(text)
		if err != nil {
			faults = append(faults, page.Fault{Field: "place", Text: v.words.Error(err)})
		}
		grant.Place = place.Code
	}
	return grant, faults
}

// grantLines puts roles in words: what it is called, where it holds and until
// when.
func (v *visit) grantLines(organisation string, grants []trenza.Grant) ([]page.GrantLine, error) {
	titles := make(map[string]string)
	err := v.Data.Read(v.ctx(), func(r store.Reader) error {
		definitions, err := v.programmes(r, organisation)
		for _, d := range definitions {
			titles[d.ID] = d.Title.In(v.words.Lang())
			for _, s := range d.Services {
				titles[d.ID+" "+s.ID] = s.Title.In(v.words.Lang())
			}
		}
		return err
	})
	lines := make([]page.GrantLine, len(grants))
	for i, g := range grants {
		lines[i] = page.GrantLine{ID: g.ID, Role: g.Role, From: g.From, Until: g.Until, Holds: g.Holds(v.Desk.Today()), Where: v.where(g, titles)}
	}
	return lines, err
}

// where lists how far a role goes; nothing when nothing narrows it.
func (v *visit) where(g trenza.Grant, titles map[string]string) []string {
	var parts []string
	add := func(title, id string) {
		if title == "" {
			title = id
		}
		if title != "" {
			parts = append(parts, title)
		}
	}
	add(titles[g.Programme], g.Programme)
	add(titles[g.Programme+" "+g.Course], g.Course)
	if place, known := directory.PlaceOf(g.Place); known {
		parts = append(parts, place.String())
	}
	if g.Team != "" {
		parts = append(parts, v.words.Text("web.grant.of_team", g.Team))
	}
	return parts
}
