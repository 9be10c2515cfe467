package apache

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed usage.tsv
var usageTSV string

// Usage is what httpd 2.4 checks of a directive before, or while, the directive's
// module looks at it.
type Usage struct {
	// Min and Max are how many arguments httpd takes; Max is -1 where there is no
	// bound. Both are zero for a directive that takes none.
	Min, Max int
	// Raw tells that the module takes the arguments apart itself: an empty one is
	// one as any other.
	Raw bool
	// Flag tells that the first argument is On or Off; httpd passes over others.
	Flag bool
	// Refused are the places in which httpd does not allow the directive.
	Refused Place
	// Beyond are the sections in which it may not stand at any depth.
	Beyond Place
	// Words are all that it takes, case ignored, as the documentation spells them;
	// nil where they are not a closed list.
	Words []string
	// Each tells that every argument is one of the Words, perhaps with a value behind
	// a "=", and not its only one; with Signed a + or - may stand before each.
	Each, Signed bool
	// Number is what the number is that its only argument begins with; nil where
	// the argument is not a number.
	Number *Bounds
}

// Bounds are the numbers that a directive takes, both ends among them; an end that
// is an infinity is open.
type Bounds struct {
	Low, High float64
	// Time tells that the number is a time: a unit alone stands for none of it.
	Time bool
}

// Place is a set of sections, as httpd tells them apart where it looks whether a
// directive may stand there.
type Place uint16

// The places. The match variants of a section are the same place, and so are
// <If>, <ElseIf> and <Else>, <Limit> and <LimitExcept>, and <RequireAll> with its kin.
const (
	PlaceServer Place = 1 << iota // outside of all sections
	PlaceVirtualHost
	PlaceDirectory
	PlaceLocation
	PlaceFiles
	PlaceProxy
	PlaceIf
	PlaceLimit
	PlaceRequire
)

// placeNames are the words of the table.
var placeNames = map[string]Place{
	"server": PlaceServer, "vhost": PlaceVirtualHost, "directory": PlaceDirectory, "location": PlaceLocation,
	"files": PlaceFiles, "proxy": PlaceProxy, "if": PlaceIf, "limit": PlaceLimit, "require": PlaceRequire,
}

// PlaceOf returns the place that a section of that name makes; ok is false for a
// section that is none of these, in which httpd's check of places is another.
func PlaceOf(section string) (p Place, ok bool) {
	switch name := strings.TrimSuffix(foldName(section), "match"); name {
	case "virtualhost":
		return PlaceVirtualHost, true
	case "directory", "location", "files", "proxy", "if":
		return placeNames[name], true
	case "elseif", "else":
		return PlaceIf, true
	case "limit", "limitexcept":
		return PlaceLimit, true
	case "requireall", "requireany", "requirenone":
		return PlaceRequire, true
	}
	return 0, false
}

var usageTable = sync.OnceValue(func() map[string]Usage {
	table := make(map[string]Usage)
	for row := range rows(usageTSV, 5) {
		u := Usage{Max: -1}
		switch arguments := row[1]; arguments {
		case "":
		case "flag":
			u.Flag, u.Min = true, 1
		default:
			arguments, u.Raw = strings.CutPrefix(arguments, "raw ")
			u.Min, u.Max = tableRange(arguments)
		}
		u.Refused, u.Beyond = tablePlaces(row[2]), tablePlaces(row[4])
		u.values(row[3])
		table[foldName(row[0])] = u
	}
	return table
})

// tablePlaces reads "server,vhost".
func tablePlaces(text string) (places Place) {
	for name := range strings.SplitSeq(text, ",") {
		places |= placeNames[name]
	}
	return places
}

// values reads "On|Off", "each ± all|TLSv1.3" and "1..15".
func (u *Usage) values(text string) {
	text, time := strings.CutSuffix(text, " time")
	if low, high, ok := strings.Cut(text, ".."); ok {
		u.Number = &Bounds{tableNumber(low, math.Inf(-1)), tableNumber(high, math.Inf(1)), time}
		return
	}
	text, u.Each = strings.CutPrefix(text, "each ")
	text, u.Signed = strings.CutPrefix(text, "± ")
	if text != "" {
		u.Words = strings.Split(text, "|")
	}
}

func tableNumber(text string, open float64) float64 {
	if text == "" {
		return open
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("an embedded table: " + err.Error())
	}
	return n
}

// tableRange reads "2", "1-3" and "1+".
func tableRange(text string) (low, high int) {
	first, last, ranged := strings.Cut(text, "-")
	first, open := strings.CutSuffix(first, "+")
	low, err := strconv.Atoi(first)
	if err != nil {
		panic("an embedded table: " + err.Error())
	}
	switch {
	case open:
		return low, -1
	case !ranged:
		return low, low
	}
	if high, err = strconv.Atoi(last); err != nil {
		panic("an embedded table: " + err.Error())
	}
	return low, high
}

// LookupUsage returns what httpd 2.4 checks of a directive of that name, case
// ignored, without brackets; ok is false where that was not measured.
func LookupUsage(name string) (u Usage, ok bool) {
	u, ok = usageTable()[foldName(name)]
	return u, ok
}
