package learning

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Member is a woman in a cohort, as far as a reader sees her.
type Member struct {
	Enrolment
	Face  registry.Face
	Hours                                // in the sessions that the reader sees
	Marks map[string]attention.Attention // by session
	Steps []SkillStep                    // in the order in which they were noted
	Paper *Certificate                   // that is valid, nil for none
	Earns Kind                           // the certificate that her hours come to, "" for none
}

// Roster returns a cohort with who is in it, in the order of a Spanish list, as far
// as a scope reads enrolments: by name to whoever sees who she is or keeps the
// enrolments, by code to others.
func Roster(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, code string) (View, []Member, error) {
	v, err := ByCode(ctx, r, scope, code)
	if err != nil {
		return v, nil, err
	}
	members, err := v.members(ctx, r, vault, scope)
	return v, members, err
}

func (v View) members(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Member, error) {
	g := v.group
	all, err := enrolmentsOfCohort(ctx, r, g.organisation, g.ID)
	if err != nil {
		return nil, err
	}
	marks, err := v.marks(ctx, r, scope)
	if err != nil {
		return nil, err
	}
	papers, err := certificatesOfCohort(ctx, r, g.organisation, g.ID)
	if err != nil {
		return nil, err
	}
	var members []Member
	for _, e := range oncePerThread(all) {
		row, err := g.enrolmentRow(ctx, r, g.organisation, e)
		if err != nil {
			return nil, err
		}
		if scope.May("enrolment.read", row) != nil {
			continue
		}
		m := Member{Enrolment: e, Hours: g.reckon(v.Sessions, marks[e.Root]), Marks: bestBySession(marks[e.Root])}
		if m.Face, err = g.face(ctx, r, vault, scope, e.Root, row); err != nil {
			return nil, err
		}
		m.Earns, _ = g.kindFor(m.Hours, e)
		if scope.May("skill.read", row) == nil {
			if m.Steps, err = skillsOfEnrolment(ctx, r, g.organisation, e.ID); err != nil {
				return nil, err
			}
		}
		if scope.May("certificate.read", row) == nil {
			m.Paper = paperOf(papers, e.Root)
		}
		members = append(members, m)
	}
	byName(members)
	return members, nil
}

// byName puts women in the order of a Spanish list, by what is shown of them: Ñ after
// N, and accents told from nothing.
func byName(members []Member) {
	spanish := collate.New(language.Spanish, collate.Loose)
	shown := func(m Member) string {
		return cmp.Or(strings.TrimSpace(m.Face.Name.Given+" "+m.Face.Name.Surnames), m.Face.Code)
	}
	slices.SortFunc(members, func(a, b Member) int {
		return cmp.Or(spanish.CompareString(shown(a), shown(b)), strings.Compare(a.Face.Code, b.Face.Code))
	})
}

// paperOf is the valid certificate of a thread, without the name on it.
func paperOf(papers []closedCertificate, root string) *Certificate {
	at := slices.IndexFunc(papers, func(c closedCertificate) bool { return c.Valid() && c.root == root })
	if at < 0 {
		return nil
	}
	return &papers[at].Certificate
}

// marks are those of the sessions that a reader sees, by thread.
func (v View) marks(ctx context.Context, r store.Reader, scope access.Scope) (map[string][]attention.Sat, error) {
	var readable []Session
	for _, s := range v.Sessions {
		service, err := v.group.service(s.Course)
		if err != nil {
			return nil, err
		}
		if scope.May("attention.read", service.Row(access.Attention, s.Place)) == nil {
			readable = append(readable, s)
		}
	}
	return v.group.marksIn(ctx, r, readable)
}

// bestBySession are the marks that hold, one per session.
func bestBySession(marks []attention.Sat) map[string]attention.Attention {
	all := make([]attention.Attention, len(marks))
	for i, m := range marks {
		all[i] = m.Attention
	}
	best := make(map[string]attention.Attention)
	for _, a := range attention.BestOfEach(all) {
		best[a.Session] = a
	}
	return best
}

// face is how a woman of the cohort is shown: by name to whoever keeps its
// enrolments as well, for she has not come anywhere yet.
func (g group) face(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, root string, row access.Row) (registry.Face, error) {
	f, err := registry.FaceOf(ctx, r, vault, scope, root)
	if err != nil || !f.Name.Empty() || f.Forgotten || scope.May("enrolment.change", row) != nil {
		return f, err
	}
	p, err := registry.Find(ctx, r, vault, g.organisation, root)
	if err != nil {
		return f, err
	}
	f.Forgotten, f.Name, f.Called, f.Contact = p.Forgotten, p.Name(), p.Identity.Called, p.Identity.Contact
	return f, nil
}

// Sheet is the attendance sheet of a session.
type Sheet struct {
	View
	Session Session
	Rows    []Member // who is in the cohort, with her marks
	Takes   bool     // the reader may mark
}

// SheetOf returns the attendance sheet of a session, as far as a scope sees it.
func SheetOf(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, session string) (Sheet, error) {
	g, s, err := sessionIn(ctx, r, scope.Organisation, session)
	if err != nil {
		return Sheet{}, err
	}
	service, err := g.service(s.Course)
	if err != nil {
		return Sheet{}, err
	}
	row := service.Row(access.Attention, s.Place)
	if scope.May("lesson.read", g.sessionRow(s)) != nil || scope.May("attention.read", row) != nil {
		return Sheet{}, noSuchSession()
	}
	v, err := g.view(ctx, r, scope)
	if err != nil {
		return Sheet{}, noSuchSession()
	}
	rows, err := v.members(ctx, r, vault, scope)
	return Sheet{View: v, Session: s, Rows: rows, Takes: scope.May("attention.give", row) == nil}, err
}
