package braid

import "strings"

// font is how wide the letters of a face are, in thousandths of its size, from
// the space to the tilde. Atkinson Hyperlegible Next, whose letters with accents
// are as wide as those without.
type font struct {
	size   float64
	widths [95]float64
}

// The faces of labels.
var (
	bold = font{14.5, [...]float64{
		313, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579, 600, 624, 608, 626, 537, 624,
		571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 689, 597, 566, 718, 701, 425, 561, 664, 552, 858, 717, 747, 629, 757,
		650, 610, 607, 686, 644, 886, 685, 650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593, 571, 300, 259,
		555, 318, 882, 571, 576, 596, 599, 376, 508, 376, 567, 530, 740, 540, 521, 506, 381, 254, 381, 537,
	}}
	plain = font{13, [...]float64{
		280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598, 510, 615,
		595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824, 693, 714, 592, 724,
		614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245,
		492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
	}}
)

// unaccented are letters as wide as one of the table.
var unaccented = map[rune]byte{
	'á': 'a', 'é': 'e', 'í': 'i', 'ó': 'o', 'ú': 'u', 'ü': 'u', 'ñ': 'n', 'Á': 'A', 'É': 'E', 'Í': 'I', 'Ó': 'O', 'Ú': 'U', 'Ñ': 'N',
	'«': '=', '»': '=', '·': '.', '\u00a0': ' ', '¿': '?', '¡': '!',
}

// wide is taken for every letter that is not in the table, and more than wide
// enough for those of Europe.
const wide = 1000

// width is how wide a text is, and rather more than less.
func (f font) width(text string) float64 {
	sum := 0.0
	for _, r := range text {
		if plainer, known := unaccented[r]; known {
			r = rune(plainer)
		}
		if ' ' <= r && r <= '~' {
			sum += f.widths[r-' ']
		} else {
			sum += wide
		}
	}
	return sum * f.size / 1000 * 1.02
}

// wrap breaks a text into lines of a width, and leaves out the words for which so
// many lines have no room.
func (f font) wrap(text string, width float64, lines int) (wrapped []string) {
	words := strings.Fields(text)
	for len(words) > 0 && len(wrapped) < lines {
		n := 1
		for n < len(words) && f.width(strings.Join(words[:n+1], " ")) <= width {
			n++
		}
		wrapped, words = append(wrapped, f.shorten(strings.Join(words[:n], " "), width)), words[n:]
	}
	if last := len(wrapped) - 1; len(words) > 0 {
		wrapped[last] = f.leftOut(wrapped[last], width)
	}
	return wrapped
}

// wrapTitle breaks a title into lines. What stands in brackets at its end is left out
// first, where the whole has no room.
func (f font) wrapTitle(title string, width float64, lines int) []string {
	whole := f.wrap(title, width, lines)
	shorter, _, bracketed := strings.Cut(title, " (")
	if bracketed && strings.HasSuffix(title, ")") && strings.HasSuffix(whole[len(whole)-1], "…") {
		return f.wrap(shorter, width, lines)
	}
	return whole
}

// leftOut marks that more words follow. It takes the place of words that do not
// fit beside the mark, and of small ones that would lead nowhere.
func (f font) leftOut(line string, width float64) string {
	const small = 3
	words := strings.Fields(strings.TrimSuffix(line, "…"))
	for len(words) > 1 && (len([]rune(words[len(words)-1])) <= small || f.width(strings.Join(words, " ")+"…") > width) {
		words = words[:len(words)-1]
	}
	return f.shorten(strings.TrimRight(strings.Join(words, " "), ",;:")+"…", width)
}

// shorten cuts a text that is wider than there is room.
func (f font) shorten(text string, width float64) string {
	if f.width(text) <= width {
		return text
	}
	letters := []rune(strings.TrimSuffix(text, "…"))
	for len(letters) > 1 && f.width(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}
