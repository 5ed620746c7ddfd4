package web

import (
	"net/http"
	"net/url"
	"strings"
)

func withQuery(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// cameFrom is the page from which a form was sent: one of ours, or the first.
func (v *visit) cameFrom() string {
	from, err := url.Parse(v.r.Referer())
	if err != nil || from.Scheme+"://"+from.Host != v.Config.Origin {
		return "/"
	}
	return local(from.RequestURI())
}

// back is where a form says that it leads afterwards.
func (v *visit) back() string { return local(v.r.FormValue("back")) }

// local returns a path of this server, and "/" for anything else that it is
// given: an address of another host, however it is spelled, is never followed. It
// is looked at once more as it will be sent, since escapes may come undone.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || !inside(path) {
		return "/"
	}
	if sent := u.RequestURI(); inside(sent) {
		return sent
	}
	return "/"
}

// inside reports whether a path stays with the host, in one line.
func inside(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n\t\x00")
}

// goTo leads to a path of this server by a new request that changes nothing.
func (v *visit) goTo(path string) error {
	http.Redirect(v.w, v.r, path, http.StatusSeeOther)
	return nil
}
