package web

import (
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/web/page"
)

// tongues are the languages that a browser may ask for, the default first.
var tongues = language.NewMatcher([]language.Tag{language.Spanish, language.English})

// wordsOf chooses the language of somebody who is not signed in: the one that she
// picked, or what her browser asks for.
func wordsOf(r *http.Request) locale.Printer {
	if cookie, err := r.Cookie(cookieLanguage); err == nil {
		return locale.For(cookie.Value)
	}
	tag, _ := language.MatchStrings(tongues, r.Header.Get("Accept-Language"))
	base, _ := tag.Base()
	return locale.For(base.String())
}

// view is what the frame around a page shows.
func (v *visit) view() page.View {
	view := page.View{
		Printer: v.words, Path: v.here(), Theme: themeOf(v.r), Asset: v.static.address, Demo: v.Demo != nil,
	}
	if v.account.ID == "" {
		return view
	}
	view.Who = &page.Who{Name: v.account.Name, Role: page.RoleLine(v.words, v.actor.RoleNames())}
	view.Rooms = v.rooms()
	view.Notice = v.notice()
	return view
}

// here is the address that a choice of language or theme comes back to.
func (v *visit) here() string {
	if v.r.Method == http.MethodGet {
		return v.r.URL.RequestURI()
	}
	return v.cameFrom()
}

// rooms are the places that the frame leads to: those that she may enter.
func (v *visit) rooms() []page.Room {
	rooms := []page.Room{{Key: "web.room.home", Path: "/", Icon: "home"}}
	if v.may("account.read", access.Account) {
		rooms = append(rooms, page.Room{Key: "web.room.team", Path: "/team", Icon: "people"})
	}
	if v.may("entry.read", access.Entry) {
		rooms = append(rooms, page.Room{Key: "web.room.log", Path: "/log", Icon: "list"})
	}
	rooms = append(rooms, page.Room{Key: "web.room.me", Path: "/me", Icon: "person"})
	for i := range rooms {
		path := rooms[i].Path
		rooms[i].Here = v.r.URL.Path == path || path != "/" && strings.HasPrefix(v.r.URL.Path, path+"/")
	}
	return rooms
}

// may asks access about rows of a kind as such, to draw only what leads
// somewhere.
func (v *visit) may(verb string, kind access.Kind) bool {
	return access.May(v.actor, verb, access.Row{Kind: kind}) == nil
}
