// Package apache reads, writes and generates the configuration of the Apache HTTP
// server, releases 2.2 and 2.4.
//
// [Parse] turns a file into a tree of [Directive] and [Word] values that keeps
// every byte: comments, blank lines, quotes, continuations. Each word has its
// range. Malformed text is reported, kept, and read on after. [File.Format] is
// the way back; for a tree that nobody changed it gives the same bytes.
//
// To read a file, range over [File.All], or ask for a view: [File.VirtualHosts],
// [File.Balancers], [File.ProxyPasses] and the like work out from the tree what
// its directives say, with the range of every part, when they are called. The
// tree stays the only truth. To write a file, make directives of words that
// [Quote] quotes so that httpd reads back the very same text.
//
// [Emit] generates the files of one host from a topology.
//
// [LookupDirective], [LookupModule] and [LookupParam] answer which module has a
// directive, where it may stand, and in which release a parameter first appeared.
package apache
