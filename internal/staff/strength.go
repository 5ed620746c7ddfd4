package staff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ccojocar/zxcvbn-go"
	"golang.org/x/text/unicode/norm"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/spelling"
)

const (
	minPassword = 12  // letters
	maxPassword = 256 // letters
	judged      = 64  // of which this many are judged: who guesses those has done the work
	strong      = 3   // of zxcvbn's scores from 0 to 4: more than a hundred million guesses
)

// everyday are words that people here begin a password with, which the library,
// made for English, does not know.
var everyday = strings.Fields(`
	contrasena clave claves secreto secreta acceso entrar ingreso usuario administrador administradora sistema oficina computadora internet
	hola bienvenida bienvenido gracias amor amorcito corazon vida mivida teamo tequiero familia mama papa hijo hija hermana amiga princesa
	dios jesus cristo maria bendicion milagros virgen senor lima peru tumbes piura trujillo callao chiclayo lambayeque reque libertad venezuela
	caracas maracaibo colombia alianza universitario cristal enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre
	noviembre diciembre lunes martes miercoles jueves viernes sabado domingo verano invierno primavera otono gato perro mariposa estrella
	trenza programa proyecto taller municipalidad municipal comite mujer mujeres`)

// JudgePassword refuses a password that is short, longer than anybody types, or
// guessed soon by who knows what the words about say: her name, her login, her
// organisation. Nothing else is asked of it: no capital letter and no sign. The
// keys are "staff.password_short", "staff.password_long" and
// "staff.password_guessable", all Invalid.
func JudgePassword(password string, about ...string) error {
	if len(password) > maxBytes {
		return trenza.Refuse("staff.password_long", maxPassword)
	}
	password = norm.NFC.String(password)
	switch n := utf8.RuneCountInString(password); {
	case n < minPassword:
		return trenza.Refuse("staff.password_short", minPassword)
	case n > maxPassword:
		return trenza.Refuse("staff.password_long", maxPassword)
	}
	if zxcvbn.PasswordStrength(plain(password), known(about)).Score < strong {
		return trenza.Refuse("staff.password_guessable")
	}
	return nil
}

// plain writes the head of a password in the letters that the library counts by:
// accents are taken off, which whoever guesses leaves out as well, and letters of
// other scripts stand for some letter of ours.
func plain(password string) string {
	letters := []rune(norm.NFD.String(password))
	letters = slices.DeleteFunc(letters, func(r rune) bool { return unicode.Is(unicode.Mn, r) })
	letters = letters[:min(len(letters), judged)]
	for i, r := range letters {
		if r > unicode.MaxASCII {
			letters[i] = 'a' + r%26
		}
	}
	return string(letters)
}

// known are the words that a guesser tries first, in the order in which he does.
func known(about []string) []string {
	var words []string
	for _, text := range about {
		words = append(words, spelling.Words(text)...)
		words = append(words, strings.Join(spelling.Words(text), ""), strings.ToLower(text))
	}
	return append(words, everyday...)
}
