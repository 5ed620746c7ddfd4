package staff_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// What a password must be, in the words of whoever chooses it.
func TestStrength(t *testing.T) {
	about := []string{"Rosa María Quispe", "rosa.quispe", "care-peru"}
	for password, key := range map[string]string{
		"":                                   "staff.password_short",
		"q8$Zk!vW3@x":                        "staff.password_short",
		"ñandúñandú1":                        "staff.password_short",
		strings.Repeat("palabra larga ", 20): "staff.password_long",
		strings.Repeat("x", 1<<16):           "staff.password_long",
		"aaaaaaaaaaaaaaaa":                   "staff.password_guessable",
		"abcdefghijklmnop":                   "staff.password_guessable",
		"123456789012345":                    "staff.password_guessable",
		"passwordpassword":                   "staff.password_guessable",
		"Contraseña2020":                     "staff.password_guessable",
		"RosaQuispe1990":                     "staff.password_guessable",
		"MaríaQuispe!!":                      "staff.password_guessable",
		"care peru 2020":                     "staff.password_guessable",
		"rosa.quispe.123":                    "staff.password_guessable",
		"qwertyuiop123":                      "staff.password_guessable",
		"сссссссссссссссс":                   "staff.password_guessable",
		passphrase:                           "",
		"x8$Kq!pQ2#mZ7w":                     "",
		"montaña azul tranquila nube":        "",
		"ağaç kuş deniz bulut yol":           "",
	} {
		err := staff.JudgePassword(password, about...)
		if p, refused := errors.AsType[*trenza.Problem](err); refused && p.Key != key || !refused && key != "" {
			t.Errorf("%.40q: %v, want %s", password, err, key)
		}
	}
}

func FuzzStrength(f *testing.F) {
	f.Add("4@8({[<369|1!|0$5+7%2zZ xX")
	f.Add("İİİİİİİİİİİİİpassword")
	f.Add("\xff\xfe\xfd passphrase with what is no text")
	f.Fuzz(func(t *testing.T, password string) {
		began := time.Now()
		staff.JudgePassword(password, password, "Rosa")
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%q takes %v", password, took)
		}
	})
}
