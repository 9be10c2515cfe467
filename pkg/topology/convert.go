package topology

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// paramKind is the kind of an attribute that a format, not the language, knows:
// a string, a number or a boolean, kept as text.
const paramKind Kind = "parameter"

// convert turns a value into what the model holds. It reports what does not fit;
// ok is false then, and where the value is null or failed before.
func (d *decoder) convert(v cty.Value, spec *AttrSpec, r hcl.Range) (w written, ok bool) {
	marked := v.ContainsMarked()
	sensitiveValue := spec.Sensitive || marked
	v, _ = v.UnmarkDeep()
	if !v.IsWhollyKnown() || v.IsNull() {
		return written{}, false
	}
	value, err := convertValue(v, spec)
	if err != nil {
		if sensitiveValue {
			err = fmt.Errorf("The sensitive value does not fit: %s must be %s", spec.Name, want(spec))
		}
		d.report(errorAt(r, fmt.Sprintf("Invalid %s", spec.Name), "%s.", err))
		return written{}, false
	}
	return written{value: value, set: true, sensitive: sensitiveValue, exposed: spec.Sensitive && !marked, rng: r, nameRange: r}, true
}

// want completes "… is" for the values that an attribute accepts.
func want(spec *AttrSpec) string {
	switch spec.Kind {
	case Int:
		return fmt.Sprintf("a whole number from %d to %d", spec.Min, spec.Max)
	case Port:
		return "a port from 1 to 65535"
	case Bool:
		return "true or false"
	case paramKind:
		return "a string, a number or a boolean"
	}
	return textKinds[spec.Kind].want
}

func convertValue(v cty.Value, spec *AttrSpec) (any, error) {
	switch spec.Kind {
	case Bool:
		b, err := convert.Convert(v, cty.Bool)
		if err != nil {
			return nil, fmt.Errorf("%s must be %s, not %s", spec.Name, want(spec), describe(v))
		}
		return b.True(), nil
	case Int, Port:
		return convertInt(v, spec)
	case paramKind:
		if v.Type() == cty.Bool || v.Type() == cty.Number || v.Type() == cty.String {
			return convertText(v, &AttrSpec{Name: spec.Name, Kind: Remark})
		}
		return nil, fmt.Errorf("%s must be %s, not %s", spec.Name, want(spec), describe(v))
	}
	return convertText(v, spec)
}

func convertInt(v cty.Value, spec *AttrSpec) (any, error) {
	low, high := spec.Min, spec.Max
	if spec.Kind == Port {
		low, high = 1, 65535
	}
	n, err := convert.Convert(v, cty.Number)
	if err == nil {
		if i, whole := wholeNumber(n); whole && i >= low && i <= high {
			return i, nil
		}
	}
	return nil, fmt.Errorf("%s must be %s, not %s", spec.Name, want(spec), describe(v))
}

// convertText reads a value that is written as a string. A bare number is taken
// where it can only mean what it says: 1.10 would lose its zero.
func convertText(v cty.Value, spec *AttrSpec) (any, error) {
	switch v.Type() {
	case cty.String:
		return parseText(spec.Kind, spec, v.AsString(), spec.Name)
	case cty.Number:
		if _, whole := wholeNumber(v); whole && spec.Kind != VersionText {
			return parseText(spec.Kind, spec, v.AsBigFloat().Text('f', 0), spec.Name)
		}
		return nil, fmt.Errorf("%s is a string: write it in quotes", spec.Name)
	case cty.Bool:
		if spec.Kind == String || spec.Kind == Remark {
			return strconv.FormatBool(v.True()), nil
		}
	}
	return nil, fmt.Errorf("%s must be %s, not %s", spec.Name, want(spec), describe(v))
}

// parseText reads a text by its kind. name is what the error calls it.
func parseText(kind Kind, spec *AttrSpec, text, name string) (any, error) {
	if err := checkText(text); err != nil {
		return nil, fmt.Errorf("%s %w, which no file can hold", name, err)
	}
	k := textKinds[kind]
	v, err := k.parse(spec, text)
	switch {
	case errors.Is(err, errUnfit):
		return nil, fmt.Errorf("%s must be %s, not %s", name, k.want, quoteForText(text))
	case err != nil:
		return nil, fmt.Errorf("%s %w", quoteForText(text), err)
	}
	return v, nil
}

// parseDefault reads the default of an attribute.
func parseDefault(spec *AttrSpec) (any, error) {
	return convertValue(cty.StringVal(spec.Default), spec)
}

// describe names a value in an error text.
func describe(v cty.Value) string {
	if t := v.Type(); t == cty.String || t == cty.Number || t == cty.Bool {
		s, err := convert.Convert(v, cty.String)
		if err == nil && t == cty.String {
			return quoteForText(s.AsString())
		} else if err == nil {
			return s.AsString()
		}
	}
	return v.Type().FriendlyName()
}

// quoteForText quotes a value for an error text, cut where it is long.
func quoteForText(s string) string {
	if runes := []rune(s); len(runes) > 80 {
		s = string(runes[:80]) + "…"
	}
	return strconv.Quote(s)
}
