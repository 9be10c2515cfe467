package nginx

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// smallestZone is the least memory that nginx takes for a zone: eight pages.
const smallestZone = 8 * 4096

// method is how nginx writes a balancing method, and what it can be combined with.
type method struct {
	feature  Feature
	always   bool // every release has it: feature says nothing
	noBackup bool // nginx refuses a backup member beside it
}

var upstreamMethods = map[string]method{
	"ip_hash":    {always: true, noBackup: true},
	"least_conn": {feature: LeastConn},
	"least_time": {feature: LeastTime},
	"hash":       {feature: Hash, noBackup: true},
	"random":     {feature: Random, noBackup: true},
}

// use remembers a balancer that a location passes requests to.
func (e *emitter) use(b *topology.Balancer) {
	name := strings.ToLower(b.Name) // as nginx compares the names of upstreams
	switch other := e.names[name]; {
	case other == nil:
		e.names[name] = b
		e.balancers = append(e.balancers, b)
	case other != b:
		e.fail(b.NameRange, "Names too alike", "nginx does not tell the upper from the lower case of an upstream's name: %s is %s to it, on %s.", b.Name, other.Name, e.host.Name)
	}
}

// shared is the file that all virtual hosts of the host share: an upstream for
// each balancer in use, and the maps.
func (e *emitter) shared() body {
	var shared body
	for _, name := range slices.Sorted(maps.Keys(e.maps)) {
		m := sharedMaps[name]
		var entries body
		for _, entry := range m.entries {
			entries.add(e.maps[name], entry[0], entry[1])
		}
		shared.block(e.maps[name], Entries, entries, "map", Word{Text: m.source}, Word{Text: name})
	}
	for _, b := range e.balancers {
		shared.block(b.Range, Directives, e.upstream(b), "upstream", e.quote(b.Name, label(b.Block)))
	}
	return shared
}

// upstream is the inside of a balancer's upstream block. The method comes first:
// nginx lets a later one replace what stands before it, keepalive included.
func (e *emitter) upstream(b *topology.Balancer) body {
	var u body
	e.method(&u, b)
	if b.Zone.Set && e.need(Zone, b.Zone.Range) {
		if b.Zone.Value.Bytes < smallestZone {
			e.fail(b.Zone.Range, "Zone too small", "nginx takes no zone under 32k.")
		}
		u.words(b.Zone.Range, "zone", e.quote(b.Name, label(b.Block)), Word{Text: sizeText(b.Zone.Value.Bytes), Sensitive: b.Zone.Sensitive})
	}
	if b.Sticky != nil && e.need(StickyCookie, b.Sticky.Range) {
		e.sticky(&u, b.Sticky)
	}
	if b.HealthCheck != nil {
		e.need(ActiveHealthCheck, b.HealthCheck.Range)
	}
	for _, m := range b.Members {
		u.words(m.Range, "server", e.member(b, m)...)
	}
	e.keepalive(&u, b)
	return u
}

func (e *emitter) method(u *body, b *topology.Balancer) {
	name, at := b.Method.Value, b.Method.Range
	m, ok := upstreamMethods[name]
	if !ok || !m.always && !e.need(m.feature, at) {
		return
	}
	args := []Word{}
	switch {
	case name == "hash":
		args = append(args, e.value(b.HashKey.Value, b.HashKey))
		if b.HashConsistent.Value {
			args = append(args, Word{Text: "consistent"})
		}
	case name == "random" && b.RandomTwo.Value:
		args = append(args, Word{Text: "two"})
	case name == "least_time":
		args = append(args, Word{Text: "header"})
	}
	u.words(at, name, args...)
}

// sizeText writes a size in nginx's units.
func sizeText(bytes uint64) string {
	switch {
	case bytes%(1<<20) == 0:
		return strconv.FormatUint(bytes>>20, 10) + "m"
	case bytes%(1<<10) == 0:
		return strconv.FormatUint(bytes>>10, 10) + "k"
	}
	return strconv.FormatUint(bytes, 10)
}

func (e *emitter) sticky(u *body, s *topology.Sticky) {
	if s.URLParam.Set {
		e.fail(s.URLParam.Range, "Not in nginx", "nginx keeps sessions by a cookie alone.")
	}
	if !s.SetCookie.Value {
		e.fail(s.SetCookie.Range, "Not in nginx", "The cookie of nginx's \"sticky cookie\" is nginx's own.")
	}
	args := []Word{{Text: "cookie"}, e.literal(s.Cookie.Value, s.Cookie)}
	if s.Expires.Set {
		args = append(args, e.seconds("expires=", s.Expires))
	}
	if s.Domain.Set {
		args = append(args, e.literal("domain="+s.Domain.Value, s.Domain))
	}
	if s.HTTPOnly.Value {
		args = append(args, Word{Text: "httponly"})
	}
	if s.SameSite.Set {
		args = append(args, e.literal("samesite="+s.SameSite.Value, s.SameSite))
	}
	if s.Secure.Value {
		args = append(args, Word{Text: "secure"})
	}
	args = append(args, e.literal("path="+s.Path.Value, s.Path))
	u.words(s.Range, "sticky", args...)
}

// member is the arguments of a server directive.
func (e *emitter) member(b *topology.Balancer, m *topology.Member) []Word {
	args := []Word{e.memberAddress(m)}
	if m.Weight.Set && (b.Method.Value != "ip_hash" || e.need(IPHashWeight, m.Weight.Range)) {
		args = append(args, number("weight=", m.Weight))
	}
	if m.MaxFails.Set {
		args = append(args, number("max_fails=", m.MaxFails))
	}
	if m.FailTimeout.Set {
		args = append(args, e.seconds("fail_timeout=", m.FailTimeout))
	}
	if m.MaxConns.Set && e.need(ServerMaxConns, m.MaxConns.Range) {
		args = append(args, number("max_conns=", m.MaxConns))
	}
	if m.SlowStart.Set {
		e.need(ServerSlowStart, m.SlowStart.Range)
	}
	if b.Sticky != nil && m.Route.Set && e.has(ServerRoute) { // else the sticky block is the error
		args = append(args, e.quote("route="+m.Route.Value, m.Route))
	}
	if m.Resolve.Value && e.need(ServerResolve, m.Resolve.Range) {
		if !b.Zone.Set {
			e.fail(m.Resolve.Range, "No zone", "nginx follows a name's addresses only in an upstream with a zone; give the balancer one.")
		}
		args = append(args, Word{Text: "resolve"})
	}
	return append(args, e.memberState(b, m)...)
}

// memberState is what says when a member takes part at all.
func (e *emitter) memberState(b *topology.Balancer, m *topology.Member) []Word {
	var args []Word
	if m.Backup.Value {
		if upstreamMethods[b.Method.Value].noBackup {
			e.fail(m.Backup.Range, "Backup beside this method", "nginx knows no backup members with the method %s.", b.Method.Value)
		}
		args = append(args, Word{Text: "backup"})
	}
	if m.Down.Value {
		args = append(args, Word{Text: "down"})
	}
	if m.Drain.Value && e.need(ServerDrain, m.Drain.Range) {
		args = append(args, Word{Text: "drain"})
	}
	return args
}

// memberAddress is a member's address and port as one word.
func (e *emitter) memberAddress(m *topology.Member) Word {
	address := m.Address
	host := address.Value
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is6() {
		e.need(ServerIPv6, address.Range)
		host = "[" + host + "]"
	}
	address.Sensitive = address.Sensitive || m.Port.Sensitive
	return e.quote(fmt.Sprintf("%s:%d", host, m.Port.Value), address)
}

func (e *emitter) keepalive(u *body, b *topology.Balancer) {
	if b.Keepalive.Set && e.need(Keepalive, b.Keepalive.Range) {
		u.words(b.Keepalive.Range, "keepalive", number("", b.Keepalive))
	}
	if b.KeepaliveRequests.Set && e.need(KeepaliveRequests, b.KeepaliveRequests.Range) {
		u.words(b.KeepaliveRequests.Range, "keepalive_requests", number("", b.KeepaliveRequests))
	}
	if b.KeepaliveTimeout.Set && e.need(KeepaliveTimeout, b.KeepaliveTimeout.Range) {
		u.words(b.KeepaliveTimeout.Range, "keepalive_timeout", duration(b.KeepaliveTimeout))
	}
	if b.KeepaliveTime.Set && e.need(KeepaliveTime, b.KeepaliveTime.Range) {
		u.words(b.KeepaliveTime.Range, "keepalive_time", duration(b.KeepaliveTime))
	}
}

// variableMap is a map that gives a variable to all virtual hosts of a host.
type variableMap struct {
	source  string
	entries [][2]string
}

// The variables.
const (
	connectionOrClose     = "$hagen_connection_or_close"
	connectionOrKeepalive = "$hagen_connection_or_keepalive"
	requestPort           = "$hagen_request_port"
)

var sharedMaps = map[string]variableMap{
	// The Connection header towards a back end: what the client asks to upgrade
	// to is passed on, and every other connection is closed after its answer …
	connectionOrClose: {"$http_upgrade", [][2]string{{"default", "upgrade"}, {"", "close"}}},
	// … or kept: an empty value leaves the header out.
	connectionOrKeepalive: {"$http_upgrade", [][2]string{{"default", "upgrade"}, {"", ""}}},
	// The port that the client named in its Host header, with its colon.
	requestPort: {"$http_host", [][2]string{{"default", ""}, {"~(?P<hagen_port>:[0-9]+)$", "$hagen_port"}}},
}

// variable makes sure that the shared file defines a variable.
func (e *emitter) variable(name string, origin hcl.Range) string {
	if _, ok := e.maps[name]; !ok {
		e.maps[name] = origin
	}
	return name
}
