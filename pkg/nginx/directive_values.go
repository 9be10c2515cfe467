package nginx

import (
	"math"
	"strconv"
	"strings"
)

// ValueKind is what an argument of a directive is read as.
type ValueKind byte

// The kinds of values.
const (
	// AnyValue is one of which the table says nothing.
	AnyValue ValueKind = iota
	// Flag is on or off.
	Flag
	// Number is a whole number without a sign.
	Number
	// Size is a number of bytes, with k or m for kibibytes and mebibytes.
	Size
	// Offset is a size for which g, gibibytes, is known too.
	Offset
	// Time is a number of seconds, or numbers with units.
	Time
	// Seconds is a time without milliseconds.
	Seconds
	// Choice is one of a few words.
	Choice
)

// Value is what the documentation's syntax says of a directive's arguments.
type Value struct {
	Kind ValueKind
	// Words are those of a Choice.
	Words []string
	// From is the index of the first argument that is of the kind.
	From int
	// All is true where the arguments after that one are too.
	All bool
	// Variables is true where nginx works the value out when a request comes.
	Variables bool
}

// Value returns what the arguments are read as that the table says something of.
func (s *DirectiveSpec) Value() Value { return s.value }

func (s *DirectiveSpec) readValue() Value {
	switch {
	case obsoleteNumbers[s.Name]:
		return Value{}
	case s.Name == "worker_priority": // which may be negative
		return Value{}
	case strings.Contains(s.Name, "_hash_"): // a number, whatever the documentation calls it
		return Value{Kind: Number}
	}
	switch s.Syntax {
	case "on | off":
		return Value{Kind: Flag}
	case "number", "number size", "level":
		if strings.HasSuffix(s.Name, "_max_range_offset") {
			return Value{Kind: Offset}
		}
		return Value{Kind: Number}
	case "length":
		return Value{Kind: Size}
	case "size", "rate":
		return Value{Kind: Offset, Variables: s.Syntax == "rate" || strings.HasPrefix(s.Name, "limit_rate")} // which of them takes g differs from directive to directive
	case "time", "timeout", "interval":
		if inSeconds[s.Name] {
			return Value{Kind: Seconds}
		}
		return Value{Kind: Time}
	}
	return s.choice()
}

// obsoleteNumbers are directives of which newer releases read no value.
var obsoleteNumbers = map[string]bool{
	"http2_max_field_size": true, "http2_max_header_size": true, "http2_max_requests": true,
	"http2_idle_timeout": true, "http2_recv_timeout": true, "memcached_gzip_flag": true,
}

// choice reads a syntax in which every word stands for itself.
func (s *DirectiveSpec) choice() Value {
	if v, ok := choices[s.Name]; ok {
		return v
	}
	text, all := strings.CutSuffix(s.Syntax, " ...")
	forms := SplitSyntax(text)
	if strings.HasPrefix(text, "[SSLv2]") || strings.HasPrefix(text, "[TLSv1]") {
		forms, all = strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(text)), true
	}
	if len(forms) < 2 {
		return Value{}
	}
	for _, word := range forms {
		if strings.ContainsAny(word, " =[]$:()") || placeholders[word] {
			return Value{}
		}
	}
	return Value{Kind: Choice, Words: forms, All: all}
}

// placeholders are the words of the documentation that stand for something else.
var placeholders = map[string]bool{
	"string": true, "address": true, "CIDR": true, "zone": true, "uri": true, "name": true, "size": true, "file": true, "mask": true,
	"charset": true, "method": true, "flag": true, "path": true, "time": true, "number": true, "browser": true, "code": true, "URL": true,
	"field": true, "letter": true, "digit": true, "factor": true, "value": true, "regex": true, "protocol": true,
}

// choices are the words of directives that know others than their documentation says.
var choices = map[string]Value{
	"server_tokens": {}, // the commercial nginx takes any text
	"dav_methods":   {Kind: Choice, All: true, Words: []string{"off", "PUT", "DELETE", "MKCOL", "COPY", "MOVE"}},
	"gzip_proxied":  {Kind: Choice, All: true, Words: []string{"off", "expired", "no-cache", "no-store", "private", "no_last_modified", "no_etag", "auth", "any"}},
}

// Accepts tells whether nginx reads a text without variables as a value of the kind.
func (v Value) Accepts(text string) bool {
	switch v.Kind {
	case Flag:
		return strings.EqualFold(text, "on") || strings.EqualFold(text, "off")
	case Number:
		return isNumber(text)
	case Size:
		return isNumber(strings.TrimRight(text, "kKmM")) && len(text)-len(strings.TrimRight(text, "kKmM")) <= 1
	case Offset:
		bare := strings.TrimRight(text, "kKmMgG")
		return isNumber(bare) && len(text)-len(bare) <= 1
	case Time:
		return isTime(text)
	case Seconds:
		return isSeconds(text)
	case Choice:
		for _, word := range v.Words {
			if strings.EqualFold(word, text) {
				return true
			}
		}
		return false
	}
	return true
}

// isNumber reads digits, as ngx_atoi does.
func isNumber(text string) bool {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return false
	}
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && n <= math.MaxInt64
}

// timeUnits are the units of a time from the greatest to the least; each may
// follow only a greater one.
var timeUnits = []string{"y", "M", "w", "d", "h", "m", "s", "ms"}

// isTime reads numbers with units, as ngx_parse_time does: "1h30m", "500ms", "30".
func isTime(text string) bool {
	next := 0
	for text = strings.TrimRight(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		if digits > 0 && !isNumber(text[:digits]) || digits == 0 && next == 0 { // a later unit may be without a number
			return false
		}
		text = text[digits:]
		if text == "" || text[0] == ' ' { // seconds
			if text != "" || next > 6 {
				return false
			}
			return true
		}
		unit := ""
		for i := next; i < len(timeUnits); i++ {
			if u := timeUnits[i]; strings.HasPrefix(text, u) && len(u) > len(unit) {
				unit, next = u, i+1
			}
		}
		if unit == "" {
			return false
		}
		text = text[len(unit):]
	}
	return next > 0
}

// isSeconds reads a time that is counted in seconds.
func isSeconds(text string) bool { return isTime(text) && !strings.Contains(text, "ms") }

// inSeconds are the directives whose time is counted in seconds.
var inSeconds = map[string]bool{
	"open_file_cache_valid": true, "ssl_session_timeout": true, "zone_sync_interval": true, "userid_expires": true,
}
