// Package nginx reads, edits, writes and generates nginx configuration.
//
//   - [Parse] turns the text of one file, whole or a fragment of conf.d, into a
//     [File]: a tree of [Directive] values in which every name, argument, brace
//     and semicolon has its range and every comment and blank survives. It
//     reports everything that nginx itself would refuse to read.
//   - [File.Format] gives the bytes back: those of the source where the tree was
//     not touched, and a canonical layout for nodes that did not come from one.
//   - [File.All] and [File.Walk] visit the directives, and typed views
//     ([File.Upstreams], [File.VirtualServers]) read meaning from the tree at the
//     moment they are asked; they are never stored in it.
//   - [Lookup] tells what nginx's documentation says of a directive, and
//     [Feature] since when a parameter exists.
//   - [Quote] is the only way from a string to a word of a configuration.
//   - [Emit] compiles the files of one host of a topology.
//
// The grammar is that of ngx_conf_read_token, tried on nginx 1.22: a file is
// read as nginx reads it, whether or not the directives in it make sense. What
// they mean (contexts, argument counts, includes) is left to whoever asks.
//
// The package reads no file, no clock and no environment. A File is not safe for
// concurrent use while it is edited; reading one from several goroutines is.
package nginx
