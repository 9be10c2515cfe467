package rules

import (
	"strconv"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxWorkerRlimit = &lint.Rule{
	ID:       "nginx-worker-rlimit",
	Severity: lint.Warning,
	Doc: `Fewer files than connections

A proxied request takes two descriptors: with worker_rlimit_nofile below worker_connections a worker runs out of files
before it runs out of connections, and answers 500 under load.

Set worker_rlimit_nofile to twice worker_connections.

Source: nginx's documentation of worker_connections and worker_rlimit_nofile.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		var limit, connections *nginx.Directive
		for _, d := range f.Directives {
			switch d.Name.Text {
			case "worker_rlimit_nofile":
				limit = d
			case "events":
				connections = d.First("worker_connections")
			}
		}
		if limit == nil || connections == nil {
			return
		}
		files, err1 := strconv.Atoi(limit.Arg(0))
		n, err2 := strconv.Atoi(connections.Arg(0))
		if err1 == nil && err2 == nil && files < n {
			p.Report(limit.Args[0].Range(), "a worker may open %d files, and has up to %d connections", files, n)
		}
	},
}
