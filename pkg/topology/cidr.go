package topology

import (
	"fmt"
	"math/big"
	"net/netip"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/gocty"
)

var (
	stringParam = func(name string) function.Parameter { return function.Parameter{Name: name, Type: cty.String} }
	numberParam = func(name string) function.Parameter { return function.Parameter{Name: name, Type: cty.Number} }
)

// cidrHost returns the address of a host by its number in a network; a negative
// number counts from the end: cidrhost("10.0.0.0/24", 5) is "10.0.0.5".
var cidrHost = function.New(&function.Spec{
	Description: "The address of a host by its number in a network.",
	Params:      []function.Parameter{stringParam("prefix"), numberParam("hostnum")},
	Type:        function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		prefix, err := prefixArg(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		n, err := bigArg(args[1], 1)
		if err != nil {
			return cty.NilVal, err
		}
		size := new(big.Int).Lsh(big.NewInt(1), uint(prefix.Addr().BitLen()-prefix.Bits()))
		if n.Sign() < 0 {
			n.Add(n, size)
		}
		if n.Sign() < 0 || n.Cmp(size) >= 0 {
			return cty.NilVal, function.NewArgErrorf(1, "%s has no host %s", prefix, args[1].AsBigFloat().Text('f', 0))
		}
		return cty.StringVal(offset(prefix.Addr(), n).String()), nil
	},
})

// cidrNetmask returns the mask of an IPv4 network: "255.255.255.0".
var cidrNetmask = function.New(&function.Spec{
	Description: "The mask of an IPv4 network.",
	Params:      []function.Parameter{stringParam("prefix")},
	Type:        function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		prefix, err := prefixArg(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		if !prefix.Addr().Is4() {
			return cty.NilVal, function.NewArgErrorf(0, "%s is IPv6, which has no masks", prefix)
		}
		return cty.StringVal(Netmask(prefix)), nil
	},
})

// cidrSubnet returns a part of a network: cidrsubnet("10.0.0.0/8", 8, 2) is "10.2.0.0/16".
var cidrSubnet = function.New(&function.Spec{
	Description: "A part of a network: the prefix grown by some bits, and which of the parts.",
	Params:      []function.Parameter{stringParam("prefix"), numberParam("newbits"), numberParam("netnum")},
	Type:        function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		prefix, err := prefixArg(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		bits, err := newBitsArg(prefix, args[1], 1)
		if err != nil {
			return cty.NilVal, err
		}
		n, err := bigArg(args[2], 2)
		if err != nil {
			return cty.NilVal, err
		}
		if n.Sign() < 0 || n.BitLen() > bits-prefix.Bits() {
			return cty.NilVal, function.NewArgErrorf(2, "%s has no part %s of /%d", prefix, n, bits)
		}
		n.Lsh(n, uint(prefix.Addr().BitLen()-bits))
		return cty.StringVal(netip.PrefixFrom(offset(prefix.Addr(), n), bits).String()), nil
	},
})

// cidrSubnets returns parts of a network, one after the other, each by the
// number of bits that it grows the prefix by.
var cidrSubnets = function.New(&function.Spec{
	Description: "Parts of a network, one after the other.",
	Params:      []function.Parameter{stringParam("prefix")},
	VarParam:    &function.Parameter{Name: "newbits", Type: cty.Number},
	Type:        function.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		prefix, err := prefixArg(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		next, one := new(big.Int), big.NewInt(1)
		end := new(big.Int).Lsh(one, uint(prefix.Addr().BitLen()-prefix.Bits()))
		parts := make([]cty.Value, 0, len(args)-1)
		for i, arg := range args[1:] {
			bits, err := newBitsArg(prefix, arg, i+1)
			if err != nil {
				return cty.NilVal, err
			}
			size := new(big.Int).Lsh(one, uint(prefix.Addr().BitLen()-bits))
			// A part begins at a multiple of its size.
			if over := new(big.Int).Mod(next, size); over.Sign() != 0 {
				next.Add(next, size.Sub(size, over))
				size = new(big.Int).Lsh(one, uint(prefix.Addr().BitLen()-bits))
			}
			if new(big.Int).Add(next, size).Cmp(end) > 0 {
				return cty.NilVal, function.NewArgErrorf(i+1, "no room is left in %s for a /%d", prefix, bits)
			}
			parts = append(parts, cty.StringVal(netip.PrefixFrom(offset(prefix.Addr(), next), bits).String()))
			next.Add(next, size)
		}
		if len(parts) == 0 {
			return cty.ListValEmpty(cty.String), nil
		}
		return cty.ListVal(parts), nil
	},
})

// cidrContains tells whether a network holds an address or another network.
var cidrContains = function.New(&function.Spec{
	Description: "Whether a network holds an address or another network.",
	Params:      []function.Parameter{stringParam("prefix"), stringParam("address")},
	Type:        function.StaticReturnType(cty.Bool),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		prefix, err := prefixArg(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		if inner, err := netip.ParsePrefix(args[1].AsString()); err == nil {
			return cty.BoolVal(inner.Bits() >= prefix.Bits() && prefix.Contains(inner.Addr())), nil
		}
		a, err := netip.ParseAddr(args[1].AsString())
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(1, "%q is neither an address nor a network", args[1].AsString())
		}
		return cty.BoolVal(prefix.Contains(a)), nil
	},
})

// Netmask returns the dotted mask of an IPv4 prefix, "" for another.
func Netmask(p netip.Prefix) string {
	if !p.Addr().Is4() || p.Bits() < 0 {
		return ""
	}
	m := ^uint32(0) << (32 - p.Bits())
	return fmt.Sprintf("%d.%d.%d.%d", m>>24, m>>16&255, m>>8&255, m&255)
}

func prefixArg(v cty.Value) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(v.AsString())
	if err != nil {
		return p, function.NewArgErrorf(0, "%q is not a network such as 10.0.0.0/24", v.AsString())
	}
	return p.Masked(), nil
}

func bigArg(v cty.Value, i int) (*big.Int, error) {
	n, accuracy := v.AsBigFloat().Int(nil)
	if accuracy != big.Exact || n.BitLen() > 128 {
		return nil, function.NewArgErrorf(i, "a whole number is needed")
	}
	return n, nil
}

// newBitsArg returns the prefix length that is some bits longer than a prefix's.
func newBitsArg(p netip.Prefix, v cty.Value, i int) (int, error) {
	var n int
	if err := gocty.FromCtyValue(v, &n); err != nil || n < 0 || n > p.Addr().BitLen()-p.Bits() {
		return 0, function.NewArgErrorf(i, "%s cannot grow by %s bits", p, v.AsBigFloat().Text('g', 10))
	}
	return p.Bits() + n, nil
}

// offset returns the address that is n after a.
func offset(a netip.Addr, n *big.Int) netip.Addr {
	bytes := a.AsSlice()
	sum := new(big.Int).Add(new(big.Int).SetBytes(bytes), n)
	sum.FillBytes(bytes)
	b, _ := netip.AddrFromSlice(bytes)
	return b
}
