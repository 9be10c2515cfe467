package nginx

import (
	"strings"
	"testing"
)

func TestEntryFault(t *testing.T) {
	for text, want := range map[string]int{
		"geo: default 0;": -1, "geo: 10.0.0.0/8 a;": -1, "geo: 2001:db8::/32 a;": -1, "geo: ranges;": -1, "geo: 10.0.0.1-10.0.0.9 a;": -1, "geo: include x;": -1,
		"geo: 10.0.0.0/33 a;": 0, "geo: -1 a;": 0, "geo: app a;": 0, "geo: 10.0.0.7;": 1, "geo: 10.0.0.7 a b;": 1,
		"split_clients: 0.5% a;": -1, "split_clients: * a;": -1, "split_clients: 0% a;": 0, "split_clients: half a;": 0, "split_clients: 0.555% a;": 0, "split_clients: 5 a;": 0,
	} {
		block, entry, _ := strings.Cut(text, ": ")
		if got := EntryFault(block, parsed(t, entry).Directives[0]); got != want {
			t.Errorf("%s: the fault is %d, want %d", text, got, want)
		}
	}
}
