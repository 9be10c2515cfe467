package apache

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// The flags of mod_rewrite in 2.4, from its documentation and source, those without
// a description among them. Their names are compared without regard to case.
var (
	rewriteCondFlags = rewriteFlagSet("NC nocase OR ornext NV novary")
	rewriteRuleFlags = rewriteFlagSet(`B BNP BCTLS BNE C chain CO cookie DPI discardpath E env END F forbidden
		G gone H handler L last N next NC nocase NE noescape NS nosubreq P proxy PT passthrough QSA qsappend QSD qsdiscard QSL qslast
		R redirect S skip T type UnsafeAllow3F UnsafePrefixStat UNC`)
)

func rewriteFlagSet(names string) map[string]bool {
	set := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		set[strings.ToLower(name)] = true
	}
	return set
}

// rewriteFlagsOf are those of RewriteCond or of RewriteRule.
func rewriteFlagsOf(condition bool) map[string]bool {
	if condition {
		return rewriteCondFlags
	}
	return rewriteRuleFlags
}

// IsRewriteFlag tells whether RewriteCond, where condition is true, or RewriteRule
// has a flag of that name, case ignored.
func IsRewriteFlag(name string, condition bool) bool {
	return rewriteFlagsOf(condition)[strings.ToLower(name)]
}

// RewriteFlags yields the flags of RewriteCond or of RewriteRule in lower case,
// sorted.
func RewriteFlags(condition bool) iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(rewriteFlagsOf(condition))))
}
