package rules

import (
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
)

// A weight beside ip_hash is for the releases that have one.
func TestNginxIPHashWeight(t *testing.T) {
	src := []byte("upstream app {\n    ip_hash;\n    server 10.0.0.7:8080 weight=2;\n    server 10.0.0.8:8080;\n}\n")
	refused := 0
	for _, name := range topology.PlatformNames() {
		platform := topology.LookupPlatform(name)
		e := lint.NewEstate(nil, platform, []lint.Source{{Name: "app.conf", Kind: lint.KindNginx, Src: src}})
		found := len(lint.Run(e, []*lint.Rule{nginxParameterVersion}))
		if has := nginx.IPHashWeight.In(platform.Nginx); has != (found == 0) {
			t.Errorf("nginx %s: %d findings", platform.Nginx, found)
		}
		refused += found
	}
	if refused == 0 {
		t.Error("no release is too old")
	}
}
