package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// Pages leave compressed, for telephones that pay by the megabyte.
//
// What is compressed together can be told apart by its length: whoever sees the
// length of an answer, and can have text of her own put into it, guesses a secret
// in it letter by letter (BREACH). So a page is compressed only when our own pages
// asked for it, or she herself by its address (Sec-Fetch-Site "same-origin" or
// "none"): a foreign page that leads her here with text in the address gets the
// length of the page as it is. What a foreign page embeds or sends comes without
// her cookie, which is SameSite. No page holds a token of her session besides.

// worthIt is below how many bytes an answer fits a packet anyhow.
const worthIt = 1 << 10

// squeezers are writers that wait for their next page.
var squeezers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// squeeze compresses an answer on the fly.
func squeeze(body []byte) ([]byte, error) {
	var small bytes.Buffer
	w := squeezers.Get().(*gzip.Writer)
	defer squeezers.Put(w)
	w.Reset(&small)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err := w.Close()
	return small.Bytes(), err
}

// squeezeOnce compresses as far as it goes: what is kept.
func squeezeOnce(body []byte) ([]byte, error) {
	var small bytes.Buffer
	w, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err = w.Close()
	return small.Bytes(), err
}

// takesSqueezed reports whether whoever asks takes what is compressed.
func takesSqueezed(r *http.Request) bool {
	for one := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(one, " ", ""), ";")
		if name == "gzip" && weight != "q=0" {
			return true
		}
	}
	return false
}

// askedByUs reports whether one of our pages asks, or she herself.
func askedByUs(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "same-origin" || site == "none"
}

// send writes an answer. That nobody waited for it is no error of ours, and what
// the network says of it has her address in it, which belongs in no log.
func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Vary", "Accept-Encoding, Sec-Fetch-Site")
	if len(body) >= worthIt && takesSqueezed(r) && askedByUs(r) {
		if small, err := squeeze(body); err == nil {
			w.Header().Set("Content-Encoding", "gzip")
			body = small
		}
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
