package version

import "testing"

func TestParse(t *testing.T) {
	for _, bad := range []string{"", "1", "1.2.3.4", "1.2.x", "-1.2.3", "1.2.3 ", "1.99999"} {
		if v, err := Parse(bad); err == nil {
			t.Errorf("%q is %v", bad, v)
		}
	}
	for text, want := range map[string]Version{"2.4": {2, 4, 0}, "1.22.1": {1, 22, 1}, "1.22.1-9+deb12u11": {1, 22, 1}} {
		if v, err := Parse(text); err != nil || v != want {
			t.Errorf("%q is %v, %v", text, v, err)
		}
	}
}

func TestCompare(t *testing.T) {
	ordered := []Version{{}, {0, 8, 55}, {2, 2, 15}, {2, 4, 6}, {2, 4, 62}, {10, 0, 0}}
	for i, v := range ordered {
		for j, w := range ordered {
			if v.AtLeast(w) != (i >= j) {
				t.Errorf("%v.AtLeast(%v) is %v", v, w, v.AtLeast(w))
			}
		}
	}
}
