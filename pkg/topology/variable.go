package topology

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/everlinux/hagen/internal/suggest"
)

// Options are the values that come to a topology from outside. Of several for
// one variable, Vars counts before VarFiles, and VarFiles before Env.
type Options struct {
	// Vars are values by the variable's name: text for a string, an expression of
	// HCL for any other type. A name that the topology does not declare is an error.
	Vars map[string]string
	// VarFiles hold `name = value` in HCL, or an object where the file's name ends
	// in .json. Of two files with one variable the later counts.
	VarFiles []VarFile
	// Env is like Vars, but a name that the topology does not declare is passed
	// over: the environment is shared by many programs.
	Env map[string]string
}

// VarFile is a file with values of variables.
type VarFile struct {
	Name string
	Src  []byte
}

// variable is a declared variable.
type variable struct {
	block     *block
	typ       cty.Type
	defaults  *typeexpr.Defaults
	sensitive bool
	value     cty.Value // unknown where an error was reported
}

// given is a value from outside, not converted to the variable's type yet.
type given struct {
	expr hcl.Expression // of a file
	text string         // of the command line or the environment
	from string         // "--var name", "HAGEN_VAR_name", or the file
	rng  hcl.Range      // zero for text
}

// declareVariables works out every variable of the topology.
func (e *evaluator) declareVariables(blocks []*block, o Options) {
	for _, b := range blocks {
		if other := e.variables[b.name()]; other != nil {
			e.report(duplicate(b, other.block))
			continue
		}
		v := &variable{block: b, typ: cty.DynamicPseudoType, value: cty.DynamicVal}
		e.variables[b.name()] = v
		e.readDeclaration(v)
	}
	values := e.givenValues(o)
	for _, name := range slices.Sorted(maps.Keys(e.variables)) {
		v := e.variables[name]
		g, ok := values[name]
		e.assignVariable(v, g, ok)
	}
	for _, name := range slices.Sorted(maps.Keys(e.variables)) {
		e.validateVariable(e.variables[name])
	}
}

// readDeclaration reads a variable's type and whether it is sensitive, which
// must be known before any of its values may be mentioned.
func (e *evaluator) readDeclaration(v *variable) {
	if a := v.block.attr("sensitive"); a != nil {
		val, diags := a.expr.Value(nil)
		if diags.HasErrors() || val.Type() != cty.Bool || val.IsNull() {
			e.report(errorAt(a.expr.Range(), "Invalid value", "sensitive is true or false."))
			v.sensitive = true
		} else {
			v.sensitive = val.True()
		}
	}
	if a := v.block.attr("type"); a != nil {
		t, defaults, diags := typeexpr.TypeConstraintWithDefaults(a.expr)
		e.report(diags...)
		if !diags.HasErrors() {
			v.typ, v.defaults = t, defaults
		}
	}
	if a := v.block.attr("default"); a != nil && v.sensitive {
		e.secrets.addRange(a.expr.Range())
	}
}

// givenValues gathers the values from outside, by variable.
func (e *evaluator) givenValues(o Options) map[string]given {
	values := make(map[string]given)
	for name, text := range o.Env {
		if e.variables[name] != nil {
			values[name] = given{text: text, from: "HAGEN_VAR_" + name}
		}
	}
	for _, f := range o.VarFiles {
		e.readVarFile(f, values)
	}
	for _, name := range slices.Sorted(maps.Keys(o.Vars)) {
		if e.variables[name] == nil {
			e.report(&hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Unknown variable",
				Detail: fmt.Sprintf("--var gives a value for %q, which the topology does not declare.%s", name, suggest.DidYouMean(name, slices.Sorted(maps.Keys(e.variables)))),
			})
			continue
		}
		values[name] = given{text: o.Vars[name], from: "--var " + name}
	}
	return values
}

func (e *evaluator) readVarFile(f VarFile, values map[string]given) {
	body, diags := parseFile(f.Name, f.Src)
	if diags.HasErrors() {
		e.report(diags...)
		return
	}
	attrs, diags := body.JustAttributes()
	e.report(diags...)
	for _, name := range slices.Sorted(maps.Keys(attrs)) {
		a, v := attrs[name], e.variables[name]
		if v == nil {
			e.report(errorAt(a.NameRange, "Unknown variable", "The topology declares no variable %q.%s", name, suggest.DidYouMean(name, slices.Sorted(maps.Keys(e.variables)))))
			continue
		}
		if v.sensitive {
			e.secrets.addRange(a.Expr.Range())
		}
		values[name] = given{expr: a.Expr, from: f.Name, rng: a.Expr.Range()}
	}
}

// assignVariable gives a variable its value: one from outside, else its default.
func (e *evaluator) assignVariable(v *variable, g given, ok bool) {
	def := v.block.attr("default")
	switch {
	case !ok && def == nil:
		name := v.block.name()
		e.report(errorAt(v.block.header, "No value for variable", "The variable %q has no default: give it by --var %s=…, in a --var-file, or as HAGEN_VAR_%s.", name, name, name))
		return
	case !ok:
		g = given{expr: def.expr, from: "the default", rng: def.expr.Range()}
	}
	val, failed := e.givenValue(v, g)
	if failed {
		return
	}
	if v.defaults != nil && !val.IsNull() {
		val = v.defaults.Apply(val)
	}
	val, err := convert.Convert(val, v.typ)
	if err != nil {
		e.report(v.at(g, "Wrong type", "%s: the variable %q is %s: %s.", g.from, v.block.name(), typeexpr.TypeString(v.typ), err))
		return
	}
	if problem := e.work.tooLarge(val); problem != "" {
		e.report(v.at(g, "Value too large", "%s: %s", g.from, problem))
		return
	}
	if v.sensitive {
		e.secrets.addAll(val.Mark(sensitive))
		val = val.Mark(sensitive)
	}
	v.value = val
}

// givenValue works out what was given; failed is true where an error was reported.
func (e *evaluator) givenValue(v *variable, g given) (val cty.Value, failed bool) {
	if g.expr == nil {
		if v.typ == cty.String || v.typ == cty.DynamicPseudoType {
			if v.sensitive {
				e.secrets.addValue(g.text)
			}
			return cty.StringVal(g.text), false
		}
		if diags := checkExpressionNesting(g.from, []byte(g.text)); diags.HasErrors() {
			e.report(v.at(g, "Nested too deep", "The value that %s gives nests too deep.", g.from))
			return cty.NilVal, true
		}
		expr, diags := hclsyntax.ParseExpression([]byte(g.text), g.from, hcl.InitialPos)
		if diags.HasErrors() {
			e.report(v.at(g, "Invalid value", "What %s gives is no expression of HCL, which a value of type %s must be.", g.from, typeexpr.TypeString(v.typ)))
			return cty.NilVal, true
		}
		_ = hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics { countNode(n); return nil })
		g.expr = expr
	}
	ctx := e.work.scope.NewChild()
	ctx.Functions = functions()
	val, diags := g.expr.Value(ctx)
	if e.work.refused != nil {
		e.report(v.at(g, e.work.refused.Summary, "%s asks for more work than expressions may.", g.from))
		return cty.NilVal, true
	}
	if diags.HasErrors() {
		for _, d := range diags {
			e.report(v.at(g, d.Summary, "%s: %s", g.from, d.Detail))
		}
		return cty.NilVal, true
	}
	return val, false
}

// at returns an error about a value: at the value where it stands in a file,
// otherwise at the variable's declaration. A sensitive value is not described.
func (v *variable) at(g given, summary, format string, args ...any) *hcl.Diagnostic {
	r := g.rng
	if r.Filename == "" {
		r = v.block.header
	}
	if v.sensitive {
		return errorAt(r, summary, "%s: the value of the sensitive variable %q does not fit its type.", g.from, v.block.name())
	}
	return errorAt(r, summary, format, args...)
}

// validateVariable checks a variable's value against its validation blocks,
// which may refer to other variables as well.
func (e *evaluator) validateVariable(v *variable) {
	if !v.value.IsWhollyKnown() {
		return
	}
	for _, check := range e.childrenOf(v.block) {
		condition, message := check.attr("condition"), check.attr("error_message")
		if condition == nil || message == nil {
			e.report(errorAt(check.header, "Missing attribute", "A validation block needs condition and error_message."))
			continue
		}
		ok, err := convert.Convert(e.eval(condition.expr, nil), cty.Bool)
		ok, _ = ok.Unmark()
		if err != nil || ok.IsKnown() && ok.IsNull() {
			e.report(errorAt(condition.expr.Range(), "Invalid condition", "A condition is true or false."))
			continue
		}
		if !ok.IsKnown() || ok.True() {
			continue
		}
		text := "The value is not valid."
		if m := e.eval(message.expr, nil); m.Type() == cty.String && m.IsKnown() && !m.IsNull() {
			m, marks := m.Unmark()
			if text = m.AsString(); len(marks) > 0 {
				text = Redacted
			}
		}
		e.report(errorAt(v.block.header, "Invalid value for variable", "%s This is the validation of the variable %q.", text, v.block.name()))
	}
}

// parseFile parses a file of HCL, in the native or the JSON syntax as its name
// says.
func parseFile(name string, src []byte) (hcl.Body, hcl.Diagnostics) {
	if isJSON(name) {
		if diags := checkJSONNesting(name, src); diags.HasErrors() {
			return nil, diags
		}
		f, diags := json.Parse(src, name)
		if diags.HasErrors() {
			return nil, diags
		}
		return f.Body, nil
	}
	body, diags := parseNative(name, src, chunkSize)
	if diags.HasErrors() {
		return nil, diags
	}
	countRounds(body, src)
	return body, nil
}
