package seal_test

import (
	"testing"

	"github.com/trenza/trenza/internal/seal"
)

// Who has the master key signs, and nobody else; and nothing else is signed.
func TestASignature(t *testing.T) {
	v := vault(t, newShelf())
	signature := v.Sign("alma 6")
	if !v.Signed("alma 6", signature) || v.Signed("alma 7", signature) || v.Signed("alma 6", nil) {
		t.Error("a signature is for what was signed")
	}
	if again := vault(t, newShelf()); !again.Signed("alma 6", signature) {
		t.Error("the signature follows from the master key alone")
	}
	other, err := seal.NewVault(seal.MasterFrom([32]byte{9}), newShelf())
	if err != nil {
		t.Fatal(err)
	}
	if other.Signed("alma 6", signature) {
		t.Error("another house's signature passes")
	}
}

// Digests are equal for equal values of a kind and an organisation.
func TestADigest(t *testing.T) {
	v := vault(t, newShelf())
	digest := func(organisation, kind, value string) [seal.DigestSize]byte {
		d, err := v.Digest(t.Context(), organisation, kind, value)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	one := digest("alma", "row", "a")
	if one != digest("alma", "row", "a") {
		t.Error("the same value has two digests")
	}
	for _, other := range [][3]string{{"reque", "row", "a"}, {"alma", "fact", "a"}, {"alma", "row", "b"}} {
		if digest(other[0], other[1], other[2]) == one {
			t.Errorf("%v has the same digest", other)
		}
	}
}

// What the key store lacks is told from what it holds and from what it
// destroyed, and asking makes nothing.
func TestWhatTheKeyStoreLacks(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	if made, err := v.HasSecret(t.Context(), "database"); made || err != nil {
		t.Errorf("before it was made: %v, %v", made, err)
	}
	if _, err := v.Secret(t.Context(), "database"); err != nil {
		t.Fatal(err)
	}
	if made, err := v.HasSecret(t.Context(), "database"); !made || err != nil {
		t.Errorf("after it was made: %v, %v", made, err)
	}
	if err := v.Forget(t.Context(), "rosa"); err != nil {
		t.Fatal(err)
	}
	if people, err := v.Destroyed(t.Context()); len(people) != 1 || people[0] != "rosa" || err != nil {
		t.Errorf("destroyed: %v, %v", people, err)
	}
	for ids, want := range map[[2]string]string{
		{"secret/database", "person/rosa"}: "",
		{"secret/database", "person/luz"}:  "person/luz",
	} {
		if got, err := v.Lacks(t.Context(), ids[:]); got != want || err != nil {
			t.Errorf("of %v it lacks %q, %v", ids, got, err)
		}
	}
}
