package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyFencePassword = &lint.Rule{
	ID:       "topology-fence-password",
	Severity: lint.Warning,
	Doc: `The password of a fence device written in the topology

Who reads the topology can switch every node off, and it is read by more people than cluster.conf: it lies in a repository,
with all it ever said. hagen hides a password in what it prints, and cannot hide the file that it was told it in.

Declare a variable with sensitive = true and no default, give it in HAGEN_VAR_… or in a --var-file that only its owner may
read, and write password = var.…; or give password_script, a program that prints the password.

Source: fence_apc(8) and the other agents, "passwd_script".`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, d := range t.FenceDevices {
			if d.Password.Exposed && d.Password.Value != "" {
				p.Report(d.Password.NameRange, "the password of %s is written here", d.Name)
			}
		}
	},
}
