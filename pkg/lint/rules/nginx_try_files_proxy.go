package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxTryFilesProxy = &lint.Rule{
	ID:       "nginx-try-files-proxy",
	Severity: lint.Warning,
	Doc: `A try_files whose files are never sent

In a location with proxy_pass a file that try_files finds is not sent: the request goes to the back end with the file's
name.

Keep the try_files, and pass requests on from a named location, its last argument.

Source: nginx's documentation of try_files.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("try_files") {
			location := d.parent
			if location.is("location") && location.has("proxy_pass") {
				p.Report(d.Name.Range(), "the files that try_files finds go to the proxy_pass of this location")
			}
		}
	},
}
