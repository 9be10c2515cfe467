package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterHeuristicPing = &lint.Rule{
	ID:       "cluster-heuristic-ping",
	Severity: lint.Warning,
	Doc: `A ping with a time to live where a timeout was meant

ping -t sets the time to live of the packet: with 1 no router passes it on, and a gateway on the same network answers
as before, without any timeout. A ping that hangs holds the heuristic up.

Write ping -c1 -w1: -w is the time after which ping gives up.

Source: ping(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil {
			return
		}
		for h := range q.Elements("heuristic") {
			words := strings.Fields(h.Value("program"))
			if len(words) == 0 || words[0] != "ping" && !strings.HasSuffix(words[0], "/ping") {
				continue
			}
			if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "-t") }) {
				var fix *lint.Fix
				if program := h.Value("program"); !strings.ContainsAny(program, "\"'&<>|;") {
					fix = setAttribute(h, "program", timeToLive.ReplaceAllString(program, "${1}-w$2"))
				}
				p.ReportFix(placeOf(h, "program"), fix, "%q sets a time to live, not a timeout", h.Value("program"))
			}
		}
	},
}

// timeToLive is ping's option -t and its number.
var timeToLive = regexp.MustCompile(`(^|\s)-t(\s*[0-9]+)`)
