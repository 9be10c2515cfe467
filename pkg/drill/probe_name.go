package drill

import (
	"strings"
	"time"
)

// probeName reads the name of a file that a probe wrote: the host, and the time at
// which the write began. The article's probe writes <host>-HH_MM_SS, that of
// [Probe] <host>-YYYYMMDDTHHMMSSZ-<number>.
func probeName(name string) (entry, bool) {
	name = strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], "'")
	name = strings.TrimPrefix(name, "'")
	host, last, found := cutLast(name)
	if !found {
		return entry{}, false
	}
	if s, ok := nameClock(last); ok {
		return entry{host: host, name: name, start: s}, true
	}
	if strings.Trim(last, "0123456789") != "" {
		return entry{}, false
	}
	host, date, found := cutLast(host)
	if s, ok := nameDate(date); found && ok {
		return entry{host: host, name: name, start: s, dated: true}, true
	}
	return entry{}, false
}

// cutLast cuts a name at its last hyphen; neither part is empty.
func cutLast(name string) (before, after string, found bool) {
	i := strings.LastIndexByte(name, '-')
	if i < 1 || i == len(name)-1 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}

// nameClock reads HH_MM_SS.
func nameClock(text string) (s stamp, ok bool) {
	p := &cursor{text: []byte(text)}
	var ok1, ok2, ok3 bool
	s.hour, ok1 = p.number(2, 2)
	sep1 := p.char('_')
	s.minute, ok2 = p.number(2, 2)
	sep2 := p.char('_')
	s.second, ok3 = p.number(2, 2)
	s.unit = time.Second
	return s, ok1 && ok2 && ok3 && sep1 && sep2 && p.done() && s.hour < 24 && s.minute < 60 && s.second < 61
}

// nameDate reads YYYYMMDDTHHMMSSZ.
func nameDate(text string) (s stamp, ok bool) {
	p := &cursor{text: []byte(text)}
	var fields [6]int
	for i, digits := range []int{4, 2, 2, 2, 2, 2} {
		if i == 3 && !p.char('T') {
			return s, false
		}
		if fields[i], ok = p.number(digits, digits); !ok {
			return s, false
		}
	}
	s = stamp{
		year: fields[0], month: time.Month(fields[1]), day: fields[2],
		hour: fields[3], minute: fields[4], second: fields[5], zoned: true, unit: time.Second,
	}
	return s, p.char('Z') && p.done() && s.year > 0 && s.valid()
}

// looksCut tells whether a name is the beginning of one that a probe wrote: in
// the middle of a time for certain, or, at the end of a file, perhaps.
func looksCut(name string, atEnd bool) bool {
	_, last, found := cutLast(name)
	if found && len(last) < len("20_18_01") && strings.ContainsRune(last, '_') && strings.Trim(last, "0123456789_") == "" {
		return true
	}
	return atEnd && (strings.HasSuffix(name, "-") || found && strings.Trim(last, "0123456789TZ") == "")
}
