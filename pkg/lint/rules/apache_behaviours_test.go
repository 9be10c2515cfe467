package rules

import (
	"fmt"
	"strings"
	"time"

	"github.com/everlinux/hagen/pkg/lint"
)

// apacheBehaviours are the claims of the rules that httpd 2.4 can show with one
// request or a few. Not here are what the daemon refuses (daemon.txt has that),
// what other releases do, and what takes load or many minutes.
var apacheBehaviours = []*behaviour{
	{
		rule: "apache-access-compat", claim: "the old lines work while their module is there",
		bad:   "<Location /private>\n    Order allow,deny\n    Deny from all\n</Location>\n",
		good:  "<Location /private>\n    Require all denied\n</Location>\n",
		probe: status("/private", "To: 10081"), sees: "403", then: "403",
	},
	{
		rule: "apache-alias-address", claim: "a request by the address finds another site",
		bad:    firstSite + named("ServerName shop.example.net\n    ServerAlias 198.51.100.34") + open,
		good:   firstSite + named("ServerName shop.example.net\n    ServerAlias 198.51.110.24") + open,
		beside: []lint.Source{on("edge1", "/etc/nginx/conf.d/shop.conf", "server {\n    listen 198.51.110.24:80;\n    server_name shop.example.net;\n}\n")},
		files:  sites, probe: body("/", "Host: 198.51.110.24"), sees: "first", then: "shop",
	},
	{
		rule: "apache-balancer-duplicate-member", claim: "one member: no more requests go there",
		probe: times(6, saw("back end", "/")), sees: "3 x 1, 3 x 2",
	},
	{
		rule: "apache-balancer-no-slash", claim: "500 for every path but /",
		probe: all(status("/a"), status("/")), sees: "500; 200", then: "200; 200",
	},
	{
		rule: "apache-balancer-only-spare", claim: "503 where all are switched off",
		bad:   pass(strings.ReplaceAll(twoMembers, ":8080", ":8080 status=+D"), "balancer://app/"),
		good:  pass(strings.Replace(twoMembers, ":8080", ":8080 status=+D", 1), "balancer://app/"),
		probe: saw("back end", "/"), sees: "status 503", then: "2",
	},
	{
		rule: "apache-balancer-only-spare", claim: "the spare ones get every request",
		bad:   pass(strings.ReplaceAll(twoMembers, ":8080", ":8080 status=+H"), "balancer://app/"),
		good:  pass(strings.Replace(twoMembers, ":8080", ":8080 status=+H", 1), "balancer://app/"),
		probe: times(4, saw("back end", "/")), sees: "2 x 1, 2 x 2", then: "4 x 2",
	},
	{
		rule: "apache-balancer-single-member", claim: "503, and until retry= is over no second try",
		bad:   pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.9:8080\n    </Proxy>\n", "balancer://app/"),
		probe: times(2, status("/")), sees: "2 x 503",
	},
	{
		rule: "apache-balancer-undefined", claim: "503 for every request",
		probe: all(status("/"), logged("tmp/error.log", "AH01171")), sees: "503; logged",
	},
	{
		rule: "apache-balancer-no-health-check", claim: "a member that answers 503 gets its share",
		bad:   pass(twoMembers, "balancer://app/"),
		good:  pass(strings.Replace(twoMembers, "    </Proxy>", "        ProxySet failonstatus=503\n    </Proxy>", 1), "balancer://app/"),
		probe: times(4, status("/", "X-Fail: 1")), sees: "2 x 503, 2 x 200", then: "1 x 503, 3 x 200",
	},
	{
		rule: "apache-balancer-unused", claim: "httpd keeps it, with its members",
		bad:   full(balancerModules + pass(twoMembers+strings.ReplaceAll(twoMembers, "//app", "//old")+managerPage, "balancer://app/")),
		good:  full(balancerModules + pass(twoMembers+managerPage, "balancer://app/")),
		probe: contains("balancer://old", body("/balancer-manager")), sees: "true", then: "false",
	},
	{
		rule: "apache-comment-continued", claim: "the next directive is gone",
		bad:   "# logs are kept in C:\\logs\\\nHeader always set X-A 1\n",
		good:  "# logs are kept in C:\\logs\nHeader always set X-A 1\n",
		probe: field("X-A", "/", "To: 10081"), sees: "none", then: "1",
	},
	{
		rule: "apache-flag-arguments", claim: "what follows the flag has no effect",
		bad:   pass("    ProxyPreserveHost On for other.example.net\n", "http://10.0.0.1:8080/"),
		good:  pass("    ProxyPreserveHost On\n", "http://10.0.0.1:8080/"),
		probe: saw("Host", "/", "Host: shop.example.net"), sees: "shop.example.net", then: "shop.example.net",
	},
	{
		rule: "apache-forwarded-proto", claim: "the back end does not learn of TLS",
		probe: saw("X-Forwarded-Proto", "/", "To: 10443"), sees: "none", then: "https",
	},
	{
		rule: "apache-forwarded-proto-plain", claim: "none, or the one that the client sent",
		probe: all(saw("X-Forwarded-Proto", "/"), saw("X-Forwarded-Proto", "/", "X-Forwarded-Proto: https")), sees: "none; https", then: "http; http",
	},
	{
		rule: "apache-handler-exposed", claim: "200 to anyone",
		bad:   "<Location /server-status>\n    SetHandler server-status\n</Location>\n",
		good:  "<Location /server-status>\n    SetHandler server-status\n    Require ip 192.0.2.0/24\n</Location>\n",
		probe: status("/server-status", "To: 10081", "From: 127.0.5.6"), sees: "200", then: "403",
	},
	{
		rule: "apache-handler-proxied", claim: "the back end is asked for the page",
		bad:   pass(twoMembers+statusPage, "balancer://app/"),
		good:  pass(twoMembers+statusPage+"    ProxyPass /server-status !\n", "balancer://app/"),
		probe: saw("request", "/server-status"), sees: "GET /server-status HTTP/1.1", then: "status 200",
	},
	{
		rule: "apache-inline-comment", claim: "its words are names of the virtual host",
		bad:   firstSite + "<VirtualHost *:80>\n    ServerName shop.example.net\n    ServerAlias www.shop.example.net # the old name\n    DocumentRoot /srv/shop\n</VirtualHost>\n" + open,
		good:  firstSite + "<VirtualHost *:80>\n    ServerName shop.example.net\n    ServerAlias www.shop.example.net\n    DocumentRoot /srv/shop\n</VirtualHost>\n" + open,
		files: sites, probe: body("/", "Host: old"), sees: "shop", then: "first",
	},
	{
		rule: "apache-listen-overlap", claim: "the start fails where the test says nothing",
		bad:   "listen 10083\nlisten 127.0.0.1:10083\n", // in small letters they stay where they are
		good:  "listen 127.0.0.1:10083\n",
		probe: startError, sees: "AH00015 AH00072", then: "starts",
	},
	{
		rule: "apache-log-nickname", claim: "each line of the log is the word",
		bad: full("CustomLog logs/access_log comon"), good: full("CustomLog logs/access_log common"),
		probe: func(s *site) string {
			after(status("/"), logged("etc/httpd/logs/access_log", "\n"))(s)
			text, _, _ := strings.Cut(s.read("etc/httpd/logs/access_log"), " ")
			return fmt.Sprintf("%q", text)
		},
		sees: `"comon\n"`, then: `"127.0.0.1"`,
	},
	{
		rule: "apache-member-dns", claim: "the name is asked for once",
		bad: pass("    <Proxy balancer://app>\n        BalancerMember http://a.app.example.net:8080\n    </Proxy>\n", "balancer://app/"),
		probe: func(s *site) string {
			before := s.saw("back end", "/")
			s.write("nss/hosts", s.b.local("10.0.0.8 a.app.example.net\n", s.address))
			return before + ", after the move " + s.saw("back end", "/")
		},
		sees: "7, after the move 7",
	},
	{
		rule: "apache-member-duplicate-route", claim: "all sessions of the route go to the first",
		bad:   pass(routed("a", "a"), "balancer://app/ stickysession=ROUTEID"),
		good:  pass(routed("a", "b"), "balancer://app/ stickysession=ROUTEID"),
		probe: times(4, saw("back end", "/", "Cookie: ROUTEID=s.a")), sees: "4 x 1", then: "4 x 1",
	},
	{
		rule: "apache-member-is-self", claim: "the request goes round until it is refused",
		bad:   strings.Replace("LimitRequestFieldSize 300\n"+pass("    ServerAlias SELF\n    <Proxy balancer://app>\n        BalancerMember http://SELF:10080\n    </Proxy>\n", "balancer://app/"), "*:80", "*:10080", 1),
		probe: status("/"), sees: "400",
	},
	{
		rule: "apache-member-path", claim: "the member's path before that of every request, and in redirects",
		bad:   pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080/shop\n    </Proxy>\n", "balancer://app/"),
		probe: saw("request", "/a"), sees: "GET /shop/a HTTP/1.1",
	},
	{
		rule: "apache-member-ping", claim: "only a request with a body asks first",
		bad:   pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080 ping=10\n    </Proxy>\n", "balancer://app/"),
		good:  pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080\n    </Proxy>\n", "balancer://app/"),
		probe: all(saw("Expect", "/"), saw("Expect", "POST /", "Content-Length: 1")), sees: "none; 100-Continue", then: "none; none",
	},
	{
		rule: "apache-member-trailing-slash", claim: "two slashes",
		bad:   pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080/\n    </Proxy>\n", "balancer://app/"),
		good:  pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080\n    </Proxy>\n", "balancer://app/"),
		probe: saw("request", "/a/b"), sees: "GET //a/b HTTP/1.1", then: "GET /a/b HTTP/1.1",
	},
	{
		rule: "apache-member-unknown-host", claim: "the requests that go there fail, or take another turn",
		bad:    pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.1:8080\n        BalancerMember http://10.0.0.3:8080\n    </Proxy>\n", "balancer://app/"),
		good:   pass(twoMembers, "balancer://app/"),
		beside: interfaceFiles("web1", "10.0.0.1", "web2", "10.0.0.2"),
		probe:  all(times(4, saw("back end", "/")), logged("tmp/error.log", "AH01114")), sees: "4 x 1; logged", then: "2 x 1, 2 x 2; not logged",
	},
	{
		rule: "apache-module-missing", claim: "the start fails without slotmem_shm",
		probe: startError, sees: "AH00020 AH01177",
	},
	{
		rule: "apache-open-proxy", claim: "any URL for any client",
		bad: "ProxyRequests On\n", good: "ProxyRequests Off\n",
		probe: func(s *site) string {
			text := raw("GET http://10.0.0.8:8080/x HTTP/1.1\r\nHost: 10.0.0.8:8080\r\nConnection: close\r\n\r\n", "10081")(s)
			return fmt.Sprint("passed on: ", strings.Contains(text, "request: GET /x "))
		},
		sees: "passed on: true", then: "passed on: false",
	},
	{
		rule: "apache-order-require", claim: "both decide",
		bad:   "<Location /private>\n    Order deny,allow\n    Deny from all\n    Require all granted\n</Location>\n",
		good:  "<Location /private>\n    Require all granted\n</Location>\n",
		probe: status("/private", "To: 10081"), sees: "403", then: "404",
	},
	{
		rule: "apache-parameter-unit", claim: "one second, not one minute",
		bad:   pass("", "http://10.0.0.1:8080/ timeout=1m"),
		good:  pass("", "http://10.0.0.1:8080/ timeout=60"),
		probe: status("/slow"), sees: "502", then: "200",
	},
	{
		rule: "apache-piped-log-shell", claim: "the program gets the > as an argument",
		bad:   full(`CustomLog "|/bin/echo x >> /var/log/echoed" common`),
		probe: after(status("/"), logged("var/log/echoed", "x")), sees: "not logged",
	},
	{
		rule: "apache-proxy-host-not-preserved", claim: "the Host that arrives",
		probe: saw("Host", "/", "Host: shop.example.net"), sees: "10.0.0.1:8080", then: "shop.example.net",
	},
	{
		rule: "apache-proxy-loop", claim: "the request goes round until the header is too large",
		bad: `LimitRequestFieldSize 300
Listen SELF:10080
<VirtualHost SELF:10080>
    ServerName shop.example.net
    ProxyPreserveHost On
    ProxyPass /v1 http://SELF:10080/v1
</VirtualHost>
`,
		probe: status("/v1"), sees: "400",
	},
	{
		rule: "apache-proxy-timeout", claim: "a member that hangs holds the client",
		bad:   pass(twoMembers, "balancer://app/"),
		good:  pass(twoMembers+"    ProxyTimeout 1\n", "balancer://app/"),
		probe: status("/slow"), sees: "200", then: "502",
	},
	{
		rule: "apache-proxypass-everything", claim: "the back end is asked for what is httpd's own",
		bad:   pass("", "http://10.0.0.1:8080/"),
		good:  pass("    ProxyPass /.well-known/acme-challenge !\n", "http://10.0.0.1:8080/"),
		probe: saw("request", "/.well-known/acme-challenge/x"), sees: "GET /.well-known/acme-challenge/x HTTP/1.1", then: "status 404",
	},
	{
		rule: "apache-proxypass-hides", claim: "the back end is asked for the Alias and the Redirect",
		bad:  pass("    Alias /static /srv/first\n    Redirect /old http://www.example.net/\n", "http://10.0.0.1:8080/") + open,
		good: pass("    Alias /static /srv/first\n    Redirect /old http://www.example.net/\n    ProxyPass /static !\n    ProxyPass /old !\n", "http://10.0.0.1:8080/") + open, files: sites,
		probe: all(saw("request", "/static/index.html"), saw("request", "/old")),
		sees:  "GET /static/index.html HTTP/1.1; GET /old HTTP/1.1", then: "status 200; status 302",
	},
	{
		rule: "apache-proxypass-hides", claim: "wherever the ProxyPass stands, in a <Location> too",
		bad: "<VirtualHost *:80>\n    ServerName shop.example.net\n    <Location />\n        ProxyPass http://10.0.0.1:8080/\n    </Location>\n" +
			"    Alias /static /srv/first\n</VirtualHost>\n" + open,
		good: "<VirtualHost *:80>\n    ServerName shop.example.net\n    <Location />\n        ProxyPass http://10.0.0.1:8080/\n    </Location>\n" +
			"    <Location /static>\n        ProxyPass !\n    </Location>\n    Alias /static /srv/first\n</VirtualHost>\n" + open,
		files: sites, probe: saw("request", "/static/index.html"), sees: "GET /static/index.html HTTP/1.1", then: "status 200",
	},
	{
		rule: "apache-proxypass-hides", claim: "the page for the back end's failure is the back end's",
		bad:   pass("    DocumentRoot /srv/first\n    ErrorDocument 503 /index.html\n", "http://10.0.0.9:8080/") + open,
		good:  pass("    DocumentRoot /srv/first\n    ErrorDocument 503 /index.html\n    ProxyPass /index.html !\n", "http://10.0.0.9:8080/") + open,
		files: sites, probe: contains("first", body("/a")), sees: "false", then: "true",
	},
	{
		rule: "apache-proxypass-order", claim: "the exclusion has no effect",
		probe: saw("request", "/static/x"), sees: "GET /static/x HTTP/1.1", then: "status 404",
	},
	{
		rule: "apache-proxypass-slash", claim: "the path that arrives",
		probe: all(saw("request", "/app/x"), saw("request", "/shop/x")), sees: "GET //x HTTP/1.1; GET /shopx HTTP/1.1",
	},
	{
		rule: "apache-proxypassreverse-balancer", claim: "the redirect is not mapped",
		bad:   pass(twoMembers, "balancer://app/", "balancer://shop/"),
		good:  pass(twoMembers, "balancer://app/", "balancer://app/"),
		probe: field("Location", "/moved", "Host: shop.example.net"), sees: "http://10.0.0.1:8080/there", then: "http://shop.example.net/there",
	},
	{
		rule: "apache-proxypassreverse-missing", claim: "the member's address is in Location",
		probe: field("Location", "/moved", "Host: shop.example.net"), sees: "http://10.0.0.1:8080/there", then: "http://shop.example.net/there",
	},
	{
		rule: "apache-proxypassreverse-path", claim: "the client is sent elsewhere",
		probe: field("Location", "/moved", "Host: shop.example.net"), sees: "http://shop.example.net/shop/there", then: "http://shop.example.net/there",
	},
	{
		rule: "apache-proxypassreverse-path", claim: "a shorter path that differs from its target in the same maps the redirect",
		bad:   mapped("ProxyPass /app/ http://10.0.0.1:8080/app/", "ProxyPassReverse /shop/ http://10.0.0.1:8080/"),
		good:  mapped("ProxyPass /app/ http://10.0.0.1:8080/app/", "ProxyPassReverse / http://10.0.0.1:8080/"),
		probe: field("Location", "/app/moved", "Host: shop.example.net"), sees: "http://shop.example.net/shop/there", then: "http://shop.example.net/there",
	},
	{
		rule: "apache-proxypassreverse-path", claim: "and elsewhere again where the member ends in a slash",
		bad: `<VirtualHost *:80>
    ServerName shop.example.net
    <Proxy balancer://app>
        BalancerMember http://10.0.0.1:8080/
    </Proxy>
    ProxyPass / balancer://app/
    ProxyPassReverse /oii balancer://app/
</VirtualHost>
`,
		probe: field("Location", "/moved", "Host: shop.example.net"), sees: "http://shop.example.net/oiithere",
	},
	{
		rule: "apache-redirect-loop", claim: "the URL of the redirect is redirected to itself",
		bad:   ownPort("ServerName first.example.net\n    ServerAlias www.example.net\n    Redirect / http://first.example.net:10080/"),
		good:  ownPort("ServerName www.example.net\n    Redirect / http://first.example.net:10080/") + ownPort("ServerName first.example.net"),
		probe: all(field("Location", "/a", "Host: www.example.net"), field("Location", "/a", "Host: first.example.net:10080")),
		sees:  "http://first.example.net:10080/a; http://first.example.net:10080/a", then: "http://first.example.net:10080/a; none",
	},
	{
		rule: "apache-remoteip-missing", claim: "the load balancer is the client",
		bad:  full("CustomLog logs/access_log common"),
		good: full("LoadModule remoteip_module modules/mod_remoteip.so\nRemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 127.0.0.0/8\nCustomLog logs/access_log \"%a %r\""),
		beside: append(interfaceFiles("lb1", "10.0.0.5"),
			on("edge1", "/etc/httpd/conf.d/shop.conf", pass("    <Proxy balancer://app>\n        BalancerMember http://10.0.0.5:8080\n    </Proxy>\n", "balancer://app/"))),
		probe: after(through(status("/", "From: 10.0.0.4")), firstLogged("etc/httpd/logs/access_log")), sees: "127.0.0.1", then: "10.0.0.4",
	},
	{
		rule: "apache-remoteip-trust", claim: "a client chooses its address",
		bad:   "RemoteIPHeader X-Forwarded-For\n" + memberPage,
		good:  "RemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 192.0.2.1\n" + memberPage,
		probe: status("/members", "To: 10081", "X-Forwarded-For: 203.0.113.9"), sees: "404", then: "403",
	},
	{
		rule: "apache-rotatelogs-arguments", claim: "no log is written",
		bad:   full(`CustomLog "|/usr/bin/rotatelogs -L /var/log/httpd/current /var/log/httpd/access.%Y daily" common`),
		good:  full(`CustomLog "|/usr/bin/rotatelogs -L /var/log/httpd/current /var/log/httpd/access.%Y 86400" common`),
		probe: after(status("/"), logged("var/log/httpd/current", "GET / ")), sees: "not logged", then: "logged",
	},
	{
		rule: "apache-rotatelogs-offset", claim: "an hour late where summer time is in force",
		bad:   full(`CustomLog "|/usr/bin/rotatelogs -L /var/log/httpd/current /var/log/httpd/access.%Y%m%d%H 3600 180" common`),
		good:  full(`CustomLog "|/usr/bin/rotatelogs -L /var/log/httpd/current -l /var/log/httpd/access.%Y%m%d%H 3600" common`),
		env:   []string{"TZ=XST-3XDT-4,0/0,365/25"}, // always summer
		probe: after(status("/"), hoursBehind("var/log/httpd/access.*", time.FixedZone("XDT", 4*60*60))), sees: "1", then: "0",
	},
	{
		rule: "apache-rotatelogs-path", claim: "the start fails",
		bad:   full(`CustomLog "|/usr/sbin/rotatelogs -l /var/log/httpd/access_log.%Y%m%d 86400" common`),
		probe: startError, sees: "AH00015 AH00104",
	},
	{
		rule: "apache-route-no-sticky", claim: "no session is looked at",
		bad:   pass(routed("a", "b"), "balancer://app/"),
		good:  pass(routed("a", "b"), "balancer://app/ stickysession=ROUTEID"),
		probe: times(4, saw("back end", "/", "Cookie: ROUTEID=s.b")), sees: "2 x 1, 2 x 2", then: "4 x 2",
	},
	{
		rule: "apache-server-tokens", claim: "the release in the Server field",
		bad: "ServerTokens Full\n", good: "ServerTokens Prod\n",
		probe: func(s *site) string {
			name, release, _ := strings.Cut(field("Server", "/", "To: 10081")(s), "/")
			return fmt.Sprintf("%s, release told: %t", name, release != "")
		},
		sees: "Apache, release told: true", then: "Apache, release told: false",
	},
	{
		rule: "apache-ssl-no-proxyengine", claim: "500 for every request",
		bad:   pass("", "https://10.0.0.1:8443/"),
		good:  pass("    SSLProxyEngine On\n    SSLProxyCheckPeerName Off\n    SSLProxyCheckPeerExpire Off\n", "https://10.0.0.1:8443/"),
		probe: status("/"), sees: "500", then: "200",
	},
	{
		rule: "apache-ssl-proxy-verify", claim: "a certificate of any authority is taken",
		bad:   pass("    SSLProxyEngine On\n", "https://api.example.net:8443/"),
		good:  pass("    SSLProxyEngine On\n    SSLProxyVerify require\n    SSLProxyCACertificateFile /etc/pki/another.authority\n", "https://api.example.net:8443/"),
		files: map[string]string{"etc/pki/another.authority": newCertificate()},
		probe: status("/"), sees: "200", then: "500",
	},
	{
		rule: "apache-sticky-cookie", claim: "the session does not stay at its member",
		bad:   stickyCookie("ROUTEID=%{BALANCER_WORKER_ROUTE}e"),
		good:  stickyCookie("ROUTEID=.%{BALANCER_WORKER_ROUTE}e"),
		probe: withCookie(times(4, saw("back end", "/"))), sees: "2 x 2, 2 x 1", then: "4 x 1",
	},
	{
		rule: "apache-sticky-cookie", claim: "nor with another dot before",
		bad:   stickyCookie("ROUTEID=lb.example.%{BALANCER_WORKER_ROUTE}e"),
		good:  stickyCookie("ROUTEID=lb.%{BALANCER_WORKER_ROUTE}e"),
		probe: withCookie(times(4, saw("back end", "/"))), sees: "2 x 2, 2 x 1", then: "4 x 1",
	},
	{
		rule: "apache-sticky-cookie", claim: "nor in another cookie",
		bad:   stickyCookie("ROUTE=.%{BALANCER_WORKER_ROUTE}e"),
		good:  stickyCookie("ROUTEID=.%{BALANCER_WORKER_ROUTE}e"),
		probe: withCookie(times(4, saw("back end", "/"))), sees: "2 x 2, 2 x 1", then: "4 x 1",
	},
	{
		rule: "apache-sticky-no-route", claim: "the sessions of the member without a route are not its own",
		bad:   pass(routed("a", ""), "balancer://app/ stickysession=ROUTEID"),
		good:  pass(routed("a", "b"), "balancer://app/ stickysession=ROUTEID"),
		probe: times(4, saw("back end", "/", "Cookie: ROUTEID=s.b")), sees: "2 x 1, 2 x 2", then: "4 x 2",
	},
	{
		rule: "apache-tls-chain-file", claim: "one file does what both did",
		bad:   tlsSite("SSLCertificateFile /etc/pki/site\n    SSLCertificateKeyFile /etc/pki/site\n    SSLCertificateChainFile /etc/pki/chain"),
		good:  tlsSite("SSLCertificateFile /etc/pki/whole\n    SSLCertificateKeyFile /etc/pki/whole"),
		files: splitCertificate(),
		probe: certificates, sees: "2", then: "2",
	},
	{
		rule: "apache-tls-certificate-missing", claim: "the start fails, though another site of the address has one",
		bad:   full("LoadModule ssl_module modules/mod_ssl.so\nLoadModule socache_shmcb_module modules/mod_socache_shmcb.so\nSSLSessionCache shmcb:/run/ssl\nListen 443\n" + tlsSite(siteCertificate) + tlsSite("")),
		good:  full("LoadModule ssl_module modules/mod_ssl.so\nLoadModule socache_shmcb_module modules/mod_socache_shmcb.so\nSSLSessionCache shmcb:/run/ssl\nListen 443\n" + tlsSite(siteCertificate) + tlsSite(siteCertificate)),
		probe: contains("AH02572", startError), sees: "true", then: "false",
	},
	{
		rule: "apache-tls-engine-missing", claim: "plain HTTP is spoken",
		bad:   strings.Replace(tlsSite(siteCertificate), "    SSLEngine on\n", "", 1),
		good:  tlsSite(siteCertificate),
		probe: certificates, sees: "no answer: first record does not look like a TLS handshake", then: "2",
	},
	{
		rule: "apache-tls-first-plain", claim: "no site of the address speaks TLS",
		bad:   "Listen 443\n" + strings.ReplaceAll(firstSite, "*:80", "*:443") + tlsSite(siteCertificate),
		good:  "Listen 443\n" + tlsSite(siteCertificate) + strings.ReplaceAll(firstSite, "*:80", "*:443"),
		probe: certificates, sees: "no answer: first record does not look like a TLS handshake", then: "2",
	},
	{
		rule: "apache-tls-protocol", claim: "TLS 1.0 is spoken",
		bad: apacheTLS("-all +TLSv1 +TLSv1.1 +TLSv1.2"), good: apacheTLS("-all +TLSv1.2 +TLSv1.3"),
		probe: speaksTLS10, sees: "TLS 1.0", then: "refused",
	},
	{
		rule: "apache-vhost-default", claim: "the first site answers for every name",
		bad:   "Listen 80\n<VirtualHost *:80>\n    ServerName first.example.net\n    DocumentRoot /srv/first\n</VirtualHost>\n" + secondSite + open,
		good:  "Listen 80\n<VirtualHost *:80>\n    ServerName default.invalid\n    Redirect 404 /\n</VirtualHost>\n" + firstSite + open,
		files: sites, probe: status("/", "Host: unknown.example.org"), sees: "200", then: "404",
	},
	{
		rule: "apache-vhost-duplicate", claim: "the second is never asked",
		bad:   firstSite + strings.ReplaceAll(firstSite, "/srv/first", "/srv/shop") + open,
		files: sites, probe: body("/", "Host: first.example.net"), sees: "first",
	},
	{
		rule: "apache-vhost-duplicate", claim: "_default_ is *",
		bad:   strings.ReplaceAll(firstSite, "*:80", "_default_:80") + strings.ReplaceAll(firstSite, "/srv/first", "/srv/shop") + open,
		files: sites, probe: body("/", "Host: first.example.net"), sees: "first",
	},
	{
		rule: "apache-vhost-name", claim: "the first virtual host answers for both names",
		bad:   firstSite + named("ServerAlias www.shop.example.net,shop.example.org") + open,
		good:  firstSite + named("ServerAlias www.shop.example.net shop.example.org") + open,
		files: sites, probe: all(body("/", "Host: www.shop.example.net"), body("/", "Host: shop.example.org")), sees: "first; first", then: "shop; shop",
	},
	{
		rule: "apache-vhost-name", claim: "a port makes another name",
		bad:   firstSite + named("ServerAlias shop.example.org:10080") + open,
		good:  firstSite + named("ServerAlias shop.example.org") + open,
		files: sites, probe: body("/", "Host: shop.example.org:10080"), sees: "first", then: "shop",
	},
	{
		rule: "apache-vhost-name", claim: "a dot at the end does, in ServerName and when it is asked for",
		bad:   firstSite + named("ServerName shop.example.org.") + open,
		good:  firstSite + named("ServerName http://shop.example.org:80") + open,
		files: sites, probe: all(body("/", "Host: shop.example.org"), body("/", "Host: shop.example.org.")), sees: "first; first", then: "shop; shop",
	},
	{
		rule: "apache-vhost-no-listen", claim: "the site is never served",
		probe: all(status("/"), status("/", "To: 8080")), sees: "404; no answer: connection refused",
	},
	{
		rule: "apache-vhost-no-servername", claim: "a redirect names the server, not the site",
		bad:   "UseCanonicalName On\n<VirtualHost *:80>\n    DocumentRoot /srv/first\n</VirtualHost>\n" + open,
		good:  "UseCanonicalName On\n" + firstSite + open,
		files: map[string]string{"srv/first/folder/index.html": ""},
		probe: field("Location", "/folder", "Host: first.example.net"), sees: "http://localhost:10080/folder/", then: "http://first.example.net/folder/",
	},
	{
		rule: "apache-vhost-shadowed", claim: "a wildcard of an earlier virtual host answers",
		bad:   wildcardSite + secondSite + open,
		good:  secondSite + wildcardSite + open,
		files: sites, probe: all(body("/", "Host: shop.example.net"), body("/", "Host: a.example.net")), sees: "first; first", then: "shop; first",
	},
	{
		rule: "apache-vhost-shadowed", claim: "an alias of an earlier one answers, whatever its case",
		bad:   strings.Replace(wildcardSite, "*.example.net", "SHOP.example.net", 1) + secondSite + open,
		good:  strings.Replace(wildcardSite, "*.example.net", "sho?p.example.net", 1) + secondSite + open,
		files: sites, probe: body("/", "Host: shop.example.net"), sees: "first", then: "shop",
	},
}

const twoMembers = `    <Proxy balancer://app>
        BalancerMember http://10.0.0.1:8080
        BalancerMember http://10.0.0.2:8080
    </Proxy>
`

const statusPage = `    <Location /server-status>
        SetHandler server-status
        Require local
    </Location>
`

const managerPage = `    <Location /balancer-manager>
        SetHandler balancer-manager
    </Location>
    ProxyPass /balancer-manager !
`

const balancerModules = `LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
LoadModule proxy_balancer_module modules/mod_proxy_balancer.so
LoadModule slotmem_shm_module modules/mod_slotmem_shm.so
LoadModule lbmethod_byrequests_module modules/mod_lbmethod_byrequests.so
`

const memberPage = `<Location /members>
    Require ip 203.0.113.0/24
</Location>
`

const firstSite = `<VirtualHost *:80>
    ServerName first.example.net
    DocumentRoot /srv/first
</VirtualHost>
`

const wildcardSite = `<VirtualHost *:80>
    ServerName first.example.net
    ServerAlias *.example.net
    DocumentRoot /srv/first
</VirtualHost>
`

const secondSite = `<VirtualHost *:80>
    ServerName shop.example.net
    DocumentRoot /srv/shop
</VirtualHost>
`

const open = `<Directory /srv>
    Require all granted
</Directory>
`

var sites = map[string]string{"srv/first/index.html": "first", "srv/shop/index.html": "shop"}

// named is the second site, by other names.
func named(line string) string {
	return strings.Replace(secondSite, "ServerName shop.example.net", line, 1)
}

// pass is a virtual host that passes everything to a target, and maps redirects
// by another where one is given.
func pass(lines, target string, reverse ...string) string {
	text := "<VirtualHost *:80>\n    ServerName shop.example.net\n" + lines + "    ProxyPass / " + target + "\n"
	for _, r := range reverse {
		text += "    ProxyPassReverse / " + r + "\n"
	}
	return text + "</VirtualHost>\n"
}

// stickyCookie is a balancer with sticky sessions, and a cookie that is set for them.
func stickyCookie(cookie string) string {
	return pass(routed("a", "b")+"    Header add Set-Cookie \""+cookie+"; path=/\" env=BALANCER_ROUTE_CHANGED\n", "balancer://app/ stickysession=ROUTEID")
}

// on is a file of another host.
func on(host, path, text string) lint.Source {
	return lint.Source{Name: host + path, Host: host, Path: path, Src: []byte(text)}
}

// mapped is a virtual host that passes one path on, and maps redirects by another.
func mapped(lines ...string) string {
	return "<VirtualHost *:80>\n    ServerName shop.example.net\n    " + strings.Join(lines, "\n    ") + "\n</VirtualHost>\n"
}

// routed are two members, each with its route.
func routed(first, second string) string {
	text := "    <Proxy balancer://app>\n"
	for i, route := range []string{first, second} {
		text += fmt.Sprintf("        BalancerMember http://10.0.0.%d:8080", i+1)
		if route != "" {
			text += " route=" + route
		}
		text += "\n"
	}
	return text + "    </Proxy>\n"
}

// full is a whole configuration, around a line.
func full(line string) string {
	return `ServerRoot /etc/httpd
ServerName lb.example.net
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule log_config_module modules/mod_log_config.so
Listen 80
LogFormat "%h %l %u %t \"%r\" %>s %b" common
` + line + "\n"
}

// splitCertificate is a site's certificate and key in a file, those above it in
// another, and all in a third.
func splitCertificate() map[string]string {
	parts := strings.SplitAfter(certificate(), "-----\n") // each begins and ends so
	own, above, key := parts[0]+parts[1], parts[2]+parts[3], parts[4]+parts[5]
	return map[string]string{"etc/pki/site": own + key, "etc/pki/chain": above, "etc/pki/whole": own + above + key}
}

const siteCertificate = "SSLCertificateFile /etc/pki/tls/certs/www.pem\n    SSLCertificateKeyFile /etc/pki/tls/private/www.key"

// ownPort is a virtual host on the port that it has in the test.
func ownPort(lines string) string {
	return "<VirtualHost *:10080>\n    " + lines + "\n</VirtualHost>\n"
}

func tlsSite(lines string) string {
	return "<VirtualHost *:443>\n    ServerName www.example.net\n    SSLEngine on\n    " + lines + "\n</VirtualHost>\n"
}

func apacheTLS(protocols string) string {
	return `SSLProtocol ` + protocols + `
SSLCipherSuite HIGH:!aNULL:@SECLEVEL=0
<VirtualHost *:443>
    ServerName www.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/www.pem
    SSLCertificateKeyFile /etc/pki/tls/private/www.key
</VirtualHost>
`
}
