package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

// A file in which every element is wrong takes time in proportion to its length: to
// look through the file for each would take most of a minute.
func TestClusterSchemaIsLinear(t *testing.T) {
	const n = 60_000
	for _, element := range []string{"<unheard/>", "<clusternod/>", "<multicast/>"} {
		src := "<cluster name='a' config_version='1'>\n" + strings.Repeat(element+"\n", n) + "</cluster>\n"
		e := lint.NewEstate(nil, topology.LookupPlatform("rhel6"), []lint.Source{{Name: "cluster.conf", Kind: lint.KindClusterConf, Src: []byte(src)}})
		start := time.Now()
		found := lint.Run(e, []*lint.Rule{clusterSchema, clusterSchemaTolerated, clusterFenceParameter})
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: took %s", element, d)
		}
		if len(found) < n {
			t.Errorf("%s: %d findings in %d elements", element, len(found), n)
		}
	}
}
