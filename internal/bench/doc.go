// Command bench measures hagen beside others that read or write the same files,
// on files that it generates, and prints tables in Markdown: how long each takes,
// how much memory it needs, and how that grows.
//
//	go run ./internal/bench [-largest N] [-times N]
//
// Time is shown twice: as the clock saw it, and as the processor's (user and
// system together), which other work on the machine changes less. Every figure is
// the least of several runs of a new process; memory is the largest resident set.
// A rival that is not installed is left out.
package main
