package runbook

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

var (
	procHost    = regexp.MustCompile(`^Host: scsi([0-9]{1,6}) Channel: ([0-9]{1,6}) Id: ([0-9]{1,6}) Lun: ([0-9]{1,9})\s*$`)
	procVendor  = regexp.MustCompile(`^\s+Vendor: (.*?)\s+Model: (.*?)\s+Rev: `)
	procType    = regexp.MustCompile(`^\s+Type:\s+(\S.*?)\s{2,}ANSI\s+SCSI revision: `)
	lsscsiLine  = regexp.MustCompile(`^\[([0-9]{1,6}):([0-9]{1,6}):([0-9]{1,6}):([0-9]{1,9})\]\s+(\S+)\s+(.*?)\s*$`)
	nvmeAddress = regexp.MustCompile(`^\[N:`)
)

// readSCSI reads /proc/scsi/scsi or the output of lsscsi.
func readSCSI(r *reader, h *HostState) {
	proc := strings.Contains(string(r.src), "Attached devices")
	var last *SCSIDevice
	lines := 0 // of the last device
	r.eachLine(func(_, offset int, line string) {
		at := r.between(offset, offset+len(line))
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(line, "Attached devices"), nvmeAddress.MatchString(line):
		case proc && strings.HasPrefix(line, "Host:"):
			r.wholeDevice(last, lines)
			last, lines = r.device(procHost.FindStringSubmatch(line), at), 1
			if last != nil {
				h.SCSI = append(h.SCSI, last)
			}
		case proc && last != nil:
			lines++
			r.describe(last, line, at)
		case proc:
			r.errorf(at, "Not a SCSI device", "%q stands before the first device.", strings.TrimSpace(line))
		default:
			m := lsscsiLine.FindStringSubmatch(line)
			if d := r.device(m, at); d != nil {
				d.Type = m[5]
				if words := strings.Fields(m[6]); len(words) > 0 && strings.HasPrefix(words[len(words)-1], "/dev/") {
					d.Device = words[len(words)-1]
				}
				h.SCSI = append(h.SCSI, d)
			}
		}
	})
	if proc {
		r.wholeDevice(last, lines)
	}
}

// device makes a device of an address.
func (r *reader) device(m []string, at hcl.Range) *SCSIDevice {
	if m == nil {
		r.errorf(at, "Not a SCSI device", "The line is neither of /proc/scsi/scsi (Host: scsi1 Channel: 00 Id: 01 Lun: 00) nor of lsscsi ([1:0:1:0] disk …); was it cut short?")
		return nil
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits, and few
	}
	return &SCSIDevice{Host: n[0], Channel: n[1], ID: n[2], LUN: n[3], Range: at}
}

// describe reads one of the two lines that follow a device's address.
func (r *reader) describe(d *SCSIDevice, line string, at hcl.Range) {
	if m := procVendor.FindStringSubmatch(line); m != nil {
		d.Vendor, d.Model = m[1], m[2]
		return
	}
	m := procType.FindStringSubmatch(line)
	if m == nil {
		r.errorf(at, "Not a SCSI device", "The line is neither a device's Vendor nor its Type; was it cut short?")
		return
	}
	if d.Type = m[1]; d.Type == "Direct-Access" {
		d.Type = "disk"
	}
}

// wholeDevice reports a device of which lines are missing.
func (r *reader) wholeDevice(d *SCSIDevice, lines int) {
	if d != nil && lines < 3 {
		r.errorf(d.Range, "Cut short", "The device has no lines with its Vendor and its Type: the file was cut short.")
	}
}
