package lint

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/fstab"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
)

// Severity says how much a finding matters.
type Severity uint8

// The severities.
const (
	// Info: worth knowing.
	Info Severity = iota + 1
	// Warning: it bites under a fault, load or attack.
	Warning
	// Error: the daemon refuses it, or the service breaks.
	Error
)

func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	default:
		return "error"
	}
}

// ParseSeverity reads what String writes.
func ParseSeverity(text string) (Severity, error) {
	for _, s := range []Severity{Info, Warning, Error} {
		if s.String() == text {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%q is no severity: error, warning or info", text)
}

// Rule is one thing to look for. Exactly the functions for what it looks at are
// set. A rule keeps no state: it may run on many files at once.
type Rule struct {
	// ID is "<format>-<what>", in the terms of the field. The format is that of the
	// files in which the rule finds something: apache, nginx, cluster, ifcfg,
	// modprobe, hosts, fstab. Hosts without such a file are passed over.
	ID       string
	Severity Severity
	// Doc explains the rule in Markdown: a title line; why it bites; how to mend
	// it; the source of the fact.
	Doc string

	Topology    func(*Pass, *topology.Topology)
	Apache      func(*Pass, *apache.File)
	Nginx       func(*Pass, *nginx.File)
	ClusterConf func(*Pass, *clusterconf.File)
	Ifcfg       func(*Pass, *ifcfg.File)
	Modprobe    func(*Pass, *ifcfg.ModprobeFile)
	Hosts       func(*Pass, *hosts.File)
	Fstab       func(*Pass, *fstab.File)
	// Host looks at all files of one host together.
	Host func(*Pass, *Host)
	// Estate looks at all hosts together.
	Estate func(*Pass, *Estate)
}

// Title is the first line of Doc.
func (r *Rule) Title() string {
	title, _, _ := strings.Cut(r.Doc, "\n")
	return title
}

func (r *Rule) format() string {
	format, _, _ := strings.Cut(r.ID, "-")
	return format
}

// Finding is a place where a rule found something.
type Finding struct {
	Rule    *Rule
	Message string // one line, lower case, with the values
	Range   hcl.Range
	// Origin is the part of the topology that caused a generated line; the zero
	// Range for a file that a person wrote.
	Origin  hcl.Range
	Related []Related
	Fix     *Fix
}

// Related is another place that a finding speaks of.
type Related struct {
	Message string
	Range   hcl.Range
}

// Fix is a mechanical remedy: edits of one file that do not overlap.
type Fix struct {
	Edits []Edit
}

// Edit replaces the bytes of a range; an empty range inserts.
type Edit struct {
	Range hcl.Range
	Text  string
}

// Replace is the fix that replaces one range.
func Replace(r hcl.Range, text string) *Fix { return &Fix{Edits: []Edit{{r, text}}} }

// Pass is what a rule reports through.
type Pass struct {
	// Rule is the rule that runs.
	Rule *Rule
	// Platform is the release that the file's host runs; nil where that is not
	// known, and then a rule that depends on it stays silent.
	Platform *topology.Platform

	findings *[]Finding
	facts    *facts // nil outside of a run
	store    *store // of the host, or the estate, that is looked at
}

// Report records a finding at a range; the message is one line, lower case.
func (p *Pass) Report(r hcl.Range, format string, args ...any) {
	p.ReportFix(r, nil, format, args...)
}

// ReportFix records a finding with a remedy.
func (p *Pass) ReportFix(r hcl.Range, fix *Fix, format string, args ...any) {
	p.ReportFinding(Finding{Message: fmt.Sprintf(format, args...), Range: r, Fix: fix})
}

// ReportFinding records a finding; its rule is the one that runs.
func (p *Pass) ReportFinding(f Finding) {
	f.Rule = p.Rule
	*p.findings = append(*p.findings, f)
}
