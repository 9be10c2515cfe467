// Package findings writes what a run of the linter came to, in the forms that
// people and programs read.
//
// [New] makes a [Report] of a run: everything in it may be shown. Secrets are
// hidden there, once, and positions counted as other programs count them, so that
// a form is a plain function from a report to an [io.Writer], one file each, and
// cannot leak. Baselines, which leave known findings out, work on reports too.
package findings
