// Package outdir keeps an output folder in step with what a build produced.
//
// The folder holds <host>/<path on the host> for every file, and .hagen with
// what is known of them:
//
//	.hagen/manifest.json   every file: its mode, its digest, the origin of its lines; holds nothing secret
//	.hagen/sensitive.json  the digests of what holds secrets: mode 0600, as a digest lets a guess be tried
//	.hagen/journal.json    while a build writes: the digests of the files it is about to write
//	.hagen/tmp             while a build writes: the new files, complete, before they take their names
//	.hagen/lock            while a build runs
//
// [Lock] (or [Open], to look only) gives a [Dir], [Dir.Plan] compares it with the
// files of a build, and [Plan.Apply] makes it so. A file is replaced by renaming
// a complete one over it, so that it is old or new whenever the build is killed,
// and the journal lets the next build know the new ones for its own. A file that
// was edited, or that no build wrote, is a conflict: nothing is written at all.
//
// All new files are on the disk before the first takes its name, and all names
// before the manifest speaks of them: where few files are new each is synced, where
// many are the whole file system is, if it can be relied upon for that.
//
// The folder may be writable by others. Every access goes through [os.Root] and
// refuses symbolic links, so nothing outside the folder is read or written.
package outdir
