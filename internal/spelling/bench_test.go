package spelling

import "testing"

// pairs are words as they meet in lists: alike, far apart, with an accent left.
var pairs = [][2]string{
	{"jennifer", "yenifer"}, {"huamani", "guaman"}, {"quispe", "quizpe"}, {"rodriguez", "rodrigues"},
	{"maria", "rosa"}, {"jacqueline", "yaquelin"}, {"mendoza", "villanueva"}, {"núñez", "nunez"},
}

// BenchmarkSound allocates but the string that it returns.
func BenchmarkSound(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Sound(pairs[i%len(pairs)][0])
	}
}

func BenchmarkEdits(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		pair := pairs[i%len(pairs)]
		Edits(pair[0], pair[1], 2)
	}
}

func BenchmarkJaroWinkler(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		pair := pairs[i%len(pairs)]
		JaroWinkler(pair[0], pair[1])
	}
}

func BenchmarkNickname(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		pair := pairs[i%len(pairs)]
		Nickname(pair[0], pair[1])
	}
}

// TestWordsAreComparedWithoutAllocating: a million records are compared in
// batches of a hundred million words.
func TestWordsAreComparedWithoutAllocating(t *testing.T) {
	for name, compare := range map[string]func(a, b string){
		"Sound":       func(a, _ string) { var l listener; l.listen(a) },
		"Edits":       func(a, b string) { Edits(a, b, 2) },
		"JaroWinkler": func(a, b string) { JaroWinkler(a, b) },
		"Nickname":    func(a, b string) { Nickname(a, b) },
	} {
		for _, pair := range pairs {
			if n := testing.AllocsPerRun(10, func() { compare(pair[0], pair[1]) }); n > 0 {
				t.Errorf("%s(%q, %q) allocates %v times", name, pair[0], pair[1], n)
			}
		}
	}
}
