package seal

import (
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/aead/xaesgcm"
	"github.com/tink-crypto/tink-go/v2/insecuresecretdataaccess"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/secretdata"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Slot is where a sealed value belongs. A value moved to another slot does not
// open.
type Slot struct {
	Table, Row, Column string
}

// bytes are the associated data. Names of tables and columns hold no slash and
// rows are ids, so no two slots are spelled alike.
func (s Slot) bytes() []byte {
	return []byte(s.Table + "/" + s.Column + "/" + s.Row)
}

// newBox makes the cipher of a 32-byte key: XAES-256-GCM, whose nonces are long
// enough to be drawn at random for as many values as one likes.
func newBox(key []byte) (tink.AEAD, error) {
	parameters, err := xaesgcm.NewParameters(xaesgcm.VariantNoPrefix, 12)
	if err != nil {
		return nil, err
	}
	secret := secretdata.NewBytesFromData(key, insecuresecretdataaccess.Token{})
	k, err := xaesgcm.NewKey(secret, 0, parameters)
	if err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	manager := keyset.NewManager()
	id, err := manager.AddKey(k)
	if err != nil {
		return nil, err
	}
	if err := manager.SetPrimary(id); err != nil {
		return nil, err
	}
	handle, err := manager.Handle()
	if err != nil {
		return nil, err
	}
	return aead.New(handle)
}
