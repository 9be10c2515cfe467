package suggest

import "testing"

func TestNearest(t *testing.T) {
	candidates := []string{"address", "interface", "port", "ip", "ttl"}
	for given, want := range map[string]string{
		"adress": "address", "intreface": "interface", "prot": "port", "ports": "port",
		"address": "address", "domain": "", "x": "", "": "", "zz": "", "ttl4me": "",
	} {
		if got := Nearest(given, candidates); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", given, got, want)
		}
	}
	if got := DidYouMean("adress", candidates); got != ` Did you mean "address"?` {
		t.Errorf("DidYouMean: %q", got)
	}
	if got := DidYouMean("nothing", candidates); got != "" {
		t.Errorf("DidYouMean: %q", got)
	}
}
