package topology

var virtualHostSpec = &BlockSpec{
	Type:    "virtual_host",
	Labels:  []LabelSpec{{"name", FileName, "the site's name: its file, and its ServerName unless `names` says otherwise"}},
	Doc:     "One site, served by one kind of daemon on one or several hosts. The Host header reaches the back ends, and they learn the client's address and scheme.",
	Becomes: "Apache: `<VirtualHost>` in a file of its own. nginx: `server` in a file of its own.",
	Example: `virtual_host "shop.example.net" {
  server = "nginx"
  hosts  = [host.lb-01]
  listen = ["*:443"]

  tls {
    certificate     = "/etc/pki/tls/certs/shop.pem"
    certificate_key = "/etc/pki/tls/private/shop.key"
  }

  location "/" { balancer = balancer.app }
}`,
	new: func() any { return new(VirtualHost) },
	Attrs: []AttrSpec{
		{Name: "server", Kind: Enum, Values: []string{"apache", "nginx"}, Required: true, Doc: "The daemon that serves the site.", Example: `"apache"`},
		{Name: "hosts", Kind: Reference, Ref: "host", List: true, Required: true, Doc: "The hosts that serve it.", Example: "[host.lb-01, host.lb-02]"},
		{Name: "names", Kind: ServerName, List: true, Computed: "the label", Doc: "The site's names, the main one first.", Example: `["shop.example.net"]`, Becomes: "Apache: `ServerName`, then `ServerAlias`. nginx: `server_name`"},
		{Name: "aliases", Kind: ServerName, List: true, Doc: "Further names and addresses that the site answers to.", Example: `["www.example.net"]`, Becomes: "Apache: `ServerAlias`. nginx: `server_name`"},
		{Name: "listen", Kind: ListenAddress, List: true, Computed: "`[\"*:80\"]`; with `tls`, `[\"*:443\"]`", Doc: "Where it listens: `address:port`, `*:port` or `[ipv6]:port`.", Example: `["202.34.52.24:80"]`, Becomes: "Apache: the address of `<VirtualHost>`, `Listen` where the distribution has none for the port, `NameVirtualHost` on 2.2. nginx: `listen`"},
		{Name: "default_server", Kind: Bool, Default: "false", Doc: "Whether it answers for every name that no other site on the address has.", Example: "true", Becomes: "Apache: its file comes first. nginx: `default_server`, before 0.8.21 `default`"},
		{Name: "admin", Kind: String, Doc: "The address that error pages name.", Example: `"webmaster@example.net"`, Becomes: "Apache: `ServerAdmin`"},
		{Name: "document_root", Kind: Path, Doc: "The directory of the files that no location passes on.", Example: `"/var/www/shop"`, Becomes: "Apache: `DocumentRoot`. nginx: `root`"},
	},
	Blocks: []*BlockSpec{locationSpec, tlsSpec, accessLogSpec, errorLogSpec, balancerManagerSpec},
}

var tlsSpec = &BlockSpec{
	Type:    "tls",
	Single:  true,
	Doc:     "Makes the site speak TLS on all addresses that it listens on.",
	Becomes: "Apache: mod_ssl's `SSLEngine on` and its like. nginx: `listen … ssl` and `ssl_*`.",
	Example: `tls {
  certificate     = "/etc/pki/tls/certs/shop.pem"
  certificate_key = "/etc/pki/tls/private/shop.key"
  redirect_http   = true
}`,
	new: func() any { return new(TLS) },
	Attrs: []AttrSpec{
		{Name: "certificate", Kind: Path, Required: true, Doc: "The certificate's file, in PEM form.", Example: `"/etc/pki/tls/certs/shop.pem"`, Becomes: "Apache: `SSLCertificateFile`. nginx: `ssl_certificate`"},
		{Name: "certificate_key", Kind: Path, Required: true, Doc: "The key's file, in PEM form.", Example: `"/etc/pki/tls/private/shop.key"`, Becomes: "Apache: `SSLCertificateKeyFile`. nginx: `ssl_certificate_key`"},
		{Name: "chain", Kind: Path, Doc: "The intermediate certificates, where the certificate's file does not hold them.", Example: `"/etc/pki/tls/certs/chain.pem"`, Becomes: "Apache before 2.4.8: `SSLCertificateChainFile`; later releases and nginx read the chain from `certificate`, and this is an error there"},
		{Name: "protocols", Kind: Enum, Values: []string{"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}, List: true, Computed: "the safe ones that the release has", Doc: "The protocol versions to speak.", Example: `["TLSv1.2", "TLSv1.3"]`, Becomes: "Apache: `SSLProtocol`. nginx: `ssl_protocols`"},
		{Name: "ciphers", Kind: String, Doc: "The cipher suites up to TLS 1.2, as OpenSSL lists them.", Example: `"HIGH:!aNULL:!MD5"`, Becomes: "Apache: `SSLCipherSuite`. nginx: `ssl_ciphers`"},
		{Name: "http2", Kind: Bool, Default: "false", Doc: "Whether HTTP/2 is spoken.", Example: "true", Becomes: "Apache: `Protocols h2 http/1.1` (2.4.17). nginx: `listen … http2` (1.9.5), `http2 on` (1.25.1)"},
		{Name: "hsts", Kind: Duration, Unit: "s", Doc: "How long browsers must come back over TLS only.", Example: `"8760h"`, Becomes: "`Strict-Transport-Security: max-age=`"},
		{Name: "redirect_http", Kind: Bool, Default: "false", Doc: "Whether port 80 answers with a redirect to https.", Example: "true", Becomes: "A second `<VirtualHost>` or `server` on port 80"},
	},
}

var rotateAttr = AttrSpec{
	Name: "rotate", Kind: Object, Doc: "Rotates the log by time.", Example: `{ every = "24h", utc_offset = "-3h" }`,
	Becomes: "Apache: a pipe through `rotatelogs`. nginx has no such thing: an error",
	new:     func() any { return new(Rotate) },
	Object: []AttrSpec{
		{Name: "every", Kind: Duration, Required: true, Unit: "s", Doc: "The time between rotations.", Example: `"24h"`},
		{Name: "utc_offset", Kind: SignedDuration, Unit: "min", Doc: "The fixed offset from UTC of the times in file names; it knows no daylight saving time.", Example: `"-3h"`},
		{Name: "local_time", Kind: Bool, Default: "false", Doc: "Whether the host's own time zone counts instead (`rotatelogs -l`).", Example: "true"},
	},
}

var accessLogSpec = &BlockSpec{
	Type:    "access_log",
	Labels:  []LabelSpec{{"path", LogPath, "the log's file; strftime conversions may stand in it where it rotates"}},
	Doc:     "A log of the requests.",
	Becomes: "Apache: `CustomLog`. nginx: `access_log`.",
	Example: `access_log "/var/log/httpd/access_log.%Y%m%d" {
  rotate = { every = "24h", local_time = true }
}`,
	new: func() any { return new(AccessLog) },
	Attrs: []AttrSpec{
		{Name: "format", Kind: Name, Default: "combined", Doc: "The nickname of a log format that the daemon's own configuration defines.", Example: `"combined"`, Becomes: "Apache: the nickname of `CustomLog`. nginx: the name of `access_log`"},
		rotateAttr,
	},
}

var errorLogSpec = &BlockSpec{
	Type:    "error_log",
	Labels:  []LabelSpec{{"path", LogPath, "the log's file"}},
	Doc:     "The log of the errors.",
	Becomes: "Apache: `ErrorLog` and `LogLevel`. nginx: `error_log`.",
	Example: `error_log "/var/log/nginx/shop.error.log" {
  level = "warn"
}`,
	new: func() any { return new(ErrorLog) },
	Attrs: []AttrSpec{
		{Name: "level", Kind: Enum, Values: []string{"debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"}, Doc: "From which level messages are logged.", Example: `"warn"`, Becomes: "Apache: `LogLevel`. nginx: the level of `error_log`"},
		rotateAttr,
	},
}

var locationSpec = &BlockSpec{
	Type:    "location",
	Labels:  []LabelSpec{{"path", URLPath, "the path; the longest that matches counts"}},
	Doc:     "What happens to the requests under a path: it is passed to a `balancer`, served from `root`, answered with a `redirect`, or excluded from a shorter path's balancer.",
	Becomes: "Apache: `ProxyPass` and `ProxyPassReverse`, the longest path first, or `Alias`, `Redirect`. nginx: `location` with `proxy_pass`, `root` or `return`.",
	Example: `location "/" {
  balancer     = balancer.app
  read_timeout = "30s"
}`,
	new: func() any { return new(Location) },
	Attrs: []AttrSpec{
		{Name: "balancer", Kind: Reference, Ref: "balancer", Doc: "The pool that serves the path.", Example: "balancer.app", Becomes: "Apache: `ProxyPass`, `ProxyPassReverse`. nginx: `proxy_pass`"},
		{Name: "backend_path", Kind: URLPath, Computed: "the location's path", Doc: "The path at the back end, where it differs; both end in `/` or neither.", Example: `"/app/"`, Becomes: "The path of `ProxyPass` and `proxy_pass`"},
		{Name: "root", Kind: Path, Doc: "The directory to serve files from.", Example: `"/var/www/static"`, Becomes: "Apache: `Alias` and `<Directory>`. nginx: `alias`"},
		{Name: "redirect", Kind: URL, Doc: "The URL to send the client to.", Example: `"https://www.example.net/"`, Becomes: "Apache: `Redirect`. nginx: `return`"},
		{Name: "redirect_status", Kind: Int, Min: 301, Max: 308, Default: "302", Doc: "The status of the redirect.", Example: "301"},
		{Name: "exclude", Kind: Bool, Default: "false", Doc: "Whether the path is kept from the balancer of a shorter one.", Example: "true", Becomes: "Apache: `ProxyPass path !`. nginx: a `location` without `proxy_pass`"},
		{Name: "preserve_host", Kind: Bool, Default: "true", Doc: "Whether the back ends get the client's Host header.", Example: "false", Becomes: "Apache: `ProxyPreserveHost`. nginx: `proxy_set_header Host`"},
		{Name: "forwarded_proto", Kind: Bool, Default: "true", Doc: "Whether the back ends learn the client's scheme.", Example: "false", Becomes: "Apache: `RequestHeader set X-Forwarded-Proto`. nginx: `proxy_set_header X-Forwarded-Proto`"},
		{Name: "forwarded_for", Kind: Bool, Default: "true", Doc: "Whether the back ends learn the client's address.", Example: "false", Becomes: "Apache: always sent; false unsets it. nginx: `proxy_set_header X-Forwarded-For`"},
		{Name: "websocket", Kind: Bool, Default: "false", Doc: "Whether WebSocket connections pass.", Example: "true", Becomes: "Apache: `upgrade=websocket` (2.4.47) or mod_proxy_wstunnel (2.4.5). nginx: the `Upgrade` and `Connection` headers (1.3.13)"},
		{Name: "buffering", Kind: Bool, Default: "true", Doc: "Whether the daemon takes the whole answer off the back end before the client has read it.", Example: "false", Becomes: "nginx: `proxy_buffering`. Apache: false is `flushpackets=on`"},
		{Name: "connect_timeout", Kind: Duration, Unit: "s", Doc: "How long to wait for a connection to a back end.", Example: `"3s"`, Becomes: "Apache: `connectiontimeout=`. nginx: `proxy_connect_timeout`"},
		{Name: "send_timeout", Kind: Duration, Unit: "s", Doc: "How long a back end may take to read on.", Example: `"30s"`, Becomes: "nginx: `proxy_send_timeout`"},
		{Name: "read_timeout", Kind: Duration, Unit: "s", Doc: "How long a back end may be silent.", Example: `"30s"`, Becomes: "Apache: `timeout=` of the members. nginx: `proxy_read_timeout`"},
		{Name: "next_upstream", Kind: Enum, Values: []string{"error", "timeout", "invalid_header", "http_500", "http_502", "http_503", "http_504", "http_403", "http_404", "http_429", "non_idempotent", "off"}, List: true, Computed: "`error timeout http_502 http_503`", Doc: "What makes nginx try the next member.", Example: `["error", "timeout"]`, Becomes: "nginx: `proxy_next_upstream`"},
		{Name: "next_upstream_tries", Kind: Int, Min: 0, Max: 100, Doc: "How many members are tried.", Example: "2", Becomes: "nginx: `proxy_next_upstream_tries` (1.7.5)"},
		{Name: "next_upstream_timeout", Kind: Duration, Unit: "s", Doc: "How long members are tried.", Example: `"10s"`, Becomes: "nginx: `proxy_next_upstream_timeout` (1.7.5)"},
		{Name: "request_headers", Kind: Map, Doc: "Header fields to set for the back end; an empty value removes the field. The daemon's variables may stand in values: `$name` of nginx, `%{…}` of Apache (`%%{` in HCL).", Example: `{ X-Client-Port = "$remote_port" }`, Becomes: "Apache: `RequestHeader`. nginx: `proxy_set_header`"},
		{Name: "response_headers", Kind: Map, Doc: "Header fields to set in the answer.", Example: `{ X-Frame-Options = "DENY" }`, Becomes: "Apache: `Header`. nginx: `add_header`"},
		{Name: "allow", Kind: CIDR, List: true, Computed: "everybody", Doc: "The networks that may ask.", Example: `["10.0.0.0/8"]`, Becomes: "Apache: `Require ip`, on 2.2 `Order`, `Deny`, `Allow`. nginx: `allow`, `deny all`"},
	},
}

var balancerManagerSpec = &BlockSpec{
	Type:    "balancer_manager",
	Single:  true,
	Doc:     "Apache's page to watch and change the balancers, for those who are allowed.",
	Becomes: "Apache: `SetHandler balancer-manager` behind a restriction, and `ProxyPass path !` before all else.",
	Example: `balancer_manager {
  allow = ["10.10.0.0/16"]
}`,
	new: func() any { return new(BalancerManager) },
	Attrs: []AttrSpec{
		{Name: "path", Kind: URLPath, Default: "/balancer-manager", Doc: "Where it is.", Example: `"/balancer-manager"`},
		{Name: "allow", Kind: CIDR, List: true, Required: true, Doc: "The networks that may use it.", Example: `["10.10.0.0/16"]`, Becomes: "Apache: `Require ip`, on 2.2 `Order`, `Deny`, `Allow`"},
	},
}
