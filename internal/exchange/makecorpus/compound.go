package main

import (
	"encoding/binary"
	"unicode/utf16"
)

// compound is the container of old Excel books and of those with a password
// (MS-CFB, version 3), with streams of those names that hold one sector each.
func compound(streams ...string) []byte {
	const sector, free, end, fat = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	le := binary.LittleEndian
	header := make([]byte, sector)
	copy(header, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le.PutUint16(header[24:], 0x3E)
	le.PutUint16(header[26:], 3)      // version
	le.PutUint16(header[28:], 0xFFFE) // little-endian
	le.PutUint16(header[30:], 9)      // sectors of 512 bytes
	le.PutUint16(header[32:], 6)
	le.PutUint32(header[44:], 1) // one sector of allocation table, the first
	le.PutUint32(header[48:], 1) // then the directory
	le.PutUint32(header[60:], end)
	le.PutUint32(header[68:], end)
	for at := 80; at < sector; at += 4 {
		le.PutUint32(header[at:], free)
	}
	table, directory := make([]byte, sector), make([]byte, sector)
	for at := 0; at < sector; at += 4 {
		le.PutUint32(table[at:], free)
	}
	le.PutUint32(table[0:], fat)
	le.PutUint32(table[4:], end)
	file := append(header, table...)
	directoryEntry(directory, "Root Entry", 5, end, 0)
	body := make([]byte, 0, len(streams)*sector)
	for i, name := range streams {
		le.PutUint32(table[8+4*i:], end)
		directoryEntry(directory[128*(i+1):], name, 2, uint32(2+i), sector)
		body = append(body, make([]byte, sector)...)
	}
	le.PutUint32(directory[76:], 1) // the first stream, and each the next
	for i := range len(streams) - 1 {
		le.PutUint32(directory[128*(i+1)+72:], uint32(i+2))
	}
	copy(file[sector:], table)
	return append(append(file, directory...), body...)
}

// directoryEntry fills in an entry: its name, its kind, where it begins and how
// long it is.
func directoryEntry(entry []byte, name string, kind byte, start, size uint32) {
	le := binary.LittleEndian
	units := utf16.Encode([]rune(name))
	for i, unit := range units {
		le.PutUint16(entry[2*i:], unit)
	}
	le.PutUint16(entry[64:], uint16(2*len(units)+2))
	entry[66], entry[67] = kind, 1
	for at := 68; at < 80; at += 4 {
		le.PutUint32(entry[at:], 0xFFFFFFFF)
	}
	le.PutUint32(entry[116:], start)
	le.PutUint32(entry[120:], size)
}
