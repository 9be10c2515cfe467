module github.com/everlinux/hagen/internal/oracle/crossplane

go 1.26

require github.com/nginxinc/nginx-go-crossplane v0.4.84

require (
	github.com/jstemmer/go-junit-report v1.0.0 // indirect
	golang.org/x/mod v0.24.0 // indirect
	golang.org/x/sync v0.13.0 // indirect
	golang.org/x/tools v0.32.0 // indirect
)
