package web

import "net/http"

// Local is where a path leads that somebody gave.
var Local = local

// ClientAddress is where a request comes from.
func (s *Server) ClientAddress(r *http.Request) string { return s.clientAddress(r) }

// DeviceOf names what a browser says of itself.
var DeviceOf = deviceOf
