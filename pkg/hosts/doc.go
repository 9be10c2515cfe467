// Package hosts reads, edits, writes and generates /etc/hosts.
//
//   - [Parse] turns a file into a [File]: entries of an address and its names, as
//     glibc reads them. It reports the lines that the resolver passes over.
//   - [File.Format] gives the bytes back: those of the source where the tree was
//     not touched, and a canonical layout for what did not come from one.
//   - [File.All] visits the entries, [File.Lookup] finds those of a name and
//     [File.Names] those of an address, in the order in which the resolver does.
//   - [Emit] compiles the file of one host of a topology: the names of its cluster.
//
// The package reads no file, no clock and no environment. A File is not safe for
// concurrent use while it is edited; reading one from several goroutines is.
package hosts
