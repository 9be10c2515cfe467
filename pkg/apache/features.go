package apache

// Feature is something that httpd can do from some release on and that is no
// directive or parameter of its own.
type Feature int

// The features.
const (
	featureAlways Feature = iota // what every release has

	FeatureUnits           // times of workers in milliseconds, "500ms"
	FeatureHTTPPing        // ping= of http members; in 2.2 of AJP members alone
	FeatureStandby         // status=+H
	FeatureDrain           // status=+N
	FeatureSpare           // status=+R
	FeatureHealthCheck     // mod_proxy_hcheck
	FeatureHC11            // hcmethod=OPTIONS11, HEAD11, GET11
	FeatureHCPing          // hcmethod=CPING
	FeatureWSTunnel        // mod_proxy_wstunnel
	FeatureUpgrade         // upgrade= by mod_proxy_http itself
	FeatureSSLInProxy      // SSLProxyEngine in <Proxy>
	FeatureProxyFCGI       // mod_proxy_fcgi
	FeatureProxySCGI       // mod_proxy_scgi
	FeatureProxyHTTP2      // mod_proxy_http2
	FeatureProxyUwsgi      // mod_proxy_uwsgi
	FeatureHTTP2           // mod_http2 and Protocols
	FeatureTLS12           // TLSv1.1 and TLSv1.2 in SSLProtocol
	FeatureTLS13           // TLSv1.3 in SSLProtocol
	FeatureChainInCert     // intermediate certificates in SSLCertificateFile
	FeatureSNI             // several TLS hosts on one address
	FeatureRequire         // Require instead of Order, Allow, Deny
	FeatureNoNameVirtual   // name-based hosts without NameVirtualHost
	FeatureLBModules       // lbmethods are modules, and mod_slotmem_shm is needed
	FeatureErrorGuard      // the directive Error
	FeatureDirectPipe      // "|program" without a shell
	FeatureHostInLocation  // ProxyPreserveHost in <Location>
	FeatureAddHeaders      // ProxyAddHeaders
	FeatureReverseBalancer // ProxyPassReverse to a balancer finds its members
	FeatureStatus308       // the status 308
	FeatureStickyPath      // stickysession=cookie|parameter
	FeatureRouteChanged    // BALANCER_ROUTE_CHANGED
)

// features say what each is called in a message, and since when it is there.
// Where the documentation dates a feature of 2.2 not at all, the first release
// that is known to have it stands here.
var features = [...]struct {
	name  string
	since Since
}{
	featureAlways:          {"", always},
	FeatureUnits:           {"a time of milliseconds", Since{in22(10), in24(0)}}, // not dated
	FeatureHTTPPing:        {"ping= of http members", Since{V24: in24(0)}},
	FeatureStandby:         {"a hot standby (status=+H)", Since{in22(4), in24(0)}}, // not dated
	FeatureDrain:           {"draining a member (status=+N)", Since{V24: in24(0)}},
	FeatureSpare:           {"a hot spare (status=+R)", Since{V24: in24(34)}},
	FeatureHealthCheck:     {"mod_proxy_hcheck", Since{V24: in24(21)}},
	FeatureHC11:            {"a health check over HTTP/1.1", Since{V24: in24(55)}},
	FeatureHCPing:          {"hcmethod=CPING", Since{V24: in24(55)}}, // not dated; not in 2.4.43
	FeatureWSTunnel:        {"mod_proxy_wstunnel", Since{V24: in24(5)}},
	FeatureUpgrade:         {"upgrade= of http members", Since{V24: in24(47)}},
	FeatureSSLInProxy:      {"SSLProxyEngine in <Proxy>", Since{V24: in24(30)}},
	FeatureProxyFCGI:       {"mod_proxy_fcgi", Since{V24: in24(0)}},
	FeatureProxySCGI:       {"mod_proxy_scgi", Since{in22(14), in24(0)}},
	FeatureProxyHTTP2:      {"mod_proxy_http2", Since{V24: in24(19)}},
	FeatureProxyUwsgi:      {"mod_proxy_uwsgi", Since{V24: in24(30)}},
	FeatureHTTP2:           {"HTTP/2", Since{V24: in24(17)}},
	FeatureTLS12:           {"TLSv1.1 and TLSv1.2 in SSLProtocol", Since{in22(23), in24(0)}}, // with OpenSSL 1.0.1
	FeatureTLS13:           {"TLSv1.3 in SSLProtocol", Since{V24: in24(36)}},                 // with OpenSSL 1.1.1
	FeatureChainInCert:     {"the chain in SSLCertificateFile", Since{V24: in24(8)}},
	FeatureSNI:             {"more than one TLS host on an address (SNI)", Since{in22(12), in24(0)}},
	FeatureRequire:         {"Require ip", Since{V24: in24(0)}},
	FeatureNoNameVirtual:   {"a name-based host without NameVirtualHost", Since{V24: in24(0)}},
	FeatureLBModules:       {"a module for each lbmethod", Since{V24: in24(0)}},
	FeatureErrorGuard:      {"the directive Error", Since{V24: in24(0)}},
	FeatureDirectPipe:      {"a piped log without a shell", Since{V24: in24(0)}},
	FeatureHostInLocation:  {"ProxyPreserveHost in <Location>", Since{V24: in24(0)}},
	FeatureAddHeaders:      {"ProxyAddHeaders", Since{V24: in24(0)}},
	FeatureReverseBalancer: {"ProxyPassReverse to a balancer", Since{in22(10), in24(0)}}, // not dated
	FeatureStatus308:       {"the status 308", Since{V24: in24(0)}},
	FeatureStickyPath:      {"stickysession=cookie|parameter", Since{in22(10), in24(0)}}, // not dated
	FeatureRouteChanged:    {"BALANCER_ROUTE_CHANGED", Since{in22(10), in24(0)}},         // not dated
}

// Name returns what a message calls the feature: "HTTP/2", "mod_proxy_hcheck".
func (f Feature) Name() string { return features[f].name }

// Since returns the releases that first had the feature.
func (f Feature) Since() Since { return features[f].since }

// In tells whether a release has the feature.
func (f Feature) In(v Version) bool { return f.Since().In(v) }
