package nginx

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVariablesIn(t *testing.T) {
	got := slices.Collect(VariablesIn(`$host ${URI}x $1 a$ $http_x-b ${open $`))
	if diff := cmp.Diff([]string{"host", "uri", "", "http_x", "", ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLookupVariable(t *testing.T) {
	for name, want := range map[string]bool{
		"host": true, "http_x_forwarded_for": true, "arg_": true, "arg_a_b": true, "hosts": false, "http": false, "upstream_http_x": true, "session_time": false,
	} {
		if _, got := LookupVariable(HTTP, name); got != want {
			t.Errorf("$%s in http: %v", name, got)
		}
	}
	if v, ok := LookupVariable(Stream, "protocol"); !ok || v.IsPrefix {
		t.Errorf("$protocol in stream: %v %v", v, ok)
	}
	if v, _ := LookupVariable(HTTP, "connection_time"); !(Version{Major: 1, Minor: 19, Patch: 10}).AtLeast(v.Since) {
		t.Errorf("$connection_time since %v", v.Since)
	}
}

func TestDefinesVariable(t *testing.T) {
	for text, want := range map[string]string{
		"set $a b;": "$a", "map $a $b { }": "$b", "geo $b { }": "$b", "geo $a $b { }": "$b", "js_set $a m.f;": "$a",
		"auth_request_set $a $b;": "$a", "split_clients $a $b { }": "$b", "set;": "", "root $a;": "",
	} {
		got := ""
		if w := DefinesVariable(parsed(t, text).Directives[0]); w != nil {
			got = w.Text
		}
		if got != want {
			t.Errorf("%s defines %q, want %q", text, got, want)
		}
	}
}
