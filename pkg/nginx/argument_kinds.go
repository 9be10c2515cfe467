package nginx

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// ArgumentKind is a kind of argument that a form names.
type ArgumentKind struct {
	// Says describes the kind, for a message: "a number above 0".
	Says string

	accepts   func(string) bool
	variables bool // a text with a variable is read when a request comes
}

// Accepts tells whether nginx reads a text as one of the kind. The zero kind
// accepts every text.
func (k ArgumentKind) Accepts(text string) bool {
	return k.accepts == nil || k.variables && strings.Contains(text, "$") || k.accepts(text)
}

// IsZero tells whether nothing is said of the argument.
func (k ArgumentKind) IsZero() bool { return k.accepts == nil }

// argumentKind finds a kind by the name that the table gives it: one of
// argumentKinds, with "$" behind it where variables are read, or two bounds of a
// number, of which the upper may be absent.
func argumentKind(name string) ArgumentKind {
	bare, variables := strings.CutSuffix(name, "$")
	if low, high, ok := strings.Cut(bare, "-"); ok && isNumber(low) {
		least, _ := strconv.Atoi(low)
		most, err := strconv.Atoi(high)
		if err != nil {
			return ArgumentKind{Says: "a number of at least " + low, accepts: between(least, math.MaxInt)}
		}
		return ArgumentKind{Says: "a number from " + low + " to " + high, accepts: between(least, most)}
	}
	kind := argumentKinds[bare]
	kind.variables = variables
	return kind
}

// argumentKinds are the kinds by the names that the table gives them; with what a message says of them.
var argumentKinds = map[string]ArgumentKind{
	"access":          {"users and permissions as user:rw or group:r", isAccess, false},
	"any":             {"anything", func(string) bool { return true }, false},
	"backlog":         {"a whole number but 0", isBacklog, false},
	"bind":            {"an address, or off", isBind, false},
	"builtin":         {"builtin:number", prefixed("builtin:", between(2, math.MaxInt)), false},
	"event-method":    {"epoll, poll, select or another method of the system", oneOf("epoll", "poll", "select", "kqueue", "eventport", "/dev/poll", "rtsig", "iocp"), false},
	"expires":         {"a time, a time of the day as @15h30m, epoch, max or off", isExpires, true},
	"factor":          {"on, off or a factor", isFactor, false},
	"flag":            {"on or off", oneOf("on", "off"), false},
	"grpc-url":        {"an address, grpc://address or grpcs://address", isGRPC, false},
	"keepalive":       {"on, off or idle:interval:count", isKeepalive, false},
	"keys-zone":       {"name:size, of 8k at least", sharedZone(2 * leastPage), false},
	"levels":          {"1 or 2, up to three times with colons between", isLevels, false},
	"listen":          {"an address, a port, both with a colon between, or unix:path", isListen, false},
	"listen-port":     {"a port, an address with a port, or unix:path", isListen, false},
	"log-level":       {"a level: debug, info, notice, warn, error, crit, alert or emerg", isLogLevel, false},
	"mark":            {"a letter, a digit, = or off", isMark, false},
	"mask":            {"a mask of the digits 0 and 1", isMask, false},
	"member":          {"an address with or without a port, or unix:path", isMember, false},
	"member-port":     {"an address with a port, or unix:path", isMemberPort, false},
	"method":          {"a method of HTTP or WebDAV in capital letters", isMethod, false},
	"network":         {"an address, a network as 10.0.0.0/8, unix: or all", isNetwork, false},
	"network-or-name": {"an address, a network as 10.0.0.0/8, or unix:", isNetworkOrName, false},
	"nonempty":        {"not empty", func(text string) bool { return text != "" }, false},
	"number":          {"a whole number", isNumber, false},
	"offset":          {"a size as 8k or 10m", Value{Kind: Offset}.Accepts, false},
	"pool":            {"a size of 64 at least that 16 divides", isPoolSize, false},
	"positive":        {"a number above 0", between(1, math.MaxInt), false},
	"positive-size":   {"a size above 0 as 8k or 1m", isPositiveSize, false},
	"positive-time":   {"a time above 0 as 30s or 5m", isPositiveTime, false},
	"processes":       {"a number above 0, or auto", isProcesses, false},
	"browser":         {"msie, gecko, safari, opera or konqueror", oneOf("msie", "gecko", "safari", "opera", "konqueror"), false},
	"default-or-off":  {"default or off", oneOf("default", "off"), false},
	"ignorable":       {"a field that nginx obeys: X-Accel-Redirect, X-Accel-Expires, X-Accel-Limit-Rate, X-Accel-Buffering, X-Accel-Charset, Expires, Cache-Control, Set-Cookie or Vary", isIgnorable, false},
	"off":             {"off", oneOf("off"), false},
	"return":          {"a status code, or a URL that begins with http://, https:// or $scheme", isReturn, false},
	"samesite":        {"strict, lax or none", oneOf("strict", "lax", "none"), false},
	"seconds":         {"a time in seconds as 30s or 5m", isSeconds, false},
	"unlisted":        {"unlisted", oneOf("unlisted"), false},
	"rate":            {"a rate as 10r/s or 30r/m", isRate, false},
	"resolver":        {"an address with or without a port", isMember, false},
	"response":        {"= with or without a status code", isResponse, false},
	"shared":          {"shared:name:size, of 32k at least", prefixed("shared:", sharedZone(8*leastPage)), false},
	"size":            {"a size as 8k or 10m", Value{Kind: Size}.Accepts, false},
	"threads":         {"threads=pool", prefixed("threads=", func(pool string) bool { return pool != "" }), true},
	"time":            {"a time as 30s or 5m", isTime, false},
	"try-last":        {"a path, or = and a status code", isTryLast, false},
	"two":             {"two", oneOf("two"), false},
	"upstream":        {"an address, the name of an upstream, or unix:path", isMember, false},
	"upstream-port":   {"an address with a port, the name of an upstream, or unix:path", isMember, false},
	"url":             {"http:// or https:// with an address", isURL, false},
	"userid-expires":  {"a time, max or off", isUserIDExpires, false},
	"uwsgi-url":       {"an address with or without uwsgi://", isUWSGI, false},
	"variable":        {"a variable as $name", isVariable, false},
	"zone":            {"name:size, of 32k at least", sharedZone(8 * leastPage), false},
	"zone-size":       {"a size of 32k at least", func(text string) bool { return sizeOf(text) >= 8*leastPage }, false},
}

// leastPage is the size of the smallest pages that machines have: zones are
// measured in pages.
const leastPage = 4096

// between accepts whole numbers within bounds.
func between(least, most int) func(string) bool {
	return func(text string) bool {
		n, err := strconv.Atoi(text)
		return isNumber(text) && err == nil && least <= n && n <= most
	}
}

// oneOf accepts a few words.
func oneOf(words ...string) func(string) bool {
	return func(text string) bool { return slices.Contains(words, text) }
}

// prefixed accepts a prefix with something behind it.
func prefixed(prefix string, accepts func(string) bool) func(string) bool {
	return func(text string) bool {
		rest, ok := strings.CutPrefix(text, prefix)
		return ok && accepts(rest)
	}
}

// sharedZone accepts a name and a size of a zone.
func sharedZone(least int) func(string) bool {
	return func(text string) bool {
		name, size, ok := strings.Cut(text, ":")
		return ok && name != "" && sizeOf(size) >= least
	}
}

// sizeOf is the number of bytes of a size, -1 for what is none.
func sizeOf(text string) int {
	if !(Value{Kind: Size}).Accepts(text) {
		return -1
	}
	digits := strings.TrimRight(text, "kKmM")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	switch unit := strings.ToLower(text[len(digits):]); {
	case unit == "k" && n <= math.MaxInt>>10:
		n <<= 10
	case unit == "m" && n <= math.MaxInt>>20:
		n <<= 20
	case unit != "":
		return -1
	}
	return n
}

func isPositiveSize(text string) bool { return sizeOf(text) > 0 }

// isPoolSize reads the size of a memory pool. The least one, its own head with two
// entries, is 64 bytes where pointers have 4 bytes and 112 where they have 8.
func isPoolSize(text string) bool { return sizeOf(text) >= 64 && sizeOf(text)%16 == 0 }

func isPositiveTime(text string) bool { return isTime(text) && strings.ContainsAny(text, "123456789") }

// isRate reads requests per second or minute, as limit_req_zone does.
func isRate(text string) bool {
	bare, ok := strings.CutSuffix(text, "r/s")
	if !ok {
		bare = strings.TrimSuffix(text, "r/m")
	}
	return between(1, math.MaxInt)(bare)
}

func isBacklog(text string) bool {
	return isNumber(text) && strings.Trim(text, "0") != ""
}

// isLevels reads the folders of a cache: "1:2".
func isLevels(text string) bool {
	parts := strings.Split(text, ":")
	return len(parts) <= 3 && !slices.ContainsFunc(parts, func(p string) bool { return p != "1" && p != "2" })
}

// isKeepalive reads so_keepalive, of whose three values some may be absent.
func isKeepalive(text string) bool {
	if text == "on" || text == "off" {
		return true
	}
	idle, rest, _ := strings.Cut(text, ":")
	interval, count, ok := strings.Cut(rest, ":")
	given := func(text string, accepts func(string) bool) bool { return text == "" || accepts(text) }
	return ok && idle+interval+count != "" && given(idle, isPositiveTime) && given(interval, isPositiveTime) && given(count, between(1, math.MaxInt))
}

// isExpires reads a time that may be negative, or of the day.
func isExpires(text string) bool {
	if text == "epoch" || text == "max" || text == "off" {
		return true
	}
	if of, ok := strings.CutPrefix(text, "@"); ok {
		return isSeconds(of)
	}
	return isSeconds(strings.TrimPrefix(strings.TrimPrefix(text, "+"), "-"))
}

// isTryLast reads the last argument of try_files.
func isTryLast(text string) bool {
	code, ok := strings.CutPrefix(text, "=")
	return !ok || between(0, 999)(code)
}

// isReturn reads the only argument of a return.
func isReturn(text string) bool {
	return between(0, 999)(text) || strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "$scheme")
}

func isUserIDExpires(text string) bool { return text == "max" || text == "off" || isSeconds(text) }

func isProcesses(text string) bool { return text == "auto" || between(1, math.MaxInt)(text) }

// isResponse reads the answer of error_page: "=", "=200".
func isResponse(text string) bool {
	code, ok := strings.CutPrefix(text, "=")
	return ok && (code == "" || isNumber(code))
}

// isFactor reads a number with up to two digits after its point, or a flag.
func isFactor(text string) bool {
	whole, part, _ := strings.Cut(text, ".")
	return strings.EqualFold(text, "on") || strings.EqualFold(text, "off") || isNumber(whole) && len(part) <= 2 && strings.Trim(part, "0123456789") == ""
}

// isMark reads the letter of userid_mark.
func isMark(text string) bool {
	return text == "off" || len(text) == 1 && (text == "=" || '0' <= text[0] && text[0] <= '9' || 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z')
}

// isIgnorable reads a field of an answer that nginx obeys, whatever its capitals.
func isIgnorable(text string) bool {
	switch strings.ToLower(text) {
	case "x-accel-redirect", "x-accel-expires", "x-accel-limit-rate", "x-accel-buffering", "x-accel-charset", "expires", "cache-control", "set-cookie", "vary":
		return true
	}
	return false
}

func isMask(text string) bool { return text != "" && strings.Trim(text, "01 ") == "" }

// isAccess reads permissions as user:rw.
func isAccess(text string) bool {
	who, may, ok := strings.Cut(text, ":")
	return ok && (who == "user" || who == "group" || who == "all") && (may == "r" || may == "rw")
}

// isVariable reads the name of a variable that a directive defines.
func isVariable(text string) bool { return len(text) > 1 && text[0] == '$' }

var isLogLevel = oneOf("stderr", "emerg", "alert", "crit", "error", "warn", "notice", "info", "debug",
	"debug_core", "debug_alloc", "debug_mutex", "debug_event", "debug_http", "debug_mail", "debug_stream", "json")

var isMethod = oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "MKCOL", "COPY", "MOVE", "OPTIONS", "PROPFIND", "PROPPATCH", "LOCK", "UNLOCK", "PATCH", "CONNECT", "TRACE")
