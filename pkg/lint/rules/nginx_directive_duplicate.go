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

nginx does not start where a directive that is on or off, or one that has a single value, stands twice in a block; where "off"
stands beside other lines of proxy_redirect or proxy_cookie_*; where valid_referers says a name twice, of which paths are no
part; or where a line of error_log has two levels.

Keep the one that is meant.

Source: Seen on nginx 1.22: "directive is duplicate", "conflicting parameter", "duplicate log level".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, group := range nginxSpecGroupsOf.Of(p, h) {
			if len(group.nodes) > 1 && nginxStandsOnce(group.name, group.specs) {
				nginxReportTwice(p, group.name, group.nodes)
			}
		}
		nginxReportNamed(p, pl)
		nginxReportOff(p, pl)
		nginxReportReferers(p, pl)
		nginxReportLevels(p, pl)
		for _, d := range pl.byName["alias"] { // which is the root of a location by another name
			if d.parent != nil && d.parent.has("root") {
				p.ReportFinding(lint.Finding{
					Range: d.Name.Range(), Message: "alias and root stand in one block",
					Related: []lint.Related{{Message: "the root", Range: d.parent.first("root").Name.Range()}},
				})
			}
		}
	},
}

// nginxReportTwice reports the directives that stand in a block in which one of the
// name stands already.
func nginxReportTwice(p *lint.Pass, name string, nodes []*nginxNode) {
	first := make(map[nginxSlot]*nginxNode)
	for _, d := range nodes {
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

// nginxReportNamed reports two definitions of one name, of a directive whose first
// argument is the name of what it defines.
func nginxReportNamed(p *lint.Pass, pl *nginxPlaces) {
	type definition struct {
		config *nginxConfig
		family nginx.Family
		name   string
	}
	for _, directive := range []string{"log_format", "thread_pool"} {
		first := make(map[definition]*nginxNode)
		for _, d := range pl.byName[directive] {
			key := definition{d.config, d.surely(), d.Arg(0)}
			before := first[key]
			if before == nil || len(d.Args) == 0 || d.config != before.config {
				first[key] = d
				continue
			}
			p.ReportFinding(lint.Finding{
				Range: d.Args[0].Range(), Message: fmt.Sprintf("there is a %s %q already", directive, d.Arg(0)),
				Related: []lint.Related{{Message: "the first", Range: before.Range()}},
			})
		}
	}
}

// nginxSlot is a block, or the top of a configuration.
type nginxSlot struct {
	config *nginxConfig
	block  *nginxNode
}

// nginxStandsOnce tells whether a block has room for one directive of that name: one
// that holds a flag, a number, a size or a time, or is among nginxSingle.
func nginxStandsOnce(name string, specs []nginx.DirectiveSpec) bool {
	return nginxSingle[name] || len(specs) > 0 && !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool {
		if s.Module == "ngx_stream_return_module" { // of http's, a block may have several
			return false
		}
		kind := s.Value().Kind
		return kind == nginx.AnyValue || kind == nginx.Choice || s.Syntax == "number size"
	})
}

// nginxSingle are further directives of which a block has room for one, as tried
// on nginx 1.22.
var nginxSingle = map[string]bool{
	"client_body_temp_path": true, "fastcgi_temp_path": true, "proxy_temp_path": true, "scgi_temp_path": true, "uwsgi_temp_path": true,
	"add_after_body": true, "add_before_body": true, "aio": true, "alias": true, "auth_basic": true, "auth_basic_user_file": true,
	"auth_request": true, "autoindex_format": true, "charset": true, "client_body_in_file_only": true, "dav_access": true,
	"debug_points": true, "default_type": true, "directio": true, "disable_symlinks": true, "events": true, "expires": true,
	"fastcgi_bind": true, "fastcgi_buffers": true, "fastcgi_cache": true, "fastcgi_cache_key": true, "fastcgi_index": true,
	"fastcgi_pass": true, "fastcgi_store": true, "fastcgi_store_access": true, "grpc_bind": true, "grpc_pass": true,
	"grpc_ssl_certificate": true, "grpc_ssl_certificate_key": true, "grpc_ssl_ciphers": true, "grpc_ssl_crl": true,
	"grpc_ssl_name": true, "grpc_ssl_password_file": true, "grpc_ssl_trusted_certificate": true, "gunzip_buffers": true,
	"gzip_buffers": true, "gzip_comp_level": true, "gzip_http_version": true, "gzip_min_length": true, "gzip_static": true,
	"http": true, "if_modified_since": true, "internal": true, "keepalive": true, "keepalive_timeout": true,
	"large_client_header_buffers": true, "limit_conn_log_level": true, "limit_conn_status": true, "limit_except": true,
	"limit_req_log_level": true, "limit_req_status": true, "lingering_close": true, "lock_file": true, "mail": true,
	"memcached_bind": true, "memcached_gzip_flag": true, "open_file_cache": true, "open_log_file_cache": true,
	"output_buffers": true, "proxy_bind": true, "proxy_buffers": true, "proxy_cache": true, "proxy_cache_key": true,
	"proxy_http_version": true, "proxy_method": true, "proxy_pass": true, "proxy_set_body": true, "proxy_ssl_certificate": true,
	"proxy_ssl_certificate_key": true, "proxy_ssl_ciphers": true, "proxy_ssl_crl": true, "proxy_ssl_name": true,
	"proxy_ssl_password_file": true, "proxy_ssl_trusted_certificate": true, "proxy_store": true, "proxy_store_access": true,
	"real_ip_header": true, "resolver": true, "root": true, "satisfy": true, "scgi_bind": true, "scgi_buffers": true,
	"scgi_cache": true, "scgi_cache_key": true, "scgi_pass": true, "scgi_store": true, "scgi_store_access": true,
	"secure_link": true, "secure_link_md5": true, "secure_link_secret": true, "server_tokens": true, "source_charset": true,
	"ssi_value_length": true, "ssl_alpn": true, "ssl_ciphers": true, "ssl_client_certificate": true, "ssl_crl": true,
	"ssl_dhparam": true, "ssl_ecdh_curve": true, "ssl_ocsp": true, "ssl_ocsp_cache": true, "ssl_ocsp_responder": true,
	"ssl_password_file": true, "ssl_stapling_file": true, "ssl_stapling_responder": true, "ssl_trusted_certificate": true,
	"ssl_verify_client": true, "stream": true, "timer_resolution": true, "try_files": true, "userid": true, "userid_domain": true,
	"userid_expires": true, "userid_mark": true, "userid_name": true, "userid_p3p": true, "userid_path": true, "uwsgi_bind": true,
	"uwsgi_buffers": true, "uwsgi_cache": true, "uwsgi_cache_key": true, "uwsgi_pass": true, "uwsgi_ssl_certificate": true,
	"uwsgi_ssl_certificate_key": true, "uwsgi_ssl_ciphers": true, "uwsgi_ssl_crl": true, "uwsgi_ssl_name": true,
	"uwsgi_ssl_password_file": true, "uwsgi_ssl_trusted_certificate": true, "uwsgi_store": true, "uwsgi_store_access": true,
	"worker_cpu_affinity": true, "worker_priority": true, "worker_processes": true, "working_directory": true,
}
