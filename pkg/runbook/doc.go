// Package runbook plans the way from what a storage cluster is to what its
// topology says it shall be: LUN, partition, physical volume, volume group, logical
// volume, GFS and its journals, on the nodes and in the commands of the release
// that they run.
//
// [ReadState] reads what the machines say: the output of pvs, vgs, lvs, df and
// others, in text or JSON. [Plan] compares it with a volume group of the topology
// and returns a [Runbook], a list of steps, each with its reason, its commands, what must
// hold before, what is seen after, and the way back or that there is none.
// [Runbook.Markdown], [Runbook.JSON] and [Runbook.Script] print it for people, for
// tools, and as a shell script that does it.
//
// Sizes are exact, or a range: pvs prints "499.99G" for anything between 499.985
// and 499.995 GiB, and a plan that pretended to know more would be wrong by
// hundreds of extents. See [Amount].
//
// A release's dialect (clvmd or lvmlockd, GFS or GFS2, service or pcs) is read
// from the features of its [github.com/everlinux/hagen/pkg/topology.Platform].
//
// Nothing here reads a disk or runs a command.
package runbook
