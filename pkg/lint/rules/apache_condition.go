package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/version"
)

// verdict says whether httpd reads a directive.
type verdict uint8

const (
	// never: a condition is false.
	never verdict = iota
	// perhaps: a condition cannot be decided from the files.
	perhaps
	// always: there is no condition, or it holds.
	always
)

// not is the verdict on the opposite.
func (v verdict) not() verdict { return always - v }

func verdictOf(holds bool) verdict {
	if holds {
		return always
	}
	return never
}

// condition weighs a section that httpd evaluates while it reads, by what was read
// before it. A module that no LoadModule names may be built in, and a name that
// no Define has may be given on the command line.
func (r *configurationReader) condition(d *apache.Directive) verdict {
	if d.Is("IfVersion") {
		return versionCondition(r.pass, d)
	}
	if len(d.Args) != 1 {
		return perhaps
	}
	name, negated := strings.CutPrefix(d.Arg(0), "!")
	v := perhaps
	switch {
	case d.Is("IfModule"):
		if m, known := apache.LookupModule(strings.TrimSuffix(name, ".c")); known {
			name = m.Identifier
		}
		v = max(perhaps, r.c.modules[name])
	case d.Is("IfDefine"):
		if x, known := r.variables[name]; known {
			v = x.defined
		}
	}
	if negated {
		return v.not()
	}
	return v
}

// versionCondition evaluates <IfVersion [[!]operator] version>.
func versionCondition(p *lint.Pass, d *apache.Directive) verdict {
	if p.Platform == nil || len(d.Args) == 0 || len(d.Args) > 2 {
		return perhaps
	}
	operator, text := "=", d.Arg(0)
	if len(d.Args) == 2 {
		operator, text = d.Arg(0), d.Arg(1)
	}
	v, err := version.Parse(text)
	if err != nil {
		return perhaps
	}
	order := p.Platform.Apache.Compare(v)
	operator, negated := strings.CutPrefix(operator, "!")
	var holds bool
	switch operator {
	case "=", "==":
		holds = order == 0
	case ">":
		holds = order > 0
	case ">=":
		holds = order >= 0
	case "<":
		holds = order < 0
	case "<=":
		holds = order <= 0
	default:
		return perhaps
	}
	return verdictOf(holds != negated)
}

// httpdVersion is the release's httpd; p.Platform must be known.
func httpdVersion(p *lint.Pass) apache.Version { return p.Platform.Apache }

// is24 tells whether the host surely runs httpd 2.4, is22 whether 2.2.
func is24(p *lint.Pass) bool {
	return p.Platform != nil && apache.DialectOf(httpdVersion(p)) == apache.Httpd24
}

func is22(p *lint.Pass) bool {
	return p.Platform != nil && apache.DialectOf(httpdVersion(p)) == apache.Httpd22
}
