package rules

import (
	"path"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxIncludeAbsent = &lint.Rule{
	ID:       "nginx-include-absent",
	Severity: lint.Error,
	Doc: `An include of a file that is not there

nginx does not start where an include names a file, without a star, that is not there.

Write the file's name, or bring the file. The rule speaks only of folders that were looked through and have other files of
nginx in them, and not of files that nginx's packages bring.

Source: nginx's documentation of include; seen on nginx 1.22: "open() failed (2: No such file or directory)".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, d := range nginxPlacesOf.Of(p, h).absent {
			folder, base := path.Split(d.path)
			beside := h.Glob(folder + "*")
			if len(beside) == 0 || base == "proxy_params" {
				continue
			}
			names := make([]string, len(beside))
			for i, name := range beside {
				names[i] = path.Base(h.Path(name))
			}
			near := suggest.Nearest(base, names)
			if near == "" {
				p.Report(d.Args[0].Range(), "there is no %s", d.path)
				continue
			}
			var fix *lint.Fix
			if d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), path.Join(path.Dir(d.Arg(0)), near))
			}
			p.ReportFix(d.Args[0].Range(), fix, "there is no %s; did you mean %s?", d.path, near)
		}
	},
}
