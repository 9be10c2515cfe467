package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// Rules look at what could be read of a broken file, and must bear with it.
func TestClusterRulesOnBrokenFiles(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(fixtures, "cluster-*", "bad.conf"))
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	var texts []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(src)
		texts = append(texts, text, strings.ReplaceAll(text, `"`, ""), strings.ReplaceAll(text, "/>", ">"), strings.ReplaceAll(text, "cluster", "x"))
		for at := 3; at < len(text); at += 211 {
			texts = append(texts, text[:at], text[at:])
		}
	}
	for _, root := range []string{"multicast", "altmulticast", "device", "fencedevice", "ip", "fs", "cman", "unfence"} {
		texts = append(texts, "<"+root+" addr='224.0.0.1' interface='e' ttl='0' name='n' agent='fence_manual'/>")
	}
	for _, release := range []*topology.Platform{nil, topology.LookupPlatform("rhel5"), topology.LookupPlatform("rhel6"), topology.LookupPlatform("rhel8")} {
		for _, text := range texts {
			lint.Run(lint.NewEstate(nil, release, []lint.Source{{Name: "cluster.conf", Kind: lint.KindClusterConf, Src: []byte(text)}}), clusterRules())
		}
	}
}
