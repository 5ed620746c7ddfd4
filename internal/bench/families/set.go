package families

// How many people of a register are in it again, in percent.
const (
	twice  = 25.0
	thrice = 5.0
)

// Register writes a register of people kept by many hands: everybody once, with
// the papers that were shown that day, and then a second and a third time those
// who came again. It holds nobody back in memory. It stops at the first error
// of each and returns it.
func Register(seed uint64, people int, each func(Person) error) error {
	err := Generate(seed, people, func(p Person) error {
		return each(hand{newDice(seed, streamFirst, p.Number), first}.write(p))
	})
	if err != nil {
		return err
	}
	return Generate(seed, people, func(p Person) error {
		for time := range repeats(seed, p) {
			if err := each(Repeat(seed+uint64(time), p)); err != nil {
				return err
			}
		}
		return nil
	})
}

// repeats is how often a person is written again.
func repeats(seed uint64, p Person) int {
	return newDice(seed, streamShuffle, p.Number).weigh(100-twice-thrice, twice, thrice)
}

// Set returns the rows of a register in an order of chance. Rows of one Number
// are the same person, and rows of one Family are kin or live with kin.
func Set(seed uint64, people int) []Person {
	rows := make([]Person, 0, people*(100+twice+2*thrice)/100)
	// Appending cannot fail, so neither does the register.
	_ = Register(seed, people, func(p Person) error {
		rows = append(rows, p)
		return nil
	})
	newDice(seed, streamShuffle, 0).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows
}
