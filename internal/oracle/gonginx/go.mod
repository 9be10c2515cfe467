module github.com/everlinux/hagen/internal/oracle/gonginx

go 1.26

require github.com/tufanbarisyildirim/gonginx v0.0.0-20260220081509-8e17ce617db3
