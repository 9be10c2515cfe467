package rules

import "testing"

func TestNginxBacktracks(t *testing.T) {
	for expression, want := range map[string]bool{
		`^/(a+)+$`: true, `^/(?:a+)+$`: true, `^/([a-z]+,?)+$`: true, `^/(\w*)*!`: true, `^/((x)?[a-z]+)*/end$`: true,
		`^/(a+){2,}$`: true, `^/(?:b|a+)+$`: true, `^/x(?:(?:a+)+/y)?$`: true,
		`^/(a+)+`:              false, // what follows cannot fail
		`^/[a-z]+(,[a-z]+)*$`:  false, // a comma between
		`^/(?:[^/]+/?)+$`:      false, // every path matches
		`^/(?:[^/]+/?)+\.php$`: true,
		`^/(.*)$`:              false,
		`^/(.+)/(.+)$`:         false, // a square, not a power
		`^/(\d+)(\.\d+)*$`:     false,
		`^/(\w+/)*x$`:          false,
		`(?=a)(a+)+$`:          false, // PCRE's alone
		`(`:                    false,
	} {
		if got := nginxBacktracks(expression); got != want {
			t.Errorf("%s: %v, want %v", expression, got, want)
		}
	}
}
