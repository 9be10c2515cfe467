// Package hagen compiles one description of a high-availability estate, a
// topology, into the configuration files of every host: Apache and nginx as
// front ends and balancers, cluster.conf, ifcfg and modprobe, /etc/hosts.
//
// [Build] makes files: contents of files in, contents of files out. What it returns
// is right for the release that each host runs, or an error at the attribute of
// the topology that asks for what the release cannot do; there is no half-built
// estate.
//
// [Lint] judges files: topologies, by what they compile to, and files that people
// wrote, each alone and all against each other. What it returns is a list of
// findings by hagen's rules; a file that it could not read whole is an error
// among its diagnostics.
//
// Neither reads a disk, a clock or an environment, so a command, a test, a web page
// and a deployment tool call them alike.
//
// Use package [github.com/everlinux/hagen/pkg/topology] alone to read a topology
// without building it, and the packages under pkg that are named for a format to
// read, change or generate one format alone. Package
// [github.com/everlinux/hagen/pkg/lint] runs rules of your own. The command hagen adds what touches
// the world: folders, conflicts with what people edited, diffs, colours.
package hagen
