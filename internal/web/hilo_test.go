package web_test

import (
	"testing"

	"github.com/trenza/trenza"
)

func TestHiloLooks(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		lucia := s.join("lucia", trenza.Grant{Role: trenza.RolePsychologist}, trenza.Grant{Role: trenza.RoleRegistrar})
		h := s.yusmary(lucia)
		tab := s.tab()
		tab.signIn("lucia")
		tab.open(h.path)
		tab.lookAround("hilo")
	})
}
