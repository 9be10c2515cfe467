package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxRootFilesystem = &lint.Rule{
	ID:       "nginx-root-filesystem",
	Severity: lint.Warning,
	Doc: `The root of the site is the root of the system

Whatever the worker may read is served: configuration, keys, logs.

Point root to the folder of the site.

Source: nginx's documentation of root.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("root", "alias") {
			switch dir := strings.TrimRight(d.Arg(0), "/"); dir {
			case "", "/etc", "/root", "/var", "/home", "/proc", "/sys", "/usr", "/boot", "/dev":
				if strings.HasPrefix(d.Arg(0), "/") {
					p.Report(d.Args[0].Range(), "everything in %s is served", d.Arg(0))
				}
			}
		}
	},
}
