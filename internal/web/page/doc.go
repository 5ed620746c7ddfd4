// Package page draws: the frame that stands around every page, the parts that
// pages are put together from, the pages for signing in and for managing
// accounts, and those that show threads, figures and lists.
//
// A page is a templ component that takes a [View] and what it shows. It decides
// nothing and asks nothing: whoever calls it has been let in already. Nothing is
// inline, no style and no script, since the security policy of the server
// refuses both. Every page works without script; what script adds is bound to
// data attributes by the modules of the static folder.
package page

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.977 generate
