package clusterconf

import (
	"bytes"
	"context"
	"os/exec"
	"testing"
	"time"
)

// xmllint runs libxml2's parser, the one of the cluster suite, over src.
func xmllint(t *testing.T, src []byte) error {
	t.Helper()
	path, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--noout", "-")
	cmd.Stdin = bytes.NewReader(src)
	return cmd.Run()
}

func TestXmllintAgrees(t *testing.T) {
	for name, src := range fixtures(t) {
		if err := xmllint(t, src); err != nil {
			t.Errorf("xmllint refuses %s, Parse does not: %v", name, err)
		}
	}
	for _, tc := range broken {
		switch tc.name {
		case "declared encoding", "UTF-16", "document types", "colons":
			continue // well-formed XML of a kind that hagen does not read
		}
		if err := xmllint(t, []byte(tc.src)); err == nil {
			t.Errorf("Parse refuses %q, xmllint does not", tc.src)
		}
	}
}
