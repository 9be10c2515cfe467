package outdir

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// Apply carries out the plan: the folder must have been opened by [Lock]. Where
// there are conflicts nothing is written and the error is a [ConflictError]; force
// overwrites what a person wrote.
//
// All new files are complete on the disk, and the directories that they need are
// there, before the first takes its name, so that a full disk changes nothing. After a
// failure later than that some files are new and some old, and the next build
// completes the work.
func (p *Plan) Apply(force bool) error { return p.applyMany(force, manyFiles) }

// applyMany is Apply; from so many new files on it syncs the whole file system.
func (p *Plan) applyMany(force bool, many int) error {
	if p.dir.lock == nil {
		return errors.New("outdir: the folder is not locked")
	}
	if err := p.Refuse(force); err != nil {
		return err
	}
	err := p.apply(many)
	if tidy := p.dir.root.RemoveAll(tempDir); err == nil {
		err = tidy
	}
	return p.dir.located(err)
}

// staged is a complete file that waits to take its name.
type staged struct {
	temp, name string
	mode       fs.FileMode
	content    []byte
}

func (p *Plan) apply(many int) error {
	if err := p.dir.root.RemoveAll(tempDir); err != nil { // of a killed build
		return err
	}
	files := p.staged()
	notes, err := p.notes()
	if err != nil {
		return err
	}
	durable := p.dir.durability(len(files) >= many)
	defer durable.close()
	if err := p.dir.stage(slices.Concat(files, notes), durable); err != nil {
		return err
	}
	if err := p.verify(); err != nil {
		return err
	}
	if err := p.writeJournal(files); err != nil {
		return err
	}
	made, err := p.dir.prepareDirs(files)
	if err == nil {
		err = p.replace(files, notes, durable)
	}
	if err != nil {
		for _, dir := range slices.Backward(made) {
			_ = p.dir.root.Remove(dir) // unless something is in it
		}
	}
	return err
}

// prepareDirs makes the directories above files, and returns those that were not
// there. Where a file that the plan removes is in the way, that is left to change.
func (d *Dir) prepareDirs(files []*staged) (made []string, err error) {
	seen := make(map[string]bool)
	for _, f := range files {
		for i := range len(f.name) {
			if dir := f.name[:i]; f.name[i] == '/' && !seen[dir] {
				seen[dir] = true
				err := d.root.Mkdir(dir, 0o755)
				switch {
				case err == nil:
					made = append(made, dir)
				case !errors.Is(err, fs.ErrExist) && !errors.Is(err, syscall.ENOTDIR):
					return made, err
				}
			}
		}
	}
	return made, nil
}

// replace gives the staged files their names, and does what else the plan says.
func (p *Plan) replace(files, notes []*staged, durable *durability) error {
	touched, err := p.change(files)
	if err != nil {
		return err
	}
	if err := durable.directories(touched); err != nil { // the files are durable before the notes say so
		return err
	}
	for _, note := range notes {
		if err := p.dir.root.Rename(note.temp, note.name); err != nil {
			return err
		}
	}
	if len(notes) > 0 {
		if err := p.dir.syncDirs([]string{stateDir}); err != nil {
			return err
		}
	}
	return p.closeJournal()
}

// staged lists the files whose content changes.
func (p *Plan) staged() []*staged {
	var files []*staged
	for _, c := range p.Changes {
		if c.Action == Create || c.Action == Update {
			files = append(files, &staged{name: c.Name, mode: c.File.Mode, content: c.File.Content})
		}
	}
	return files
}

// notes lists the manifest files that change, the one with the digests of the
// sensitive files first: a manifest is never newer than it.
func (p *Plan) notes() ([]*staged, error) {
	var notes []*staged
	for _, note := range []*staged{
		{name: sensitiveFile, mode: 0o600, content: p.next.sensitive()},
		{name: manifestFile, mode: 0o644, content: p.next.manifest()},
	} {
		old, err := p.dir.read(note.name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotRegular) {
			return nil, err
		}
		if err == nil && string(old) == string(note.content) {
			info, err := p.dir.root.Lstat(note.name)
			if err == nil && info.Mode().Perm() == note.mode {
				continue
			}
		}
		notes = append(notes, note)
	}
	return notes, nil
}

// stagingDirs is how many directories the new files wait in: one directory takes
// one new file at a time, and whoever else has one for it spins.
const stagingDirs = 16

// stage writes the files under temporary names, with their modes, and waits for
// the disk. Several at a time: a disk takes many requests to wait at once.
func (d *Dir) stage(files []*staged, durable *durability) error {
	if len(files) == 0 {
		return nil
	}
	if err := d.root.Mkdir(tempDir, 0o700); err != nil {
		return err
	}
	for i := range min(len(files), stagingDirs) {
		if err := d.root.Mkdir(tempDir+"/"+strconv.Itoa(i), 0o700); err != nil {
			return err
		}
	}
	for i, f := range files {
		f.temp = fmt.Sprintf("%s/%d/%d", tempDir, i%stagingDirs, i)
	}
	if err := concurrently(files, func(f *staged) error { return d.write(f, durable.each) }); err != nil {
		return err
	}
	return durable.files()
}

// write creates a staged file, which must not exist; sync is whether to wait
// until it is on the disk.
func (d *Dir) write(s *staged, sync bool) error {
	f, err := d.root.OpenFile(s.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(s.content)
	if err == nil {
		err = f.Chmod(s.mode) // whatever the umask
	}
	if err == nil && sync {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// concurrently calls do for each item, a few at a time, and returns the error of
// the first item that failed.
func concurrently[T any](items []T, do func(T) error) error {
	errs := make([]error, len(items))
	slots := make(chan struct{}, 16)
	var wg sync.WaitGroup
	for i, item := range items {
		slots <- struct{}{}
		wg.Go(func() {
			errs[i] = do(item)
			<-slots
		})
	}
	wg.Wait()
	return cmp.Or(errs...)
}

// verify sees that nobody changed the folder since the plan was made.
func (p *Plan) verify() error {
	for _, c := range p.Changes {
		if c.Action == Unchanged || c.Action == Delete && c.before == nil {
			continue
		}
		now, err := p.dir.root.Lstat(c.Name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			now, err = nil, nil
		}
		if err != nil {
			return err
		}
		if !c.sameAsPlanned(now) {
			return fmt.Errorf("%s: was changed while the build ran; nothing was written", p.dir.show(c.Name))
		}
	}
	return nil
}

// writeJournal notes what is about to be written: a build that finds some of it
// in the folder knows it for hagen's.
func (p *Plan) writeJournal(files []*staged) error {
	if len(files) == 0 {
		return nil
	}
	j := newState()
	for name, digests := range p.dir.state.journal {
		j.journal[name] = slices.Clone(digests)
	}
	for _, f := range files {
		if sum := digest(f.content); !slices.Contains(j.journal[f.name], sum) {
			j.journal[f.name] = append(j.journal[f.name], sum)
		}
	}
	return p.dir.replaceJournal(j.journalText())
}

func (d *Dir) replaceJournal(text []byte) error {
	journal := &staged{temp: tempDir + "/journal", name: journalFile, mode: 0o600, content: text}
	if err := d.root.Mkdir(tempDir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := d.write(journal, true); err != nil {
		return err
	}
	if err := d.root.Rename(journal.temp, journal.name); err != nil {
		return err
	}
	return d.syncDirs([]string{stateDir})
}

// closeJournal ends the journal of this build; what it says of hosts that were
// not built stays.
func (p *Plan) closeJournal() error {
	if len(p.next.journal) > 0 {
		return p.dir.replaceJournal(p.next.journalText())
	}
	if err := p.dir.root.Remove(journalFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// change removes, renames and corrects modes. It returns the directories whose
// entries changed.
func (p *Plan) change(files []*staged) (touched []string, err error) {
	root := p.dir.root
	var emptied []string
	for _, c := range p.Changes {
		if c.Action != Delete {
			continue
		}
		if c.before != nil {
			if err := root.Remove(c.Name); err != nil {
				return nil, err
			}
		}
		emptied = append(emptied, path.Dir(c.Name))
	}
	touched = append(touched, p.dir.prune(emptied)...)
	made := make(map[string]bool)
	for _, f := range files {
		if dir := path.Dir(f.name); !made[dir] {
			made[dir] = true
			if err := p.dir.makeParents(f.name); err != nil {
				return nil, err
			}
			for ; dir != "."; dir = path.Dir(dir) {
				touched = append(touched, dir)
			}
		}
		if err := root.Rename(f.temp, f.name); err != nil {
			return nil, err
		}
	}
	if len(touched) > 0 {
		touched = append(touched, ".")
	}
	for _, c := range p.Changes {
		if c.Action == Chmod {
			if err := p.dir.chmod(c.Name, c.File.Mode); err != nil {
				return nil, err
			}
		}
	}
	return touched, nil
}

// makeParents makes the directories above a file.
func (d *Dir) makeParents(name string) error {
	if err := d.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if err := d.checkParents(name); err != nil {
		return fmt.Errorf("%s: %w", d.path, err)
	}
	return nil
}

// chmod corrects the mode of a regular file, not of what a link points to.
func (d *Dir) chmod(name string, mode fs.FileMode) error {
	f, err := d.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrPermission) { // a mode that does not let its owner read
		return d.root.Chmod(name, mode)
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(mode), f.Close())
}

// prune removes directories that are empty, and those above them. It returns
// those that remain and lost an entry.
func (d *Dir) prune(dirs []string) (remain []string) {
	slices.SortFunc(dirs, func(a, b string) int { // the deepest first
		return cmp.Or(strings.Count(b, "/")-strings.Count(a, "/"), cmp.Compare(a, b))
	})
	for _, dir := range slices.Compact(dirs) {
		for ; dir != "."; dir = path.Dir(dir) {
			info, err := d.root.Lstat(dir)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil || !info.IsDir() || d.root.Remove(dir) != nil {
				break
			}
		}
		remain = append(remain, dir)
	}
	return remain
}
