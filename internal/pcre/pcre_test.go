package pcre

import "testing"

func TestFault(t *testing.T) {
	for _, text := range []string{
		``, `^/a$`, `(a|b)*`, `[]a]`, `[^]a]`, `[a-]`, `[\w-z]`, `a{`, `a{1`, `a{1,2}`, `a{,2}`, `x*?`, `x*+`, `(?i)a`, `(?:a)(?=b)(?<!c)`,
		`(?<name>a)\1`, `\Qa(\E`, `(*UTF8)a`, `[[:alpha:]]`, `(?#()`, `(|a)`, `a||b`, `\d+?`, `(?P<n>a)`, `(?'n'a)`, `\x{41}`, `\p{L}`, `}`, `]`, `[\x2f-9]`, `\11`, `(*UTF8)`, `\B*`,
	} {
		if fault := Fault(text); fault != "" {
			t.Errorf("%s: %s", text, fault)
		}
	}
	for _, text := range []string{
		`(`, `(a`, `a)`, `[a`, `[]`, `[^]`, `*a`, `(+a)`, `a|?`, `a**`, `a{2,1}`, `a{70000}`, `[z-a]`, `a\`, `[a\`, `\1`, `(a)\2`, `(?<1a>b)`, `\u0041`, `^*`, `a$+`, `\b{2}`, `(?i)*`, `a?{2}`, `a{2}{3}`, `[\1`, `(*?`, `(??`, `.{,{2,1}`, `\11\1`,
	} {
		if Fault(text) == "" {
			t.Errorf("%s: no fault", text)
		}
	}
}
