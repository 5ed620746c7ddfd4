package journal

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/store"
)

// paperLines is how many lines a checkpoint has on paper, each with a label of
// whichever language: organisation, position, moment, hash, destroyed keys and
// signature.
const paperLines = 6

// OnPaper returns the values of a checkpoint as they are printed, line by line,
// in the order in which ReadCheckpoint takes them: long ones in groups that can
// be compared, and copied, by eye.
func OnPaper(c store.Checkpoint) [paperLines]string {
	return [paperLines]string{
		c.Organisation, strconv.FormatInt(c.Number, 10), c.At, groups(c.Hash),
		strconv.Itoa(c.Destroyed), groups(hex.EncodeToString(c.Signature)),
	}
}

// groups parts a long number into eights, eight of them on a line.
func groups(digits string) string {
	var lines []string
	for line := range slices.Chunk([]byte(digits), 64) {
		var eights []string
		for eight := range slices.Chunk(line, 8) {
			eights = append(eights, string(eight))
		}
		lines = append(lines, strings.Join(eights, " "))
	}
	return strings.Join(lines, "\n  ")
}

// ReadCheckpoint reads a checkpoint that was printed, or copied from paper.
// Labels may be of any language, and what stands before the first label, like
// the spaces and line ends within a value, does not matter. It does not say
// whether the signature is good: see [Signed].
func ReadCheckpoint(text string) (store.Checkpoint, error) {
	values := labelled(text)
	if len(values) != paperLines {
		return store.Checkpoint{}, trenza.Refuse("journal.checkpoint_unreadable")
	}
	c := store.Checkpoint{Organisation: strings.Join(values[0], " "), At: strings.Join(values[2], ""), Hash: strings.ToLower(strings.Join(values[3], ""))}
	var errs [4]error
	c.Number, errs[0] = strconv.ParseInt(strings.Join(values[1], ""), 10, 64)
	c.Destroyed, errs[1] = strconv.Atoi(strings.Join(values[4], ""))
	c.Signature, errs[2] = hex.DecodeString(strings.Join(values[5], ""))
	_, errs[3] = time.Parse(time.RFC3339, c.At)
	for _, err := range errs {
		if err != nil || c.Number < 0 || c.Destroyed < 0 {
			return store.Checkpoint{}, trenza.Refuse("journal.checkpoint_unreadable").Because(err)
		}
	}
	return c, nil
}

// labelled returns the words of each line that has a label, with those of the
// lines without one that follow it.
func labelled(text string) [][]string {
	var values [][]string
	for line := range strings.Lines(text) {
		_, value, ok := strings.Cut(line, ":")
		if ok {
			values = append(values, strings.Fields(value))
		} else if last := len(values) - 1; last >= 0 {
			values[last] = append(values[last], strings.Fields(line)...)
		}
	}
	return values
}
