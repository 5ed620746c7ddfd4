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
