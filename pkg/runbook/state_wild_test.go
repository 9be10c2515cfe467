package runbook

import (
	"fmt"
	"strings"
	"testing"
)

// Shapes of listings that people published, met after the readers were written: RAID, names with
// hyphens, prompts around the report, a tab before each line, Windows' line ends, an attribute of
// seven letters, a report whose first line was moved when it was pasted.
func TestReadStateOfOthers(t *testing.T) {
	for name, tc := range map[string]struct{ file, src, want string }{
		"prompts": {"pvs.txt", "me@u:~$ sudo pvs\n  PV         VG    Fmt  Attr PSize   PFree\n  /dev/vda3  vg-00 lvm2 a--  <13.25g 2.24g\n  /dev/vdb3  vg-00 lvm2 a--  <13.25g 3.24g\nme@u:~$ \n", "/dev/vda3 in vg-00, /dev/vdb3 in vg-00"},
		"tabs":    {"pvs.txt", "\t  PV         VG        Fmt  Attr PSize   PFree\n\t  /dev/md126           lvm2 ---   <1.27g <1.27g\n\t  /dev/sda5  vgvagrant lvm2 a--  <63.50g     0\n\t  \n", "/dev/md126 in , /dev/sda5 in vgvagrant"},
		"crlf":    {"pvs.txt", "  PV         VG  Fmt  Attr PSize   PFree\r\n  /dev/sdb   Btc lvm2 a--  100.00g 1020.00m\r\n", "/dev/sdb in Btc"},
		"nvme":    {"pvs.txt", "  PV             VG  Fmt  Attr PSize   PFree \n  /dev/nvme0n2p1 vg1 lvm2 a--  484.00m 84.00m\n", "/dev/nvme0n2p1 in vg1"},
		"moved":   {"pvs.txt", "      PV         VG        Fmt  Attr PSize   PFree\n    /dev/sda3  almalinux lvm2 a--  <31.00g      0\n    /dev/sdb1            lvm2 ---  800.00m 800.00m\n", "pvs.txt:3,5-51: Columns out of line"},
		"seven":   {"vgs.txt", "  VG     #PV #LV #SN Attr    VSize   VFree\n  vg_app   1   2   0 wz--n-- <12.00g <3.00g\n", "vg_app false"},
		"shared":  {"vgs.txt", "  VG     #PV #LV #SN Attr   VSize   VFree\n  vg_app   1   2   0 wz--ns <12.00g <3.00g\n", "vg_app true"},
		"french":  {"vgs.txt", "  VG       #PV #LV #SN Attr   VSize   VFree\n  data       1   1   0 wz--n- 100,00g 10,00g\n", "vgs.txt:2,31-38: Decimal comma"},
		"raid":    {"lvs.txt", "  LV      VG    Attr       LSize  Pool Origin Data%  Meta%  Move Log Cpy%Sync Convert\n  lv-0    vg-00 rwi-aor--- 10.00g                                    100.00          \n  lv-swap vg-00 -wi-ao----  1.00g                                                    \n", "vg-00/lv-0, vg-00/lv-swap"},
		"fields":  {"lvs.txt", "  LV       VG     LSize Path\n  app-data vg_app 4.00g /dev/vg_app/app-data\n", "vg_app/app-data"},
		"short":   {"scsi.txt", "Attached devices:\nHost: scsi0 Channel: 03 Id: 00 Lun: 00\n  Vendor: HP       Model: P420i            Rev: 3.54\n  Type:   RAID                             ANSI  SCSI revision: 05\n", "0:3:0:0 RAID"},
		"none":    {"lvs.json", `{"report":[{"lv":[]}]}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, diags := ReadState([]StateFile{{Name: tc.file, Src: []byte(tc.src)}})
			var said []string
			h := s.Hosts[""]
			for _, pv := range h.PVs {
				said = append(said, pv.Name+" in "+pv.VG)
			}
			for _, vg := range h.VGs {
				said = append(said, fmt.Sprint(vg.Name, " ", vg.Shared()))
			}
			for _, lv := range h.LVs {
				said = append(said, lv.VG+"/"+lv.Name)
			}
			for _, d := range h.SCSI {
				said = append(said, fmt.Sprintf("%d:%d:%d:%d %s", d.Host, d.Channel, d.ID, d.LUN, d.Type))
			}
			got := strings.Join(said, ", ")
			if diags.HasErrors() {
				got = diags[0].Error()
			}
			if got != tc.want && !(strings.Contains(tc.want, ":") && diags.HasErrors() && strings.HasPrefix(got, tc.want)) {
				t.Errorf("got %s\nwant %s", got, tc.want)
			}
		})
	}
}
