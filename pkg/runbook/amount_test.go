package runbook

import (
	"fmt"
	"testing"
)

func TestParseLVMSize(t *testing.T) {
	const gib = 1 << 30
	for text, want := range map[string]string{
		"0":           "0",
		"0B":          "0",
		"536870912B":  "536870912",
		"34359738368": "34359738368",
		"1048576S":    "536870912",
		"1016.00M":    "1065347974 to 1065358458", // 1016 MiB give or take 0.005
		"499.99G":     "536854805873 to 536865543290",
		"<499.99g":    "536854805873 to 536860174581",
		"4.00m":       "4189062 to 4199546",
		"4m":          "4194304",
		"":            "is not a size",
		"499.99":      "has no unit",
		"499,99G":     "has a decimal comma",
		"1.016,00M":   "has a decimal comma",
		"-1.00g":      "is not a size",
		"1.00x":       "is not a size",
		"99999999e":   "is no size that a disk can have",
		"0x10":        "is not a size",
	} {
		a, err := parseLVMSize(text)
		got := a.String()
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if a, _ := parseLVMSize("499.99G"); !a.Has(127998 * 4 << 20) {
		t.Errorf("127998 extents of 4 MiB are not in %v", a)
	}
}

// df -h rounds up.
func TestParseDFSize(t *testing.T) {
	for text, want := range map[string]string{
		"493G": fmt.Sprint(Amount{492<<30 + 1, 493 << 30}),
		"6.9G": fmt.Sprint(Amount{7301444405, 7408818585}), // over 6.8, at most 6.9
		"0":    "0",
		"12":   "12",
		"6,9G": "has a decimal comma",
		"<1G":  "is not a size",
	} {
		a, err := parseDFSize(text)
		got := a.String()
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// The figures of the articles' growth: exact in extents, and within what the
// rounded columns allow.
func TestAmountOfTheArticle(t *testing.T) {
	const extent = 4 << 20
	free, _ := parseLVMSize("1016.00M")
	disk, _ := parseLVMSize("499.99G")
	total, _ := parseLVMSize("999.98G")
	left, ok := free.WholeExtents(extent)
	if !ok || left != Exactly(254) {
		t.Errorf("1016.00M is %v extents, not 254", left)
	}
	added, ok := disk.WholeExtents(extent)
	if !ok || added != (Amount{127997, 127998}) {
		t.Errorf("499.99G is %v extents", added)
	}
	if sum := left.Plus(added); !sum.Has(128252) {
		t.Errorf("%v does not hold 128252", sum)
	}
	if got := Exactly(128252).Times(extent).Size(); got != "500.984 GiB" {
		t.Errorf("128252 extents are %s", got)
	}
	if n, ok := total.WholeExtents(extent); !ok || !n.Has(255996) {
		t.Errorf("999.98G is %v extents", n)
	}
	if got := Exactly(255996).Times(extent).Size(); got != "999.984 GiB" {
		t.Errorf("255996 extents are %s", got)
	}
}

func TestAmountDoesNotWrap(t *testing.T) {
	top := Exactly(most)
	if got := top.Plus(top).Times(4096).Minus(Exactly(1)); got != Exactly(most-1) {
		t.Errorf("%v", got)
	}
	if got := Exactly(1).Minus(Exactly(2)); got != Exactly(0) {
		t.Errorf("%v", got)
	}
}
