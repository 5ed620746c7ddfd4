package web

import (
	"net/http"
	"strings"
)

// policy is what a page may do: fetch from here, send forms here, and nothing
// else. No script and no style stands in a page itself, and no script makes one
// out of text (trusted types).
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
}, "; ")

// always are the headers of every answer.
//
// The referrer goes to our own pages and nowhere else. Under "no-referrer" a
// browser calls the origin of a form "null", and one without Sec-Fetch-Site could
// not be told from a foreign one.
var always = map[string]string{
	"Content-Security-Policy":      policy,
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"X-Frame-Options":              "DENY",
	"Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), " +
		"microphone=(), midi=(), payment=(), usb=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
	"X-Robots-Tag": "noindex, nofollow",
	// Nothing is kept by a browser or on the way but the static files, which say
	// otherwise of themselves.
	"Cache-Control": "no-store",
}

// guarded sets the headers.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range always {
			w.Header().Set(name, value)
		}
		if s.secure() {
			w.Header().Set("Strict-Transport-Security", "max-age=63072000")
		}
		next.ServeHTTP(w, r)
	})
}
