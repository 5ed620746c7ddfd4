package staff

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate is how often something may be tried: Burst times at once, and once more
// after every Every.
type Rate struct {
	Every time.Duration
	Burst int
}

// Limits bounds how often an account is tried, whether or not it exists, and how
// often anybody tries from one address. It lives in memory, of one process, and
// in bounded memory: those who were not heard of for the longest time are
// forgotten first. Its rates are set before it is used.
//
// Whoever knows a login can keep its owner from signing in by password for as
// long as he goes on; a passkey asks for no login and is not held up.
type Limits struct {
	PerAccount Rate // passwords tried for a login
	PerCode    Rate // codes tried for an account: six digits are soon guessed
	PerAddress Rate // anything tried from an address

	mu        sync.Mutex
	young     map[string]*rate.Limiter
	old       map[string]*rate.Limiter
	remembers int // limiters in each of the two
}

// NewLimits returns limits at the house's rates: five passwords a minute for a
// login after ten at once, a code a minute after five, and thirty tries a minute
// from an address after sixty.
func NewLimits() *Limits {
	return &Limits{
		PerAccount: Rate{12 * time.Second, 10},
		PerCode:    Rate{time.Minute, 5},
		PerAddress: Rate{2 * time.Second, 60},
		remembers:  50_000,
	}
}

// quiet is how often refusals at a limit are told of one account.
var quiet = Rate{time.Minute, 1}

// allow reports whether something of a kind may be tried at a moment, and counts
// it.
func (l *Limits) allow(kind, name string, r Rate, now time.Time) bool {
	if l == nil {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.limiter(kind+" "+name, r).AllowN(now, 1)
}

// limiter finds or makes the limiter of a key. When the young are too many they
// are the old, and what was old is forgotten.
func (l *Limits) limiter(key string, r Rate) *rate.Limiter {
	if known, ok := l.young[key]; ok {
		return known
	}
	known, ok := l.old[key]
	if !ok {
		known = rate.NewLimiter(rate.Every(r.Every), r.Burst)
	}
	if l.young == nil || len(l.young) >= l.remembers {
		l.old, l.young = l.young, make(map[string]*rate.Limiter)
	}
	l.young[key] = known
	return known
}

// address reports whether anything may be tried from an address. No address is
// the machine itself.
func (l *Limits) address(address string, now time.Time) bool {
	return l == nil || address == "" || l.allow("address", neighbourhood(address), l.PerAddress, now)
}

// neighbourhood is what counts as one address: of IPv6 the network of a house,
// all of which one machine may use.
func neighbourhood(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, _ := ip.Prefix(64) // a valid length for every IPv6 address
	return network.String()
}
