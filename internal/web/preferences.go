package web

import (
	"net/http"

	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/staff"
)

// The cookies of what somebody prefers; nothing in them is hers alone.
const (
	cookieLanguage = "language"
	cookieTheme    = "theme"
)

// prefer keeps a choice of language or theme in the browser, and the language of
// whoever is signed in with her account.
func (v *visit) prefer() error {
	if chosen := v.r.PostFormValue(cookieTheme); chosen != "" {
		v.choose(cookieTheme, chosen, "light", "dark")
	}
	if chosen := v.r.PostFormValue(cookieLanguage); chosen != "" {
		v.choose(cookieLanguage, chosen, locale.Languages()...)
		if v.account.ID != "" {
			change := staff.Change{Name: v.account.Name, Language: locale.For(chosen).Lang()}
			if err := v.Desk.Change(v.ctx(), v.actor, change); err != nil {
				return err
			}
		}
	}
	return v.goTo(v.back())
}

// choose keeps one of the choices for a year; anything else forgets the choice.
func (v *visit) choose(name, chosen string, choices ...string) {
	cookie := &http.Cookie{
		Name: name, Path: "/", MaxAge: -1, HttpOnly: true, Secure: v.secure(), SameSite: http.SameSiteLaxMode,
	}
	for _, choice := range choices {
		if chosen == choice {
			cookie.Value, cookie.MaxAge = choice, 365*24*60*60
		}
	}
	http.SetCookie(v.w, cookie)
}

// themeOf is the theme that a browser has chosen, "" for what its system says.
func themeOf(r *http.Request) string {
	cookie, err := r.Cookie(cookieTheme)
	if err != nil || cookie.Value != "light" && cookie.Value != "dark" {
		return ""
	}
	return cookie.Value
}
