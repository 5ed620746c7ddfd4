package trenza

import "fmt"

// Money is an amount in céntimos of a sol.
type Money int64

// String writes the amount as staff read it, "S/ 760.00".
func (m Money) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%sS/ %d.%02d", sign, m/100, m%100)
}
