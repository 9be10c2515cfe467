package nginx

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/everlinux/hagen/pkg/version"
)

// variablesTable has the variables that modules define, with the family and the
// release that they came with, where that is newer than the oldest platform's. A
// star stands for any rest of a name. The last rows of a family are those of the
// commercial nginx and of modules that packages have beside nginx: their names are
// known, and nothing is said of when they are there.
//
//go:embed variables.tsv
var variablesTable string

// Variable is one that a module defines.
type Variable struct {
	// Name is the name in small letters; IsPrefix is true where any rest may follow.
	Name     string
	IsPrefix bool
	// Since is the release that it came with; the zero Version for an old one.
	Since Version
}

// LookupVariable finds what defines a variable of a family, with the name in small
// letters.
func LookupVariable(family Family, name string) (Variable, bool) {
	table := variables()[family]
	if v, ok := table[name]; ok && !v.IsPrefix {
		return v, true
	}
	for i := range len(name) {
		if name[i] != '_' {
			continue
		}
		if v, ok := table[name[:i+1]]; ok && v.IsPrefix {
			return v, true
		}
	}
	return Variable{}, false
}

// VariableNames are the names of the variables of a family that have no rest,
// sorted. The result must not be changed.
func VariableNames(family Family) []string { return variableNames()[family] }

// variableNames are the names by family.
var variableNames = sync.OnceValue(func() map[Family][]string {
	names := make(map[Family][]string)
	for family, table := range variables() {
		for name, v := range table {
			if !v.IsPrefix {
				names[family] = append(names[family], name)
			}
		}
		slices.Sort(names[family])
	}
	return names
})

// variables is the table by family and name.
var variables = sync.OnceValue(func() map[Family]map[string]Variable {
	_, rows, _ := strings.Cut(variablesTable, "\n") // the first row names the columns
	table := map[Family]map[string]Variable{HTTP: {}, Stream: {}}
	for row := range strings.Lines(rows) {
		column := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		since, _ := version.Parse(column[1])
		for _, name := range strings.Fields(column[2]) {
			bare, isPrefix := strings.CutSuffix(name, "*")
			table[Family(column[0])][bare] = Variable{bare, isPrefix, since}
		}
	}
	return table
})

// ReadsVariables tells from which argument on nginx replaces variables in the
// arguments of a directive of a family when a request comes, and whether all the
// last is excepted, which names a variable that the directive defines. It is false
// for a directive that takes no variables.
func ReadsVariables(family Family, d *Directive) (from, to int, ok bool) {
	name := d.Name.Text
	to = len(d.Args)
	switch name {
	case "map", "geo", "split_clients": // the last is what they define
		return 0, max(to-1, 0), true
	case "error_page":
		return max(to-1, 0), to, true
	case "return":
		if family == HTTP && to > 1 {
			return 1, to, true
		}
		return 0, to, true
	case "limit_req_zone", "limit_conn_zone":
		return 0, min(1, to), true
	case "proxy_redirect", "proxy_cookie_domain", "proxy_cookie_path":
		if to < 2 {
			return 0, 0, false
		}
		return 0, to, true
	}
	if from, ok = variableArguments[family][name]; !ok {
		return 0, 0, false
	}
	return min(from, to), to, true
}

// variableArguments are the first arguments in which variables are replaced, as
// tried on nginx 1.22 for each directive.
var variableArguments = map[Family]map[string]int{
	HTTP: {
		"access_log": 0, "add_header": 1, "add_trailer": 1, "alias": 0, "auth_basic": 0, "auth_basic_user_file": 0, "auth_request_set": 1,
		"charset": 0, "expires": 0, "fastcgi_bind": 0, "fastcgi_cache": 0, "fastcgi_cache_bypass": 0, "fastcgi_cache_key": 0,
		"fastcgi_no_cache": 0, "fastcgi_param": 1, "fastcgi_pass": 0, "fastcgi_store": 0, "grpc_bind": 0, "grpc_pass": 0,
		"grpc_set_header": 1, "grpc_ssl_certificate": 0, "grpc_ssl_certificate_key": 0, "grpc_ssl_name": 0, "hash": 0, "http2_push": 0, "if": 0,
		"index": 0, "limit_rate": 0, "limit_rate_after": 0, "log_format": 1, "memcached_bind": 0, "memcached_pass": 0, "proxy_bind": 0,
		"proxy_cache": 0, "proxy_cache_bypass": 0, "proxy_cache_key": 0, "proxy_cookie_flags": 0, "proxy_method": 0, "proxy_no_cache": 0,
		"proxy_pass": 0, "proxy_set_body": 0, "proxy_set_header": 1, "proxy_ssl_certificate": 0, "proxy_ssl_certificate_key": 0,
		"proxy_ssl_name": 0, "proxy_store": 0, "rewrite": 1, "root": 0, "scgi_bind": 0, "scgi_cache": 0, "scgi_cache_bypass": 0,
		"scgi_cache_key": 0, "scgi_no_cache": 0, "scgi_param": 1, "scgi_pass": 0, "scgi_store": 0, "secure_link": 0, "secure_link_md5": 0,
		"set": 1, "source_charset": 0, "ssl_certificate": 0, "ssl_certificate_key": 0, "sub_filter": 0, "try_files": 0, "uwsgi_bind": 0,
		"uwsgi_cache": 0, "uwsgi_cache_bypass": 0, "uwsgi_cache_key": 0, "uwsgi_no_cache": 0, "uwsgi_param": 1, "uwsgi_pass": 0,
		"uwsgi_ssl_certificate": 0, "uwsgi_ssl_certificate_key": 0, "uwsgi_ssl_name": 0, "uwsgi_store": 0,
	},
	Stream: {
		"access_log": 0, "hash": 0, "log_format": 1, "proxy_bind": 0, "proxy_download_rate": 0, "proxy_pass": 0, "proxy_ssl_certificate": 0,
		"proxy_ssl_certificate_key": 0, "proxy_ssl_name": 0, "proxy_upload_rate": 0, "set": 1, "ssl_certificate": 0, "ssl_certificate_key": 0,
	},
}

// DefinesVariable returns the word with which a directive of nginx's own modules
// defines a variable; nil where it defines none.
func DefinesVariable(d *Directive) *Word {
	for _, spec := range Lookup(d.Name.Text) {
		i := spec.variable
		if spec.variableLast {
			i = len(d.Args) - 1
		}
		if i >= 0 && i < len(d.Args) {
			return &d.Args[i]
		}
	}
	return nil
}

// VariablesIn yields the names of the variables that a text refers to, in small
// letters, with "" for a "$" that no name follows or whose brace is not closed.
// The groups of an expression, $1 to $9, are not among them.
func VariablesIn(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			_, rest, found := strings.Cut(text, "$")
			if !found {
				return
			}
			if text = rest; rest != "" && '1' <= rest[0] && rest[0] <= '9' {
				continue
			}
			inside, braced := strings.CutPrefix(rest, "{")
			n := nameLength(inside)
			name := strings.ToLower(inside[:n])
			if braced && !strings.HasPrefix(inside[n:], "}") {
				name = ""
			}
			if text = inside[n:]; !yield(name) {
				return
			}
		}
	}
}

// nameLength is the length of the variable's name that a text begins with.
func nameLength(text string) int {
	for i := range len(text) {
		if c := text[i] | 0x20; (c < 'a' || c > 'z') && (text[i] < '0' || text[i] > '9') && text[i] != '_' {
			return i
		}
	}
	return len(text)
}
