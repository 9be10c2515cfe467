package lint

import (
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/nginx"
)

// Rules run in goroutines of their own, in which nobody could recover: whoever
// calls Run can.
func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "out of order") {
			t.Errorf("recovered %q", text)
		}
	}()
	e := NewEstate(nil, nil, []Source{{Name: "x.conf", Kind: KindNginx, Src: []byte("a;\n")}})
	Run(e, []*Rule{
		{ID: "nginx-a", Severity: Info, Nginx: func(*Pass, *nginx.File) {}},
		{ID: "nginx-b", Severity: Info, Nginx: func(*Pass, *nginx.File) { panic("out of order") }},
	})
	t.Error("no panic")
}
