package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterDlmNoFencing = &lint.Rule{
	ID:       "cluster-dlm-no-fencing",
	Severity: lint.Error,
	Doc: `A lock manager that does not wait for fencing

With enable_fencing="0" the locks of a failed node are given to others before it is cut off: a node that only cannot
be heard goes on writing to what others write to.

Take the attribute out.

Source: dlm_controld(8), "enable_fencing".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if dlm := f.Section("dlm"); dlm != nil && dlm.Value("enable_fencing") == "0" {
			p.ReportFix(placeOf(dlm, "enable_fencing"), removeAttribute(dlm, dlm.Attr("enable_fencing")), "the locks of a failed node are given away before it is cut off")
		}
	},
}
