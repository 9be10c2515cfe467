// Package hagen compiles one description of a high-availability estate, a
// topology, into the configuration files of every host: Apache and nginx as
// front ends and balancers, cluster.conf, ifcfg and modprobe, /etc/hosts.
//
// [Build] is the verb: contents of files in, contents of files out. It reads no
// disk, no clock and no environment, so a command, a test, a web page and a
// deployment tool call it alike. What it returns is right for the release that
// each host runs, or an error at the attribute of the topology that asks for what
// the release cannot do; there is no half-built estate.
//
// Use package [github.com/everlinux/hagen/pkg/topology] alone to read a topology
// without building it, and the packages under pkg that are named for a format to
// read, change or generate one format alone. The command hagen adds what touches
// the world: folders, conflicts with what people edited, diffs, colours.
package hagen
