package spelling

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNickname(t *testing.T) {
	for pair, want := range map[string]bool{
		"paty patricia": true, "patricia pati": true, "chabela isabel": true, "chavela ysabel": true,
		"pancho francisco": true, "pepe jose": true, "betty beatriz": true, "bety beatris": true,
		"lucho luis": true, "charo rosario": true, "chayo rosa": true, "meche mercedes": true, "goya gregoria": true,
		"rosita rosa": true, "juanita juana": true, "luisito luis": true, "carmencita carmen": true, "irenita irene": true,
		"liz elizabeth": true, "bill william": true, "peggy margaret": true, "tom thomas": true,
		"juanito juana": false, "rosita rosario": false, "paty patty": false, "jose jose": false, "pepe francisco": false,
		"maria marta": false, "rita r": false, "margarita margaro": false, "ita a": false, "a b": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if got := Nickname(a, b); got != want {
			t.Errorf("Nickname(%s, %s) = %v", a, b, got)
		}
	}
	if Nickname("", "") || Nickname("", "jose") {
		t.Error("no name is short for none")
	}
}

func TestHasNicknames(t *testing.T) {
	for name, want := range map[string]bool{"jose": true, "pepe": true, "ysabel": true, "bill": true, "quispe": false, "": false} {
		if got := HasNicknames(name); got != want {
			t.Errorf("HasNicknames(%q) = %v", name, got)
		}
	}
}

func TestNicknameWorksBothWays(t *testing.T) {
	var names []string
	for line := range strings.Lines(nicknamesFile) {
		names = append(names, strings.Fields(strings.Replace(line, ":", "", 1))...)
	}
	name := rapid.SampledFrom(names)
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		if Nickname(a, b) != Nickname(b, a) {
			t.Errorf("%s and %s depend on their order", a, b)
		}
	})
}

// TestNicknamesFile: every line is a name and short forms of it, folded, and no
// short form is but another spelling.
func TestNicknamesFile(t *testing.T) {
	for line := range strings.Lines(nicknamesFile) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		full, nicknames, found := strings.Cut(line, ": ")
		if !found || len(Words(full)) != 1 || Fold(line) != full+" "+nicknames {
			t.Errorf("%q is no name with its short forms", line)
		}
		seen := map[string]bool{Sound(full): true}
		for nickname := range strings.FieldsSeq(nicknames) {
			if key := Sound(nickname); seen[key] {
				t.Errorf("%s: %s is there already", full, nickname)
			} else {
				seen[key] = true
			}
		}
	}
}
