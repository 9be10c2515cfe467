package nginx

import (
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/version"
)

func TestDirectivesTable(t *testing.T) {
	rows := strings.Split(strings.TrimSuffix(directivesTable, "\n"), "\n")
	if rows[0] != "directive\tmodule\tkind\tcontexts\tappeared_in\tdefault\tsyntax" {
		t.Fatalf("columns: %q", rows[0])
	}
	for _, row := range rows[1:] {
		column := strings.Split(row, "\t")
		if len(column) != 7 || column[2] != "block" && column[2] != "simple" {
			t.Errorf("row %q", row)
			continue
		}
		if _, err := version.Parse(column[4]); column[4] != "" && err != nil {
			t.Errorf("row %q: %v", row, err)
		}
	}
	if len(rows) < 900 {
		t.Errorf("only %d rows", len(rows))
	}
}

func TestLookup(t *testing.T) {
	specs := Lookup("upstream")
	if len(specs) != 2 || !specs[0].Block || specs[0].Contexts[0] != "http" || specs[1].Contexts[0] != "stream" {
		t.Errorf("upstream: %+v", specs)
	}
	if s := Lookup("proxy_http_version"); len(s) != 1 || s[0].Since != (version.Of(1, 1, 4)) || s[0].Default != "1.1" || s[0].Block {
		t.Errorf("proxy_http_version: %+v", s)
	}
	if s := Lookup("include"); len(s) != 1 || s[0].Contexts != nil {
		t.Errorf("include: %+v", s)
	}
	if s := Lookup("prxy_pass"); s != nil {
		t.Errorf("prxy_pass: %+v", s)
	}
}

func TestFeatures(t *testing.T) {
	seen := map[string]bool{}
	for f, facts := range features {
		if facts.Name == "" || seen[facts.Name] {
			t.Errorf("feature %d: name %q is empty or taken", f, facts.Name)
		}
		seen[facts.Name] = true
	}
	for _, tc := range []struct {
		feature Feature
		version string
		want    bool
	}{
		{LeastConn, "1.3.0", false}, {LeastConn, "1.3.1", true}, {LeastConn, "1.2.1", false}, {LeastConn, "1.2.2", true},
		{LeastConn, "1.0.15", false}, {TLS12, "1.0.12", true}, {TLS12, "1.1.12", false}, {SSLDirective, "0.7.0", true},
		{SSLDirective, "1.25.0", true}, {SSLDirective, "1.25.1", false}, {ServerSlowStart, "1.30.0", false},
	} {
		v, err := version.Parse(tc.version)
		if err != nil {
			t.Fatal(err)
		}
		if got := tc.feature.In(v); got != tc.want {
			t.Errorf("%v in %v: %v", tc.feature, v, got)
		}
	}
}

// A feature that is a directive has the documentation's date, but for those that
// were commercial first.
func TestFeaturesAgreeWithDirectives(t *testing.T) {
	commercialFirst := map[Feature]bool{LeastTime: true}
	asked := 0
	for f, facts := range features {
		for _, spec := range Lookup(facts.Name) {
			if !strings.HasPrefix(spec.Module, "ngx_http_") || commercialFirst[Feature(f)] || facts.Commercial {
				continue
			}
			asked++
			if spec.Since != facts.Since {
				t.Errorf("%s: %v in the table of features, %v in the documentation", facts.Name, facts.Since, spec.Since)
			}
		}
	}
	if asked < 8 {
		t.Errorf("only %d features are directives", asked)
	}
}
