package sheet

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"
)

// orderedZip writes a zip whose entries are in the order of their names,
// whatever the order in which they come: excelize hands over sheets as a map
// walks, and the same rows are to give the same bytes. Entries wait, packed,
// in a scratch file.
type orderedZip struct {
	target  io.Writer
	scratch *os.File
	size    int64 // of the scratch file so far
	entries []*zipEntry
	failed  error
}

// zipEntry is an entry in the scratch file.
type zipEntry struct {
	header zip.FileHeader
	start  int64
	sum    hash.Hash32
	packer *flate.Writer
}

func newOrderedZip(target io.Writer) *orderedZip {
	scratch, err := os.CreateTemp("", "trenza-*")
	return &orderedZip{target: target, scratch: scratch, failed: err}
}

// Create begins an entry and ends the one before.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if z.finish(); z.failed != nil {
		return nil, z.failed
	}
	entry := &zipEntry{start: z.size, sum: crc32.NewIEEE()}
	entry.header = zip.FileHeader{Name: name, Method: zip.Deflate}
	entry.packer, z.failed = flate.NewWriter((*scratchWriter)(z), flate.BestSpeed)
	z.entries = append(z.entries, entry)
	return entry, z.failed
}

// AddFS is part of what excelize asks of a zip; no workbook of ours has one.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the zip to its target.
func (z *orderedZip) Close() error {
	if z.scratch != nil {
		defer os.Remove(z.scratch.Name())
		defer z.scratch.Close()
	}
	if z.finish(); z.failed != nil {
		return z.failed
	}
	slices.SortFunc(z.entries, func(a, b *zipEntry) int { return cmp.Compare(a.header.Name, b.header.Name) })
	out := zip.NewWriter(z.target)
	for _, entry := range z.entries {
		if err := z.copy(out, entry); err != nil {
			return err
		}
	}
	return out.Close()
}

func (z *orderedZip) copy(out *zip.Writer, entry *zipEntry) error {
	to, err := out.CreateRaw(&entry.header)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.NewSectionReader(z.scratch, entry.start, int64(entry.header.CompressedSize64)))
	return err
}

// finish ends the entry that was begun last.
func (z *orderedZip) finish() {
	if z.failed != nil || len(z.entries) == 0 {
		return
	}
	last := z.entries[len(z.entries)-1]
	if last.packer == nil {
		return
	}
	z.failed = last.packer.Close()
	last.packer = nil
	last.header.CRC32 = last.sum.Sum32()
	last.header.CompressedSize64 = uint64(z.size - last.start)
}

// Write packs bytes of the entry.
func (e *zipEntry) Write(p []byte) (int, error) {
	e.sum.Write(p)
	e.header.UncompressedSize64 += uint64(len(p))
	return e.packer.Write(p)
}

// scratchWriter counts what goes into the scratch file.
type scratchWriter orderedZip

func (s *scratchWriter) Write(p []byte) (int, error) {
	n, err := s.scratch.Write(p)
	s.size += int64(n)
	return n, err
}
