package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// clientAddress returns where a request comes from. What a client says of itself
// counts for nothing: the header that proxies write is read only when the
// request came through one of ours, and from the end, since everything before
// the first address that is not ours may be invented.
func (s *Server) clientAddress(r *http.Request) string {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	client := remote.Addr().Unmap()
	said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(said) {
		if !s.isProxy(client) {
			break
		}
		before, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil {
			break
		}
		client = before.Unmap()
	}
	return client.String()
}

func (s *Server) isProxy(address netip.Addr) bool {
	return slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(address) })
}
