package runbook

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// headings are LVM's column headings and the fields below them. Some differ by
// the command: "Free" is of a group. Source: columns.h of lvm2.
var headings = map[string]string{
	"PV": "pv_name", "VG": "vg_name", "LV": "lv_name", "Fmt": "pv_fmt",
	"PV UUID": "pv_uuid", "VG UUID": "vg_uuid", "LV UUID": "lv_uuid",
	"PSize": "pv_size", "PFree": "pv_free", "DevSize": "dev_size", "PE": "pv_pe_count", "Alloc": "pv_pe_alloc_count", "1st PE": "pe_start",
	"VSize": "vg_size", "VFree": "vg_free", "Ext": "vg_extent_size", "#Ext": "vg_extent_count", "Free": "vg_free_count",
	"#PV": "pv_count", "#LV": "lv_count", "#SN": "snap_count", "LockType": "vg_lock_type", "VLockType": "vg_lock_type",
	"LSize": "lv_size", "Origin": "origin", "Snap%": "snap_percent", "Pool": "pool_lv", "Move": "move_pv", "Log": "mirror_log",
	"Copy%": "copy_percent", "Cpy%Sync": "copy_percent", "Convert": "convert_lv", "Data%": "data_percent", "Meta%": "metadata_percent",
	"VG Tags": "vg_tags", "LV Tags": "lv_tags", "PV Tags": "pv_tags", "VG Attr": "vg_attr", "Host": "lv_host",
}

// noise begins lines that LVM writes beside its report.
var noise = []string{"WARNING:", "File descriptor", "Found duplicate", "Couldn't find device", "Volume group"}

// column is a heading and the bytes of a line that belong to it.
type column struct {
	title, field string
	start        int // the column ends where the next one starts
}

// textTable reads a report in aligned columns. A column begins where its heading
// does, for LVM pads each to its widest value: that is how an empty cell is told
// from the next one's value.
func textTable(r *reader, s section) *table {
	t := new(table)
	var columns []column
	prompted := false
	r.eachLine(func(_, offset int, line string) {
		words := splitWords(line)
		if len(words) == 0 || prompted {
			return
		}
		at := r.between(offset+words[0].start, offset+words[len(words)-1].end)
		switch {
		case isNoise(line):
			r.diags = append(r.diags, r.diagnostic(hcl.DiagWarning, at, "A warning of LVM", "The command wrote this beside its report; see to it first."))
		case columns == nil:
			columns = headingsOf(words, s)
		case strings.Contains(line, "# ") || strings.Contains(line, "$ "): // the prompt after the command
			prompted = true
		default:
			w := row{make(map[string]cell), at}
			if r.place(&w, columns, mendUnknown(words), offset) && r.check(s, w) {
				t.rows = append(t.rows, w)
			}
		}
	})
	if columns == nil && len(strings.TrimSpace(string(r.src))) > 0 {
		r.errorf(r.start(), "No headings", "%s has no line of headings with %s in it: it needs the output of %s, not of another command, and not with --noheadings.", r.name, s.keyTitle, s.command)
	}
	return t
}

func isNoise(line string) bool {
	text := strings.TrimSpace(line)
	for _, n := range noise {
		if strings.HasPrefix(text, n) {
			return true
		}
	}
	return false
}

// headingsOf returns the columns of a line of headings; nil where it is none.
func headingsOf(words []word, s section) []column {
	var columns []column
	known, key := 0, false
	for i := 0; i < len(words); i++ {
		title, start := words[i].text, words[i].start
		if i+1 < len(words) && words[i+1].start == words[i].end+1 {
			if two := title + " " + words[i+1].text; headings[two] != "" {
				title = two
				i++
			}
		}
		field := headings[title]
		if title == "Attr" {
			field = s.name + "_attr"
		}
		if field != "" {
			known++
		}
		key = key || title == s.keyTitle
		columns = append(columns, column{title, field, start})
	}
	if !key || known < 2 {
		return nil
	}
	return columns
}

// place gives each word of a line to its column.
func (r *reader) place(w *row, columns []column, words []word, offset int) bool {
	c := 0
	aligned := true
	filled := make(map[int]word)
	for _, x := range words {
		for c+1 < len(columns) && columns[c+1].start <= x.start {
			c++
		}
		_, taken := filled[c]
		aligned = aligned && !taken && x.start >= columns[c].start && (c+1 == len(columns) || x.end <= columns[c+1].start)
		filled[c] = x
	}
	if !aligned {
		if len(words) != len(columns) {
			r.errorf(w.at, "Columns out of line", "The values do not stand below their headings, and their number is not that of the headings: %d and %d. Keep the output as the command wrote it, with every blank.", len(words), len(columns))
			return false
		}
		for i, x := range words {
			filled[i] = x
		}
	}
	for i, x := range filled {
		if columns[i].field != "" {
			w.cells[columns[i].field] = cell{x.text, r.between(offset+x.start, offset+x.end)}
		}
	}
	return true
}

// word is a word of a line, with the bytes that it takes.
type word struct {
	text       string
	start, end int
}

// splitWords splits a line at blanks.
func splitWords(line string) []word {
	var words []word
	start := -1
	for i := 0; i <= len(line); i++ {
		blank := i == len(line) || line[i] == ' ' || line[i] == '\t' || line[i] == '\r'
		switch {
		case !blank && start < 0:
			start = i
		case blank && start >= 0:
			words = append(words, word{line[start:i], start, i})
			start = -1
		}
	}
	return words
}

// mendUnknown makes one word of the name that old LVM gives to a missing device.
func mendUnknown(words []word) []word {
	if len(words) > 1 && words[0].text == "unknown" && words[1].text == "device" {
		return append([]word{{"unknown device", words[0].start, words[1].end}}, words[2:]...)
	}
	return words
}
