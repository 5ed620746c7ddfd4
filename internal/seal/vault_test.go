package seal_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/seal"
)

func TestKeysOfPeopleWaitForFlush(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	if got := s.ids(); len(got) != 0 {
		t.Errorf("before Flush the shelf holds %q", got)
	}
	rosa.opens(t, v, sealed, "Rosa Quispe")
	rosa.refuses(t, vault(t, s), sealed, seal.ErrNoKey)

	flush(t, v)
	if got := s.ids(); !slices.Equal(got, []string{"person/rosa"}) {
		t.Errorf("after Flush the shelf holds %q", got)
	}
	rosa.opens(t, vault(t, s), sealed, "Rosa Quispe")
}

func TestAFlushThatFailsLosesNoKey(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	s.broken = os.ErrDeadlineExceeded
	if err := v.Flush(t.Context()); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	s.broken = nil
	flush(t, v)
	rosa.opens(t, vault(t, s), sealed, "Rosa Quispe")
}

func TestFlushWithNothingToKeepAsksNothing(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	rosa.seal(t, v, "Rosa Quispe")
	flush(t, v)
	s.broken = os.ErrDeadlineExceeded
	flush(t, v)
}

func TestKeysOfAllAreKeptAtOnce(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	common := rosa
	common.key, common.class = seal.OrganisationKey("alma"), trenza.P3
	sealed := common.seal(t, v, "minutes")
	common.opens(t, vault(t, s), sealed, "minutes")
	if got := s.ids(); !slices.Equal(got, []string{"class/alma/P3", "organisation/alma"}) {
		t.Errorf("the shelf holds %q", got)
	}
}

func TestForget(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	luz := rosa
	luz.key = seal.PersonKey("luz")
	hers, others := rosa.seal(t, v, "Rosa Quispe"), luz.seal(t, v, "Luz Mamani")
	flush(t, v)
	if err := v.Forget(t.Context(), "rosa"); err != nil {
		t.Fatal(err)
	}
	for _, v := range []*seal.Vault{v, vault(t, s)} {
		rosa.refuses(t, v, hers, seal.ErrForgotten)
		luz.opens(t, v, others, "Luz Mamani")
		_, err := v.Seal(t.Context(), rosa.organisation, rosa.key, rosa.class, rosa.slot, []byte("again"))
		if !errors.Is(err, seal.ErrForgotten) {
			t.Errorf("something new was sealed for whom was forgotten: %v", err)
		}
	}
}

func TestForgetBeforeFlush(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	if err := v.Forget(t.Context(), "rosa"); err != nil {
		t.Fatal(err)
	}
	flush(t, v)
	rosa.refuses(t, v, sealed, seal.ErrForgotten)
	rosa.refuses(t, vault(t, s), sealed, seal.ErrForgotten)
}

func TestAnotherProcessHearsWhoWasForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		here, there := vault(t, s), vault(t, s)
		sealed := rosa.seal(t, here, "Rosa Quispe")
		flush(t, here)
		rosa.opens(t, there, sealed, "Rosa Quispe") // and has the key at hand
		if err := here.Forget(t.Context(), "rosa"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		rosa.refuses(t, there, sealed, seal.ErrForgotten)
	})
}

// Keys at hand are used without asking, but for once a second.
func TestAVaultAsksSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		v := vault(t, s)
		sealed := rosa.seal(t, v, "Rosa Quispe")
		s.broken = os.ErrDeadlineExceeded
		rosa.opens(t, v, sealed, "Rosa Quispe")
		time.Sleep(time.Second)
		rosa.refuses(t, v, sealed, os.ErrDeadlineExceeded)
	})
}

func TestForgettingThatFailsIsSaid(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	s.broken = os.ErrDeadlineExceeded
	if err := v.Forget(t.Context(), "rosa"); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
}

func TestAShelfOutOfReachIsSaid(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	flush(t, v)
	s.broken = os.ErrDeadlineExceeded
	v = vault(t, s)
	rosa.refuses(t, v, sealed, os.ErrDeadlineExceeded)
	if token, err := v.Token(t.Context(), "alma", "document", "x"); token != "" || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(token, err)
	}
	if code, err := v.Code(t.Context(), "alma", "person", "x"); code != "" || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(code, err)
	}
}

// Two tokens are equal exactly when organisation, kind and value are, in
// whichever process they were made.
func TestTokensTellValuesApart(t *testing.T) {
	type blind struct{ organisation, kind, value string }
	draw := rapid.Custom(func(t *rapid.T) blind {
		return blind{
			rapid.SampledFrom([]string{"alma", "reque"}).Draw(t, "organisation"),
			rapid.SampledFrom([]string{"document", "phone"}).Draw(t, "kind"),
			rapid.OneOf(rapid.SampledFrom([]string{"", "1", "11"}), rapid.String()).Draw(t, "value"),
		}
	})
	s := newShelf()
	here, there := vault(t, s), vault(t, s)
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw.Draw(t, "a"), draw.Draw(t, "b")
		first, errA := here.Token(t.Context(), a.organisation, a.kind, a.value)
		second, errB := there.Token(t.Context(), b.organisation, b.kind, b.value)
		if err := errors.Join(errA, errB); err != nil {
			t.Fatal(err)
		}
		if (first == second) != (a == b) {
			t.Fatalf("%v is %s and %v is %s", a, first, b, second)
		}
		if len(first) != 32 || len(a.value) > 4 && strings.Contains(first, a.value) {
			t.Fatalf("%v has the token %s", a, first)
		}
	})
}

func TestCodesAreTheSameEverywhere(t *testing.T) {
	s := newShelf()
	first, err := vault(t, s).Code(t.Context(), "alma", "person", "rosa")
	if err != nil {
		t.Fatal(err)
	}
	second, err := vault(t, s).Code(t.Context(), "alma", "person", "rosa")
	if first != second || err != nil {
		t.Errorf("%s and %s, %v", first, second, err)
	}
	if other, _ := vault(t, s).Code(t.Context(), "reque", "person", "rosa"); other == first {
		t.Error("another organisation gives her the same code")
	}
}

func TestSecretsStay(t *testing.T) {
	s := newShelf()
	secret := func(name string) string {
		key, err := vault(t, s).Secret(t.Context(), name)
		if err != nil || len(key) != 32 {
			t.Fatalf("%d bytes, %v", len(key), err)
		}
		return string(key)
	}
	first, again, other := secret("data file"), secret("data file"), secret("cookies")
	if first != again || first == other {
		t.Error("a secret changed, or two are the same")
	}
}

func TestAnotherMasterOpensNothing(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	flush(t, v)
	stranger, err := seal.NewVault(master(2), s)
	if err != nil {
		t.Fatal(err)
	}
	rosa.refuses(t, stranger, sealed, &trenza.Problem{Kind: trenza.Unavailable, Key: "seal.key_damaged"})
}

func TestAKeyPutInThePlaceOfAnotherIsRefused(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	luz := rosa
	luz.key = seal.PersonKey("luz")
	sealed := luz.seal(t, v, "Luz Mamani")
	rosa.seal(t, v, "Rosa Quispe")
	flush(t, v)
	s.keys["person/rosa"] = s.keys["person/luz"]
	rosa.refuses(t, vault(t, s), sealed, &trenza.Problem{Kind: trenza.Unavailable, Key: "seal.key_damaged"})
}

// Processes that meet an organisation for the first time at the same moment
// end up with one key.
func TestVaultsThatMeetMakeOneKey(t *testing.T) {
	s := newShelf()
	common := rosa
	common.key, common.class = seal.OrganisationKey("alma"), trenza.P4
	const processes = 8
	sealed := make([][]byte, processes)
	var group sync.WaitGroup
	for i := range processes {
		v := vault(t, s)
		group.Go(func() {
			value, err := v.Seal(t.Context(), common.organisation, common.key, common.class, common.slot, fmt.Append(nil, i))
			if err != nil {
				t.Error(err)
			}
			sealed[i] = value
		})
	}
	group.Wait()
	late := vault(t, s)
	for i, value := range sealed {
		common.opens(t, late, value, fmt.Sprint(i))
	}
}

func TestAVaultServesManyAtOnce(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			mine := rosa
			mine.key = seal.PersonKey(fmt.Sprint(i % 4))
			for range 20 {
				value, err := mine.open(v, mine.seal(t, v, "value"))
				if value != "value" || err != nil {
					t.Error(value, err)
				}
				if err := v.Flush(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

// Keys that were brought to hand are not asked for again; those that are missing
// or destroyed are missed when something is opened with them.
func TestKeysAreFetchedTogether(t *testing.T) {
	s := newShelf()
	v := vault(t, s)
	sealed := rosa.seal(t, v, "Rosa Quispe")
	flush(t, v)
	v = vault(t, s)
	if err := v.Fetch(t.Context(), seal.PersonKey("rosa"), seal.PersonKey("nobody")); err != nil {
		t.Fatal(err)
	}
	s.broken = os.ErrDeadlineExceeded
	rosa.opens(t, v, sealed, "Rosa Quispe")
	if err := v.Fetch(t.Context(), seal.PersonKey("nobody")); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	s.broken = nil
	if err := v.Forget(t.Context(), "rosa"); err != nil {
		t.Fatal(err)
	}
	if err := v.Fetch(t.Context(), seal.PersonKey("rosa")); err != nil {
		t.Error(err)
	}
	rosa.refuses(t, v, sealed, seal.ErrForgotten)
}
