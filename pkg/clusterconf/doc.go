// Package clusterconf reads, checks and writes cluster.conf, the XML file that
// configures the cluster manager cman with fenced, qdiskd and rgmanager on Red
// Hat Enterprise Linux 5 and 6.
//
// [Parse] takes any bytes and returns a [File] that holds all of them: what is not
// well-formed is reported with its position and passed over, and [File.Format]
// gives the same bytes back. [Validate] compares a file with what a release of the
// cluster suite knows. Typed views ([File.ClusterNodes], [File.FenceDevices] …) are
// computed from the tree when they are asked for. [Emit] makes the file of a
// topology's cluster.
//
// [ClusterID] and [MulticastAddress] work out what cman works out from the
// cluster's name, and [NextConfigVersion] the version that a new file needs.
//
// The schemas' facts stand in the tables under data/, taken from the schemas that
// the releases ship, from the agents' own metadata and from the sources of cman
// and fenced; [LookupElement] and [LookupAgent] ask them.
package clusterconf
