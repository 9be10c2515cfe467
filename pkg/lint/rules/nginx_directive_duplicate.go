package rules

import (
	"fmt"
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxDirectiveDuplicate = &lint.Rule{
	ID:       "nginx-directive-duplicate",
	Severity: lint.Error,
	Doc: `A directive that stands twice in one block

nginx does not start where a directive that is on or off, or one that has a single value, stands twice in a block.

Keep the one that is meant.

Source: Seen on nginx 1.22: "directive is duplicate".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			if len(pl.byName[name]) < 2 || !nginxStandsOnce(name) {
				continue
			}
			first := make(map[nginxSlot]*nginxNode)
			for _, d := range pl.byName[name] {
				slot := nginxSlot{d.config, d.parent}
				before := first[slot]
				if before == nil {
					first[slot] = d
					continue
				}
				p.ReportFinding(lint.Finding{
					Range: d.Name.Range(), Message: fmt.Sprintf("%s is in this block already", name),
					Related: []lint.Related{{Message: "the first", Range: before.Range()}},
				})
			}
		}
	},
}

// nginxSlot is a block, or the top of a configuration.
type nginxSlot struct {
	config *nginxConfig
	block  *nginxNode
}

// nginxStandsOnce tells whether a block has room for one directive of that name: one
// that holds a flag, a number, a size or a time, or is among nginxSingle.
func nginxStandsOnce(name string) bool {
	specs := nginx.Lookup(name)
	return nginxSingle[name] || len(specs) > 0 && !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool {
		kind := s.Value().Kind
		return kind == nginx.AnyValue || kind == nginx.Choice || s.Syntax == "number size"
	})
}

// nginxSingle are further directives of which a block has room for one, as tried
// on nginx 1.22.
var nginxSingle = map[string]bool{
	"add_after_body": true, "add_before_body": true, "aio": true, "alias": true, "auth_basic": true,
	"auth_basic_user_file": true, "auth_request": true, "charset": true, "client_body_in_file_only": true, "default_type": true,
	"directio": true, "disable_symlinks": true, "expires": true, "fastcgi_bind": true, "fastcgi_cache": true,
	"fastcgi_cache_key": true, "fastcgi_index": true, "fastcgi_pass": true, "fastcgi_store": true, "grpc_bind": true,
	"grpc_pass": true, "grpc_ssl_certificate": true, "grpc_ssl_certificate_key": true, "grpc_ssl_ciphers": true,
	"grpc_ssl_crl": true, "grpc_ssl_name": true, "grpc_ssl_password_file": true, "grpc_ssl_trusted_certificate": true,
	"gzip_comp_level": true, "gzip_min_length": true, "gzip_static": true, "if_modified_since": true, "keepalive": true,
	"keepalive_timeout": true, "lingering_close": true, "lock_file": true, "memcached_bind": true, "open_file_cache": true,
	"open_log_file_cache": true, "proxy_bind": true, "proxy_cache": true, "proxy_cache_key": true, "proxy_http_version": true,
	"proxy_method": true, "proxy_pass": true, "proxy_set_body": true, "proxy_ssl_certificate": true,
	"proxy_ssl_certificate_key": true, "proxy_ssl_ciphers": true, "proxy_ssl_crl": true, "proxy_ssl_name": true,
	"proxy_ssl_password_file": true, "proxy_ssl_trusted_certificate": true, "proxy_store": true, "real_ip_header": true,
	"root": true, "scgi_bind": true, "scgi_cache": true, "scgi_cache_key": true, "scgi_pass": true, "scgi_store": true,
	"secure_link": true, "secure_link_md5": true, "secure_link_secret": true, "source_charset": true, "ssi_value_length": true,
	"ssl_alpn": true, "ssl_ciphers": true, "ssl_client_certificate": true, "ssl_crl": true, "ssl_dhparam": true,
	"ssl_ecdh_curve": true, "ssl_ocsp": true, "ssl_ocsp_cache": true, "ssl_ocsp_responder": true, "ssl_password_file": true,
	"ssl_stapling_file": true, "ssl_stapling_responder": true, "ssl_trusted_certificate": true, "ssl_verify_client": true,
	"timer_resolution": true, "userid": true, "userid_domain": true, "userid_expires": true, "userid_mark": true,
	"userid_name": true, "userid_p3p": true, "userid_path": true, "uwsgi_bind": true, "uwsgi_cache": true,
	"uwsgi_cache_key": true, "uwsgi_pass": true, "uwsgi_ssl_certificate": true, "uwsgi_ssl_certificate_key": true,
	"uwsgi_ssl_ciphers": true, "uwsgi_ssl_crl": true, "uwsgi_ssl_name": true, "uwsgi_ssl_password_file": true,
	"uwsgi_ssl_trusted_certificate": true, "uwsgi_store": true, "worker_processes": true, "working_directory": true,
}
