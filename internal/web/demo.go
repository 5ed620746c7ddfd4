package web

import "github.com/trenza/trenza/internal/web/page"

// cast lists whom a demonstration lets in by one button; nobody elsewhere.
func (v *visit) cast() []page.Player {
	if v.Demo == nil {
		return nil
	}
	players := make([]page.Player, len(v.Demo.Staff))
	for i, a := range v.Demo.Staff {
		players[i] = page.Player{Account: a.Account, Name: a.Name, Role: page.RoleName(v.words, a.Role), Where: a.Where}
	}
	return players
}

// demo signs in as somebody invented. Where nobody is, the address is none.
func (v *visit) demo() error {
	if v.Demo == nil {
		return v.nothing()
	}
	for _, a := range v.Demo.Staff {
		if a.Account == v.r.PathValue("account") {
			return v.enterAs(a.Account)
		}
	}
	return v.nothing()
}
