package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheArgumentForm = &lint.Rule{
	ID:       "apache-argument-form",
	Severity: lint.Error,
	Doc: `An argument of a form that the directive does not take

Many directives look at their arguments while httpd reads the file, and refuse what has not the form that they want: a
status that httpd does not know in ErrorDocument, a Listen without a port, a level that LogLevel does not have. httpd does
not start then.

Write an argument as the message says.

Source: the syntax of the directives in httpd's documentation; the forms are those that httpd 2.4 enforces.`,
	Host: everyKnown(
		func(name string) ([]apache.ArgumentForm, bool) {
			forms := apache.ArgumentForms(name)
			return forms, forms != nil
		},
		func(p *lint.Pass, d *configured, forms []apache.ArgumentForm) {
			if !evident(d) {
				return
			}
			args := d.Args
			if d.blank { // where a list ends for httpd
				args = args[:slices.IndexFunc(args, func(w apache.Word) bool { return w.Text == "" })]
			}
			for _, form := range forms {
				for _, arg := range form.Of(args) {
					if !form.Takes(arg.Text) {
						d.report(p, arg.Range(), "%s takes %s, not %q", d.name, form.Says, arg.Text)
						return
					}
				}
			}
		},
	),
}
