package apache

// The facts of this file come from httpd's documentation (its Compatibility
// lines), and for parameters from set_worker_param, set_balancer_param and
// set_worker_hc_param in all release tags of 2.2 and 2.4. Distributions carry
// features back: for their versions the table is a lower bound.

// Scope says whose parameter a key=value is.
type Scope uint8

// The scopes. ProxySet and ProxyPass take the parameters of what their URL names:
// a balancer or a single worker.
const (
	OfMember   Scope = 1 << iota // BalancerMember and other workers
	OfBalancer                   // <Proxy balancer://…> and ProxyPass to one
	OfPass                       // ProxyPass alone
)

// Parameter is a key=value of BalancerMember, ProxySet or ProxyPass.
type Parameter struct {
	Name  string
	Scope Scope
	Since Since
	// MaxLen is the greatest length of the value in bytes, 0 for no limit. Some
	// releases cut a longer one off without a word.
	MaxLen int
}

var always = Since{in22(0), in24(0)}

// parameters are the parameters of mod_proxy, mod_proxy_balancer and
// mod_proxy_hcheck, in the order of the documentation.
var parameters = []Parameter{
	{Name: "min", Scope: OfMember, Since: always},
	{Name: "max", Scope: OfMember, Since: always},
	{Name: "smax", Scope: OfMember, Since: always},
	{Name: "acquire", Scope: OfMember, Since: always},
	{Name: "connectiontimeout", Scope: OfMember, Since: Since{in22(10), in24(0)}},
	{Name: "disablereuse", Scope: OfMember, Since: Since{in22(9), in24(0)}},
	{Name: "enablereuse", Scope: OfMember, Since: Since{V24: in24(11)}},
	{Name: "flushpackets", Scope: OfMember, Since: Since{in22(1), in24(0)}},
	{Name: "flushwait", Scope: OfMember, Since: Since{in22(1), in24(0)}},
	{Name: "iobuffersize", Scope: OfMember, Since: always},
	{Name: "responsefieldsize", Scope: OfMember, Since: Since{V24: in24(34)}},
	{Name: "keepalive", Scope: OfMember, Since: always},
	{Name: "lbset", Scope: OfMember, Since: Since{in22(4), in24(0)}},
	{Name: "ping", Scope: OfMember, Since: Since{in22(4), in24(0)}},
	{Name: "receivebuffersize", Scope: OfMember, Since: always},
	{Name: "redirect", Scope: OfMember, Since: always, MaxLen: 63},
	{Name: "retry", Scope: OfMember, Since: always},
	{Name: "route", Scope: OfMember, Since: always, MaxLen: 63},
	{Name: "status", Scope: OfMember, Since: always},
	{Name: "timeout", Scope: OfMember | OfBalancer, Since: always},
	{Name: "ttl", Scope: OfMember, Since: always},
	{Name: "addressttl", Scope: OfMember, Since: Since{V24: in24(59)}},
	{Name: "flusher", Scope: OfMember, Since: Since{V24: in24(0)}, MaxLen: 15},
	{Name: "secret", Scope: OfMember, Since: Since{V24: in24(42)}, MaxLen: 63},
	{Name: "upgrade", Scope: OfMember, Since: Since{V24: in24(26)}, MaxLen: 15},
	{Name: "loadfactor", Scope: OfMember, Since: always},

	{Name: "hcmethod", Scope: OfMember, Since: Since{V24: in24(21)}},
	{Name: "hcpasses", Scope: OfMember, Since: Since{V24: in24(21)}},
	{Name: "hcfails", Scope: OfMember, Since: Since{V24: in24(21)}},
	{Name: "hcinterval", Scope: OfMember, Since: Since{V24: in24(21)}},
	{Name: "hcuri", Scope: OfMember, Since: Since{V24: in24(21)}, MaxLen: 63},
	{Name: "hctemplate", Scope: OfMember, Since: Since{V24: in24(21)}},
	{Name: "hcexpr", Scope: OfMember, Since: Since{V24: in24(21)}, MaxLen: 15},

	{Name: "lbmethod", Scope: OfBalancer, Since: always},
	{Name: "maxattempts", Scope: OfBalancer, Since: always},
	{Name: "nofailover", Scope: OfBalancer, Since: always},
	{Name: "stickysession", Scope: OfBalancer, Since: always, MaxLen: 63},
	{Name: "stickysessionsep", Scope: OfBalancer, Since: Since{V24: in24(4)}, MaxLen: 1},
	{Name: "scolonpathdelim", Scope: OfBalancer, Since: Since{in22(10), in24(0)}},
	{Name: "failonstatus", Scope: OfBalancer, Since: Since{in22(17), in24(0)}},
	{Name: "failontimeout", Scope: OfBalancer, Since: Since{in22(25), in24(5)}},
	{Name: "nonce", Scope: OfBalancer, Since: Since{V24: in24(0)}, MaxLen: 36},
	{Name: "growth", Scope: OfBalancer, Since: Since{V24: in24(0)}},
	{Name: "forcerecovery", Scope: OfBalancer, Since: Since{in22(23), in24(2)}},

	{Name: "mapping", Scope: OfPass, Since: Since{V24: in24(49)}},
}

// LookupParameter returns the parameter of that name, case ignored; ok is false
// where no release has one.
func LookupParameter(name string) (p Parameter, ok bool) {
	for _, p := range parameters {
		if equalFold(p.Name, name) {
			return p, true
		}
	}
	return Parameter{}, false
}

// Parameters returns all parameters, in the order of the documentation.
func Parameters() []Parameter { return append([]Parameter(nil), parameters...) }

// LBMethod is a way to choose a member, the value of lbmethod=.
type LBMethod struct {
	Name  string
	Since Since
	// Module is the identifier of the module that has it in 2.4; in 2.2
	// mod_proxy_balancer itself has them.
	Module string
}

var lbMethods = []LBMethod{
	{"byrequests", always, "lbmethod_byrequests_module"},
	{"bytraffic", always, "lbmethod_bytraffic_module"},
	{"bybusyness", Since{in22(10), in24(0)}, "lbmethod_bybusyness_module"},
	{"heartbeat", Since{V24: in24(0)}, "lbmethod_heartbeat_module"},
}

// LookupLBMethod returns the method of that name; ok is false where there is none.
func LookupLBMethod(name string) (m LBMethod, ok bool) {
	for _, m := range lbMethods {
		if m.Name == name {
			return m, true
		}
	}
	return LBMethod{}, false
}
