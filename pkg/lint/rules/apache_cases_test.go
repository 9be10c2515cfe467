package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// apacheCases are what administrators write, with all that the rules find in it:
// "line rule", nothing where it is right.
var apacheCases = []struct {
	name     string
	platform string
	path     string // "" for a fragment
	text     string
	finds    []string
}{
	{
		name: "a module of somebody else puts letters of its own before httpd's names",
		text: `<IfModule jk_module>
    JkWorkersFile /etc/tomcat/workers.properties
    JkLogLevel info
    JkWatchdogInterval 60
    LogLevels info
</IfModule>
<IfModule mod_ssl.c>
    SSLEngin on
</IfModule>
LogLevl info
`,
		finds: []string{"8 apache-directive-unknown", "10 apache-directive-unknown"},
	},
	{
		name: "members on the host itself, and a single one, keep nobody from another",
		text: `<VirtualHost *:80>
    ServerName shop.example.net
    <Proxy balancer://app>
        BalancerMember http://127.0.0.1:8081
        BalancerMember http://127.0.0.1:8082
    </Proxy>
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto http
    ProxyPass /assets !
    ProxyPass / balancer://app/
    ProxyPassReverse / balancer://app/
</VirtualHost>
`,
	},
	{
		name: "behind something that ends TLS the scheme is not httpd's to tell",
		text: `<VirtualHost *:80>
    ServerName shop.example.net
    SetEnvIf X-Forwarded-Proto https HTTPS=on
    ProxyPreserveHost On
    ProxyPass /assets !
    ProxyPass / http://10.0.0.1:8080/
    ProxyPassReverse / http://10.0.0.1:8080/
</VirtualHost>

<VirtualHost *:80>
    ServerName news.example.net
    RewriteEngine On
    RewriteCond %{HTTP:X-Forwarded-Proto} !https
    RewriteRule ^ https://news.example.net%{REQUEST_URI} [R=301,L]
    ProxyPreserveHost On
    ProxyPass /assets !
    ProxyPass / http://10.0.0.1:8081/
    ProxyPassReverse / http://10.0.0.1:8081/
</VirtualHost>
`,
	},
	{
		name: "for a local cache in front",
		text: `<VirtualHost 127.0.0.1:8080>
    ServerName shop.example.net
    ProxyPreserveHost On
    ProxyPass / http://10.0.0.1:8080/
    ProxyPassReverse / http://10.0.0.1:8080/
</VirtualHost>
`,
	},
	{
		name: "a default that is one by its file, or its address",
		path: "/etc/apache2/sites-enabled/000-default.conf",
		text: `NameVirtualHost *:80
<VirtualHost *:80>
    ServerName web1.example.net
    DocumentRoot /var/www/html
</VirtualHost>
`,
	},
	{
		name: "the first of two sites",
		text: `Listen 80
<VirtualHost *:80>
    ServerName shop.example.net
    DocumentRoot /srv/shop
</VirtualHost>
<VirtualHost *:80>
    ServerName news.example.net
    DocumentRoot /srv/news
</VirtualHost>
`,
		finds: []string{"2 apache-vhost-default"},
	},
	{
		name:     "answers that the balancer counts by a ProxyPass",
		platform: "rhel9",
		text: `<Proxy balancer://app>
    BalancerMember http://10.0.0.1:8080
    BalancerMember http://10.0.0.2:8080
</Proxy>
ProxyTimeout 10
<VirtualHost *:80>
    ServerName shop.example.net
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto http
    ProxyPass /assets !
    ProxyPass / balancer://app/ failonstatus=502,503
    ProxyPassReverse / balancer://app/
</VirtualHost>
`,
	},
	{
		name: "names without a remedy",
		text: `<VirtualHost *:80>
    ServerName a.example.net,b.example.net
    ServerAlias .example.org bücher.example.net [2001:db8::1] ~^www[0-9]
    DocumentRoot /srv/a
</VirtualHost>
<VirtualHost *:80>
    ServerName *.example.net
    DocumentRoot /srv/b
</VirtualHost>
`,
		finds: []string{"2 apache-vhost-name", "3 apache-vhost-name", "3 apache-vhost-name", "3 apache-vhost-name", "3 apache-vhost-name", "7 apache-vhost-name"},
	},
	{
		name: "a site's names in a macro",
		text: `<Macro Site $name>
    <VirtualHost *:80>
        ServerName $name.example.net
        ServerAlias www.$name.example.net $name.example.org # both
        DocumentRoot /srv/$name
    </VirtualHost>
</Macro>
Use Site shop
Use Site news
`,
		finds: []string{"4 apache-inline-comment"},
	},
	{
		name: "AJP carries the name and the scheme by itself",
		text: `<VirtualHost *:443>
    ServerName app.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/app.crt
    SSLCertificateKeyFile /etc/pki/tls/private/app.key
    <Proxy balancer://ajp>
        BalancerMember ajp://10.1.0.21:8009 route=tc1 secret=changed connectiontimeout=2
        BalancerMember ajp://10.1.0.22:8009 route=tc2 secret=changed connectiontimeout=2
        ProxySet stickysession=JSESSIONID|jsessionid
    </Proxy>
    ProxyPass /app balancer://ajp/app
</VirtualHost>
`,
	},
	{
		name: "a log's format that is defined behind the log, as in Red Hat's old layout",
		path: "/etc/httpd/conf/httpd.conf",
		text: `LoadModule log_config_module modules/mod_log_config.so
Listen 80
<VirtualHost *:80>
    ServerName shop.example.net
    DocumentRoot /srv/www/shop
    CustomLog logs/shop combined
    CustomLog logs/sizes sizes
    LogFormat "%U %O" sizes
</VirtualHost>
LogFormat "%h %l %u %t \"%r\" %>s %b" combined
CustomLog logs/all combined
CustomLog logs/all_sizes sizes
`,
		finds: []string{"12 apache-log-nickname"},
	},
	{
		name: "pages of the server's own that a regular expression or a <Location> excludes",
		text: `<VirtualHost *:443>
    ServerName shop.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/app.crt
    SSLCertificateKeyFile /etc/pki/tls/private/app.key
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto https
    Alias /static/ /srv/static/
    ErrorDocument 403 /denied
    <Location /server-status>
        SetHandler server-status
        Require local
        ProxyPass !
    </Location>
    <Location /balancer-manager>
        SetHandler balancer-manager
        Require local
    </Location>
    ProxyPassMatch ^/(static|balancer-manager) !
    ProxyPass / http://127.0.0.1:3000/
    ProxyPassReverse / http://127.0.0.1:3000/
</VirtualHost>
`,
	},
	{
		name: "what a RewriteRule may make a file of",
		text: `<VirtualHost *:443>
    ServerName shop.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/app.crt
    SSLCertificateKeyFile /etc/pki/tls/private/app.key
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto https
    RewriteEngine On
    RewriteRule ^/static/(.*) /srv/static/$1 [L]
    Alias /static/ /srv/static/
    <IfDefine MAINTENANCE>
        Redirect 503 /shop
    </IfDefine>
    ProxyPass / http://127.0.0.1:3000/
    ProxyPassReverse / http://127.0.0.1:3000/
</VirtualHost>
`,
	},
	{
		name: "routes in cookies of other separators, and of an application's own",
		text: `<VirtualHost *:443>
    ServerName shop.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/app.crt
    SSLCertificateKeyFile /etc/pki/tls/private/app.key
    <Proxy balancer://app>
        BalancerMember http://10.0.0.1:8080 route=a timeout=5
        BalancerMember http://10.0.0.2:8080 route=b timeout=5
        ProxySet stickysession=WLSESSION stickysessionsep=!
    </Proxy>
    Header add Set-Cookie "WLSESSION=x!%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED
    Header set X-Member %{BALANCER_WORKER_ROUTE}e
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto https
    ProxyPass / balancer://app/
    ProxyPassReverse / balancer://app/
</VirtualHost>
`,
	},
	{
		name: "redirects that are mapped by other means than the same path",
		text: `<VirtualHost *:80>
    ServerName a.example.net
    RequestHeader set X-Forwarded-Proto http
    ProxyPass /app http://10.0.0.1:8080/app
    ProxyPass /news/ http://10.0.0.2:8080/site/news/
    ProxyPassReverse / http://10.0.0.1:8080/
    ProxyPassReverse /news http://10.0.0.2:8080/site/news
    ProxyPreserveHost Off
</VirtualHost>
<VirtualHost *:80>
    ServerName b.example.net
    RequestHeader set X-Forwarded-Proto http
    ProxyPassMatch ^/app/(.*)$ http://10.0.0.1:8080/app/$1
    ProxyPassReverse /app http://10.0.0.1:8080/app
    ProxyPreserveHost On
</VirtualHost>
<VirtualHost *:80>
    ServerName c.example.net
    RequestHeader set X-Forwarded-Proto http
    ProxyPreserveHost On
    RewriteEngine On
    RewriteRule ^/c/(.*) http://10.0.0.1:8080/c/$1 [P,L]
    ProxyPass /b http://10.0.0.1:8080/b
    ProxyPassReverse /c http://10.0.0.1:8080/c
    ProxyPassReverse /b http://10.0.0.1:8080/b
</VirtualHost>
`,
	},
	{
		name: "the one or the other back end",
		text: `<VirtualHost *:80>
    ServerName a.example.net
    RequestHeader set X-Forwarded-Proto http
    ProxyPreserveHost On
    <IfDefine BLUE>
        ProxyPass /app http://10.0.0.1:8080/app
    </IfDefine>
    <IfDefine !BLUE>
        ProxyPass /app http://10.0.0.2:8080/app
    </IfDefine>
</VirtualHost>
`,
	},
	{
		name: "a proxy and pages for the host itself, and pages below a path that is limited",
		text: `<VirtualHost 127.0.0.1:3128>
    ServerName out.example.net
    ProxyRequests On
    <Location /server-status>
        SetHandler server-status
    </Location>
</VirtualHost>
<VirtualHost *:80>
    ServerName inside.example.net
    <Location />
        Require ip 10.0.0.0/8
    </Location>
    <Location /server-status>
        SetHandler server-status
    </Location>
</VirtualHost>
`,
	},
	{
		name: "programs behind a balancer",
		text: `<VirtualHost *:80>
    ServerName a.example.net
    <Proxy balancer://php>
        BalancerMember fcgi://10.0.0.1:9000/srv/app timeout=5
        BalancerMember fcgi://10.0.0.2:9000/srv/app timeout=5
    </Proxy>
    ProxyPassMatch ^/(.*\.php)$ balancer://php/$1
</VirtualHost>
`,
	},
	{
		name: "the server's own name, and the default of a package",
		path: "/etc/httpd/conf.d/ssl.conf",
		text: `Listen 80
Listen 443 https
ServerName web1.example.net:80
<VirtualHost _default_:443>
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/localhost.crt
    SSLCertificateKeyFile /etc/pki/tls/private/localhost.key
</VirtualHost>
<VirtualHost *:80>
    ServerName web1.example.net
    DocumentRoot /var/www/html
</VirtualHost>
<VirtualHost *:80>
    ServerName shop.example.net
    DocumentRoot /srv/www/shop
</VirtualHost>
`,
	},
	{
		name: "sockets of both families, and of every address",
		text: `Listen 0.0.0.0:80
Listen [::]:80
Listen 127.0.0.1:80
Listen [::1]:80
Listen localhost:80
`,
		finds: []string{"3 apache-listen-overlap", "4 apache-listen-overlap"},
	},
	{
		name: "redirects that end, and those whose scheme another one decides",
		text: `<VirtualHost *:80>
    ServerName www.example.net
    ServerAlias example.net
    Redirect permanent / https://www.example.net/
</VirtualHost>
<VirtualHost *:443>
    ServerName www.example.net
    SSLEngine on
    SSLCertificateFile /etc/pki/tls/certs/www.pem
    SSLCertificateKeyFile /etc/pki/tls/private/www.key
    Redirect /login https://www.example.net/account/login
    Redirect 410 /gone
    RedirectMatch ^/$ https://www.example.net/shop/
    <Location /moved>
        Redirect https://www.example.net/here
    </Location>
    DocumentRoot /srv/www/site
</VirtualHost>
<VirtualHost *:80>
    ServerName a.example.net
    Redirect /a/b http://www.example.net/
    Redirect /a http://a.example.net/a/b
</VirtualHost>
`,
	},
	{
		name: "TLS that an included file, a module or the packages switch on",
		text: `Listen 443
<VirtualHost *:443>
    ServerName a.example.net
    Include /etc/letsencrypt/options-ssl-apache.conf
    SSLCertificateFile /etc/letsencrypt/live/a.example.net/fullchain.pem
    SSLCertificateKeyFile /etc/letsencrypt/live/a.example.net/privkey.pem
    DocumentRoot /srv/www/a
</VirtualHost>
<IfModule mod_ssl.c>
    <VirtualHost *:443>
        ServerName b.example.net
        SSLEngine on
        SSLCertificateFile /etc/ssl/b.pem
        SSLCertificateKeyFile /etc/ssl/b.key
        DocumentRoot /srv/www/b
    </VirtualHost>
</IfModule>
`,
		finds: []string{"2 apache-vhost-default"},
	},
}

func TestApacheCases(t *testing.T) {
	for _, c := range apacheCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := lint.Source{Name: "a.conf", Kind: lint.KindApache, Src: []byte(c.text)}
			if c.path != "" {
				f.Name, f.Path = strings.TrimPrefix(c.path, "/"), c.path
			}
			e := lint.NewEstate(nil, topology.LookupPlatform(c.platform), []lint.Source{f})
			if diags := e.Diagnostics(); diags.HasErrors() {
				t.Fatal(diags)
			}
			var got []string
			findings := lint.Run(e, All())
			for _, f := range findings {
				got = append(got, fmt.Sprintf("%d %s", f.Range.Start.Line, f.Rule.ID))
			}
			if diff := cmp.Diff(c.finds, got); diff != "" {
				t.Errorf("(-want +got):\n%s%s", diff, render(findings))
			}
		})
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		wildcard, name string
		want           bool
	}{
		{"*", "", true}, {"*", "*", true}, {"*.example.net", "a.example.net", true}, {"*.example.net", "example.net", false},
		{"*.example.net", "*.a.example.net", true}, {"*.a.example.net", "*.example.net", false}, {"a?c", "abc", true}, {"a?c", "a*c", false},
		{"a*c", "a?c", true}, {"a*c", "a*b*c", true}, {"a*b*c", "abbc", true}, {"a*b*c", "ac", false}, {"www.*", "www.example.net", true},
		{"?*", "*", false}, {"**x", "*x", true}, {"*a*a*a*b", strings.Repeat("a", 200), false},
	} {
		if got := covers(c.wildcard, c.name); got != c.want {
			t.Errorf("covers(%q, %q) = %t", c.wildcard, c.name, got)
		}
	}
}
