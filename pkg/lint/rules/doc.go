// Package rules holds hagen's lint rules, one file each: the rule that prints as
// [ifcfg-bond-no-monitor] is in ifcfg_bond_no_monitor.go, and its fixtures are in
// testdata/rules/ifcfg-bond-no-monitor. [All] lists them.
package rules
