package web

import (
	"bytes"
	"mime"
	"net/http"
)

// held is a file on its way into an answer, whose beginning is kept back: as long
// as nothing has left, what goes wrong can be answered by a page. A file that is
// larger than the limit flows, and one that then breaks off breaks the connection,
// so that no browser takes half a file for the whole.
type held struct {
	w          http.ResponseWriter
	limit      int
	kind, name string // media type, and what the file is called
	kept       bytes.Buffer
	flowing    bool
}

// heldLimit is how much of a file is kept back.
const heldLimit = 8 << 20

// pdf is the media type of a page to print.
const pdf = "application/pdf"

// Write implements io.Writer.
func (h *held) Write(p []byte) (int, error) {
	if !h.flowing && h.kept.Len()+len(p) <= h.limit {
		return h.kept.Write(p)
	}
	if err := h.flow(); err != nil {
		return 0, err
	}
	return h.w.Write(p)
}

// flow begins the answer with what was kept.
func (h *held) flow() error {
	if h.flowing {
		return nil
	}
	h.flowing = true
	h.w.Header().Set("Content-Type", h.kind)
	h.w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": h.name}))
	_, err := h.kept.WriteTo(h.w)
	return err
}

// end sends what was kept. After an error it returns it, when nothing has left.
func (h *held) end(err error) error {
	if err == nil {
		err = h.flow()
	}
	if err != nil && h.flowing {
		panic(http.ErrAbortHandler) // the one way to cut an answer that has begun
	}
	return err
}
