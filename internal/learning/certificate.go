package learning

import (
	"context"
	"crypto/rand"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Kind is what a certificate says that she did.
type Kind string

// The kinds of certificate (domain rule 6).
const (
	Approval      Kind = "approval"      // certificado de aprobación
	Participation Kind = "participation" // constancia de participación
)

// Kinds returns the kinds of certificate.
func Kinds() []Kind { return []Kind{Approval, Participation} }

// Certificate is a paper that was issued to a woman.
type Certificate struct {
	ID        string     `json:"id"`
	Code      string     `json:"code"` // by which anybody checks it
	Cohort    string     `json:"cohort"`
	Enrolment string     `json:"enrolment"`
	Whose     string     `json:"person"`
	Kind      Kind       `json:"kind"`
	Version   int        `json:"version"` // of the definition by which it was issued
	Minutes   int        `json:"minutes"` // of the training that she approved, or that she attended
	Day       trenza.Day `json:"day"`
	Revoked   trenza.Day `json:"revoked,omitempty"`
	Name      string     `json:"name,omitempty"`   // as she chose it
	Reason    string     `json:"reason,omitempty"` // why it was revoked
	Entry     int64      `json:"-"`
}

// Says spells what a row says in the clear, for comparison with the journal.
func (c Certificate) Says() string {
	return strings.Join([]string{
		c.ID, c.Code, c.Cohort, c.Enrolment, c.Whose, string(c.Kind), strconv.Itoa(c.Version), strconv.Itoa(c.Minutes),
		string(c.Day), string(c.Revoked),
	}, "|")
}

// Valid reports whether the certificate was not revoked.
func (c Certificate) Valid() bool { return c.Revoked == "" }

// Issue issues the certificate that an enrolment has earned, in the name that she
// chooses, "" for the one under which she is registered. A cohort that is not over
// issues none, and who has a valid one gets no second.
func Issue(ctx context.Context, tx *journal.Tx, enrolment, name string) (Certificate, error) {
	g, e, err := enrolmentFor(ctx, tx, "certificate.issue", enrolment)
	if err != nil {
		return Certificate{}, err
	}
	if g.State != CohortCompleted && g.State != CohortReported {
		return Certificate{}, &trenza.Problem{Kind: trenza.Conflict, Key: "learning.cohort_not_over"}
	}
	p, err := registry.Find(ctx, tx, tx.Vault(), tx.Organisation(), e.Root)
	if err != nil {
		return Certificate{}, err
	}
	if p.Forgotten {
		return Certificate{}, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.forgotten", Args: []any{p.Code}}
	}
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		name = strings.TrimSpace(p.Name().Given + " " + p.Name().Surnames)
	}
	if name == "" {
		return Certificate{}, trenza.Refuse("learning.name_missing")
	}
	if err := g.mustHaveNone(ctx, tx, e); err != nil {
		return Certificate{}, err
	}
	c := Certificate{
		ID: trenza.NewID(), Code: checkCode(), Cohort: g.ID, Enrolment: e.ID, Whose: e.Root,
		Version: g.definition.Version, Day: today(tx), Name: name,
	}
	if c.Kind, c.Minutes, err = g.earned(ctx, tx, e); err != nil {
		return c, err
	}
	if c.Entry, err = tx.Tell(ctx, CertificateTold{c, certificateIssued}); err != nil {
		return c, err
	}
	return c, insertCertificate(ctx, tx, c)
}

// IssueAll issues the certificates of everybody in a cohort who has earned one and
// has none, each in the name under which she is registered.
func IssueAll(ctx context.Context, tx *journal.Tx, cohort string) (issued []Certificate, err error) {
	g, err := groupOf(ctx, tx, tx.Organisation(), cohort)
	if err == nil && access.May(tx.Actor(), "certificate.issue", g.kept()) != nil {
		err = noSuchCohort()
	}
	if err != nil {
		return nil, err
	}
	all, err := enrolmentsOfCohort(ctx, tx, tx.Organisation(), g.ID)
	met := make(map[string]bool)
	for _, e := range all {
		if err != nil {
			return issued, err
		}
		if met[e.Root] || e.State != Completed && e.State != Partially {
			continue
		}
		met[e.Root] = true
		var c Certificate
		switch c, err = Issue(ctx, tx, e.ID, ""); {
		case err == nil:
			issued = append(issued, c)
		case notYet(err):
			err = nil
		}
	}
	return issued, err
}

// notYet reports whether somebody gets no certificate for a reason of her own.
func notYet(err error) bool {
	for _, key := range []string{"learning.too_few_hours", "learning.certificate_there", "learning.name_missing", "registry.forgotten"} {
		if p, ok := err.(*trenza.Problem); ok && p.Key == key {
			return true
		}
	}
	return false
}

// earned is the certificate that an enrolment has earned, and the minutes that it
// tells: of the whole training, or of what she attended.
func (g group) earned(ctx context.Context, r store.Reader, e Enrolment) (Kind, int, error) {
	sessions, marks, err := g.attended(ctx, r)
	if err != nil {
		return "", 0, err
	}
	hours := g.reckon(sessions, marks[e.Root])
	kind, ok := g.kindFor(hours, e)
	switch {
	case !ok:
		whole := g.definition.Minutes(g.training)
		return "", 0, trenza.Refuse("learning.too_few_hours", spellHours(hours.Total), spellHours(whole), g.training.Certificate.ParticipationShare)
	case kind == Approval:
		return kind, g.definition.Minutes(g.training), nil
	}
	return kind, hours.Total, nil
}

// kindFor is the certificate that so many hours earn, and false for none. Approval
// takes a product or a test where the training says so.
func (g group) kindFor(h Hours, e Enrolment) (Kind, bool) {
	paper := g.training.Certificate
	switch {
	case g.share(h.Total, paper.ApprovalShare) && (e.Passed != "" || !paper.NeedsProduct):
		return Approval, true
	case g.share(h.Total, paper.ParticipationShare):
		return Participation, true
	}
	return "", false
}

// spellHours writes minutes in hours, "21" or "19.5".
func spellHours(minutes int) string {
	return strconv.FormatFloat(float64(minutes)/60, 'f', -1, 64)
}

// mustHaveNone refuses a second certificate of one cohort to one thread.
func (g group) mustHaveNone(ctx context.Context, tx *journal.Tx, e Enrolment) error {
	all, err := certificatesOfCohort(ctx, tx, tx.Organisation(), g.ID)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Valid() && c.root == e.Root {
			return &trenza.Problem{Kind: trenza.Conflict, Key: "learning.certificate_there", Args: []any{c.Code}}
		}
	}
	return nil
}

// Revoke takes a certificate back, and says why: whoever checks its code from then
// on is told that there is none.
func Revoke(ctx context.Context, tx *journal.Tx, id, reason string) error {
	c, found, err := certificateBy(ctx, tx, tx.Organisation(), "id", id)
	if err == nil && !found {
		err = noSuchCertificate()
	}
	if err != nil {
		return err
	}
	if _, _, err := enrolmentFor(ctx, tx, "certificate.revoke", c.Enrolment); err != nil {
		return noSuchCertificate()
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return trenza.Refuse("learning.reason_missing")
	}
	if !c.Valid() {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "learning.certificate_revoked"}
	}
	opened, err := c.open(ctx, tx.Vault(), tx.Organisation())
	if err != nil {
		return err
	}
	opened.Revoked, opened.Reason = today(tx), reason
	if _, err := tx.Tell(ctx, CertificateTold{opened, certificateRevoked}); err != nil {
		return err
	}
	sealed, err := tx.Seal(ctx, opened.Whose, trenza.P2, certificateSlot(opened.ID, "reason"), []byte(reason))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update certificate
		set revoked = $3, reason = $4
		where organisation = $1 and id = $2`, tx.Organisation(), opened.ID, opened.Revoked, sealed)
	return err
}

func noSuchCertificate() error {
	return &trenza.Problem{Kind: trenza.NotFound, Key: "learning.no_such_certificate"}
}

// checkCode is a code that nobody guesses.
func checkCode() string {
	var bits [7]byte
	rand.Read(bits[:]) // never fails
	return trenza.Code(bits[:])
}
