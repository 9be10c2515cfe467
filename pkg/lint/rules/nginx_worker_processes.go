package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxWorkerProcesses = &lint.Rule{
	ID:       "nginx-worker-processes",
	Severity: lint.Info,
	Doc: `One worker for all processors

Without worker_processes nginx runs a single worker, on one processor.

Write "worker_processes auto;".

Source: nginx's documentation of worker_processes.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		var events *nginx.Directive
		for _, d := range f.Directives {
			switch d.Name.Text {
			case "events":
				events = d
			case "worker_processes", "include":
				return
			}
		}
		if events != nil {
			p.ReportFix(events.Name.Range(), nginxInsert(events, "worker_processes auto;"), "nginx runs one worker")
		}
	},
}
