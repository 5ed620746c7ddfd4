package web

import (
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
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
	for i, room := range view.Rooms {
		if room.Path == page.ReviewPath {
			view.Rooms[i].Count = v.toDecide()
		}
	}
	view.Searches, view.Boxed = v.reaches("person.list", access.Person), slices.Contains([]string{"home", "threads", "ventures"}, v.route.Name)
	view.Saved, view.Idle = page.Clock(v.now()), v.mayIdle()
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

// places are where the frame may lead, in its order.
var places = []page.Room{
	{Key: "web.room.home", Path: "/", Icon: "home"},
	{Key: "web.room.threads", Path: "/hilos", Icon: "search"},
	{Key: "web.room.register", Path: "/registrar", Icon: "add"},
	{Key: "web.room.workshops", Path: "/talleres", Icon: "workshop"},
	{Key: "web.room.ventures", Path: "/negocios", Icon: "shop"},
	{Key: "web.room.activities", Path: "/actividades", Icon: "calendar"},
	{Key: "web.room.committees", Path: "/comites", Icon: "sprout"},
	{Key: "web.room.review", Path: "/revisar", Icon: "alike"},
	{Key: "web.room.figures", Path: "/cifras", Icon: "chart"},
	{Key: "web.room.lists", Path: "/listas", Icon: "take"},
	{Key: "web.room.publications", Path: "/publicaciones", Icon: "published"},
	{Key: "web.room.programmes", Path: "/programas", Icon: "book"},
	{Key: "web.room.team", Path: "/team", Icon: "people"},
	{Key: "web.room.log", Path: "/log", Icon: "list"},
	{Key: "web.room.me", Path: "/me", Icon: "person"},
}

// at is the address by which the room of the visit is known. A woman's business lies
// under her thread, and belongs to the room of businesses where there is one.
func (v *visit) at() string {
	if strings.HasPrefix(v.route.Name, "venture") && v.countsVentures() {
		return venturesPath
	}
	return v.r.URL.Path
}

// rooms are the places that the frame leads to: those whose doors let her in.
func (v *visit) rooms() (rooms []page.Room) {
	at := v.at()
	for _, room := range places {
		route, known := v.pages[room.Path]
		if !known || v.admits(route, "") != nil || room.Path == venturesPath && !v.countsVentures() {
			continue
		}
		room.Here = at == room.Path || room.Path != "/" && strings.HasPrefix(at, room.Path+"/")
		rooms = append(rooms, room)
	}
	return rooms
}

// begins is where somebody begins who has just shown who she is: where she was on
// the way to, or her home. Whoever may read what is published and nothing else, as
// donors and evaluators, begins there.
func (v *visit) begins(account staff.Account) (path string, err error) {
	if back := v.back(); back != "/" {
		return back, nil
	}
	if v.actor, v.account, err = v.Desk.Actor(v.ctx(), account.ID, v.Desk.Today()); err != nil {
		return "", err
	}
	if v.scope, err = v.reach(); err != nil {
		return "", err
	}
	if rooms := v.rooms(); len(rooms) == 3 && rooms[1].Path == "/publicaciones" { // between her home and her account
		return rooms[1].Path, nil
	}
	return "/", nil
}

// may asks access about rows of a kind as such, to draw only what leads
// somewhere.
func (v *visit) may(verb string, kind access.Kind) bool {
	return access.May(v.actor, verb, access.Row{Kind: kind}) == nil
}
