package topology

var balancerSpec = &BlockSpec{
	Type:    "balancer",
	Labels:  []LabelSpec{{"name", Name, "the pool's name"}},
	Doc:     "A pool of back ends. Locations of virtual hosts point at it; each daemon that serves one gets the pool in its own terms.",
	Becomes: "Apache: `<Proxy balancer://name>` with `BalancerMember` and `ProxySet`. nginx: `upstream name`.",
	Example: `balancer "app" {
  method = "least_conn"

  member "10.10.23.53" { port = 8080 }
  member "10.10.23.56" { port = 8080 }
}`,
	new: func() any { return new(Balancer) },
	Attrs: []AttrSpec{
		{Name: "scheme", Kind: Enum, Values: []string{"http", "https", "ajp", "fcgi", "scgi", "uwsgi", "h2", "h2c"}, Default: "http", Doc: "The protocol that the members speak. nginx takes http and https here.", Example: `"https"`, Becomes: "Apache: the scheme of `BalancerMember` (with `SSLProxyEngine On` for https). nginx: the scheme of `proxy_pass`"},
		{Name: "method", Kind: Enum, Values: []string{"round_robin", "least_conn", "ip_hash", "hash", "random", "least_time"}, Default: "round_robin", Doc: "How a member is chosen, in nginx's terms.", Example: `"least_conn"`, Becomes: "nginx: `least_conn` (1.3.1), `ip_hash`, `hash` (1.7.2), `random` (1.15.1), `least_time` (1.31.0). Apache: `round_robin` is `lbmethod=byrequests`, `least_conn` is `lbmethod=bybusyness` (2.2.10); the others have no counterpart, `lbmethod` chooses one"},
		{Name: "lbmethod", Kind: Enum, Values: []string{"byrequests", "bytraffic", "bybusyness", "heartbeat"}, Computed: "what `method` says", Doc: "How a member is chosen, in Apache's terms.", Example: `"bybusyness"`, Becomes: "Apache: `ProxySet lbmethod=`, and its module"},
		{Name: "hash_key", Kind: NginxValue, Doc: "The key of `method = \"hash\"`; nginx variables may stand in it.", Example: `"$request_uri"`, Becomes: "nginx: `hash key`"},
		{Name: "hash_consistent", Kind: Bool, Default: "false", Doc: "Ketama hashing, which moves few keys when the pool changes.", Example: "true", Becomes: "nginx: `hash key consistent`"},
		{Name: "random_two", Kind: Bool, Default: "false", Doc: "Whether `random` picks two members and takes the less busy one.", Example: "true", Becomes: "nginx: `random two`"},
		{Name: "keepalive", Kind: Int, Min: 1, Max: 65535, Doc: "How many idle connections to the members each worker keeps.", Example: "32", Becomes: "nginx: `keepalive` (1.1.4), with `proxy_http_version 1.1` and an empty `Connection` header"},
		{Name: "keepalive_requests", Kind: Int, Min: 1, Max: 2147483647, Doc: "How many requests one such connection serves.", Example: "1000", Becomes: "nginx: `keepalive_requests` (1.15.3)"},
		{Name: "keepalive_timeout", Kind: Duration, Unit: "s", Doc: "How long an idle connection is kept.", Example: `"60s"`, Becomes: "nginx: `keepalive_timeout` (1.15.3)"},
		{Name: "keepalive_time", Kind: Duration, Unit: "s", Doc: "How long a connection is used at all.", Example: `"1h"`, Becomes: "nginx: `keepalive_time` (1.19.10)"},
		{Name: "zone", Kind: ByteSize, Doc: "Shared memory in which the workers agree on the members' state.", Example: `"64k"`, Becomes: "nginx: `zone name size` (1.9.0)"},
		{Name: "timeout", Kind: Duration, Unit: "s", Doc: "How long a request waits for a free member.", Example: `"5s"`, Becomes: "Apache: `ProxySet timeout=`"},
		{Name: "maxattempts", Kind: Int, Min: 0, Max: 65535, Doc: "How many members are tried before giving up.", Example: "2", Becomes: "Apache: `ProxySet maxattempts=`"},
		{Name: "nofailover", Kind: Bool, Doc: "Whether a session breaks with its member instead of moving on.", Example: "true", Becomes: "Apache: `ProxySet nofailover=`"},
		{Name: "failonstatus", Kind: Int, List: true, Min: 100, Max: 599, Doc: "Status codes that put the member into the error state.", Example: "[502, 503]", Becomes: "Apache: `ProxySet failonstatus=` (2.2.17)"},
		{Name: "failontimeout", Kind: Bool, Doc: "Whether a time-out after the request was sent puts the member into the error state.", Example: "true", Becomes: "Apache: `ProxySet failontimeout=` (2.2.25, 2.4.5)"},
		{Name: "forcerecovery", Kind: Bool, Doc: "Whether all members are retried at once when all are in the error state.", Example: "false", Becomes: "Apache: `ProxySet forcerecovery=` (2.2.23, 2.4.2)"},
		{Name: "scolonpathdelim", Kind: Bool, Doc: "Whether `;` ends the path where the session's route is looked for.", Example: "true", Becomes: "Apache: `ProxySet scolonpathdelim=` (2.2.10)"},
		{Name: "growth", Kind: Int, Min: 0, Max: 100, Doc: "How many members the balancer-manager may add.", Example: "10", Becomes: "Apache: `ProxySet growth=` (2.4.0)"},
		{Name: "nonce", Kind: Token, Doc: "The nonce of the balancer-manager's forms; Apache makes a new one at each start unless given.", Example: `"none"`, Sensitive: true, Becomes: "Apache: `ProxySet nonce=` (2.4.0)"},
	},
	Blocks: []*BlockSpec{memberSpec, stickySpec, healthCheckSpec},
}

var stickySpec = &BlockSpec{
	Type:    "sticky",
	Single:  true,
	Doc:     "Keeps a client on the member that served it first. Each member needs a `route`; its label serves where it has none and is fit to be one.",
	Becomes: "Apache: `ProxySet stickysession=`, `route=` of each member, and the header that sets the cookie. nginx: `sticky cookie` (1.29.6).",
	Example: `sticky {
  cookie = "ROUTEID"
}`,
	new: func() any { return new(Sticky) },
	Attrs: []AttrSpec{
		{Name: "cookie", Kind: Token, Default: "ROUTEID", Doc: "The cookie that holds the route.", Example: `"JSESSIONID"`, Becomes: "Apache: `stickysession=`. nginx: `sticky cookie`"},
		{Name: "url_parameter", Kind: Token, Doc: "The path parameter that holds the route where there is no cookie.", Example: `"jsessionid"`, Becomes: "Apache: `stickysession=cookie|parameter`"},
		{Name: "set_cookie", Kind: Bool, Default: "true", Doc: "Whether the balancer sets the cookie; false where the application does, with the route after the separator.", Example: "false", Becomes: "Apache: `Header add Set-Cookie … env=BALANCER_ROUTE_CHANGED`"},
		{Name: "separator", Kind: String, Doc: "What stands before the route in the session's value.", Example: `"-"`, Becomes: "Apache: `stickysessionsep=` (2.4.4)"},
		{Name: "path", Kind: URLPath, Default: "/", Doc: "The cookie's path.", Example: `"/"`},
		{Name: "domain", Kind: Hostname, Doc: "The cookie's domain.", Example: `"example.net"`},
		{Name: "expires", Kind: Duration, Unit: "s", Doc: "How long the cookie lives; the session unless given.", Example: `"1h"`, Becomes: "Apache: `Max-Age`. nginx: `expires=`"},
		{Name: "secure", Kind: Bool, Default: "false", Doc: "Whether the cookie goes over TLS only.", Example: "true"},
		{Name: "httponly", Kind: Bool, Default: "true", Doc: "Whether scripts cannot read the cookie.", Example: "true"},
		{Name: "samesite", Kind: Enum, Values: []string{"strict", "lax", "none"}, Doc: "The cookie's SameSite attribute.", Example: `"lax"`},
	},
}

var healthCheckSpec = &BlockSpec{
	Type:    "health_check",
	Single:  true,
	Doc:     "Asks each member from time to time whether it is well, before a user finds out. Apache 2.4.21 and later; open-source nginx has none.",
	Becomes: "Apache: `hcmethod=`, `hcuri=`, `hcinterval=` … of each `BalancerMember`, `ProxyHCExpr`, and mod_proxy_hcheck.",
	Example: `health_check {
  uri      = "/healthz"
  interval = "5s"
}`,
	new: func() any { return new(HealthCheck) },
	Attrs: []AttrSpec{
		{Name: "method", Kind: Enum, Values: []string{"TCP", "OPTIONS", "HEAD", "GET", "CPING", "PROVIDER", "OPTIONS11", "HEAD11", "GET11"}, Default: "GET", Doc: "What is asked; OPTIONS11, HEAD11 and GET11 need Apache 2.4.55.", Example: `"HEAD"`, Becomes: "Apache: `hcmethod=`"},
		{Name: "uri", Kind: URLPath, Default: "/", Doc: "The path that is asked for.", Example: `"/healthz"`, Becomes: "Apache: `hcuri=`"},
		{Name: "interval", Kind: Duration, Default: "30s", Unit: "s", Doc: "The time between two checks.", Example: `"5s"`, Becomes: "Apache: `hcinterval=`"},
		{Name: "passes", Kind: Int, Min: 1, Max: 1000, Default: "1", Doc: "How many checks must succeed before a member serves again.", Example: "2", Becomes: "Apache: `hcpasses=`"},
		{Name: "fails", Kind: Int, Min: 1, Max: 1000, Default: "1", Doc: "How many checks must fail before a member is out.", Example: "3", Becomes: "Apache: `hcfails=`"},
		{Name: "statuses", Kind: Int, List: true, Min: 100, Max: 599, Doc: "The status codes of a member that is well; 2xx and 3xx unless given.", Example: "[200, 204]", Becomes: "Apache: `ProxyHCExpr` and `hcexpr=`"},
		{Name: "body_regexp", Kind: String, Doc: "A regular expression that a healthy body matches.", Example: `"OK"`, Becomes: "Apache: `ProxyHCExpr` and `hcexpr=`"},
	},
}

var memberSpec = &BlockSpec{
	Type:    "member",
	Labels:  []LabelSpec{{"address", HostAddress, "the back end's IP address or name"}},
	Repeats: true,
	Doc:     "One back end of the pool.",
	Becomes: "Apache: `BalancerMember`. nginx: `server` in the `upstream`.",
	Example: `member "10.10.23.53" {
  port         = 8080
  max_fails    = 3
  fail_timeout = "30s"
}`,
	new: func() any { return new(Member) },
	Attrs: []AttrSpec{
		{Name: "address", Kind: HostAddress, Computed: "the label", Doc: "The back end's IP address or name, where the label is a name for people.", Example: "host.app-01.bond.bond0.ip"},
		{Name: "port", Kind: Port, Required: true, Doc: "The port it listens on.", Example: "8080"},
		{Name: "weight", Kind: Int, Min: 1, Max: 100, Doc: "Its share of the requests, against the other members' weights.", Example: "2", Becomes: "Apache: `loadfactor=`. nginx: `weight=`"},
		{Name: "backup", Kind: Bool, Default: "false", Doc: "Whether it serves only where all others are out.", Example: "true", Becomes: "Apache: `status=+H` (2.2.4). nginx: `backup`"},
		{Name: "down", Kind: Bool, Default: "false", Doc: "Whether it is taken out.", Example: "true", Becomes: "Apache: `status=+D`. nginx: `down`"},
		{Name: "drain", Kind: Bool, Default: "false", Doc: "Whether it serves only the sessions that it has.", Example: "true", Becomes: "Apache: `status=+N` (2.4). nginx: `drain` (1.29.6)"},
		{Name: "route", Kind: Token, Doc: "Its name in a sticky session.", Example: `"app1"`, Becomes: "Apache: `route=`. nginx: `route=` (1.29.6)"},
		{Name: "max_fails", Kind: Int, Min: 0, Max: 65535, Doc: "How many failures within `fail_timeout` put it out.", Example: "3", Becomes: "nginx: `max_fails=`"},
		{Name: "fail_timeout", Kind: Duration, Unit: "s", Doc: "The time in which failures are counted, and for which it then stays out.", Example: `"30s"`, Becomes: "nginx: `fail_timeout=`"},
		{Name: "max_conns", Kind: Int, Min: 0, Max: 65535, Doc: "How many connections it gets at once.", Example: "200", Becomes: "nginx: `max_conns=` (1.11.5)"},
		{Name: "slow_start", Kind: Duration, Unit: "s", Doc: "The time in which a recovered member's weight grows back; commercial nginx only.", Example: `"30s"`, Becomes: "nginx: an error, for open-source nginx has none"},
		{Name: "resolve", Kind: Bool, Default: "false", Doc: "Whether changes of the name's addresses are followed.", Example: "true", Becomes: "nginx: `resolve` (1.27.3, needs `zone`)"},
		{Name: "ping", Kind: Duration, Unit: "s", Doc: "How long to wait for a sign of life before a request: CPING of AJP, and 100-Continue of http from Apache 2.4.", Example: `"1s"`, Becomes: "Apache: `ping=` (2.2.4)"},
		{Name: "retry", Kind: Duration, Unit: "s", Doc: "How long a failed member is left alone; 60 s unless given.", Example: `"10s"`, Becomes: "Apache: `retry=`"},
		{Name: "timeout", Kind: Duration, Unit: "s", Doc: "How long to wait for its data.", Example: `"30s"`, Becomes: "Apache: `timeout=`"},
		{Name: "connectiontimeout", Kind: Duration, Unit: "s", Doc: "How long to wait for the connection.", Example: `"3s"`, Becomes: "Apache: `connectiontimeout=` (2.2.10)"},
		{Name: "acquire", Kind: Duration, Unit: "ms", Doc: "How long to wait for a free connection of the pool.", Example: `"500ms"`, Becomes: "Apache: `acquire=`"},
		{Name: "ttl", Kind: Duration, Unit: "s", Doc: "How long an idle connection above `smax` is kept.", Example: `"60s"`, Becomes: "Apache: `ttl=`"},
		{Name: "addressttl", Kind: Duration, Unit: "s", Doc: "How long the resolved address is used.", Example: `"60s"`, Becomes: "Apache: `addressttl=` (2.4.59)"},
		{Name: "min", Kind: Int, Min: 0, Max: 65535, Doc: "The smallest number of pooled connections.", Example: "0", Becomes: "Apache: `min=`"},
		{Name: "max", Kind: Int, Min: 1, Max: 65535, Doc: "The largest number of connections of one child process.", Example: "20", Becomes: "Apache: `max=`"},
		{Name: "smax", Kind: Int, Min: 0, Max: 65535, Doc: "How many idle connections outlive `ttl`.", Example: "5", Becomes: "Apache: `smax=`"},
		{Name: "lbset", Kind: Int, Min: 0, Max: 99, Doc: "Its set: members of a lower one are tried first.", Example: "1", Becomes: "Apache: `lbset=` (2.2.4)"},
		{Name: "redirect", Kind: Token, Doc: "The route that takes over its sessions.", Example: `"app2"`, Becomes: "Apache: `redirect=`"},
		{Name: "status", Kind: Token, Doc: "Its initial state in Apache's letters.", Example: `"+I"`, Becomes: "Apache: `status=`"},
		{Name: "keepalive", Kind: Bool, Doc: "Whether TCP keepalive probes hold the connection open through a firewall.", Example: "true", Becomes: "Apache: `keepalive=`"},
		{Name: "disablereuse", Kind: Bool, Doc: "Whether each request gets a connection of its own.", Example: "true", Becomes: "Apache: `disablereuse=` (2.2.9)"},
		{Name: "enablereuse", Kind: Bool, Doc: "Whether connections are reused by a scheme that does not by default.", Example: "true", Becomes: "Apache: `enablereuse=` (2.4.11)"},
		{Name: "flushpackets", Kind: Enum, Values: []string{"on", "off", "auto"}, Doc: "When its data is flushed to the client.", Example: `"auto"`, Becomes: "Apache: `flushpackets=` (2.2.1)"},
		{Name: "flushwait", Kind: Duration, Unit: "ms", Doc: "How long `auto` waits for more data.", Example: `"10ms"`, Becomes: "Apache: `flushwait=` (2.2.1)"},
		{Name: "flusher", Kind: Token, Doc: "The flusher of mod_proxy_fdpass.", Example: `"flush"`, Becomes: "Apache: `flusher=` (2.4.0)"},
		{Name: "iobuffersize", Kind: Int, Min: 0, Max: 2147483647, Unit: "bytes", Doc: "The size of the scratchpad.", Example: "8192", Becomes: "Apache: `iobuffersize=`"},
		{Name: "receivebuffersize", Kind: Int, Min: 0, Max: 2147483647, Unit: "bytes", Doc: "The size of the socket's receive buffer.", Example: "65536", Becomes: "Apache: `receivebuffersize=`"},
		{Name: "responsefieldsize", Kind: Int, Min: 1, Max: 2147483647, Unit: "bytes", Doc: "The longest header field of a response.", Example: "16384", Becomes: "Apache: `responsefieldsize=` (2.4.34)"},
		{Name: "upgrade", Kind: Token, Doc: "The protocol that a request may upgrade to.", Example: `"websocket"`, Becomes: "Apache: `upgrade=` (2.4.26)"},
		{Name: "secret", Kind: String, Sensitive: true, Doc: "The secret that an AJP member asks for.", Example: "var.ajp_secret", Becomes: "Apache: `secret=` (2.4.42)"},
	},
}
