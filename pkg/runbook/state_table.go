package runbook

import (
	"errors"
	"strconv"

	"github.com/hashicorp/hcl/v2"
)

// table is a report of LVM: rows of values by the field's name, as lvs(8) has it
// for -o.
type table struct{ rows []row }

type row struct {
	cells map[string]cell
	at    hcl.Range
}

type cell struct {
	text string
	at   hcl.Range
}

// section is a kind of report.
type section struct {
	name     string // in JSON
	command  Command
	key      string // the field that names a row
	keyTitle string // that field's heading
	// required are the fields without which a row was cut short.
	required []string
}

var (
	pvSection = section{"pv", PVS, "pv_name", "PV", []string{"pv_size"}}
	vgSection = section{"vg", VGS, "vg_name", "VG", []string{"vg_attr"}}
	lvSection = section{"lv", LVS, "lv_name", "LV", []string{"vg_name", "lv_size"}}
)

// tableReader reads a section's report.
type tableReader func(*reader, section) *table

func readPVs(read tableReader) func(*reader, *HostState) {
	return func(r *reader, h *HostState) {
		for _, row := range read(r, pvSection).rows {
			h.PVs = append(h.PVs, &PV{
				Name: row.text("pv_name"), VG: row.text("vg_name"), UUID: row.text("pv_uuid"),
				Size: r.size(row, "pv_size"), Free: r.size(row, "pv_free"), DeviceSize: r.size(row, "dev_size"),
				Extents: r.count(row, "pv_pe_count"),
				Missing: isMissing(row.text("pv_name")) || len(row.text("pv_attr")) > 2 && row.text("pv_attr")[2] == 'm',
				Range:   row.cells["pv_name"].at,
			})
		}
	}
}

// isMissing tells the name that LVM gives to a device that it does not find.
func isMissing(name string) bool { return name == "[unknown]" || name == "unknown device" }

func readVGs(read tableReader) func(*reader, *HostState) {
	return func(r *reader, h *HostState) {
		for _, row := range read(r, vgSection).rows {
			h.VGs = append(h.VGs, &VG{
				Name: row.text("vg_name"), Attr: row.text("vg_attr"),
				Size: r.size(row, "vg_size"), Free: r.size(row, "vg_free"), ExtentSize: r.size(row, "vg_extent_size"),
				Extents: r.count(row, "vg_extent_count"), FreeExtents: r.count(row, "vg_free_count"),
				PhysicalCount: r.count(row, "pv_count"), LogCount: r.count(row, "lv_count"),
				Range: row.cells["vg_name"].at,
			})
		}
	}
}

func readLVs(read tableReader) func(*reader, *HostState) {
	return func(r *reader, h *HostState) {
		for _, row := range read(r, lvSection).rows {
			h.LVs = append(h.LVs, &LV{
				Name: row.text("lv_name"), VG: row.text("vg_name"), Attr: row.text("lv_attr"),
				Size: r.size(row, "lv_size"), Range: row.cells["lv_name"].at,
			})
		}
	}
}

func (w row) text(field string) string { return w.cells[field].text }

// size reads a size of a row; an empty one is not known.
func (r *reader) size(w row, field string) Reading {
	c, ok := w.cells[field]
	if !ok || c.text == "" {
		return Reading{}
	}
	a, err := parseLVMSize(c.text)
	if err != nil {
		r.badSize(c, err)
		return Reading{}
	}
	return Reading{a, true, c.at}
}

// badSize says what is wrong with a size, and how to get a right one.
func (r *reader) badSize(c cell, err error) {
	switch {
	case errors.Is(err, errComma):
		r.errorf(c.at, "Decimal comma", "%q has a decimal comma: the command ran in another locale. Run it again with LC_ALL=C before it.", c.text)
	default:
		r.errorf(c.at, "Not a size", "%q %s. A size has a unit, as 499.99G or 536870912B have; is the file cut short?", c.text, err)
	}
}

// count reads a number of a row.
func (r *reader) count(w row, field string) Reading {
	c, ok := w.cells[field]
	if !ok || c.text == "" {
		return Reading{}
	}
	n, err := strconv.ParseUint(c.text, 10, 63)
	if err != nil {
		r.errorf(c.at, "Not a number", "%q is not a number.", c.text)
		return Reading{}
	}
	return Reading{Exactly(n), true, c.at}
}

// check reports a row that lacks what every row has.
func (r *reader) check(s section, w row) bool {
	if w.cells[s.key].text == "" {
		r.errorf(w.at, "Cut short", "The line names no %s; was the file cut short?", s.keyTitle)
		return false
	}
	for _, field := range s.required {
		if w.cells[field].text == "" {
			r.errorf(w.at, "Cut short", "%s has no %s; was the file cut short, or the column left out?", w.cells[s.key].text, field)
			return false
		}
	}
	return true
}
