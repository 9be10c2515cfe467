package rules

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// What the rules for nginx claim, nginx does.
func TestNginxBehaviour(t *testing.T) {
	daemon(t, "nginx")
	b := startBackEnds(t)
	for _, c := range nginxBehaviours {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			c.show(t, b, startNginx)
		})
	}
}

// startNginx runs nginx, as one process unless a behaviour takes several.
func startNginx(s *stage, files []lint.Source) {
	s.t.Helper()
	var ports []string
	s.stageFiles(files, func(text string) string { return nginxListensAt(text, s.address, &ports) })
	main := s.nginxMain(files)
	globals := "daemon off; master_process off;"
	if s.workers {
		globals = "daemon off; user nobody nogroup;"
	}
	s.serve(s.environment(s.t, files), append(ports, "10080"), daemon(s.t, "nginx"), "-p", s.dir, "-c", main, "-e", s.path("tmp/error.log"), "-g", globals)
}

var nginxListenAny = regexp.MustCompile(`(?m)(\blisten\s+)(?:[^\s;":]*:)?(\d+)([\s;])`)

// nginxListensAt moves the listens of a text to an address, on ports that
// anybody may bind, and notes the ports.
func nginxListensAt(text, address string, ports *[]string) string {
	return nginxListenAny.ReplaceAllStringFunc(text, func(m string) string {
		part := nginxListenAny.FindStringSubmatch(m)
		port, _ := strconv.Atoi(part[2])
		if port < 1024 {
			port += 10000
		}
		if p := strconv.Itoa(port); !slices.Contains(*ports, p) {
			*ports = append(*ports, p)
		}
		return part[1] + address + ":" + strconv.Itoa(port) + part[3]
	})
}
