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

// player is whom a demonstration lets in of an account, none for others.
func (v *visit) player(account string) page.Player {
	for _, p := range v.cast() {
		if p.Account == account {
			return p
		}
	}
	return page.Player{}
}

// demo signs in as somebody invented; who is signed in shows by it, as others by
// their password, that she is still there. Where nobody is, the address is none.
func (v *visit) demo() error {
	if v.Demo == nil {
		return v.nothing()
	}
	switch p := v.player(v.r.PathValue("account")); p.Account {
	case "":
		return v.nothing()
	case v.account.ID:
		return v.goOr(v.noteStepUp(), v.back())
	default:
		return v.enterAs(p.Account)
	}
}
