package apache

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// pool is a balancer with what the locations of the virtual host want of it:
// httpd has their time-outs at the members.
type pool struct {
	*topology.Balancer
	origin    hcl.Range // of the first location that uses it
	connect   topology.Attr[time.Duration]
	read      topology.Attr[time.Duration]
	flush     topology.Attr[bool] // false: what a member sends is not held back
	webSocket topology.Attr[bool]
	check     string            // name of its ProxyHCExpr
	routes    map[string]string // member's label by route
}

// schemes are what members may speak, with the modules that speak it and what
// they need.
var schemes = map[string]struct {
	modules []string
	feature Feature
	tls     bool
}{
	"http":  {[]string{"proxy_http"}, featureAlways, false},
	"https": {[]string{"proxy_http", "ssl"}, featureAlways, true},
	"ajp":   {[]string{"proxy_ajp"}, featureAlways, false},
	"fcgi":  {[]string{"proxy_fcgi"}, FeatureProxyFCGI, false},
	"scgi":  {[]string{"proxy_scgi"}, FeatureProxySCGI, false},
	"uwsgi": {[]string{"proxy_uwsgi"}, FeatureProxyUwsgi, false},
	"h2":    {[]string{"proxy_http2", "ssl"}, FeatureProxyHTTP2, true},
	"h2c":   {[]string{"proxy_http2"}, FeatureProxyHTTP2, false},
}

// join notes that a location passes its requests to its balancer.
func (s *site) join(l *topology.Location) {
	b := l.Balancer.Value
	name := foldName(b.Name)
	p := s.byName[name]
	if p == nil {
		p = &pool{Balancer: b, origin: l.Balancer.Range}
		s.byName[name] = p
		s.pools = append(s.pools, p)
		s.planRoutes(p)
	} else if p.Balancer != b {
		s.fail(b.NameRange, "Names too alike", "httpd does not tell the upper from the lower case of a balancer's name: %s is %s to it.", b.Name, p.Name)
	}
	unite(s, &p.connect, l.ConnectTimeout, "connect_timeout")
	unite(s, &p.read, l.ReadTimeout, "read_timeout")
	unite(s, &p.flush, l.Buffering, "buffering")
	if l.WebSocket.Value && !p.webSocket.Value {
		p.webSocket = l.WebSocket
	}
}

// unite takes over what a location wants of a balancer, on which all locations of
// the virtual host have to agree: it becomes a parameter of the members.
func unite[T comparable](s *site, of *topology.Attr[T], a topology.Attr[T], name string) {
	if !a.Set {
		return
	}
	if of.Set && of.Value != a.Value {
		s.fail(a.Range, "Two values for one balancer", "Another location of %q with the same balancer has another %s, and httpd keeps it with the balancer's members. Give the location a balancer of its own.", s.v.Name, name)
	}
	*of = a
}

// pool is a balancer's section, and what belongs to it.
func (s *site) pool(p *pool) body {
	var b body
	scheme := schemes[p.Scheme.Value]
	if s.need(scheme.feature, p.Scheme.Range) {
		s.use(p.Scheme.Range, scheme.modules...)
	}
	s.healthExpression(&b, p)
	s.proxySection(&b, p, p.Name, p.Scheme.Value)
	if p.Sticky != nil && p.Sticky.SetCookie.Value {
		b.group(s.stickyCookie(p))
	}
	return b
}

// proxySection is the <Proxy> section of a balancer, under a name and with a
// scheme that differ from the topology's where it serves WebSockets.
func (s *site) proxySection(b *body, p *pool, name, scheme string) {
	var inner body
	for _, m := range p.Members {
		args := []Word{s.quoteAs(memberURL(scheme, m), m.Address)}
		inner.words(m.Range, "BalancerMember", append(args, s.memberParams(p, m, scheme)...)...)
	}
	for _, set := range s.balancerParams(p) {
		inner.words(set.origin, "ProxySet", set.word)
	}
	b.section(p.Range, inner, "Proxy", s.quoteAs(balancerScheme+name, label(p.Block)))
}

// memberURL is a member as BalancerMember takes it: without a slash at its end,
// which would stand before the slash of every path.
func memberURL(scheme string, m *topology.Member) string {
	return fmt.Sprintf("%s://%s:%d", scheme, hostText(m.Address.Value), m.Port.Value)
}

// lbMethod is the method in httpd's terms.
func (s *site) lbMethod(p *pool) (method LBMethod, at hcl.Range) {
	name, at := "byrequests", p.Method.Range
	switch {
	case p.LBMethod.Set:
		name, at = p.LBMethod.Value, p.LBMethod.Range
	case p.Method.Value == "least_conn":
		name = "bybusyness"
	case p.Method.Value != "round_robin":
		s.warn(p.Method.Range, "Method of nginx", "httpd has no %s: lbmethod=byrequests is written. A sticky block keeps a client on its member; lbmethod says which method of httpd is meant.", p.Method.Value)
	}
	method, _ = LookupLBMethod(name)
	return method, at
}

// balancerParams are what ProxySet sets for a balancer. The method is written
// where it is the default too: httpd 2.4 then notices that its module is missing
// when it reads the configuration, and not when it starts.
func (s *site) balancerParams(p *pool) []param {
	w := paramWriter{site: s}
	method, at := s.lbMethod(p)
	if s.needSince("lbmethod="+method.Name, method.Since, at) {
		w.add("lbmethod", method.Name, at, false)
		s.use(at, "slotmem_shm", strings.TrimSuffix(method.Module, "_module"))
	}
	if st := p.Sticky; st != nil {
		s.sticky(&w, st)
	}
	if p.Timeout.Set {
		w.add("timeout", s.seconds(p.Timeout, 1), p.Timeout.Range, p.Timeout.Sensitive)
	}
	w.integer("maxattempts", p.MaxAttempts)
	w.flag("nofailover", p.NoFailover)
	if p.FailOnStatus.Set {
		w.add("failonstatus", joinInts(p.FailOnStatus.Values(), ","), p.FailOnStatus.Range, false)
	}
	w.flag("failontimeout", p.FailOnTimeout)
	w.flag("forcerecovery", p.ForceRecovery)
	w.flag("scolonpathdelim", p.ScolonPathDelim)
	if p.Growth.Set && p.Growth.Value == 0 {
		s.fail(p.Growth.Range, "No growth", "httpd takes a growth from 1 to 100.")
	}
	w.integer("growth", p.Growth)
	w.text("nonce", p.Nonce)
	return w.list
}

func joinInts(list []int, separator string) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, separator)
}

// sslProxy tells whether a member is spoken to over TLS.
func (s *site) sslProxy() bool {
	for _, p := range s.pools {
		if schemes[p.Scheme.Value].tls {
			return true
		}
	}
	return false
}
