package families

import (
	"slices"
	"strings"
)

// sounds are ways to write that sound alike, or nearly, in the Spanish of the
// coast and of the Andes. Each may be heard in either direction. "^" stands
// before a name and "$" behind it.
var sounds = [][2]string{
	{"b", "v"}, {"v", "b"}, {"w", "gu"}, {"^w", "^u"},
	{"s", "z"}, {"z", "s"}, {"z$", "s$"}, {"ce", "se"}, {"ci", "si"}, {"se", "ce"}, {"si", "ci"}, {"x", "s"}, {"sc", "s"},
	{"ll", "y"}, {"y", "ll"}, {"^ye", "^je"}, {"^je", "^ye"}, {"^yo", "^jo"}, {"^jo", "^yo"}, {"^yu", "^ju"}, {"^ju", "^yu"},
	{"^y", "^i"}, {"^ie", "^ye"},
	{"ge", "je"}, {"gi", "ji"}, {"je", "ge"}, {"ji", "gi"},
	{"h", ""}, {"^a", "^ha"}, {"^e", "^he"}, {"^i", "^hi"}, {"^o", "^ho"}, {"jo", "jho"}, {"th", "t"}, {"et$", "eth$"},
	{"nn", "n"}, {"tt", "t"}, {"ss", "s"}, {"ff", "f"}, {"mm", "m"}, {"pp", "p"}, {"ella$", "ela$"}, {"ela$", "ella$"},
	{"n", "nn"}, {"t", "tt"}, {"cc", "c"}, {"cc", "x"},
	{"qu", "k"}, {"k", "c"}, {"ca", "ka"}, {"co", "ko"}, {"c", "k"}, {"k", "qu"}, {"ph", "f"},
	{"y$", "i$"}, {"i$", "y$"}, {"ys$", "is$"}, {"is$", "ys$"}, {"is$", "iz$"}, {"i", "y"}, {"y", "i"}, {"ia", "ea"}, {"ea", "ia"},
	{"mb", "nb"}, {"mp", "np"}, {"hua", "gua"}, {"gua", "hua"}, {"hua", "wa"}, {"gui", "hui"}, {"ñ", "ni"}, {"ni", "ñ"},
	{"d$", "$"}, {"s$", "$"}, {"sh", "ch"}, {"ch", "sh"}, {"r", "rr"}, {"rr", "r"}, {"l$", "r$"}, {"r$", "l$"},
	{"e", "i"}, {"i", "e"}, {"o", "u"}, {"u", "o"}, {"ps", "s"}, {"ct", "t"}, {"gn", "n"}, {"my", "mi"}, {"ey", "ei"}, {"ei", "ey"},
}

// hear writes a name by one of the sounds that are in it. Particles before the
// last word stay.
func (h hand) hear(name string) string {
	at := strings.LastIndexByte(name, ' ') + 1
	word := "^" + unaccented.Replace(strings.ToLower(name[at:])) + "$"
	for _, i := range h.Perm(len(sounds)) {
		from, to := sounds[i][0], sounds[i][1]
		if n := strings.Count(word, from); n > 0 {
			heard := replaceNth(word, from, to, h.IntN(n))
			return name[:at] + title(strings.Trim(heard, "^$"))
		}
	}
	return name
}

// replaceNth replaces one occurrence, counted from 0.
func replaceNth(text, from, to string, n int) string {
	parts := strings.Split(text, from)
	return strings.Join(parts[:n+1], from) + to + strings.Join(parts[n+1:], from)
}

func title(word string) string {
	letters := []rune(word)
	if len(letters) == 0 {
		return word
	}
	return strings.ToUpper(string(letters[:1])) + string(letters[1:])
}

// keyboard is where letters lie: a finger hits a neighbour.
var keyboard = []string{"qwertyuiop", "asdfghjklñ", "zxcvbnm"}

// slip is one slip of the fingers: a letter left out, doubled, exchanged with
// the next, hit beside, or one too many. The first letter is spared, as people
// see it.
func (h hand) slip(name string) string {
	letters := []rune(name)
	if len(letters) < 3 {
		return name
	}
	at := h.between(1, len(letters)-2)
	switch h.weigh(25, 15, 20, 30, 10) {
	case 0:
		letters = slices.Delete(letters, at, at+1)
	case 1:
		letters = slices.Insert(letters, at, letters[at])
	case 2:
		letters[at], letters[at+1] = letters[at+1], letters[at]
	case 3:
		letters[at] = h.beside(letters[at])
	case 4:
		letters = slices.Insert(letters, at, h.beside(letters[at]))
	}
	return string(letters)
}

// beside returns a letter next to another on the keyboard.
func (h hand) beside(letter rune) rune {
	for _, row := range keyboard {
		keys := []rune(row)
		if at := slices.Index(keys, letter); at >= 0 {
			step := 1
			if at == len(keys)-1 || at > 0 && h.chance(50) {
				step = -1
			}
			return keys[at+step]
		}
	}
	return 'a'
}

// familiars are what women are called at home, and at the desk.
var familiars = map[string][]string{
	"María": {"Mary", "Marita", "Maruja"}, "Rosario": {"Charo"}, "Dolores": {"Lola"}, "Josefa": {"Pepa"},
	"Josefina": {"Jose", "Fina"}, "Isabel": {"Chabela", "Isa"}, "Mercedes": {"Meche"}, "Concepción": {"Concha", "Conchita"},
	"Consuelo": {"Chelo"}, "Teresa": {"Tere", "Teresita"}, "Gabriela": {"Gaby"}, "Alejandra": {"Ale"}, "Carolina": {"Caro"},
	"Elizabeth": {"Eli", "Betty"}, "Patricia": {"Paty", "Patty"}, "Beatriz": {"Betty", "Bety"}, "Verónica": {"Vero"},
	"Yolanda": {"Yoli"}, "Graciela": {"Chela"}, "Rosa": {"Rosita"}, "Carmen": {"Carmencita", "Menchu"}, "Ana": {"Anita"},
	"Juana": {"Juanita"}, "Luisa": {"Luchita"}, "Luz": {"Lucecita"}, "Francisca": {"Paca", "Pancha"}, "Guadalupe": {"Lupe"},
	"Margarita": {"Marga", "Mague"}, "Susana": {"Susy"}, "Silvia": {"Chivi"}, "Sandra": {"Sandrita"}, "Mónica": {"Moni"},
	"Daniela": {"Dani"}, "Fernanda": {"Fer", "Nanda"}, "Valentina": {"Vale"}, "Victoria": {"Vicky"}, "Cecilia": {"Ceci"},
	"Angélica": {"Angie"}, "Claudia": {"Clau"}, "Marcela": {"Marce"}, "Catalina": {"Cata"}, "Antonia": {"Toña"},
	"Esperanza": {"Espe"}, "Eugenia": {"Quena"}, "Jessica": {"Jessy"}, "Marisol": {"Mari"}, "Jacqueline": {"Jacky"},
	"José": {"Pepe"}, "Francisco": {"Pancho", "Paco"}, "Luis": {"Lucho"}, "Enrique": {"Quique"}, "Jesús": {"Chuy"},
	"Manuel": {"Manolo"}, "Juan": {"Juancho"}, "Carlos": {"Carlitos"}, "Eduardo": {"Lalo"}, "Alberto": {"Beto"},
}
