package sheet

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/trenza/trenza"
)

// How a zip ends: a record that tells where its directory is, and a comment.
const (
	zipEndSize     = 22
	zipCommentSize = 1<<16 - 1
)

var zipEndMark = []byte("PK\x05\x06")

// maxDirectory is how many bytes the directory of a zip may have: it is read
// whole into memory. A workbook has some dozens of entries of a hundred bytes.
const maxDirectory = 4 << 20

// checkDirectory refuses a zip whose directory would fill the memory. Whatever
// looks like the end of the zip is checked, since nobody knows which of them
// the zip reader takes.
func checkDirectory(name string, file io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, zipEndSize+zipCommentSize))
	start := size - int64(len(tail))
	if _, err := file.ReadAt(tail, start); err != nil && err != io.EOF {
		return openProblem(name, err)
	}
	for at := 0; ; at++ {
		found := bytes.Index(tail[at:], zipEndMark)
		if found < 0 || at+found+zipEndSize > len(tail) {
			return nil
		}
		at += found
		if !soundEnd(tail[at:], start+int64(at)) {
			return trenza.Refuse("sheet.unpacks_large", name, maxSwollen>>20)
		}
	}
}

// soundEnd reports whether the end record at a position leads to a directory of
// sensible size, without the extensions for zips beyond four gigabytes, which
// could lead anywhere.
func soundEnd(record []byte, at int64) bool {
	entries := binary.LittleEndian.Uint16(record[10:])
	length := int64(binary.LittleEndian.Uint32(record[12:]))
	offset := int64(binary.LittleEndian.Uint32(record[16:]))
	extended := entries == 1<<16-1 || length == 1<<16-1
	return !extended && length <= maxDirectory && offset <= at && at-offset <= maxDirectory
}
