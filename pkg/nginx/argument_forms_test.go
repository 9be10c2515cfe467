package nginx

import (
	"strings"
	"testing"
)

// Every row of the table is of directives that there are, and names kinds that
// there are.
func TestArgumentFormsTable(t *testing.T) {
	_, rows, _ := strings.Cut(formsTable, "\n")
	n := 0
	for row := range strings.Lines(rows) {
		n++
		column := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(column) != 7 {
			t.Errorf("%d columns: %q", len(column), row)
			continue
		}
		for _, directive := range strings.Split(column[0], ",") {
			if len(Lookup(directive)) == 0 {
				t.Errorf("no directive %q", directive)
			}
		}
		kinds := strings.Fields(column[2] + " " + column[4] + " " + column[5])
		for _, word := range strings.Fields(column[3]) {
			if _, kind, ok := strings.Cut(strings.Trim(strings.Replace(word, "<", "=", 1), ">"), "="); ok {
				kinds = append(kinds, kind)
			}
		}
		for _, kind := range kinds {
			if argumentKind(kind).IsZero() || argumentKind(kind).Says == "" {
				t.Errorf("%s: no kind %q", column[0], kind)
			}
		}
	}
	if n < 50 {
		t.Errorf("%d rows", n)
	}
}

// Each kind takes what nginx 1.22 takes, and nothing else.
func TestArgumentKinds(t *testing.T) {
	for name, c := range map[string]struct{ takes, refuses string }{
		"listen":          {"80 8000-8002 *:80 [::]:80 10.0.0.7:80 www.example.net:80 unix:/run/s", "0 65536 80-79 :80 10.0.0.7: [::1 10.0.0.300 unix: 10.0.0.7:x"},
		"member":          {"10.0.0.7 app:8080 [::1]:53 unix:/run/s 10.1", "10.0.0.300 app:0 app: :80 app/x http://app 1.2.3.4.5"},
		"member-port":     {"10.0.0.7:1 [::1]:53 unix:/run/s", "10.0.0.7 [::1]"},
		"url":             {"http://app HTTPS://app/x?y http://unix:/run/s:/x http://[::1]:80/", "app http:// ftp://app http://app:x/"},
		"network":         {"all unix: 10.0.0.0/8 ::/0 10.0.0.0/255.0.0.0 10.0.0.7", "10.0.0.0/33 none app ::/129 10.0.0.0/"},
		"rate":            {"1r/s 30r/m 5", "0r/s r/s 1.5r/s 1r/h"},
		"levels":          {"1 1:2 1:1:2", "3 1:3 1:1:1:1 1:"},
		"zone":            {"a:32k a:1m", "a a:1k :1m a:x"},
		"keys-zone":       {"a:8k", "a:4k a"},
		"keepalive":       {"on off 30m::10 ::3", ":: x 1:2 30m"},
		"expires":         {"1h -1 @15h30m epoch max off", "x 1.5h @"},
		"seconds":         {"1h 1m30s 5 1hm", "500ms x h"},
		"300-599":         {"300 599", "299 600 x -1"},
		"2-":              {"2 16", "1 0 x"},
		"access":          {"user:rw group:r all:rw", "user rw user:x user:w other:r"},
		"log-level":       {"warn debug_http", "warning"},
		"method":          {"GET PROPFIND", "get X"},
		"variable":        {"$a", "a $"},
		"return":          {"200 http://x $scheme://x", "x $1 1000 -1"},
		"builtin":         {"builtin:1000", "builtin: builtin:x"},
		"shared":          {"shared:a:1m", "shared:a shared::1m"},
		"backlog":         {"1 511", "0 x"},
		"factor":          {"on 1.5 2", "x 1.555"},
		"grpc-url":        {"grpc://app app:50051 grpcs://[::1]:1", "http://app grpc://"},
		"network-or-name": {"unix: 10.0.0.0/8 app", "app/8 10.0.0.300"},
	} {
		kind := argumentKind(name)
		for _, text := range strings.Fields(c.takes) {
			if !kind.Accepts(text) {
				t.Errorf("%s: %q is refused", name, text)
			}
		}
		for _, text := range strings.Fields(c.refuses) {
			if kind.Accepts(text) {
				t.Errorf("%s: %q is accepted", name, text)
			}
		}
	}
}
