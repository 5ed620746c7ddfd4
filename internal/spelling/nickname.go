package spelling

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// nicknamesFile lists names with their short forms; it says how.
//
//go:embed nicknames.txt
var nicknamesFile string

// Nickname reports whether one of two folded given names is a known short form
// of the other, however either is spelled: Pepe of José, Chavela of Ysabel. A
// diminutive is one of its name: Juanita of Juana. Two short forms of one name,
// and two spellings of it, are none of each other.
func Nickname(a, b string) bool {
	var hearA, hearB listener
	one, other := hearA.listen(a), hearB.listen(b)
	return isShortFor(one, other) || isShortFor(other, one)
}

// HasNicknames reports whether a folded given name has short forms in the
// table, or is one. Of any other, Nickname need only be asked for a diminutive,
// which shares the letters of its name.
func HasNicknames(token string) bool {
	var l listener
	return listed()[string(l.listen(token))]
}

// isShortFor reports whether the first sound is a short form of the second.
func isShortFor(nickname, name []byte) bool {
	return slices.Contains(fullNames()[string(nickname)], string(name)) || isDiminutive(nickname, name)
}

// isDiminutive reports whether a sound is the other with -ita, -cita or the like
// for its end: Rosita, Carmencita, Luisito.
func isDiminutive(little, name []byte) bool {
	end := len(little) - len("ITA")
	if end < 2 || len(name) < 3 || little[end] != 'I' || little[end+1] != 'T' {
		return false
	}
	stem, sex, last := little[:end], little[end+2], name[len(name)-1]
	switch {
	case sex != 'A' && sex != 'O':
		return false
	case last == sex, last == 'E':
		return bytes.Equal(stem, name[:len(name)-1])
	default:
		return bytes.Equal(bytes.TrimSuffix(stem, []byte("S")), bytes.TrimSuffix(name, []byte("S")))
	}
}

// fullNames returns, for the sound of each short form, the sounds of the names
// that it stands for.
var fullNames = sync.OnceValue(func() map[string][]string {
	names := make(map[string][]string)
	for line := range strings.Lines(nicknamesFile) {
		full, nicknames, found := strings.Cut(line, ":")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		for nickname := range strings.FieldsSeq(nicknames) {
			key := Sound(nickname)
			names[key] = append(names[key], Sound(full))
		}
	}
	return names
})

// listed holds the sounds of all names of the table, short and full.
var listed = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool)
	for nickname, names := range fullNames() {
		all[nickname] = true
		for _, name := range names {
			all[name] = true
		}
	}
	return all
})
