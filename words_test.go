package trenza_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza"
)

func TestCodeHasTheAgreedShape(t *testing.T) {
	shape := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$`)
	rapid.Check(t, func(t *rapid.T) {
		sum := rapid.SliceOfN(rapid.Byte(), 7, 32).Draw(t, "sum")
		if code := trenza.Code(sum); !shape.MatchString(code) {
			t.Fatalf("%x is spelled %q", sum, code)
		}
	})
}

func TestCodeSpellsFiftyBits(t *testing.T) {
	for want, sum := range map[string][]byte{
		"00000-00000": make([]byte, 7),
		"ZZZZZ-ZZZZZ": bytes.Repeat([]byte{0xff}, 7),
		"G0000-00000": {0x80, 0, 0, 0, 0, 0, 0},
		"00000-00001": {0, 0, 0, 0, 0, 0, 0x40},
	} {
		if got := trenza.Code(sum); got != want {
			t.Errorf("%x is spelled %q, want %q", sum, got, want)
		}
	}
}

// Two codes are alike exactly when their first fifty bits are.
func TestCodeTellsSumsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Byte(), 7, 7).Draw(t, "a")
		b := bytes.Clone(a)
		bit := rapid.IntRange(0, 55).Draw(t, "bit")
		b[bit/8] ^= 0x80 >> (bit % 8)
		if alike := trenza.Code(a) == trenza.Code(b); alike != (bit >= 50) {
			t.Fatalf("%x and %x, which differ in bit %d, are alike: %v", a, b, bit, alike)
		}
	})
}

func TestIDsSortInTheOrderTheyAreMade(t *testing.T) {
	last := ""
	for range 10_000 {
		id := trenza.NewID()
		if id <= last {
			t.Fatalf("%s was made after %s", id, last)
		}
		last = id
	}
}

func TestPlaceHeads(t *testing.T) {
	for _, c := range []struct {
		place, region, province, district trenza.Place
	}{
		{"140110", "14", "1401", "140110"},
		{"1401", "14", "1401", ""},
		{"01", "01", "", ""},
		{"", "", "", ""},
	} {
		if c.place.Region() != c.region || c.place.Province() != c.province || c.place.District() != c.district {
			t.Errorf("%q lies in %q, %q, %q", c.place, c.place.Region(), c.place.Province(), c.place.District())
		}
	}
}

func TestMoneyIsWrittenInSoles(t *testing.T) {
	for amount, want := range map[trenza.Money]string{
		76000:   "S/ 760.00",
		5:       "S/ 0.05",
		0:       "S/ 0.00",
		-1250:   "-S/ 12.50",
		1234567: "S/ 12345.67",
	} {
		if got := amount.String(); got != want {
			t.Errorf("%d céntimos: %q, want %q", int64(amount), got, want)
		}
	}
}

func TestClassesReadAsTheyAreWritten(t *testing.T) {
	for class := trenza.P0; class <= trenza.P4; class++ {
		if got, known := trenza.ParseClass(class.String()); got != class || !known {
			t.Errorf("%s is read as %s, %v", class, got, known)
		}
	}
	for _, text := range []string{"", "p1", "P5", "P?", "P"} {
		if class, known := trenza.ParseClass(text); known || class != trenza.P4 {
			t.Errorf("%q is read as %s, %v: what is not known must be treated as restricted", text, class, known)
		}
	}
	if got := trenza.Class(5).String(); got != "P?" {
		t.Error(got)
	}
}

func TestProblemsCompareByKindAndKey(t *testing.T) {
	problem := trenza.Refuse("registry.sex_unknown", "X", 3)
	wrapped := fmt.Errorf("row 7: %w", problem)
	for _, c := range []struct {
		target error
		want   bool
	}{
		{&trenza.Problem{Kind: trenza.Invalid, Key: "registry.sex_unknown"}, true},
		{&trenza.Problem{Kind: trenza.Conflict, Key: "registry.sex_unknown"}, false},
		{&trenza.Problem{Kind: trenza.Invalid, Key: "registry.day_unknown"}, false},
		{fs.ErrNotExist, false},
	} {
		if got := errors.Is(wrapped, c.target); got != c.want {
			t.Errorf("is %v: %v", c.target, got)
		}
	}
}

func TestBecauseKeepsTheProblemAndAddsTheCause(t *testing.T) {
	plain := &trenza.Problem{Kind: trenza.NotFound, Key: "seal.no_master", Args: []any{"key"}}
	caused := plain.Because(fs.ErrNotExist)
	if !errors.Is(caused, plain) || !errors.Is(caused, fs.ErrNotExist) {
		t.Errorf("%v has lost its key or its cause", caused)
	}
	if errors.Is(plain, fs.ErrNotExist) {
		t.Error("the problem itself was changed")
	}
	if got := caused.Error(); got != "seal.no_master[key]: file does not exist" {
		t.Error(got)
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want trenza.Kind
	}{
		{nil, trenza.Internal},
		{fs.ErrNotExist, trenza.Internal},
		{trenza.Refuse("x.y"), trenza.Invalid},
		{fmt.Errorf("reading: %w", &trenza.Problem{Kind: trenza.Unavailable, Key: "x.y"}), trenza.Unavailable},
		{(&trenza.Problem{Kind: trenza.Conflict}).Because(trenza.Refuse("x.y")), trenza.Conflict},
	} {
		if got := trenza.KindOf(c.err); got != c.want {
			t.Errorf("%v is of kind %d, want %d", c.err, got, c.want)
		}
	}
}

func TestTheNameOfAnActorStaysOutOfTheLogs(t *testing.T) {
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("wrote", "actor",
		trenza.Actor{Organisation: "alma", Name: "Yusmary Colmenares", Role: "registrar"})
	if strings.Contains(log.String(), "Yusmary") || !strings.Contains(log.String(), "actor.roles=[registrar]") {
		t.Error(log.String())
	}
}
