// Package lint runs rules over a topology and over configuration files, those
// that a build generated and those that a person wrote.
//
// A rule is a value, [Rule]: an id, a severity, a text that explains it and a
// function for what it looks at. Package [github.com/everlinux/hagen/pkg/lint/rules]
// holds hagen's own. [Run] gives every rule every file of its kind, applies the
// ignores that stand in the files, and returns the findings in order.
//
// The package reads no disk: an [Estate] is built from bytes.
package lint
