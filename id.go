package trenza

import (
	"strings"

	"github.com/google/uuid"
)

// NewID returns a new identifier: a UUIDv7 in its usual text form. Ids made
// later sort later, which keeps the indexes of both engines compact.
func NewID() string {
	return uuid.Must(uuid.NewV7()).String()
}

// codeAlphabet leaves out the letters that are read as digits (I, L, O) and U,
// as Crockford's base 32 does, so that a code survives a phone call.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Code spells the first fifty bits of sum as a pseudonymous code of two groups
// of five signs, "K7Q2X-9XMDP". sum must hold at least seven bytes.
func Code(sum []byte) string {
	var b strings.Builder
	var bits uint64
	for _, octet := range sum[:7] {
		bits = bits<<8 | uint64(octet)
	}
	bits >>= 6
	for i := 9; i >= 0; i-- {
		b.WriteByte(codeAlphabet[bits>>(5*i)&31])
		if i == 5 {
			b.WriteByte('-')
		}
	}
	return b.String()
}
