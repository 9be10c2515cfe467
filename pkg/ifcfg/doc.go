// Package ifcfg reads, edits, writes and generates the network configuration of
// Red Hat's releases: the ifcfg files of /etc/sysconfig/network-scripts, and the
// module configuration (modprobe.conf, modprobe.d) that bonds need beside them.
//
// For ifcfg files:
//
//   - [Parse] turns a file into a [File]: assignments with the value that bash
//     gives them, and whatever else stands there. An ifcfg file is a shell script
//     that ifup sources, so a value may be quoted in all of bash's ways, and a
//     word too many is a command that root runs at boot: it is reported.
//   - [File.Format] gives the bytes back: those of the source where the tree was
//     not touched, and a canonical layout for what did not come from one.
//   - [File.Lookup] finds the assignment that counts, [File.Interface] and
//     [File.Bond] read what the file means for a device at the moment they are
//     asked, and [ParseOptions] takes BONDING_OPTS apart.
//   - [Quote] is the only way from a string to a value.
//
// For module configuration the same verbs are [ParseModprobe],
// [ModprobeFile.Format], [ModprobeFile.All] and [ModprobeDirective.Options].
//
// [LookupKey] knows the documented keys of ifcfg files; [LookupMode] and
// [LookupParameter] know the bonding driver: which parameters exist, their
// values, the modes in which they mean something and what they depend on.
//
// [Emit] compiles the ifcfg files of one host of a topology, [EmitModprobe] its
// module configuration.
//
// Nothing here executes anything: values that bash would work out ($VAR, $(…))
// are kept as they are written, marked and reported. The package reads no file,
// no clock and no environment. A File is not safe for concurrent use while it is
// edited; reading one from several goroutines is.
package ifcfg
