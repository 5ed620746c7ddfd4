package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

//go:embed static/css static/js static/fonts static/img
var staticFiles embed.FS

// shelf holds the static files under addresses that carry a sum of what is in
// them, "/static/js/leave.1a2b3c4d5e6f.js", so that a browser may keep them for
// ever. An address is answered when it is on the shelf, and no path is ever made
// from one.
type shelf struct {
	files     map[string]staticFile // by address
	addresses map[string]string     // by the name that pages use: "js/leave.js"
}

type staticFile struct {
	kind  string // media type
	body  []byte
	small []byte // the same compressed, nil where that gains nothing
}

// styleSheet is the name of all style sheets together, in the order of their
// names.
const styleSheet = "style.css"

// mediaTypes are those of the files that are served; a licence is not.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

func readShelf() (*shelf, error) {
	s := &shelf{files: make(map[string]staticFile), addresses: make(map[string]string)}
	var sheets []string
	err := fs.WalkDir(staticFiles, "static", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := strings.TrimPrefix(file, "static/")
		if path.Ext(name) == ".css" {
			sheets = append(sheets, file)
			return nil
		}
		body, err := staticFiles.ReadFile(file)
		if err != nil {
			return err
		}
		return s.put(name, body)
	})
	if err != nil {
		return nil, err
	}
	return s, s.putSheets(sheets)
}

// put gives a file its address.
func (s *shelf) put(name string, body []byte) error {
	kind, served := mediaTypes[path.Ext(name)]
	if !served {
		return nil
	}
	small, err := squeezeOnce(body)
	if err != nil || len(small) > len(body)*9/10 { // a font is compressed by itself
		small = nil
	}
	sum := sha256.Sum256(body)
	extension := path.Ext(name)
	address := "/static/" + strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:6]) + extension
	s.files[address] = staticFile{kind, body, small}
	s.addresses[name] = address
	return err
}

// link finds what a style sheet refers to.
var link = regexp.MustCompile(`url\("\.\./([^"]+)"\)`)

// putSheets joins the style sheets and gives what they refer to its address.
func (s *shelf) putSheets(files []string) error {
	var all bytes.Buffer
	slices.Sort(files)
	for _, file := range files {
		body, err := staticFiles.ReadFile(file)
		if err != nil {
			return err
		}
		all.Write(body)
	}
	var lost error
	sheet := link.ReplaceAllFunc(all.Bytes(), func(found []byte) []byte {
		name := string(link.FindSubmatch(found)[1])
		address, ok := s.addresses[name]
		if !ok {
			lost = fmt.Errorf("a style sheet refers to %s, which is not there", name)
		}
		return []byte(`url("` + address + `")`)
	})
	return errors.Join(lost, s.put(styleSheet, tidied(sheet)))
}

// notes are the comments and the indents of a style sheet, which are for us.
var notes = regexp.MustCompile(`(?s)/\*.*?\*/|\n\s+`)

// tidied is a style sheet without them.
func tidied(sheet []byte) []byte { return notes.ReplaceAll(sheet, []byte("\n")) }

// address returns where a file is served.
func (s *shelf) address(name string) string { return s.addresses[name] }

// serve answers an address on the shelf, and reports whether it is there.
func (s *shelf) serve(w http.ResponseWriter, r *http.Request) bool {
	file, found := s.files[r.URL.Path]
	if !found {
		return false
	}
	w.Header().Set("Content-Type", file.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Vary", "Accept-Encoding")
	if file.small != nil && takesSqueezed(r) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(file.small)
		return true
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.body))
	return true
}
