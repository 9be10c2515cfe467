package rules

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
)

// The article's balancer works: nothing is an error or a warning, and there is
// much worth knowing.
func TestNginxOfTheArticle(t *testing.T) {
	src, err := os.ReadFile("../../../testdata/articles/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	e := lint.NewEstate(nil, nil, []lint.Source{{Name: "nginx.conf", Src: src}})
	if diags := e.Diagnostics(); len(diags) > 0 {
		t.Fatal(diags)
	}
	var got []string
	for _, f := range lint.Run(e, All()) {
		got = append(got, fmt.Sprintf("%d %s %s", f.Range.Start.Line, f.Rule.Severity, f.Rule.ID))
	}
	want := []string{
		"2 info nginx-no-events",
		"8 info nginx-upstream-no-keepalive",
		"8 info nginx-upstream-no-zone",
		"9 info nginx-ip-hash-network",
		"15 info nginx-listen-address",
		"15 info nginx-no-default-server",
		"18 info nginx-access-log-location",
		"19 info nginx-next-upstream-status",
		"19 info nginx-proxy-proto",
		"19 info nginx-proxy-timeouts",
		"19 info nginx-proxy-xff",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
