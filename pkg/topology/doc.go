// Package topology reads a topology: the one HCL description from which hagen
// compiles every file of a high-availability estate.
//
// [Parse] takes the bytes of one or more files and returns the [Topology]: what
// the user wrote, every reference resolved, every value with its source range.
// The language (its blocks, attributes, types, defaults) is one table, [Schema],
// from which the decoder, the error texts and docs/topology.md all come. What
// differs between releases of operating systems is another, [Platforms].
//
// The package reads no file, no clock and no environment: bytes in, model out.
package topology
