// Package report shows diagnostics to a person: what is wrong, where, the lines
// of the file with the place marked, and what to do.
//
// Every position is looked up in one line index per file, so that a thousand
// diagnostics on a long file cost one pass over it; HCL's own writer walks the
// whole file for each. No text leaves the package unmasked: source lines go
// through [topology.Secrets] by their position, everything else by its content,
// and a file that did not parse, whose secrets nobody knows, through a lexical
// rule that errs on the side of hiding (see mask.go). Bytes that would steer a
// terminal are shown as escapes.
package report
