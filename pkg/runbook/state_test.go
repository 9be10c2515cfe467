package runbook

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/cost"
)

var update = flag.Bool("update", false, "write the expected files anew")

// stateFiles reads the files of a folder, as the command does.
func stateFiles(t testing.TB, dir string) []StateFile {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no state in %s: %v", dir, err)
	}
	var files []StateFile
	for _, name := range names {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, StateFile{Name: filepath.Base(name), Src: src})
	}
	return files
}

// golden compares a text with a file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got:\n%s", file, diff)
	}
}

// What was read is written down without ranges, of which TestStateRanges looks at some.
func TestReadState(t *testing.T) {
	dirs, err := filepath.Glob("testdata/state/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no states: %v", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			s, diags := ReadState(stateFiles(t, dir))
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			golden(t, filepath.Join("testdata", "read", filepath.Base(dir)+".golden"), dump(s, diags))
		})
	}
}

func dump(s *State, diags hcl.Diagnostics) string {
	var b strings.Builder
	h := s.Hosts[""]
	for _, list := range []any{h.PVs, h.VGs, h.LVs, h.SCSI, h.Usage, h.Mounts, h.GFS} {
		src, err := json.Marshal(list)
		if err != nil {
			panic(err)
		}
		var values []map[string]any
		if err := json.Unmarshal(src, &values); err != nil {
			panic(err)
		}
		for _, v := range values {
			fmt.Fprintln(&b, line(v))
		}
	}
	for _, d := range diags {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// line writes a value's fields by name, amounts as they print, ranges left out.
func line(v map[string]any) string {
	for name, field := range v {
		if m, ok := field.(map[string]any); ok {
			if m["Known"] == true {
				v[name] = fmt.Sprintf("%.0f-%.0f", m["Min"], m["Max"])
			} else {
				delete(v, name)
			}
		}
		if name == "Range" {
			delete(v, name)
		}
	}
	return strings.TrimPrefix(fmt.Sprint(v), "map")
}

func TestStateRanges(t *testing.T) {
	s, _ := ReadState(stateFiles(t, "testdata/state/article"))
	h := s.Hosts[""]
	for _, tc := range []struct {
		at   hcl.Range
		want string
	}{
		{h.PVs[1].Range, "pvs.txt:3,3-12"},
		{h.PVs[0].Free.Range, "pvs.txt:2,44-52"},
		{h.VGs[0].Size.Range, "vgs.txt:2,34-41"},
		{h.Usage[2].Size.Range, "df.txt:5,23-27"},
		{h.SCSI[2].Range, "scsi.txt:8,1-39"},
	} {
		if got := tc.at.String(); got != tc.want {
			t.Errorf("%s, want %s", got, tc.want)
		}
	}
}

func TestReadStateErrors(t *testing.T) {
	for _, tc := range []struct{ file, src, want string }{
		{"pvs.txt", "  PV         VG  Fmt  Attr PSize   PFree\n  /dev/sdb1  a   lvm2 a-   499,99G 0\n", `pvs.txt:2,28-35: Decimal comma; "499,99G" has a decimal comma: the command ran in another locale. Run it again with LC_ALL=C before it.`},
		{"pvs.txt", "  PV         VG  Fmt  Attr PSize   PFree\n  /dev/sdb1  a   lvm2 a-   499.9", "pvs.txt:2,28-33: Not a size"},
		{"pvs.txt", "  PV         VG  Fmt  Attr PSize   PFree\n  /dev/sdb1  a   lv", "pvs.txt:2,3-20: Cut short; /dev/sdb1 has no pv_size"},
		{"pvs.txt", "  /dev/sdb1  a lvm2 a-   499.99G 0\n", "pvs.txt:1,1-1: No headings"},
		{"pvs.txt", "  VG #PV Attr VSize\n  a 1 wz--n- 4.00g\n", "pvs.txt:1,1-1: No headings"},
		{"pvs.txt", "PV VG Fmt Attr PSize PFree\n/dev/sdb1 lvm2 a- 499.99G 0\n", "pvs.txt:2,1-28: Columns out of line"},
		{"vgs.txt", "  VG  #PV #LV #SN Attr   VSize   VFree\n  a     x   1   0 wz--nc 4.00G    0\n", "vgs.txt:2,9-10: Not a number"},
		{"lvs.txt", "  LV  VG Attr LSize\n  a\n", "lvs.txt:2,3-4: Cut short; a has no vg_name"},
		{"pvs.json", `{"report":[{"pv":[{"pv_name":"/dev/sdb1","pv_si`, "pvs.json:1,42-48: Cut short"},
		{"pvs.json", `{"report":[{"pv":[{"pv_name":"/dev/sdb1"}]}]}`, "pvs.json:1,19-42: Cut short; /dev/sdb1 has no pv_size"},
		{"pvs.json", `{"report":[{"pv":[{"pv_name":"/dev/sdb1","pv_size":"4,00g"}]}]}`, "pvs.json:1,52-59: Decimal comma"},
		{"pvs.json", `{"report":[{"vg":[]}]}`, "pvs.json:1,1-1: No report; The JSON holds no report of pvs"},
		{"pvs.json", `{"report":[{"pv":[}]}`, "pvs.json:1,18-19: Not JSON"},
		{"vgs.json", `{"report":[{"vg":[{"vg_name":"a","vg_attr":"wz--n-","vg_free_count":"4.00m"}]}]}`, "vgs.json:1,69-76: Not a number"},
		{"scsi.txt", "Attached devices:\nHost: scsi0 Channel: 00 Id: 00 Lun: 00\n  Vendor: VM", "scsi.txt:3,1-13: Not a SCSI device"},
		{"scsi.txt", "Attached devices:\nHost: scsi0 Channel: 00 Id: 00 Lun: 00\n", "scsi.txt:2,1-39: Cut short"},
		{"scsi.txt", "[1:0:0] disk\n", "scsi.txt:1,1-13: Not a SCSI device"},
		{"df.txt", "Sist. Arq.      Tam.  Usado Disp. Uso% Montado em\n/dev/sda1 6,9G 1,8G 4,7G 28% /\n", "df.txt:1,1-50: Not the headings of df"},
		{"df.txt", "Filesystem Size Used Avail Use% Mounted on\n/dev/sda1 6,9G 1.8G 4.7G 28% /\n", "df.txt:2,11-15: Decimal comma"},
		{"df.txt", "Filesystem Size Used Avail Use% Mounted on\n/dev/sda1 6.9G 1.8G\n", "df.txt:2,1-20: Cut short"},
		{"df.txt", "Filesystem Size Used Avail Use% Mounted on\n/dev/mapper/a-b\n", "df.txt:2,1-16: Cut short"},
		{"df.txt", "", "df.txt:1,1-1: Empty state file"},
		{"mounts.txt", "/dev/sda1 on / type ext3 (rw)\n", "mounts.txt:1,1-30: Not /proc/mounts"},
		{"mounts.txt", "/dev/sda1 / ext3\n", "mounts.txt:1,1-17: Not a line of /proc/mounts"},
		{"gfs.txt", "/gfs:\n  SB lock proto = \"lock_dlm\"\n", "gfs.txt:1,1-6: Cut short"},
		{"gfs.txt", "nothing\n", "gfs.txt:1,1-1: Nothing of GFS"},
		{"pv.txt", "x\n", `pv.txt:1,1-1: Unknown state file; pv.txt is not read. Did you mean "pvs.txt"?`},
	} {
		_, diags := ReadState([]StateFile{{Name: tc.file, Src: []byte(tc.src)}})
		if len(diags) == 0 || !strings.HasPrefix(diags[0].Error(), tc.want) {
			t.Errorf("%s %q:\n got %v\nwant %s", tc.file, tc.src, diags, tc.want)
		}
	}
	_, diags := ReadState([]StateFile{{Name: "a/pvs.txt"}, {Name: "a/pvs.json", Src: []byte(`{"report":[{"pv":[]}]}`)}})
	if len(diags) != 1 || diags[0].Summary != "One command twice" {
		t.Error(diags)
	}
}

func FuzzReadState(f *testing.F) {
	names := StateNames()
	dirs, _ := filepath.Glob("testdata/state/*")
	for _, dir := range dirs {
		for _, file := range stateFiles(f, dir) {
			for i, name := range names {
				if name == file.Name {
					f.Add(uint8(i), file.Src)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, src []byte) {
		name := names[int(which)%len(names)]
		cost.Check(t, len(src), cost.Parser, func() { ReadState([]StateFile{{Name: name, Src: src}}) })
		s, diags := ReadState([]StateFile{{Name: name, Src: src}})
		if s.Hosts[""] == nil {
			t.Fatal("no state")
		}
		for _, d := range diags {
			if d.Subject == nil || d.Subject.Start.Byte < 0 || d.Subject.End.Byte > len(src) || d.Subject.Start.Byte > d.Subject.End.Byte {
				t.Errorf("%v lies outside the file of %d bytes", d, len(src))
			}
		}
	})
}
