// Package drill plans failure drills for a cluster and measures what they left
// behind.
//
// A drill fails one part of a cluster on purpose while a probe writes to the
// shared filesystem. What counts is how long the survivors' writes stood still,
// the freeze. [Plan] says which drills a topology's cluster can have and how long
// each may freeze it; [Probe] is the script that writes; [Measure] reads the
// probe's files and the daemons' logs and returns the freezes, each try of
// fencing, the replay of the journal, and what [Predict] says of the same failure.
//
// Bytes in, bytes out: nothing here reads a disk or a clock. Times in files
// without a year or a time zone stay so; what had to be assumed is said in
// [Report].Assumptions.
package drill
