package runbook

import (
	"errors"
	"strconv"
	"strings"
)

// dfUnits are the headings of df's size column. Source: df of coreutils.
var dfUnits = map[string]uint64{
	"Size": 0, "1K-blocks": 1 << 10, "1024-blocks": 1 << 10, "1B-blocks": 1, "512-blocks": 512, "1M-blocks": 1 << 20, "1G-blocks": 1 << 30,
}

// readDF reads the output of df, with or without -h, -k, -P, -T, -B1.
func readDF(r *reader, h *HostState) {
	unit, typed, started, done := uint64(0), false, false, false
	var device word // of a line that df broke after a long name
	var deviceOffset int
	r.eachLine(func(_, offset int, line string) {
		words := splitWords(line)
		if len(words) == 0 || done {
			return
		}
		at := r.between(offset+words[0].start, offset+words[len(words)-1].end)
		if !started {
			started = true
			typed = len(words) > 1 && words[1].text == "Type"
			title := words[min(1, len(words)-1)]
			if typed && len(words) > 2 {
				title = words[2]
			}
			var ok bool
			if unit, ok = dfUnits[title.text]; !ok || words[0].text != "Filesystem" {
				r.errorf(at, "Not the headings of df", "df begins with a line of Filesystem, Size or 1K-blocks, Used and so on. In another locale it reads otherwise: run it again as LC_ALL=C df.")
				done = true
			}
			return
		}
		if strings.HasPrefix(line, "[") && strings.Contains(line, "# ") {
			done = true // the prompt after the command
			return
		}
		if len(words) == 1 {
			device, deviceOffset = words[0], offset
			return
		}
		if device.text != "" {
			words = append([]word{{device.text, device.start + deviceOffset - offset, device.end + deviceOffset - offset}}, words...)
			device = word{}
		}
		r.usage(h, words, offset, unit, typed)
	})
	if device.text != "" {
		r.errorf(r.between(deviceOffset+device.start, deviceOffset+device.end), "Cut short", "Nothing follows the name of the filesystem: the file was cut short.")
	}
}

// usage reads one filesystem: name, type where there is one, size, used,
// available, percent, mount point.
func (r *reader) usage(h *HostState, words []word, offset int, unit uint64, typed bool) {
	at := r.between(offset+words[0].start, offset+words[len(words)-1].end)
	if typed {
		if len(words) < 2 {
			return
		}
		words = append(words[:1:1], words[2:]...)
	}
	if len(words) < 6 {
		r.errorf(at, "Cut short", "A line of df has six values; this one has %d.", len(words))
		return
	}
	read := func(w word) Reading {
		c := cell{w.text, r.between(offset+w.start, offset+w.end)}
		if c.text == "-" {
			return Reading{}
		}
		var a Amount
		var err error
		if unit == 0 {
			a, err = parseDFSize(c.text)
		} else if n, bad := strconv.ParseUint(c.text, 10, 63); bad != nil {
			err = errors.New("is not a number")
		} else {
			a = Exactly(n).Times(unit)
		}
		if err != nil {
			r.badSize(c, err)
			return Reading{}
		}
		return Reading{a, true, c.at}
	}
	var mountPoint []string
	for _, w := range words[5:] {
		mountPoint = append(mountPoint, w.text)
	}
	if !strings.HasPrefix(mountPoint[0], "/") {
		r.errorf(at, "Not a line of df", "%q stands where the mount point should; was the line cut, or several joined?", words[5].text)
		return
	}
	h.Usage = append(h.Usage, &Usage{Filesystem: words[0].text, Size: read(words[1]), Used: read(words[2]), MountPoint: strings.Join(mountPoint, " "), Range: at})
}
