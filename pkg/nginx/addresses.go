package nginx

import (
	"net/netip"
	"strconv"
	"strings"
)

// What nginx reads as an address (ngx_parse_url, ngx_ptocidr, tried on nginx
// 1.22), as far as that shows in the text: which names have an address is the
// resolver's matter.

// mostSocketPath is the number of bytes that the path of a socket may have.
const mostSocketPath = 107

// isListen reads the address of a listen directive.
func isListen(text string) bool {
	if strings.HasPrefix(text, "unix:") {
		return isSocket(text)
	}
	host, port, hasPort := splitHost(text)
	switch {
	case !hasPort && host != "" && strings.Trim(host, "0123456789-") == "":
		return isPortRange(host)
	case hasPort && !isPortRange(port):
		return false
	}
	return host == "*" || isHost(host)
}

// isMember reads the address of a server, with or without a port.
func isMember(text string) bool {
	if strings.HasPrefix(text, "unix:") {
		return isSocket(text)
	}
	host, port, hasPort := splitHost(text)
	return isHost(host) && (!hasPort || isPort(port))
}

// isMemberPort reads an address that has a port.
func isMemberPort(text string) bool {
	_, _, hasPort := splitHost(text)
	return isMember(text) && (hasPort || strings.HasPrefix(text, "unix:"))
}

// isSocket reads "unix:path".
func isSocket(text string) bool {
	name := strings.TrimPrefix(text, "unix:")
	return name != "" && len(name) <= mostSocketPath
}

// splitHost takes apart a host and a port; the brackets of an IPv6 address stay.
func splitHost(text string) (host, port string, hasPort bool) {
	if end := strings.IndexByte(text, ']'); strings.HasPrefix(text, "[") && end > 0 {
		if end == len(text)-1 {
			return text, "", false
		}
		return text[:end+1], strings.TrimPrefix(text[end+1:], ":"), true
	}
	return strings.Cut(text, ":")
}

// isPort reads a port.
func isPort(text string) bool { return between(1, 65535)(text) }

// isPortRange reads a port or two with a hyphen between.
func isPortRange(text string) bool {
	first, last, isRange := strings.Cut(text, "-")
	if !isRange {
		return isPort(text)
	}
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(last)
	return isPort(first) && isPort(last) && from <= to
}

// isHost tells whether a text can be an address or a name. What the resolver is
// asked for can be any word; of digits and points alone it is no name.
func isHost(text string) bool {
	if inside, ok := strings.CutPrefix(text, "["); ok {
		inside, closed := strings.CutSuffix(inside, "]")
		addr, err := netip.ParseAddr(inside)
		return closed && err == nil && addr.Is6() && addr.Zone() == ""
	}
	if text == "" || strings.ContainsAny(text, "/?") {
		return false
	}
	labels := strings.Split(text, ".")
	for _, label := range labels {
		if !isNumber(label) {
			return true
		}
		if n, _ := strconv.Atoi(label); len(labels) == 4 && n > 255 {
			return false
		}
	}
	return len(labels) <= 4
}

// isURL reads what proxy_pass takes.
func isURL(text string) bool {
	rest, ok := cutScheme(text, "http://")
	if !ok {
		rest, ok = cutScheme(text, "https://")
	}
	return ok && isURLAddress(rest)
}

// isGRPC reads what grpc_pass takes.
func isGRPC(text string) bool {
	rest, ok := cutScheme(text, "grpc://")
	if !ok {
		rest, _ = cutScheme(text, "grpcs://")
	}
	return isMember(rest)
}

// isUWSGI reads what uwsgi_pass takes.
func isUWSGI(text string) bool {
	rest, ok := cutScheme(text, "uwsgi://")
	if !ok {
		rest, _ = cutScheme(text, "suwsgi://")
	}
	return isMember(rest)
}

// cutScheme is CutPrefix without regard to case.
func cutScheme(text, scheme string) (rest string, ok bool) {
	if len(text) < len(scheme) || !strings.EqualFold(text[:len(scheme)], scheme) {
		return text, false
	}
	return text[len(scheme):], true
}

// isURLAddress reads an address with a path behind it.
func isURLAddress(text string) bool {
	if rest, ok := strings.CutPrefix(text, "unix:"); ok {
		socket, _, _ := strings.Cut(rest, ":")
		return isSocket("unix:" + socket)
	}
	if i := strings.IndexAny(text, "/?"); i >= 0 {
		text = text[:i]
	}
	return isMember(text)
}

// isBind reads the address that connections come from, with or without a port.
func isBind(text string) bool {
	if text == "off" {
		return true
	}
	if _, err := parseAddress(text); err == nil {
		return true
	}
	host, port, hasPort := splitHost(text)
	_, err := parseAddress(strings.Trim(host, "[]"))
	return err == nil && hasPort && isPort(port)
}

// isNetwork reads what allow and deny take.
func isNetwork(text string) bool { return text == "all" || text == "unix:" || isCIDR(text) }

// isNetworkOrName reads a network, or a name of the resolver's.
func isNetworkOrName(text string) bool {
	if text == "unix:" || isCIDR(text) {
		return true
	}
	return !strings.Contains(text, "/") && isHost(text)
}

// isCIDR reads an address or a network.
func isCIDR(text string) bool {
	address, mask, isNet := strings.Cut(text, "/")
	addr, err := parseAddress(address)
	if err != nil || addr.Zone() != "" {
		return false
	}
	return !isNet || between(0, addr.BitLen())(mask) || addr.Is4() && isDottedMask(mask)
}

// isDottedMask reads a mask as 255.255.0.0.
func isDottedMask(text string) bool {
	addr, err := parseAddress(text)
	return err == nil && addr.Is4()
}

// parseAddress reads an address; nginx takes an octet with zeros before it, or
// without a digit, for the number that it is.
func parseAddress(text string) (netip.Addr, error) {
	if octets := strings.Split(text, "."); len(octets) == 4 && !strings.Contains(text, ":") {
		for i, octet := range octets {
			octets[i] = strings.TrimLeft(octet, "0")
			if octets[i] == "" {
				octets[i] = "0"
			}
		}
		text = strings.Join(octets, ".")
	}
	return netip.ParseAddr(text)
}
