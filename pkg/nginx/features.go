package nginx

import "github.com/everlinux/hagen/pkg/version"

// Feature is something that only some releases of nginx can read. Directives
// have their own dates in [Lookup]; the features are parameters, defaults, and
// directives where the documentation dates the commercial release alone.
type Feature int

// The features, each with its facts in one table below.
const (
	IPHashWeight Feature = iota
	LeastConn
	LeastTime
	Hash
	Random
	StickyCookie
	Zone
	Keepalive
	KeepaliveDefault
	KeepaliveRequests
	KeepaliveTimeout
	KeepaliveTime
	KeepaliveLocal
	UpstreamResolver
	ServerIPv6
	ServerMaxConns
	ServerResolve
	ServerService
	ServerRoute
	ServerDrain
	ServerSlowStart
	ActiveHealthCheck
	ListenIPv6
	ListenIPv6Only
	ListenIPv6OnlyIsOn
	ListenSSL
	ListenSSLRepeated
	ListenDefaultServer
	ListenHTTP2
	HTTP2Directive
	SSLDirective
	ListenUnix
	ListenReuseport
	ListenProxyProtocol
	ListenQUIC
	ListenMultipath
	TLS11
	TLS12
	TLS13
	ProxyHTTPVersion
	ProxyHTTPVersion2
	ProxySSLServerName
	ProxySSLName
	NextUpstreamTries
	NextUpstreamTimeout
	NextUpstream502
	NextUpstream504
	NextUpstream403
	NextUpstream429
	NextUpstreamNonIdem
	NextUpstreamDenied
	ErrorLogJSON
	WebSocket
	ReturnText
	Return307
	Return308
	AddHeaderAlways
	AddHeaderInheritance
	SeveralErrorLogs
	AccessIPv6
	MapRegexp
	RequestPort
)

// FeatureFacts is what is known of a feature.
type FeatureFacts struct {
	// Name is the feature as messages name it.
	Name string
	// Since is the first release that has it.
	Since Version
	// Backport is the release that has it too, with those after it, in the stable
	// branch of the time; the zero Version for none.
	Backport Version
	// Until is the first release that no longer has it; the zero Version where all have.
	Until Version
	// Commercial is true where open-source nginx never had it.
	Commercial bool
}

// features is the table. The sources are nginx's CHANGES and, for what is later
// than 1.22.1 and for the stable branches, the documentation of the directive.
var features = [...]FeatureFacts{
	IPHashWeight:         {Name: "weight with ip_hash", Since: version.Of(1, 3, 1), Backport: version.Of(1, 2, 2)},
	LeastConn:            {Name: "least_conn", Since: version.Of(1, 3, 1), Backport: version.Of(1, 2, 2)},
	LeastTime:            {Name: "least_time", Since: version.Of(1, 31, 0)},
	Hash:                 {Name: "hash", Since: version.Of(1, 7, 2)},
	Random:               {Name: "random", Since: version.Of(1, 15, 1)},
	StickyCookie:         {Name: "sticky cookie", Since: version.Of(1, 29, 6)},
	Zone:                 {Name: "zone", Since: version.Of(1, 9, 0)},
	Keepalive:            {Name: "keepalive", Since: version.Of(1, 1, 4)},
	KeepaliveDefault:     {Name: "keepalive by default", Since: version.Of(1, 29, 7)},
	KeepaliveRequests:    {Name: "keepalive_requests in an upstream", Since: version.Of(1, 15, 3)},
	KeepaliveTimeout:     {Name: "keepalive_timeout in an upstream", Since: version.Of(1, 15, 3)},
	KeepaliveTime:        {Name: "keepalive_time in an upstream", Since: version.Of(1, 19, 10)},
	UpstreamResolver:     {Name: "resolver in an upstream", Since: version.Of(1, 27, 3)},
	ServerIPv6:           {Name: "an IPv6 address of a back end", Since: version.Of(1, 3, 1), Backport: version.Of(1, 2, 2)},
	ServerMaxConns:       {Name: "max_conns", Since: version.Of(1, 11, 5)},
	ServerResolve:        {Name: "resolve", Since: version.Of(1, 27, 3)},
	ServerService:        {Name: "service", Since: version.Of(1, 27, 3)},
	ServerRoute:          {Name: "route", Since: version.Of(1, 29, 6)},
	ServerDrain:          {Name: "drain", Since: version.Of(1, 29, 6)},
	ServerSlowStart:      {Name: "slow_start", Commercial: true},
	ActiveHealthCheck:    {Name: "health_check", Commercial: true},
	ListenIPv6:           {Name: "an IPv6 address in listen", Since: version.Of(0, 7, 36)},
	ListenIPv6Only:       {Name: "ipv6only in listen", Since: version.Of(0, 7, 42)},
	ListenIPv6OnlyIsOn:   {Name: "ipv6only by default", Since: version.Of(1, 3, 4)},
	ListenSSL:            {Name: "ssl in listen", Since: version.Of(0, 7, 14)},
	ListenSSLRepeated:    {Name: "ssl in several listen of one address", Since: version.Of(0, 8, 51)},
	ListenDefaultServer:  {Name: "default_server in listen", Since: version.Of(0, 8, 21)},
	ListenHTTP2:          {Name: "http2 in listen", Since: version.Of(1, 9, 5)},
	HTTP2Directive:       {Name: "http2 on", Since: version.Of(1, 25, 1)},
	SSLDirective:         {Name: "ssl on", Until: version.Of(1, 25, 1)},
	ListenUnix:           {Name: "unix: in listen", Since: version.Of(0, 8, 21)},
	ListenReuseport:      {Name: "reuseport in listen", Since: version.Of(1, 9, 1)},
	ListenProxyProtocol:  {Name: "proxy_protocol in listen", Since: version.Of(1, 5, 12)},
	ErrorLogJSON:         {Name: "json in error_log", Since: version.Of(1, 29, 8)},
	ListenMultipath:      {Name: "multipath in listen", Since: version.Of(1, 29, 7)},
	KeepaliveLocal:       {Name: "local in keepalive", Since: version.Of(1, 29, 7)},
	NextUpstreamDenied:   {Name: "denied in proxy_next_upstream", Since: version.Of(1, 29, 3)},
	ListenQUIC:           {Name: "quic in listen", Since: version.Of(1, 25, 0)},
	TLS11:                {Name: "TLSv1.1", Since: version.Of(1, 1, 13), Backport: version.Of(1, 0, 12)},
	TLS12:                {Name: "TLSv1.2", Since: version.Of(1, 1, 13), Backport: version.Of(1, 0, 12)},
	TLS13:                {Name: "TLSv1.3", Since: version.Of(1, 13, 0)},
	ProxyHTTPVersion:     {Name: "proxy_http_version", Since: version.Of(1, 1, 4)},
	ProxyHTTPVersion2:    {Name: "2 in proxy_http_version", Since: version.Of(1, 29, 4)},
	ProxySSLServerName:   {Name: "proxy_ssl_server_name", Since: version.Of(1, 7, 0)},
	ProxySSLName:         {Name: "proxy_ssl_name", Since: version.Of(1, 7, 0)},
	NextUpstreamTries:    {Name: "proxy_next_upstream_tries", Since: version.Of(1, 7, 5)},
	NextUpstreamTimeout:  {Name: "proxy_next_upstream_timeout", Since: version.Of(1, 7, 5)},
	NextUpstream502:      {Name: "http_502 in proxy_next_upstream", Since: version.Of(0, 7, 18)},
	NextUpstream504:      {Name: "http_504 in proxy_next_upstream", Since: version.Of(0, 7, 18)},
	NextUpstream403:      {Name: "http_403 in proxy_next_upstream", Since: version.Of(1, 5, 1)},
	NextUpstream429:      {Name: "http_429 in proxy_next_upstream", Since: version.Of(1, 11, 13)},
	NextUpstreamNonIdem:  {Name: "non_idempotent in proxy_next_upstream", Since: version.Of(1, 9, 13)},
	WebSocket:            {Name: "WebSocket proxying", Since: version.Of(1, 3, 13)},
	ReturnText:           {Name: "a URL in return", Since: version.Of(0, 8, 42)},
	Return307:            {Name: "return 307", Since: version.Of(1, 1, 16), Backport: version.Of(1, 0, 13)},
	Return308:            {Name: "return 308", Since: version.Of(1, 13, 0)},
	AddHeaderAlways:      {Name: "always in add_header", Since: version.Of(1, 7, 5)},
	AddHeaderInheritance: {Name: "add_header_inherit", Since: version.Of(1, 29, 3)},
	SeveralErrorLogs:     {Name: "a second error_log on one level", Since: version.Of(1, 5, 2)},
	AccessIPv6:           {Name: "an IPv6 network in allow", Since: version.Of(0, 8, 22)},
	MapRegexp:            {Name: "a regular expression in map", Since: version.Of(0, 9, 6)},
	RequestPort:          {Name: "$request_port", Since: version.Of(1, 29, 3)},
}

// Facts returns what is known of the feature.
func (f Feature) Facts() FeatureFacts { return features[f] }

// String returns the feature's name.
func (f Feature) String() string { return features[f].Name }

// In tells whether a release of open-source nginx has the feature.
func (f Feature) In(v Version) bool {
	facts := features[f]
	switch {
	case facts.Commercial || !facts.Until.IsZero() && v.AtLeast(facts.Until):
		return false
	case v.AtLeast(facts.Since):
		return true
	}
	b := facts.Backport
	return !b.IsZero() && v.Major == b.Major && v.Minor == b.Minor && v.AtLeast(b)
}
