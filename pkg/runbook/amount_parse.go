package runbook

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

var (
	sizePattern  = regexp.MustCompile(`^(<?)([0-9]{1,20})(?:\.([0-9]{1,6}))?([bBsSkKmMgGtTpPeE]?)(iB)?$`)
	commaPattern = regexp.MustCompile(`^<?[0-9.]*[0-9],[0-9]+[a-zA-Z]?$`)
)

// errComma says that a number is written in a locale with a decimal comma.
var errComma = errors.New("has a decimal comma")

// parseLVMSize reads a size as LVM prints it: "499.99G" and "499.99g" are rounded
// to two decimals, "<499.99g" is rounded up, "536870912B" is exact, and so is a
// bare number of bytes, of --units b --nosuffix. LVM of RHEL 5 wrote its powers of
// 1024 with capital letters. Source: lvs(8), --units; display.c of lvm2.
func parseLVMSize(text string) (Amount, error) {
	if commaPattern.MatchString(text) {
		return Amount{}, errComma
	}
	m := sizePattern.FindStringSubmatch(text)
	if m == nil {
		return Amount{}, errors.New("is not a size")
	}
	less, decimals, unit := m[1] != "", m[3], strings.ToLower(m[4])
	shift := uint(0)
	switch {
	case unit == "s":
		shift = 9
	case unit != "" && unit != "b":
		shift = 10 * (uint(strings.Index(sizeUnits, unit)) + 1)
	case decimals != "":
		return Amount{}, errors.New("has no unit")
	}
	// All in units of the last decimal.
	digits, _ := new(big.Int).SetString(m[2]+decimals, 10)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(decimals))), nil)
	value := new(big.Rat).Mul(new(big.Rat).SetFrac(digits, scale), new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shift)))
	if decimals == "" && !less {
		return bounds(value, value, false)
	}
	half := new(big.Rat).Mul(big.NewRat(1, 2), new(big.Rat).SetFrac(new(big.Int).Lsh(big.NewInt(1), shift), scale))
	low, high := new(big.Rat).Sub(value, half), new(big.Rat).Add(value, half)
	if less {
		high = value
	}
	return bounds(low, high, less)
}

// bounds makes an amount of whole bytes of two rationals; below leaves out high
// itself.
func bounds(low, high *big.Rat, below bool) (Amount, error) {
	ceil := new(big.Int).Add(low.Num(), new(big.Int).Sub(low.Denom(), big.NewInt(1)))
	from := ceil.Div(ceil, low.Denom())
	to := new(big.Int).Div(high.Num(), high.Denom())
	if below && high.IsInt() {
		to.Sub(to, big.NewInt(1))
	}
	if from.Sign() < 0 {
		from.SetInt64(0)
	}
	if !to.IsUint64() || from.Cmp(to) > 0 {
		return Amount{}, errors.New("is no size that a disk can have")
	}
	return Amount{from.Uint64(), to.Uint64()}, nil
}

// parseDFSize reads a size of df -h, which rounds up: "493G" is more than 492 and
// at most 493 GiB, "6.9G" more than 6.8.
// Source: coreutils, human_readable with human_ceiling.
func parseDFSize(text string) (Amount, error) {
	a, err := parseLVMSize(text)
	switch {
	case err != nil:
		return a, err
	case strings.Contains(text, "<"):
		return a, errors.New("is not a size")
	case strings.ContainsRune("0123456789bB", rune(text[len(text)-1])):
		return a, nil
	}
	number := strings.TrimRight(text, "kKmMgGtTpPeE")
	decimals := 0
	if i := strings.IndexByte(number, '.'); i >= 0 {
		decimals = len(number) - i - 1
	}
	shift := 10 * (uint(strings.Index(sizeUnits, strings.ToLower(text[len(text)-1:]))) + 1)
	value, ok := new(big.Rat).SetString(number)
	if !ok {
		return a, fmt.Errorf("is not a size")
	}
	unit := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shift))
	step := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	low := new(big.Rat).Mul(new(big.Rat).Sub(value, step), unit)
	got, err := bounds(low, new(big.Rat).Mul(value, unit), false)
	if err == nil && got.Min < got.Max {
		got.Min++ // more than low
	}
	return got, err
}
