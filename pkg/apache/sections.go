package apache

// SectionUsage is how many arguments a section takes.
type SectionUsage struct {
	Min, Max int // Max is -1 where there is no bound
	// Tilde tells that a "~" may stand before them, for an expression.
	Tilde bool
}

// sectionUsages are the sections of httpd 2.4 that count their arguments.
var sectionUsages = map[string]SectionUsage{
	"virtualhost": {1, -1, false},
	"directory":   {1, 1, true}, "directorymatch": {1, 1, true}, "location": {1, 1, true}, "locationmatch": {1, 1, false},
	"files": {1, 1, true}, "filesmatch": {1, 1, false}, "proxymatch": {0, 1, false},
	"if": {1, 1, false}, "elseif": {1, 1, false}, "else": {0, 0, false},
	"limit": {1, -1, false}, "limitexcept": {1, -1, false},
	"requireall": {0, 0, false}, "requireany": {0, 0, false}, "requirenone": {0, 0, false},
	"ifmodule": {1, -1, false}, "ifdefine": {1, -1, false}, "iffile": {1, -1, false}, "ifversion": {1, -1, false},
	"proxy": {0, -1, false}, "macro": {1, -1, false},
}

// LookupSection returns how many arguments a section of that name takes, case
// ignored, without brackets; ok is false where it does not count them, or was not
// measured.
func LookupSection(name string) (u SectionUsage, ok bool) {
	u, ok = sectionUsages[foldName(name)]
	return u, ok
}

// IsPort tells whether a text is a port that httpd takes, from 1 to 65535.
func IsPort(text string) bool { return portForm().MatchString(text) }
