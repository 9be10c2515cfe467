package rules

import "testing"

func TestNear(t *testing.T) {
	texts := near("10.10.23.53")
	for other, want := range map[string]bool{
		"10.10.23.35": true, "10.10.32.53": true, "10.10.23.5": true, "10.10.23.153": true, "10.10.23.54": true, "10.10.3.253": false,
		"10.10.23.53": false, "10.10.24.54": false,
	} {
		if texts[other] != want {
			t.Errorf("%s: %v", other, !want)
		}
	}
}
