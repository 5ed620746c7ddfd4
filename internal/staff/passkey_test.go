package staff_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// What an authenticator says of a ceremony (WebAuthn level 3, section 6.1).
const (
	present  = 1 << 0
	verified = 1 << 2
	attested = 1 << 6
)

// authenticator is a passkey made of software: one key of one account.
type authenticator struct {
	origin string
	flags  byte
	id     []byte
	handle []byte
	key    *ecdsa.PrivateKey
	count  uint32
}

func newAuthenticator(t *testing.T, origin string) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 16)
	rand.Read(id)
	return &authenticator{origin: origin, flags: present | verified, id: id, key: key}
}

// options are what the page hands over, of either ceremony.
type options struct {
	PublicKey struct {
		Challenge string
		RPID      string `json:"rpId"`
		RP        struct{ ID string }
		User      struct{ ID string }

		AllowCredentials, ExcludeCredentials []struct{ ID string }
		UserVerification                     string
		AuthenticatorSelection               struct{ UserVerification, ResidentKey string }
	}
}

func read(t *testing.T, c staff.Ceremony) (o options) {
	t.Helper()
	if err := json.Unmarshal(c.Options, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// client is what the browser signs for the authenticator.
func (a *authenticator) client(kind, challenge string) []byte {
	return spelled(map[string]any{"type": kind, "challenge": challenge, "origin": a.origin, "crossOrigin": false})
}

// data is what the authenticator says of itself; the party is a domain.
func (a *authenticator) data(party string, flags byte) []byte {
	a.count++
	hash := sha256.Sum256([]byte(party))
	return binary.BigEndian.AppendUint32(append(hash[:], flags), a.count)
}

// make answers the ceremony of a new passkey.
func (a *authenticator) make(t *testing.T, c staff.Ceremony) []byte {
	t.Helper()
	o := read(t, c)
	a.handle, _ = base64.RawURLEncoding.DecodeString(o.PublicKey.User.ID)
	point, err := a.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		t.Fatal(err)
	}
	key, err := webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
	if err != nil {
		t.Fatal(err)
	}
	data := a.data(o.PublicKey.RP.ID, a.flags|attested)
	data = append(data, make([]byte, 16)...) // no model
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(append(data, a.id...), key...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		t.Fatal(err)
	}
	return a.answer(map[string]any{
		"clientDataJSON":    encoded(a.client("webauthn.create", o.PublicKey.Challenge)),
		"attestationObject": encoded(object),
	})
}

// show answers the ceremony of signing in or stepping up.
func (a *authenticator) show(t *testing.T, c staff.Ceremony) []byte {
	t.Helper()
	o := read(t, c)
	data, client := a.data(o.PublicKey.RPID, a.flags), a.client("webauthn.get", o.PublicKey.Challenge)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(slices.Clone(data), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return a.answer(map[string]any{
		"clientDataJSON": encoded(client), "authenticatorData": encoded(data), "signature": encoded(signature), "userHandle": encoded(a.handle),
	})
}

func (a *authenticator) answer(response map[string]any) []byte {
	return spelled(map[string]any{"id": encoded(a.id), "rawId": encoded(a.id), "type": "public-key", "response": response})
}

func spelled(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

var encoded = base64.RawURLEncoding.EncodeToString

// passkey adds a passkey to an account.
func (o *office) passkey(a staff.Account) *authenticator {
	o.Helper()
	device := newAuthenticator(o.T, o.Origin)
	c, err := o.BeginNewPasskey(o.Context(), o.as(a))
	o.must(err)
	_, err = o.FinishNewPasskey(o.Context(), o.as(a), c.Kept, device.make(o.T, c), "  Mi  teléfono ")
	o.must(err)
	return device
}

// enterBy signs in by a passkey.
func (o *office) enterBy(device *authenticator) (staff.Account, error) {
	o.Helper()
	c, err := o.BeginPasskey(o.Context())
	o.must(err)
	return o.FinishPasskey(o.Context(), c.Kept, device.show(o.T, c), "203.0.113.7")
}

func TestAPasskeyIsEnough(t *testing.T) {
	each(t, func(o *office) {
		luz := o.join("luz")
		before := o.position()
		device := o.passkey(o.rosa)
		other := o.passkey(luz)
		for range 2 {
			if a, err := o.enterBy(device); err != nil || a.ID != o.rosa.ID {
				o.Fatalf("she is let in as %+v, %v", a, err)
			}
		}
		if a, err := o.enterBy(other); err != nil || a.ID != luz.ID {
			o.Errorf("she is let in as %+v, %v", a, err)
		}
		_, factors, err := o.signIn("rosa", passphrase)
		if err != nil || !slices.Equal(factors, []staff.Factor{staff.Passkey}) {
			o.Errorf("factors %v, %v", factors, err)
		}
		keys, err := o.Passkeys(o.Context(), o.as(o.rosa))
		if err != nil || len(keys) != 1 || keys[0].Name != "Mi teléfono" || keys[0].Used.IsZero() {
			o.Fatalf("keys %+v, %v", keys, err)
		}
		o.refused(o.DropPasskey(o.Context(), o.as(luz), keys[0].ID), trenza.NotFound, "staff.factor_unknown")
		o.must(o.DropPasskey(o.Context(), o.as(o.rosa), keys[0].ID))
		_, err = o.enterBy(device)
		o.refused(err, trenza.Forbidden, "staff.passkey_refused")
		if factors, err := o.Factors(o.Context(), o.as(o.rosa)); len(factors) != 0 || err != nil {
			o.Errorf("factors %v, %v", factors, err)
		}
		want := []string{"factor.added", "factor.added", "factor.shown", "factor.shown", "factor.shown", "factor.dropped"}
		if got := o.told(before); !slices.Equal(got, want) {
			o.Errorf("told %v", got)
		}
	})
}

func TestWhatIsAskedOfPasskeys(t *testing.T) {
	o := one(t)
	device := o.passkey(o.rosa)
	c, err := o.BeginNewPasskey(t.Context(), o.as(o.rosa))
	o.must(err)
	asked := read(t, c).PublicKey
	if asked.RP.ID != "trenza.example.pe" || asked.AuthenticatorSelection.UserVerification != "required" ||
		asked.AuthenticatorSelection.ResidentKey != "required" || len(asked.ExcludeCredentials) != 1 {
		t.Errorf("a new one is asked for as %s", c.Options)
	}
	c, err = o.BeginPasskey(t.Context())
	o.must(err)
	asked = read(t, c).PublicKey
	if asked.UserVerification != "required" || len(asked.AllowCredentials) != 0 || strings.Contains(string(c.Options), encoded(device.id)) {
		t.Errorf("signing in asks %s", c.Options)
	}
}

// Every answer that is not the one asked for is refused, with one sentence.
func TestPasskeysThatAreRefused(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	for name, spoil := range map[string]func(*authenticator){
		"another site":         func(a *authenticator) { a.origin = "https://trenza.example.com" },
		"without a finger":     func(a *authenticator) { a.flags = present },
		"another account":      func(a *authenticator) { a.handle = []byte(luz.ID) },
		"nobody’s":             func(a *authenticator) { a.handle = []byte("nobody") },
		"without a handle":     func(a *authenticator) { a.handle = nil },
		"another key":          func(a *authenticator) { a.key = newAuthenticator(t, a.origin).key },
		"another id":           func(a *authenticator) { a.id = slices.Clone(a.id[1:]) },
		"a copy, left behind":  func(a *authenticator) { a.count = 0 },
		"the same, once again": func(a *authenticator) { a.count-- },
	} {
		device := o.passkey(o.rosa)
		if _, err := o.enterBy(device); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		spoil(device)
		_, err := o.enterBy(device)
		if trenza.KindOf(err) != trenza.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	device := o.passkey(o.rosa)
	first, err := o.BeginPasskey(t.Context())
	o.must(err)
	next, err := o.BeginPasskey(t.Context())
	o.must(err)
	_, err = o.FinishPasskey(t.Context(), next.Kept, device.show(t, first), "")
	o.refused(err, trenza.Forbidden, "staff.passkey_refused")
	for _, kept := range []string{"", "{}", `{"challenge":""}`} {
		_, err = o.FinishPasskey(t.Context(), kept, device.show(t, first), "")
		o.refused(err, trenza.Forbidden, "staff.passkey_refused")
	}
	o.must(o.Close(t.Context(), o.as(o.rosa), luz.ID))
	for _, answer := range []string{"", "{}", "null", `{"id":"x","response":{}}`} {
		_, err = o.FinishPasskey(t.Context(), first.Kept, []byte(answer), "")
		o.refused(err, trenza.Forbidden, "staff.passkey_refused")
		_, err = o.FinishNewPasskey(t.Context(), o.as(o.rosa), first.Kept, []byte(answer), "")
		o.refused(err, trenza.Forbidden, "staff.passkey_refused")
	}
}

// A ceremony that one began is not another's to finish.
func TestACeremonyIsHers(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	device := newAuthenticator(t, o.Origin)
	c, err := o.BeginNewPasskey(t.Context(), o.as(o.rosa))
	o.must(err)
	_, err = o.FinishNewPasskey(t.Context(), o.as(luz), c.Kept, device.make(t, c), "")
	o.refused(err, trenza.Forbidden, "staff.passkey_refused")
}

func TestThePasskeyOfAClosedAccount(t *testing.T) {
	o := one(t)
	luz := o.join("luz")
	device := o.passkey(luz)
	o.must(o.Close(t.Context(), o.as(o.rosa), luz.ID))
	_, err := o.enterBy(device)
	o.refused(err, trenza.Forbidden, "staff.passkey_refused")
}

func TestSteppingUpByPasskey(t *testing.T) {
	each(t, func(o *office) {
		luz := o.join("luz")
		_, err := o.BeginStepUp(o.Context(), o.as(o.rosa))
		o.refused(err, trenza.NotFound, "staff.factor_unknown")
		device, other := o.passkey(o.rosa), o.passkey(luz)
		c, err := o.BeginStepUp(o.Context(), o.as(o.rosa))
		o.must(err)
		if allowed := read(o.T, c).PublicKey.AllowCredentials; len(allowed) != 1 || allowed[0].ID != encoded(device.id) {
			o.Errorf("asked for %+v", allowed)
		}
		step := func(actor trenza.Actor, c staff.Ceremony, device *authenticator) error {
			return o.FinishStepUp(o.Context(), actor, c.Kept, device.show(o.T, c), "")
		}
		o.refused(step(o.as(o.rosa), c, other), trenza.Forbidden, "staff.passkey_refused")
		o.refused(step(o.as(luz), c, other), trenza.Forbidden, "staff.passkey_refused")
		in, err := o.BeginPasskey(o.Context())
		o.must(err)
		o.refused(step(o.as(o.rosa), in, device), trenza.Forbidden, "staff.passkey_refused")
		o.must(step(o.as(o.rosa), c, device))
	})
}

func TestPasskeysNeedAPlace(t *testing.T) {
	o := one(t)
	o.Origin = ""
	_, err := o.BeginPasskey(t.Context())
	if trenza.KindOf(err) != trenza.Internal || err == nil {
		t.Errorf("got %v", err)
	}
}
