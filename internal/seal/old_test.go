package seal_test

import (
	"encoding/hex"
	"testing"

	"github.com/trenza/trenza"
)

// Written under the master key of 32 bytes 0x01, see TestOldValuesOpen.
const (
	oldPersonKey = "646dbb6a00a9ee5f4059c2e6be97c9cd259de2329e38d5b823c48e6f6233f8f6d0c35ecba3eb4430f5eb95e40d146f9254162253284566b320152f3055a382dead662d99711caa44"
	oldClassKey  = "ea006a44ae9bcfd051a6fad3d3c0d71d44cc2b6f5c375b9fae68b57efd20e6856c72be9a8ee32e3834397ab7fb112610adee62aed6d6ae6dcbdf9b3b48bb16095e2f578e0a2856d5"
	oldTokenKey  = "dcf4c3c69d817d31b23902ad7d8bc4bb8d6067327d28a989781d2724efa56c795f8e185f09f7727ecb87047c7c2b2c6558b8e2920b04495f8eae28df33ff8c3fc310654a539227d7"
	oldSealed    = "af99203f9e4ef5d838994b8c167f629b68708e753d001a7309d1e3674a65dd2e9db70a7e5fa14e9430fbf7e02e1aa142905859"
	oldSensitive = "1fe20abe34387d6b639af9aabe2a5fb7d14cd97a41aea54b72baa76bb6a3a4fc147cd21b498f953ab607ff14d9aafafc0117a4"
	oldToken     = "d1951a72c39d9d0614037eae21d32ba3"
	oldCode      = "XM6AN-JHF7Q"
)

// What was sealed years ago must open for ever: these bytes were written by the
// first release.
func TestOldValuesOpen(t *testing.T) {
	kept := func(text string) []byte {
		raw, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	old := newShelf()
	old.keys["person/rosa"] = kept(oldPersonKey)
	old.keys["class/alma/P3"] = kept(oldClassKey)
	old.keys["token/alma"] = kept(oldTokenKey)
	v := vault(t, old)
	rosa.opens(t, v, kept(oldSealed), "Rosa Quispe")
	sensitive := rosa
	sensitive.class = trenza.P3
	sensitive.opens(t, v, kept(oldSensitive), "Rosa Quispe")
	if token, err := v.Token(t.Context(), "alma", "document", "DNI 12345678"); token != oldToken || err != nil {
		t.Errorf("the token is %s, %v; want %s", token, err, oldToken)
	}
	if code, err := v.Code(t.Context(), "alma", "person", "rosa"); code != oldCode || err != nil {
		t.Errorf("the code is %s, %v; want %s", code, err, oldCode)
	}
}
