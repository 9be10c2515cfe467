package rules

import (
	"iter"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRewriteFlag = &lint.Rule{
	ID:       "apache-rewrite-flag",
	Severity: lint.Error,
	Doc: `Flags that mod_rewrite does not take

The flags of RewriteRule and RewriteCond stand in one argument in brackets, separated by commas: [R=301,L]. A blank between
them cuts the argument in two, unless it is quoted; httpd does not start over that ("bad flag delimiters"), nor over a flag
that it does not know.

Correct the flag, or leave the blank out.

Source: mod_rewrite's documentation and source; seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (condition, ok bool) {
			return name == "RewriteCond", name == "RewriteCond" || name == "RewriteRule"
		},
		func(p *lint.Pass, d *configured, condition bool) {
			if len(d.Args) < 3 || !evident(d) {
				return
			}
			arg := d.Args[2]
			inside, ok := strings.CutPrefix(arg.Text, "[")
			inside, closed := strings.CutSuffix(inside, "]")
			if !ok || !closed {
				d.report(p, arg.Range(), "flags stand in brackets, as one argument without blanks: [%s]", strings.Trim(arg.Text, "[],"))
				return
			}
			for flag := range strings.SplitSeq(inside, ",") {
				name, value, _ := strings.Cut(strings.TrimSpace(flag), "=")
				if !apache.IsRewriteFlag(name, condition) {
					reportFlag(p, d, arg, name, condition)
				} else if status, ok := namedStatus(value); ok && isRedirectFlag(name) && !apache.KnownStatus(status) {
					d.report(p, arg.Range(), "httpd knows no status %d", status)
				}
			}
		},
	),
}

func isRedirectFlag(name string) bool {
	return strings.EqualFold(name, "R") || strings.EqualFold(name, "redirect")
}

func reportFlag(p *lint.Pass, d *configured, arg apache.Word, name string, condition bool) {
	near := ""
	if len(name) > 3 {
		near = nearest(name, iter.Seq[string](apache.RewriteFlags(condition)))
	}
	if near == "" {
		d.report(p, arg.Range(), "%s has no flag %q", d.name, name)
		return
	}
	d.report(p, arg.Range(), "%s has no flag %q; did you mean %s?", d.name, name, near)
}
