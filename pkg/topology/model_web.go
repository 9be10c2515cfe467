package topology

import (
	"net/netip"
	"time"
)

// Balancer is a pool of back ends.
type Balancer struct {
	Block
	Scheme            Attr[string]        `hagen:"scheme"`
	Method            Attr[string]        `hagen:"method"`
	HashKey           Attr[string]        `hagen:"hash_key"`
	HashConsistent    Attr[bool]          `hagen:"hash_consistent"`
	RandomTwo         Attr[bool]          `hagen:"random_two"`
	Keepalive         Attr[int]           `hagen:"keepalive"`
	KeepaliveRequests Attr[int]           `hagen:"keepalive_requests"`
	KeepaliveTimeout  Attr[time.Duration] `hagen:"keepalive_timeout"`
	KeepaliveTime     Attr[time.Duration] `hagen:"keepalive_time"`
	Zone              Attr[Size]          `hagen:"zone"`

	LBMethod        Attr[string]        `hagen:"lbmethod"`
	Timeout         Attr[time.Duration] `hagen:"timeout"`
	MaxAttempts     Attr[int]           `hagen:"maxattempts"`
	NoFailover      Attr[bool]          `hagen:"nofailover"`
	FailOnStatus    List[int]           `hagen:"failonstatus"`
	FailOnTimeout   Attr[bool]          `hagen:"failontimeout"`
	ForceRecovery   Attr[bool]          `hagen:"forcerecovery"`
	ScolonPathDelim Attr[bool]          `hagen:"scolonpathdelim"`
	Growth          Attr[int]           `hagen:"growth"`
	Nonce           Attr[string]        `hagen:"nonce"`

	Sticky      *Sticky      `hagen:"sticky"`
	HealthCheck *HealthCheck `hagen:"health_check"`
	Members     []*Member    `hagen:"member"`
}

// Sticky keeps a client on the member that served it first.
type Sticky struct {
	Block
	Cookie    Attr[string]        `hagen:"cookie"`
	URLParam  Attr[string]        `hagen:"url_parameter"`
	SetCookie Attr[bool]          `hagen:"set_cookie"`
	Separator Attr[string]        `hagen:"separator"`
	Path      Attr[string]        `hagen:"path"`
	Domain    Attr[string]        `hagen:"domain"`
	Expires   Attr[time.Duration] `hagen:"expires"`
	Secure    Attr[bool]          `hagen:"secure"`
	HTTPOnly  Attr[bool]          `hagen:"httponly"`
	SameSite  Attr[string]        `hagen:"samesite"`
}

// HealthCheck asks every member from time to time whether it is well
// (mod_proxy_hcheck).
type HealthCheck struct {
	Block
	Method     Attr[string]        `hagen:"method"`
	URI        Attr[string]        `hagen:"uri"`
	Interval   Attr[time.Duration] `hagen:"interval"`
	Passes     Attr[int]           `hagen:"passes"`
	Fails      Attr[int]           `hagen:"fails"`
	Statuses   List[int]           `hagen:"statuses"`
	BodyRegexp Attr[string]        `hagen:"body_regexp"`
}

// Member is one back end of a balancer. The attributes are the parameters of
// nginx's `server` and Apache's `BalancerMember`, under their own names; where
// both have one for the same thing (weight and loadfactor), there is one here.
type Member struct {
	Block                // Name is the label
	Address Attr[string] `hagen:"address"` // an IP address or a host name; the label unless given
	Port    Attr[int]    `hagen:"port"`
	Weight  Attr[int]    `hagen:"weight"`
	Backup  Attr[bool]   `hagen:"backup"`
	Down    Attr[bool]   `hagen:"down"`
	Drain   Attr[bool]   `hagen:"drain"`
	Route   Attr[string] `hagen:"route"`

	MaxFails    Attr[int]           `hagen:"max_fails"`
	FailTimeout Attr[time.Duration] `hagen:"fail_timeout"`
	MaxConns    Attr[int]           `hagen:"max_conns"`
	SlowStart   Attr[time.Duration] `hagen:"slow_start"`
	Resolve     Attr[bool]          `hagen:"resolve"`

	Ping              Attr[time.Duration] `hagen:"ping"`
	Retry             Attr[time.Duration] `hagen:"retry"`
	Timeout           Attr[time.Duration] `hagen:"timeout"`
	ConnectionTimeout Attr[time.Duration] `hagen:"connectiontimeout"`
	Acquire           Attr[time.Duration] `hagen:"acquire"`
	TTL               Attr[time.Duration] `hagen:"ttl"`
	AddressTTL        Attr[time.Duration] `hagen:"addressttl"`
	Min               Attr[int]           `hagen:"min"`
	Max               Attr[int]           `hagen:"max"`
	SMax              Attr[int]           `hagen:"smax"`
	LBSet             Attr[int]           `hagen:"lbset"`
	Redirect          Attr[string]        `hagen:"redirect"`
	Status            Attr[string]        `hagen:"status"`
	Keepalive         Attr[bool]          `hagen:"keepalive"`
	DisableReuse      Attr[bool]          `hagen:"disablereuse"`
	EnableReuse       Attr[bool]          `hagen:"enablereuse"`
	FlushPackets      Attr[string]        `hagen:"flushpackets"`
	FlushWait         Attr[time.Duration] `hagen:"flushwait"`
	Flusher           Attr[string]        `hagen:"flusher"`
	IOBufferSize      Attr[int]           `hagen:"iobuffersize"`
	ReceiveBufferSize Attr[int]           `hagen:"receivebuffersize"`
	ResponseFieldSize Attr[int]           `hagen:"responsefieldsize"`
	Upgrade           Attr[string]        `hagen:"upgrade"`
	Secret            Attr[string]        `hagen:"secret"`
}

// VirtualHost is one site, served by the same daemon on one or several hosts.
type VirtualHost struct {
	Block
	Server          Attr[string]     `hagen:"server"` // "apache" or "nginx"
	Names           List[string]     `hagen:"names"`
	Aliases         List[string]     `hagen:"aliases"`
	Hosts           List[*Host]      `hagen:"hosts"`
	Listen          List[Listen]     `hagen:"listen"`
	DefaultServer   Attr[bool]       `hagen:"default_server"`
	Admin           Attr[string]     `hagen:"admin"`
	DocumentRoot    Attr[string]     `hagen:"document_root"`
	TLS             *TLS             `hagen:"tls"`
	AccessLogs      []*AccessLog     `hagen:"access_log"`
	ErrorLogs       []*ErrorLog      `hagen:"error_log"`
	Locations       []*Location      `hagen:"location"`
	BalancerManager *BalancerManager `hagen:"balancer_manager"`
}

// ServerNames returns the names of the virtual host: `names`, or else its
// label; then its aliases. The first is the ServerName, each with its range.
func (v *VirtualHost) ServerNames() []Attr[string] {
	names := v.Names.Items
	if len(names) == 0 {
		names = []Attr[string]{{Value: v.Name, Range: v.NameRange, NameRange: v.NameRange}}
	}
	return append(names[:len(names):len(names)], v.Aliases.Items...)
}

// TLS makes a virtual host speak TLS on all of its listen addresses.
type TLS struct {
	Block
	Certificate    Attr[string]        `hagen:"certificate"`
	CertificateKey Attr[string]        `hagen:"certificate_key"`
	Chain          Attr[string]        `hagen:"chain"`
	Protocols      List[string]        `hagen:"protocols"`
	Ciphers        Attr[string]        `hagen:"ciphers"`
	HTTP2          Attr[bool]          `hagen:"http2"`
	HSTS           Attr[time.Duration] `hagen:"hsts"`
	RedirectHTTP   Attr[bool]          `hagen:"redirect_http"` // answer on port 80 with a redirect to https
}

// Rotate is the rotation of a log by a piped rotatelogs.
type Rotate struct {
	Every     Attr[time.Duration] `hagen:"every"`
	UTCOffset Attr[time.Duration] `hagen:"utc_offset"` // fixed: knows no daylight saving time
	LocalTime Attr[bool]          `hagen:"local_time"` // rotatelogs -l
}

// AccessLog is a log of requests; Name is its path, strftime conversions
// allowed where it rotates.
type AccessLog struct {
	Block
	Format Attr[string]  `hagen:"format"` // the nickname of a log format
	Rotate Attr[*Rotate] `hagen:"rotate"` // Value nil: not rotated by the daemon
}

// ErrorLog is a log of errors; Name is its path.
type ErrorLog struct {
	Block
	Level  Attr[string]  `hagen:"level"`
	Rotate Attr[*Rotate] `hagen:"rotate"`
}

// Location is what happens to the requests under one path; Name is the path.
type Location struct {
	Block
	Balancer            Attr[*Balancer]     `hagen:"balancer"`
	BackendPath         Attr[string]        `hagen:"backend_path"` // path at the back end; the location's own unless given
	Root                Attr[string]        `hagen:"root"`         // serve files of this directory
	Redirect            Attr[string]        `hagen:"redirect"`     // answer with a redirect to this URL
	RedirectStatus      Attr[int]           `hagen:"redirect_status"`
	Exclude             Attr[bool]          `hagen:"exclude"` // do not pass this path to the balancer of a shorter one
	PreserveHost        Attr[bool]          `hagen:"preserve_host"`
	ForwardedProto      Attr[bool]          `hagen:"forwarded_proto"`
	ForwardedFor        Attr[bool]          `hagen:"forwarded_for"`
	WebSocket           Attr[bool]          `hagen:"websocket"`
	Buffering           Attr[bool]          `hagen:"buffering"`
	ConnectTimeout      Attr[time.Duration] `hagen:"connect_timeout"`
	SendTimeout         Attr[time.Duration] `hagen:"send_timeout"`
	ReadTimeout         Attr[time.Duration] `hagen:"read_timeout"`
	NextUpstream        List[string]        `hagen:"next_upstream"`
	NextUpstreamTries   Attr[int]           `hagen:"next_upstream_tries"`
	NextUpstreamTimeout Attr[time.Duration] `hagen:"next_upstream_timeout"`
	RequestHeaders      Attr[Params]        `hagen:"request_headers"`  // nginx variables or Apache formats may stand in the values
	ResponseHeaders     Attr[Params]        `hagen:"response_headers"` // likewise
	Allow               List[netip.Prefix]  `hagen:"allow"`            // who may ask; everybody unless given
}

// BalancerManager is Apache's balancer-manager handler, behind a restriction.
type BalancerManager struct {
	Block
	Path  Attr[string]       `hagen:"path"`
	Allow List[netip.Prefix] `hagen:"allow"`
}
