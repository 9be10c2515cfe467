// Package cli is the command hagen: flags, files, the terminal, exit codes. What
// it prints is a promise as far as the man page says so: results go to the
// standard output, diagnostics to the standard error.
//
// [Main] is the whole program, with everything that it gets from the world as an
// argument, so that a test runs it as a shell would.
package cli
