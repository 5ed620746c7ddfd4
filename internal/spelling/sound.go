package spelling

// Sound returns what one folded word sounds like in Latin American Spanish, and
// in the names that its speakers coin: Yenifer, Jennifer and Llenifer are
// YENIFER, Huamán and Guamán are BAMAN. It is written in capitals, each for one
// sound: B is also v and w, S also z, x and soft c, Y also ll, j and soft g, K
// also hard c and qu, C is ch, and G is hard. Letters of other scripts and
// digits stand for themselves. A sound's sound is itself. Of a word longer than
// names are, sixty letters, the start is heard.
func Sound(token string) string {
	var l listener
	return string(l.listen(token))
}

// Skeleton returns the first sound of a folded word and the consonants after
// it: what is left when the vowels, which lists write most variously, are gone.
func Skeleton(token string) string {
	var l listener
	key := l.listen(token)
	bones := key[:0]
	for i, c := range key {
		if i == 0 || !isVowelSound(c) {
			bones = append(bones, c)
		}
	}
	return string(bones)
}
