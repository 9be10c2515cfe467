package topology

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/version"
)

// textKind is a kind whose value is written as a string.
type textKind struct {
	// want completes "… is not" in an error text.
	want string
	// parse turns the text into the model's value; it returns errUnfit, or an
	// error whose text says more than want does.
	parse func(spec *AttrSpec, text string) (any, error)
}

// errUnfit says that a text is not what its kind wants.
var errUnfit = errors.New("unfit")

// textKinds tells what each kind of text accepts. Control characters are
// refused before any of these is asked.
var textKinds = map[Kind]textKind{
	String:         {"a text of one character or more", matching(`.+`)},
	Remark:         {"a text", matching(`.*`)},
	NginxValue:     {"a text of one character or more", matching(`.+`)},
	Token:          {"a word of letters, digits, '.', '_', '+', '-'", matching(`[A-Za-z0-9._+-]{1,255}`)},
	Name:           {"a name of letters, digits, '_', '.', '-' that begins with a letter, a digit or '_'", matching(`[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}`)},
	FileName:       {"a name fit for a file: letters, digits, '_', '.', '-', beginning with a letter, a digit or '_'", matching(`[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}`)},
	XMLName:        {"a name that XML accepts: letters, digits, '_', '.', '-', beginning with a letter or '_'", matching(`[A-Za-z_][A-Za-z0-9_.-]{0,254}`)},
	LVMName:        {"a name that LVM accepts: letters, digits, '+', '_', '.', '-', not beginning with '-' or '.'", matching(`[A-Za-z0-9+_][A-Za-z0-9+_.-]{0,126}`)},
	Device:         {"a network device such as eth0: at most 15 letters, digits, '.', '_', ':', '-'", matching(`[A-Za-z0-9][A-Za-z0-9_.:-]{0,14}`)},
	Hostname:       {"a host name such as node-01 or node-01.example.net", matching(hostname)},
	ServerName:     {"a host name, a wildcard such as *.example.net, or an IP address", parseServerName},
	HostAddress:    {"an IP address or a host name", parseHostAddress},
	Address:        {"an IP address such as 10.0.0.1", parseAddress},
	Prefix:         {"an IP address such as 10.0.0.1/24", parsePrefix},
	CIDR:           {"a network such as 10.0.0.0/24", parseCIDR},
	MAC:            {"a MAC address such as 00:15:17:6e:aa:01", parseMAC},
	ListenAddress:  {"an address and port such as *:80, 10.0.0.1:80 or [2001:db8::1]:80", parseListen},
	Duration:       {"a duration such as 30s, 100ms or 24h", parseDuration},
	SignedDuration: {"a duration such as -3h or 90m", parseSignedDuration},
	ByteSize:       {"a size such as 64k, 4MiB or 500GiB", parseByteSize},
	SizeOrPercent:  {"a size such as 500GiB, or a percentage such as 100%", parseSizeOrPercent},
	Path:           {"an absolute path without '..'", parsePath},
	LogPath:        {"the absolute path of a file, without '..'", parseLogPath},
	URLPath:        {"a path of a URL: it begins with '/' and holds letters, digits and -._~!$&'()*+,;=:@%/", matching(`/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*`)},
	URL:            {"a URL such as https://www.example.net/", parseURL},
	VersionText:    {"a version such as 2.4.62", parseVersionText},
	PlatformName:   {"a platform that hagen knows", parsePlatformName},
	FilesystemType: {"gfs, gfs2, ext3, ext4 or xfs", matching(`gfs|gfs2|ext3|ext4|xfs`)},
	SCSIAddress:    {"a controller and unit such as 1:0", parseSCSI},
	Enum:           {"one of the accepted words", parseEnum},
}

// hostname follows RFC 1123; it admits the underscore, which no resolver refuses.
const hostname = `[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*`

var (
	hostnamePattern = regexp.MustCompile(`^` + hostname + `$`)
	sizePattern     = regexp.MustCompile(`^([0-9]{1,18}(?:\.[0-9]{1,9})?)(?:([KMGTkmgt])(?:iB)?|B)?$`)
	scsiPattern     = regexp.MustCompile(`^([0-3]):([0-9]{1,2})$`)
	percentPattern  = regexp.MustCompile(`^([1-9][0-9]{0,2})%$`)
)

// matching compiles its pattern when a text is first asked about: those with
// long repetitions would take a third of the command's start.
func matching(pattern string) func(*AttrSpec, string) (any, error) {
	re := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)$`) })
	return func(_ *AttrSpec, s string) (any, error) {
		if !re().MatchString(s) {
			return nil, errUnfit
		}
		return s, nil
	}
}

// checkText refuses what no format can hold: control characters (a newline
// could end a directive, a NUL a C string) and bytes that are not UTF-8.
func checkText(s string) error {
	if !utf8.ValidString(s) {
		return errors.New("holds bytes that are not UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return fmt.Errorf("holds the control character %U", r)
		}
	}
	return nil
}

func parseServerName(_ *AttrSpec, s string) (any, error) {
	name := strings.TrimPrefix(s, "*.")
	if _, err := netip.ParseAddr(s); err == nil || s == "_" || len(name) <= 253 && hostnamePattern.MatchString(name) {
		return s, nil
	}
	return nil, errUnfit
}

func parseHostAddress(_ *AttrSpec, s string) (any, error) {
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		return s, nil
	}
	// A name of nothing but digits and dots is an address that went wrong.
	if len(s) <= 253 && hostnamePattern.MatchString(s) && strings.ContainsFunc(s, unicode.IsLetter) {
		return s, nil
	}
	return nil, errUnfit
}

func parseAddress(_ *AttrSpec, s string) (any, error) {
	a, err := netip.ParseAddr(s)
	if err != nil || a.Zone() != "" {
		return nil, errUnfit
	}
	return a.Unmap(), nil
}

// parsePrefix leaves the prefix length at -1 where the text has none.
func parsePrefix(_ *AttrSpec, s string) (any, error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p, nil
	}
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a, -1), nil
	}
	return nil, errUnfit
}

func parseCIDR(_ *AttrSpec, s string) (any, error) {
	if a, err := netip.ParseAddr(s); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return nil, errUnfit
	}
	if p != p.Masked() {
		return nil, fmt.Errorf("has bits after its prefix length; the network is %s", p.Masked())
	}
	return p, nil
}

func parseMAC(_ *AttrSpec, s string) (any, error) {
	mac, err := net.ParseMAC(s)
	if err != nil || len(mac) != 6 {
		return nil, errUnfit
	}
	return mac, nil
}

func parseListen(_ *AttrSpec, s string) (any, error) {
	address, port, found := "*", s, false
	if i := strings.LastIndexByte(s, ':'); i >= 0 {
		address, port, found = s[:i], s[i+1:], true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return nil, errUnfit
	}
	listen := Listen{Port: int(n)}
	if !found || address == "*" {
		return listen, nil
	}
	bracketed := strings.HasPrefix(address, "[") && strings.HasSuffix(address, "]")
	a, err := netip.ParseAddr(strings.Trim(address, "[]"))
	if err != nil || a.Zone() != "" || bracketed != a.Is6() {
		return nil, errUnfit
	}
	listen.Addr = a
	return listen, nil
}

func parseSignedDuration(_ *AttrSpec, s string) (any, error) {
	d, err := time.ParseDuration(s)
	if err != nil {
		return nil, errUnfit
	}
	return d, nil
}

func parseDuration(_ *AttrSpec, s string) (any, error) {
	d, err := time.ParseDuration(s)
	switch {
	case err != nil:
		if _, err := strconv.ParseFloat(s, 64); err == nil {
			return nil, fmt.Errorf("has no unit; write %ss for seconds or %sms for milliseconds", s, s)
		}
		return nil, errUnfit
	case d < 0:
		return nil, errors.New("is negative")
	case d > 50*365*24*time.Hour:
		return nil, errors.New("is longer than 50 years")
	case d%time.Millisecond != 0:
		return nil, errors.New("is finer than a millisecond")
	}
	return d, nil
}

func parseByteSize(_ *AttrSpec, s string) (any, error) {
	m := sizePattern.FindStringSubmatch(s)
	if m == nil {
		return nil, errUnfit
	}
	amount, ok := new(big.Rat).SetString(m[1])
	if !ok {
		return nil, errUnfit
	}
	shift := uint(0)
	if m[2] != "" {
		shift = 10 * (uint(strings.Index("kmgt", strings.ToLower(m[2]))) + 1)
	}
	amount.Mul(amount, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shift)))
	bytes := new(big.Int).Quo(amount.Num(), amount.Denom())
	switch {
	case !bytes.IsUint64():
		return nil, errors.New("is more than 16 EiB")
	case bytes.Sign() == 0:
		return nil, errors.New("is nothing")
	}
	return Size{Bytes: bytes.Uint64()}, nil
}

func parseSizeOrPercent(spec *AttrSpec, s string) (any, error) {
	if m := percentPattern.FindStringSubmatch(s); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil || n > 100 {
			return nil, errors.New("is more than 100%")
		}
		return Size{Percent: n}, nil
	}
	return parseByteSize(spec, s)
}

func parsePath(_ *AttrSpec, s string) (any, error) {
	if !strings.HasPrefix(s, "/") || len(s) > 4095 {
		return nil, errUnfit
	}
	for segment := range strings.SplitSeq(s, "/") {
		if segment == ".." || segment == "." {
			return nil, errUnfit
		}
	}
	return s, nil
}

func parseLogPath(spec *AttrSpec, s string) (any, error) {
	if strings.HasSuffix(s, "/") {
		return nil, errUnfit
	}
	return parsePath(spec, s)
}

func parseURL(_ *AttrSpec, s string) (any, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(s, " \"'<>\\^`{|}") {
		return nil, errUnfit
	}
	return s, nil
}

func parseVersionText(_ *AttrSpec, s string) (any, error) {
	if _, err := version.Parse(s); err != nil {
		return nil, errUnfit
	}
	return s, nil
}

func parsePlatformName(_ *AttrSpec, s string) (any, error) {
	if LookupPlatform(s) == nil {
		return nil, fmt.Errorf("is not a platform that hagen knows.%s The platforms are %s", suggest.DidYouMean(s, PlatformNames()), strings.Join(PlatformNames(), ", "))
	}
	return s, nil
}

// parseSCSI knows the limits of a virtual machine: four controllers of sixteen
// units, of which unit 7 is the controller itself.
func parseSCSI(_ *AttrSpec, s string) (any, error) {
	m := scsiPattern.FindStringSubmatch(s)
	if m == nil {
		return nil, errUnfit
	}
	switch unit, _ := strconv.Atoi(m[2]); {
	case unit > 15:
		return nil, errors.New("has a unit over 15, the last of a controller")
	case unit == 7:
		return nil, errors.New("has unit 7, which is the controller itself")
	}
	return s, nil
}

func parseEnum(spec *AttrSpec, s string) (any, error) {
	for _, v := range spec.Values {
		if v == s {
			return s, nil
		}
	}
	return nil, fmt.Errorf("is not accepted here.%s Write one of %s", suggest.DidYouMean(s, spec.Values), strings.Join(spec.Values, ", "))
}

// KindDoc says what a kind of value accepts.
type KindDoc struct {
	Kind    Kind
	Accepts string
}

// Kinds describes every kind of text, by name.
func Kinds() []KindDoc {
	var list []KindDoc
	for kind, text := range textKinds {
		if kind != Enum {
			list = append(list, KindDoc{kind, text.want})
		}
	}
	slices.SortFunc(list, func(a, b KindDoc) int { return cmp.Compare(a.Kind, b.Kind) })
	return list
}
