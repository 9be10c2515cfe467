package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

// everyUsage is a rule that looks at each directive of which it is known what
// httpd 2.4 checks, where one of them is of interest.
func everyUsage(of func(apache.Usage) bool, look func(*lint.Pass, *configured, apache.Usage)) func(*lint.Pass, *lint.Host) {
	return everyKnown(func(name string) (apache.Usage, bool) {
		usage, known := apache.LookupUsage(name)
		return usage, known && of(usage)
	}, look)
}

// everyKnown is a rule that looks at each directive of which something is known of
// httpd 2.4. Directives that another release alone may read are left out.
func everyKnown[T any](of func(name string) (T, bool), look func(*lint.Pass, *configured, T)) func(*lint.Pass, *lint.Host) {
	return everyConfiguration(func(p *lint.Pass, c *configuration) {
		if is22(p) || c.dialect != apache.Httpd24 {
			return
		}
		whole := c.ownModules() // then a module that nothing loads is not there
		for _, n := range c.byName {
			known, ok := of(n.name)
			if !ok {
				continue
			}
			for _, d := range n.list {
				if d.verdict == always || d.within("IfVersion", "IfDefine", "IfFile", "IfDirective", "IfSection") == nil && !(whole && d.within("IfModule") != nil) {
					look(p, d, known)
				}
			}
		}
	})
}

// evident tells whether the arguments of a directive are what the file shows:
// none has a variable that is not known, or is meant as a comment, which is
// apache-inline-comment's matter.
func evident(d *configured) bool {
	return d.Block == nil && d.literal && !d.commented
}
