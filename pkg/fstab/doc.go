// Package fstab reads /etc/fstab.
//
//   - [Parse] turns a file into a [File]: entries of the fields that fstab(5) names. It
//     reports the lines that mount(8) passes over.
//   - [File.Format] gives the bytes back.
//   - [Entry.Option] finds an option of an entry, [DeviceKey] brings the two names of a
//     logical volume together.
//
// The package reads no file, no clock and no environment. A File is not safe for
// concurrent use while it is edited; reading one from several goroutines is.
package fstab
