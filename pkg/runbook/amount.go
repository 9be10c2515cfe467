package runbook

import (
	"fmt"
	"math/big"
	"strings"
)

// Amount is a quantity that may be known to a range only: bytes, or extents. The
// bounds are part of it; where they are equal the amount is exact.
type Amount struct{ Min, Max uint64 }

// Exactly returns the amount n.
func Exactly(n uint64) Amount { return Amount{n, n} }

// Exact tells whether the amount is one number.
func (a Amount) Exact() bool { return a.Min == a.Max }

// Has tells whether n is possible.
func (a Amount) Has(n uint64) bool { return a.Min <= n && n <= a.Max }

// Plus returns the sum.
func (a Amount) Plus(b Amount) Amount {
	return Amount{addCapped(a.Min, b.Min), addCapped(a.Max, b.Max)}
}

// Minus returns the difference, at least 0.
func (a Amount) Minus(b Amount) Amount {
	return Amount{subCapped(a.Min, b.Max), subCapped(a.Max, b.Min)}
}

// Within returns what both amounts allow, and whether there is any such number:
// two readings of one quantity narrow each other.
func (a Amount) Within(b Amount) (Amount, bool) {
	both := Amount{max(a.Min, b.Min), min(a.Max, b.Max)}
	if both.Min > both.Max {
		return a, false
	}
	return both, true
}

// Extents returns how many whole extents of a size in bytes the amount, in bytes,
// holds.
func (a Amount) Extents(size uint64) Amount { return Amount{a.Min / size, a.Max / size} }

// WholeExtents returns how many extents an amount in bytes is that is known to be a
// multiple of the extent's size, as the sizes in a volume group are; false where
// no multiple lies in the range.
func (a Amount) WholeExtents(size uint64) (Amount, bool) {
	n := Amount{a.Min / size, a.Max / size}
	if a.Min%size != 0 {
		n.Min++
	}
	return n, n.Min <= n.Max
}

// Times returns the amount, in extents, as bytes.
func (a Amount) Times(size uint64) Amount {
	return Amount{mulCapped(a.Min, size), mulCapped(a.Max, size)}
}

// String writes the number, or "from … to …".
func (a Amount) String() string {
	if a.Exact() {
		return fmt.Sprint(a.Min)
	}
	return fmt.Sprintf("%d to %d", a.Min, a.Max)
}

// Size writes an amount in bytes in a unit for people: "500.984 GiB".
func (a Amount) Size() string {
	if a.Exact() {
		return sizeText(a.Min)
	}
	from, to := sizeText(a.Min), sizeText(a.Max)
	if from == to {
		return "about " + from
	}
	return from + " to " + to
}

const most = ^uint64(0)

func addCapped(a, b uint64) uint64 {
	if a > most-b {
		return most
	}
	return a + b
}

func subCapped(a, b uint64) uint64 {
	if a < b {
		return 0
	}
	return a - b
}

func mulCapped(a, b uint64) uint64 {
	if b != 0 && a > most/b {
		return most
	}
	return a * b
}

// sizeUnits are LVM's letters and the powers of 1024 that they stand for.
const sizeUnits = "kmgtpe"

// sizeText writes bytes in the largest unit of which there is one, with three
// decimals or, where it is a whole number of them, none.
func sizeText(n uint64) string {
	unit, shift := "bytes", 0
	for i := len(sizeUnits); i > 0; i-- {
		if n>>(10*i) > 0 {
			unit, shift = strings.ToUpper(sizeUnits[i-1:i])+"iB", 10*i
			break
		}
	}
	if n&(1<<shift-1) == 0 {
		return fmt.Sprintf("%d %s", n>>shift, unit)
	}
	r := new(big.Rat).SetFrac(new(big.Int).SetUint64(n), new(big.Int).Lsh(big.NewInt(1), uint(shift)))
	return r.FloatString(3) + " " + unit
}
