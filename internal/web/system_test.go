package web_test

import (
	"net/url"
	"testing"
)

// TestThePartsOfThePages looks at every part in every state, in both languages:
// the page is the visual test of all others.
func TestThePartsOfThePages(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		tab := s.tab()
		tab.signIn("rosa")
		tab.everyWay("/sistema")
		b := s.in("rosa")
		b.post("/preferences", url.Values{"language": {"en"}})
		tab.open("/sistema")
		tab.lookAround("system-en")
	})
}
