package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxReportOff reports directives that may stand in a block any number of times,
// but not beside one that turns them off. nginx 1.22 was seen to refuse them; of
// older releases, of which some take off for the last word, nothing is said.
func nginxReportOff(p *lint.Pass, pl *nginxPlaces) {
	if v, known := nginxVersion(p); known && !v.AtLeast(nginx.Version{Major: 1, Minor: 22}) {
		return
	}
	for _, name := range []string{"proxy_redirect", "proxy_cookie_domain", "proxy_cookie_flags", "proxy_cookie_path"} {
		first := make(map[nginxSlot]*nginxNode)
		off := make(map[nginxSlot]bool)
		for d := range pl.named(name) {
			slot := nginxSlot{d.config, d.parent}
			before, isOff := first[slot], d.Arg(0) == "off" && len(d.Args) == 1
			if before == nil {
				first[slot], off[slot] = d, isOff
				continue
			}
			if isOff || off[slot] {
				p.ReportFinding(lint.Finding{
					Range: d.Name.Range(), Message: fmt.Sprintf("%s is in this block already, and off cannot stand beside another", name),
					Related: []lint.Related{{Message: "the first", Range: before.Range()}},
				})
			}
		}
	}
}

// nginxReportReferers reports the names that the valid_referers of a block say twice.
func nginxReportReferers(p *lint.Pass, pl *nginxPlaces) {
	type referer struct {
		slot nginxSlot
		name string
	}
	first := make(map[referer]*nginx.Word)
	for d := range pl.named("valid_referers") {
		for i := range d.Args {
			w := &d.Args[i]
			for _, name := range nginxRefererNames(w.Text) {
				key := referer{nginxSlot{d.config, d.parent}, name}
				before := first[key]
				if before == nil {
					first[key] = w
					continue
				}
				p.ReportFinding(lint.Finding{
					Range: w.Range(), Message: fmt.Sprintf("valid_referers has the name of %q already", w.Text),
					Related: []lint.Related{{Message: "the first", Range: before.Range()}},
				})
				break
			}
		}
	}
}

// nginxRefererNames returns what nginx keeps of a name of valid_referers, of which
// none may be there already: without the path, in small letters; of ".name", which
// is the name and all below it, both. Expressions and words have none.
func nginxRefererNames(text string) []string {
	switch text {
	case "none", "blocked", "server_names":
		return nil
	}
	name, _, _ := strings.Cut(strings.ToLower(text), "/")
	switch {
	case strings.HasPrefix(name, "~"):
		return nil
	case strings.HasPrefix(name, "*."):
		return []string{name}
	case strings.HasPrefix(name, "."):
		return []string{name[1:], "*" + name}
	}
	return []string{name}
}

// nginxReportLevels reports a level of error_log behind another: only the parts of
// debugging may stand together.
func nginxReportLevels(p *lint.Pass, pl *nginxPlaces) {
	for _, d := range pl.byName["error_log"] {
		for i := 2; i < len(d.Args); i++ {
			if !nginxIsDebugPart(d.Arg(1)) || !nginxIsDebugPart(d.Arg(i)) {
				p.Report(d.Args[i].Range(), "this error_log has a level already, %s", d.Arg(1))
			}
		}
	}
}

func nginxIsDebugPart(level string) bool { return strings.HasPrefix(level, "debug_") }
