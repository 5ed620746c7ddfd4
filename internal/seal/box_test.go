package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
)

// addresses draws from few of everything, so that two of them often share a
// part and sometimes all.
var addresses = rapid.Custom(func(t *rapid.T) address {
	few := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	key := seal.PersonKey(few("person", "rosa", "luz"))
	if rapid.Bool().Draw(t, "nobody in particular") {
		key = seal.OrganisationKey(few("owner", "alma", "reque"))
	}
	return address{
		organisation: few("organisation", "alma", "reque"),
		key:          key,
		class:        rapid.SampledFrom([]trenza.Class{trenza.P2, trenza.P3, trenza.P4}).Draw(t, "class"),
		slot: seal.Slot{
			Table:  few("table", "person", "journal_body"),
			Row:    few("row", "1", "11", "1/1", "", "identity/1"),
			Column: few("column", "identity", "sealed"),
		},
	}
})

// same reports whether what is sealed at one address must open at the other.
// Below P3 the key alone decides who reads, whatever the organisation.
func same(a, b address) bool {
	return a.key == b.key && a.slot == b.slot && a.class == b.class &&
		(a.class < trenza.P3 || a.organisation == b.organisation)
}

func TestWhatIsSealedOpensWhereItBelongsAndNowhereElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := vault(t, newShelf())
		value := rapid.String().Draw(t, "value")
		home, elsewhere := addresses.Draw(t, "home"), addresses.Draw(t, "elsewhere")
		sealed := home.seal(t, v, value)
		elsewhere.seal(t, v, "so that its keys exist")
		home.opens(t, v, sealed, value)
		if same(home, elsewhere) {
			elsewhere.opens(t, v, sealed, value)
		} else {
			elsewhere.refuses(t, v, sealed, seal.ErrNotThis)
		}
	})
}

func TestAMovedValueIsRefused(t *testing.T) {
	v := vault(t, newShelf())
	sealed := rosa.seal(t, v, "Rosa Quispe")
	for name, slot := range map[string]seal.Slot{
		"row":    {Table: "person", Row: "luz", Column: "identity"},
		"table":  {Table: "household", Row: "rosa", Column: "identity"},
		"column": {Table: "person", Row: "rosa", Column: "health"},
	} {
		t.Run(name, func(t *testing.T) {
			moved := rosa
			moved.slot = slot
			moved.refuses(t, v, sealed, seal.ErrNotThis)
		})
	}
}

func TestAClassOpensOnlyItsOwn(t *testing.T) {
	v := vault(t, newShelf())
	for _, sealedAs := range []trenza.Class{trenza.P2, trenza.P3, trenza.P4} {
		for _, openedAs := range []trenza.Class{trenza.P2, trenza.P3, trenza.P4} {
			from, to := rosa, rosa
			from.class, to.class = sealedAs, openedAs
			to.seal(t, v, "so that its keys exist")
			sealed := from.seal(t, v, "value")
			if sealedAs == openedAs {
				to.opens(t, v, sealed, "value")
			} else {
				to.refuses(t, v, sealed, seal.ErrNotThis)
			}
		}
	}
}

func TestAChangedValueIsRefused(t *testing.T) {
	v := vault(t, newShelf())
	sealed := rosa.seal(t, v, "Rosa Quispe")
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		rosa.refuses(t, v, changed, seal.ErrNotThis)
		rosa.refuses(t, v, sealed[:i], seal.ErrNotThis)
	}
}

func TestTheSameValueIsNeverSealedAlike(t *testing.T) {
	v := vault(t, newShelf())
	first, second := rosa.seal(t, v, "Rosa Quispe"), rosa.seal(t, v, "Rosa Quispe")
	if bytes.Equal(first, second) || bytes.Contains(first, []byte("Rosa")) {
		t.Errorf("%x and %x give something away", first, second)
	}
}

// FuzzOpen: whatever lies in the database, opening it gives the value that was
// sealed or says that it does not open.
func FuzzOpen(f *testing.F) {
	v := vault(f, newShelf())
	sealed := rosa.seal(f, v, "Rosa Quispe")
	f.Add(sealed)
	f.Add(sealed[1:])
	f.Add([]byte{})
	f.Add(make([]byte, 64))
	f.Fuzz(func(t *testing.T, found []byte) {
		value, err := rosa.open(v, found)
		genuine := bytes.Equal(found, sealed)
		if genuine && (value != "Rosa Quispe" || err != nil) || !genuine && !errors.Is(err, seal.ErrNotThis) {
			t.Errorf("%x opens as %q, %v", found, value, err)
		}
	})
}
