package learning_test

import (
	"bytes"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// A certificate is printed for whoever sees her name, in either language; for others,
// and once it is revoked, there is none.
func TestACertificateIsPrinted(t *testing.T) {
	w := Open(t, storetest.Location(t, store.SQLite), "alma-llanera")
	c := cohort(w, "alma-llanera", "formacion_emprendimiento", "2020-02-04", "130101")
	c.enrol(1)
	c.marks(0, "PPPPPFFFFF")
	c.change(learning.Complete)
	var paper learning.Certificate
	c.Write(func(tx *journal.Tx) (err error) {
		paper, err = learning.Issue(c.Context, tx, c.enrolments[0].ID, "  Ñusta   Quispe ")
		return err
	})
	if paper.Name != "Ñusta Quispe" || paper.Kind != learning.Participation || paper.Minutes != 15*60 {
		t.Errorf("%+v", paper)
	}
	printed := func(actor trenza.Actor, lang string) (out bytes.Buffer, err error) {
		scope := c.scope(actor)
		failed := c.Journal.Read(c.Context, func(r store.Reader) error {
			var issued learning.Certificate
			var proof learning.Proof
			if issued, proof, err = learning.Issued(c.Context, r, c.Vault, scope, paper.Code); err == nil {
				err = learning.Paper(&out, locale.For(lang), issued, proof, "https://trenza.example.pe/comprobar/"+paper.Code)
			}
			return nil
		})
		if failed != nil {
			t.Fatal(failed)
		}
		return out, err
	}
	facilitator := holding(w, trenza.RoleFacilitator, trenza.Grant{Programme: "alma-llanera"})
	spanish, err := printed(facilitator, "es")
	if err != nil || !bytes.HasPrefix(spanish.Bytes(), []byte("%PDF-")) {
		t.Errorf("%d bytes, %v", spanish.Len(), err)
	}
	if english, err := printed(facilitator, "en"); err != nil || bytes.Equal(english.Bytes(), spanish.Bytes()) {
		t.Errorf("it is the same in English: %v", err)
	}
	for _, role := range []string{trenza.RoleMonitoring, trenza.RoleOutreach, trenza.RolePublicPartner} {
		_, err := printed(holding(w, role, trenza.Grant{Programme: "alma-llanera"}), "es")
		refused(t, err, "learning.no_such_certificate")
	}
	hers := holding(w, trenza.RoleParticipant, trenza.Grant{Person: c.women[0].ID})
	if _, err := printed(hers, "es"); err != nil {
		t.Errorf("she cannot print her own: %v", err)
	}
	c.Write(func(tx *journal.Tx) error { return learning.Revoke(c.Context, tx, paper.ID, "Se dio por error") })
	_, err = printed(facilitator, "es")
	refused(t, err, "learning.no_such_certificate")
}
