package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"
)

// What files may take that are handed in.
const (
	uploadByDefault = 50 << 20         // bytes, together
	uploadTime      = 10 * time.Minute // until they are here
	mostUploads     = 4                // that are read at once, for they are held in memory
	fieldLimit      = 4 << 10          // bytes of a field beside them
	mostFiles       = 20
)

// drained is how many times more than it takes a server reads, so that whoever
// sends too much is told so: a browser that is cut off while it sends shows a page
// of its own.
const drained = 4

// errTooLarge says that files have more bytes than the server takes.
var errTooLarge = errors.New("web: the files are too large")

// upload is a form with files.
type upload struct {
	fields url.Values
	files  []uploaded
}

type uploaded struct {
	name    string
	content []byte
}

// filesMux has the routes that take files.
func filesMux() *http.ServeMux {
	mux := http.NewServeMux()
	for _, route := range Routes() {
		if route.Files {
			mux.Handle(route.Method+" "+route.Path, http.NotFoundHandler())
		}
	}
	return mux
}

// takesFiles reports whether a request brings files to a route that takes them.
// Its answer is asked for before anybody is recognised: until then nothing is read.
func (s *Server) takesFiles(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return false
	}
	_, pattern := s.files.Handler(r)
	return pattern != ""
}

// patient gives the rest of a request the time that files take.
func (v *visit) patient() {
	until, connection := time.Now().Add(uploadTime), http.NewResponseController(v.w)
	_ = connection.SetReadDeadline(until) // a connection without deadlines needs none
	_ = connection.SetWriteDeadline(until.Add(requestTime))
}

// readUpload reads the form of a request into memory: nothing of it touches a disk
// before it is sealed. Files that are too large together are read to their end,
// and errTooLarge is returned with the fields.
func (v *visit) readUpload(ctx context.Context) (upload, error) {
	select {
	case v.reading <- struct{}{}:
		defer func() { <-v.reading }()
	case <-ctx.Done():
		return upload{}, ctx.Err()
	}
	v.patient()
	return v.readParts(v.MaxUpload)
}

// readParts reads the fields of a form, and its files as far as there is room.
func (v *visit) readParts(room int64) (u upload, err error) {
	u.fields = make(url.Values)
	parts, err := v.r.MultipartReader()
	if err != nil {
		return u, nil // a form without files
	}
	tooLarge := false
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return u, tooMuch(err)
		}
		if part.FileName() == "" {
			if text, _ := io.ReadAll(io.LimitReader(part, fieldLimit)); part.FormName() != "file" {
				u.fields.Add(part.FormName(), string(text))
			}
			continue
		}
		file, size, err := readFile(part, room)
		if err != nil {
			return u, tooMuch(err)
		}
		room -= size
		if tooLarge = tooLarge || room < 0; !tooLarge && len(u.files) < mostFiles {
			u.files = append(u.files, file)
		}
	}
	if tooLarge {
		return upload{fields: u.fields}, errTooLarge
	}
	return u, nil
}

// readFile reads a file, and passes over what there is no room for.
func readFile(part *multipart.Part, room int64) (file uploaded, size int64, err error) {
	var content bytes.Buffer
	size, err = content.ReadFrom(io.LimitReader(part, max(room, 0)+1))
	if err == nil && size > room {
		content = bytes.Buffer{}
		_, err = io.Copy(io.Discard, part)
	}
	return uploaded{part.FileName(), content.Bytes()}, size, err
}

// tooMuch says that files are too large, of whatever broke because they are.
func tooMuch(err error) error {
	if _, is := errors.AsType[*http.MaxBytesError](err); is {
		return errTooLarge
	}
	return err
}

// besidesFiles are the fields of a form with files; the files are passed over to
// their end, and so is what is wrong with them.
func (v *visit) besidesFiles() url.Values {
	v.patient()
	u, _ := v.readParts(0)
	u.fields.Del("form")
	return u.fields
}
