package runbook_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

const (
	pvsHeader = "  PV         VG          Fmt  Attr PSize   PFree\n"
	vgsHeader = "  VG          #PV #LV #SN Attr   VSize   VFree\n"
	lvsHeader = "  LV       VG          Attr   LSize   Origin Snap%  Move Log Copy%  Convert\n"
)

// articleFiles are the state of the article's cluster, before it grew.
var articleFiles = map[string]string{
	"pvs.txt": pvsHeader + "  /dev/sdb1  pre_homolog lvm2 a-   499.99G 1016.00M\n  /dev/sdc1              lvm2 --   499.99G  499.99G\n",
	"vgs.txt": vgsHeader + "  pre_homolog   1   1   0 wz--nc 499.99G 1016.00M\n",
	"lvs.txt": lvsHeader + "  hotsites pre_homolog -wi-ao 499.00G\n",
}

// planWith plans the article's topology, with parts of it replaced, from a state.
func planWith(t *testing.T, replace []string, files map[string]string) (*runbook.Runbook, string) {
	t.Helper()
	src, err := os.ReadFile("testdata/plan/article/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(text, replace[i]) {
			t.Fatalf("%q is not in the topology", replace[i])
		}
		text = strings.ReplaceAll(text, replace[i], replace[i+1])
	}
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(text)}, topology.Options{})
	if diags.HasErrors() {
		return nil, diags.Error()
	}
	var state *runbook.State
	if files != nil {
		var list []runbook.StateFile
		for name, src := range files {
			host, _, found := strings.Cut(name, "/")
			if !found {
				host = ""
			}
			list = append(list, runbook.StateFile{Host: host, Name: name, Src: []byte(src)})
		}
		if state, diags = runbook.ReadState(list); diags.HasErrors() {
			t.Fatal(diags)
		}
	}
	r, diags := runbook.Plan(top, top.VolumeGroups[0], state)
	if r == nil && !diags.HasErrors() {
		t.Fatal("neither a runbook nor an error")
	}
	if !diags.HasErrors() {
		return r, ""
	}
	var texts []string
	for _, d := range diags {
		texts = append(texts, d.Error())
	}
	return r, strings.Join(texts, "\n")
}

// with returns the article's files with some replaced; "" leaves one out.
func with(pairs ...string) map[string]string {
	files := make(map[string]string)
	for name, src := range articleFiles {
		files[name] = src
	}
	for i := 0; i < len(pairs); i += 2 {
		if files[pairs[i]] = pairs[i+1]; pairs[i+1] == "" {
			delete(files, pairs[i])
		}
	}
	return files
}

func TestPlanErrors(t *testing.T) {
	const scsi = "Attached devices:\nHost: scsi0 Channel: 00 Id: 00 Lun: 00\n  Vendor: VMware   Model: Virtual disk     Rev: 1.0\n  Type:   Direct-Access                    ANSI SCSI revision: 02\n" +
		"Host: scsi1 Channel: 00 Id: 00 Lun: 00\n  Vendor: IBM      Model: 1815      FAStT  Rev: 0914\n  Type:   Direct-Access                    ANSI SCSI revision: 05\n"
	for name, tc := range map[string]struct {
		replace []string
		files   map[string]string
		want    []string // parts of the error
	}{
		"shrinking":          {[]string{`"100%"`, `"400GiB"`}, articleFiles, []string{"topology.hcl:36,12-20: Shrinking; hotsites has 127743 to 127745 extents (498.996 GiB to 499.004 GiB) and is to have 102400 (400 GiB)"}},
		"unreachable":        {[]string{`"100%"`, `"1200GiB"`}, articleFiles, []string{"Not enough extents; hotsites is to have 307200 extents (1.172 TiB)", "51204 are missing"}},
		"unreachable create": {[]string{`"100%"`, `"1200GiB"`}, nil, []string{"Not enough extents"}},
		"too few journals":   {[]string{`label       = "gfs"`, "label = \"gfs\"\njournals = 2"}, articleFiles, []string{"2 journals for the 3 nodes"}},
		"fewer journals":     {nil, with("gfs.txt", "/gfs:\n  SB lock table = \"Cluster_GFS:gfs\"\n  Journals = 48\n"), []string{"Journals cannot be taken away; hotsites has 48 journals, by gfs.txt:3, and the topology says 3", "journals = 48"}},
		"lock table":         {nil, with("gfs.txt", "/gfs:\n  SB lock table = \"Other:gfs\"\n  Journals = 3\n"), []string{`Another lock table; The lock table of hotsites is "Other:gfs", by gfs.txt:1; with the cluster Cluster_GFS it has to be "Cluster_GFS:gfs"`, "gfs_tool sb /dev/pre_homolog/hotsites table Cluster_GFS:gfs"}},
		"no GFS on 6":        {[]string{"rhel5", "rhel6"}, articleFiles, []string{"No such filesystem on this release; GFS does not exist on rhel6; rhel5 have it; it has GFS2, and gfs2_convert"}},
		"no GFS2 on 10":      {[]string{"rhel5", "rhel10", `"gfs" {`, `"gfs2" {`}, nil, []string{"No such filesystem on this release; GFS2 does not exist on rhel10"}},
		"mixed releases":     {[]string{`"rhel5"`, `host.value < 3 ? "rhel5" : "rhel6"`}, nil, []string{"Two releases"}},
		"mixed up": {[]string{`scsi = "1:1"`, `scsi = "1:2"`, `scsi = "1:0"`, `scsi = "1:1"`}, with("scsi.txt", scsi+"Host: scsi1 Channel: 00 Id: 01 Lun: 00\n  Vendor: IBM      Model: 1815      FAStT  Rev: 0914\n  Type:   Direct-Access                    ANSI SCSI revision: 05\n"),
			[]string{"Devices mixed up; SCSI (1:1) is /dev/sdc, by scsi.txt:8, and the topology says that it is /dev/sdb"}},
		"not shared":       {nil, with("vgs.txt", strings.ReplaceAll(articleFiles["vgs.txt"], "wz--nc", "wz--n-")), []string{"Not shared", "vgchange -c y pre_homolog"}},
		"unknown device":   {nil, with("pvs.txt", articleFiles["pvs.txt"]+"  /dev/sdd1  pre_homolog lvm2 a-   499.99G  499.99G\n", "vgs.txt", vgsHeader+"  pre_homolog   2   1   0 wz--nc 999.98G 500.98G\n"), []string{"pvs.txt:4,3-12: Unknown device; /dev/sdd1 is part of \"pre_homolog\""}},
		"missing device":   {nil, with("pvs.txt", pvsHeader+"  unknown device pre_homolog lvm2 a-   499.99G 1016.00M\n"), []string{"Missing device"}},
		"of another group": {nil, with("pvs.txt", pvsHeader+"  /dev/sdb1  pre_homolog lvm2 a-   499.99G 1016.00M\n  /dev/sdc1  other       lvm2 a-   499.99G  499.99G\n"), []string{`Device of another group; /dev/sdc1 is part of the volume group "other": pvs.txt:3 says so`}},
		"cut short":        {nil, with("pvs.txt", pvsHeader), []string{"Listings disagree; vgs counts 1 physical volumes"}},
		"cut short too":    {nil, with("lvs.txt", lvsHeader), []string{"Listings disagree; vgs counts 1 logical volumes"}},
		"no lvs":           {nil, with("lvs.txt", ""), []string{"State is missing; The state has no lvs.txt"}},
		"unknown host":     {nil, with("cluster-01-node-3/df.txt", "Filesystem Size Used Avail Use% Mounted on\n"), []string{`Unknown host; "cluster-01-node-3" is no host`, `Did you mean "cluster-01-node-03"?`}},
		"nodes disagree":   {nil, with("cluster-01-node-02/pvs.txt", strings.ReplaceAll(articleFiles["pvs.txt"], "sdb1", "sdd1")), []string{"Nodes disagree; On cluster-01-node-02", "/dev/sdd1, elsewhere on /dev/sdb1"}},
		"other extents":    {[]string{"cluster = cluster.Cluster_GFS", "cluster = cluster.Cluster_GFS\nextent_size = \"32MiB\""}, articleFiles, []string{"No whole extents"}},
		"another disk":     {nil, with("pvs.txt", strings.Replace(articleFiles["pvs.txt"], "--   499.99G", "--   249.99G", 1)), []string{"Another disk?"}},
		"another type":     {nil, with("mounts.txt", "/dev/mapper/pre_homolog-hotsites /gfs ext3 rw 0 0\n"), []string{"Another filesystem; hotsites holds ext3"}},
		"mounted nowhere":  {nil, with("mounts.txt", "/dev/sda1 / ext3 rw 0 0\n"), []string{"Not mounted"}},
		"rounded":          {[]string{`"100%"`, `"60%"`}, articleFiles, []string{"Rounded sizes", "vgs --units b"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := planWith(t, tc.replace, tc.files)
			for _, want := range tc.want {
				if !strings.Contains(got, want) {
					t.Errorf("got %s\nwant %s", got, want)
				}
			}
		})
	}
}

// The growth of the article: what its commands did by hand, and the figures that it prints.
func TestPlanOfTheArticle(t *testing.T) {
	r := plan(t, "testdata/plan/article")
	var todo []string
	for _, s := range r.Steps {
		if s.Done == "" && len(s.Commands) > 0 {
			todo = append(todo, s.Commands...)
		}
	}
	want := []string{"vgcfgbackup -f /var/tmp/pre_homolog-127743.vg pre_homolog", "vgextend pre_homolog /dev/sdc1", "lvextend -A y -l +100%FREE /dev/pre_homolog/hotsites", "gfs_grow /gfs"}
	if strings.Join(todo, "\n") != strings.Join(want, "\n") {
		t.Errorf("to do:\n%s", strings.Join(todo, "\n"))
	}
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "Free for the volumes: 128249 to 128252 extents, 500.973 GiB to 500.984 GiB") || !strings.Contains(notes, "`vgs --units b") {
		t.Errorf("notes:\n%s", notes)
	}
	exact := plan(t, "testdata/plan/exact-lvmlockd")
	if text := strings.Join(exact.Notes, "\n"); !strings.Contains(text, "255996 extents of 4 MiB: 999.984 GiB. Free for the volumes: 128252 extents, 500.984 GiB") {
		t.Errorf("notes:\n%s", text)
	}
}

// Before the article's second disk was a physical volume, the plan has the step that the
// article leaves out.
func TestPlanHasTheForgottenStep(t *testing.T) {
	place := make(map[string]int)
	for i, s := range plan(t, "testdata/plan/article-forgotten").Steps {
		if s.Done == "" {
			place[s.ID] = i + 1
		}
	}
	order := []string{"see-sdc", "partition-sdc", "partprobe-sdc", "pvcreate-sdc1", "vgextend-sdc1", "lvextend-hotsites", "grow-hotsites"}
	for i := 1; i < len(order); i++ {
		if place[order[i-1]] == 0 || place[order[i-1]] >= place[order[i]] {
			t.Errorf("%s does not stand before %s: %v", order[i-1], order[i], place)
		}
	}
	if place["pvcreate-sdb1"] != 0 {
		t.Error("pvcreate of a disk in use is to be done")
	}
}

// GFS gets its journals before it grows, GFS2 after.
func TestPlanOrdersJournals(t *testing.T) {
	index := func(dir string) (journals, grow int) {
		for i, s := range plan(t, dir).Steps {
			switch s.ID {
			case "journals-hotsites":
				journals = i
			case "grow-hotsites":
				grow = i
			}
		}
		return journals, grow
	}
	if j, g := index("testdata/plan/journals-first"); j == 0 || j > g {
		t.Errorf("GFS: journals %d, growth %d", j, g)
	}
	if j, g := index("testdata/plan/exact-lvmlockd"); g == 0 || j < g {
		t.Errorf("GFS2: journals %d, growth %d", j, g)
	}
}

// The next free unit of a controller passes over those in use, and over 7.
func TestPlanNamesTheNextFreeUnit(t *testing.T) {
	r, problem := planWith(t, []string{"size = \"499.99GiB\"\n    rdm  = { scsi = \"1:1\" }", "size = \"499.99GiB\""}, with("df.txt", "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/mapper/pre_homolog-hotsites 516947968 1 1 1% /gfs\n"))
	if r == nil || !strings.Contains(strings.Join(r.Notes, "\n"), `/dev/sdc1 is no raw device mapping in the topology, and other disks of the group are. Where it is one, the next free place on their controller is `+"`"+`rdm = { scsi = "1:1" }`) {
		t.Errorf("%v %s", r, problem)
	}
}

func TestPlanPassesOverUnit7(t *testing.T) {
	var disks strings.Builder
	for unit := range 7 {
		fmt.Fprintf(&disks, "  physical_volume \"/dev/sd%c1\" {\n    size = \"1GiB\"\n    rdm = { scsi = \"2:%d\" }\n  }\n", 'd'+unit, unit)
	}
	disks.WriteString("  physical_volume \"/dev/sdz1\" { size = \"1GiB\" }\n")
	r, problem := planWith(t, []string{"  physical_volume \"/dev/sdb1\" {\n    size = \"499.99GiB\"\n    rdm  = { scsi = \"1:0\" }\n  }\n", disks.String(), "rdm  = { scsi = \"1:1\" }", ""}, nil)
	if r == nil || !strings.Contains(strings.Join(r.Notes, "\n"), `scsi = "2:8"`) {
		t.Errorf("%v %s", r, problem)
	}
}

// Two disks whose names differ only in what an ID cannot have are two steps.
func TestPlanStepIDsDiffer(t *testing.T) {
	r, problem := planWith(t, []string{"/dev/sdb1", "/dev/disk/by-id/a", "/dev/sdc1", "/dev/disk/by-id-a"}, nil)
	if r == nil {
		t.Fatal(problem)
	}
	seen := make(map[string]bool)
	for _, s := range r.Steps {
		if seen[s.ID] {
			t.Errorf("two steps are called %s", s.ID)
		}
		seen[s.ID] = true
	}
	if !seen["pvcreate-disk-by-id-a"] || !seen["pvcreate-disk-by-id-a-2"] {
		t.Errorf("%v", seen)
	}
}
