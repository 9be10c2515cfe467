// Package docs makes the reference pages of docs/ from the tables that the code
// itself works by, so that the two cannot differ. Its test fails where a page is
// stale; `go test ./internal/docs -update` writes them anew.
package docs
