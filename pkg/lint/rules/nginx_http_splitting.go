package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxHTTPSplitting = &lint.Rule{
	ID:       "nginx-http-splitting",
	Severity: lint.Warning,
	Doc: `A decoded path in a header field

$uri and $document_uri are decoded: %0d%0a in the path becomes a line break, and the client writes header fields of its
own into the answer or into the request to the back end.

Write $request_uri, which stays as the client sent it.

Source: nginx's documentation of the variables $uri and $request_uri; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("return", "add_header", "proxy_set_header", "proxy_pass") {
			if location := d.inner("location"); location != nil {
				if modifier, _ := nginx.SplitLocation(location.Directive); modifier == "=" {
					continue // the path is known
				}
			}
			for i, w := range d.Args {
				if d.Name.Text == "return" && (len(d.Args) < 2 || !strings.HasPrefix(d.Arg(0), "30") || i == 0) {
					continue
				}
				if m := nginxDecoded.FindString(w.Text); m != "" {
					p.Report(w.Range(), "%s is decoded, and may hold line breaks", m)
				}
			}
		}
	},
}

// nginxDecoded finds the variables that hold the decoded path.
var nginxDecoded = regexp.MustCompile(`\$(?:uri\b|document_uri\b|\{uri\}|\{document_uri\})`)
