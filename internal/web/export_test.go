package web

import "net/http"

// Local is where a path leads that somebody gave.
var Local = local

// ClientAddress is where a request comes from.
func (s *Server) ClientAddress(r *http.Request) string { return s.clientAddress(r) }

// DeviceOf names what a browser says of itself.
var DeviceOf = deviceOf

// Held is a file on its way into an answer.
type Held struct{ *held }

// Hold begins one.
func Hold(w http.ResponseWriter, limit int, kind, name string) Held {
	return Held{&held{w: w, limit: limit, kind: kind, name: name}}
}

// End sends it.
func (h Held) End(err error) error { return h.end(err) }
