// Package web is the server of Trenza: its pages, and the one road that every
// request travels.
//
// A [Server] answers the routes of one table ([Routes]); there are no others. A
// request passes the layers that [Server.Handler] lists, then its route's door:
// whoever is signed in is put together anew ([staff.Desk.Actor]), access is asked
// for the verb of the route, and only then does a handler run. A handler decides
// nothing: it reads what was typed, calls a reader or a verb with the actor, and
// hands the answer to a page. What comes back as an error becomes a page in one
// place ([visit.fail]).
//
// What the actor may not know of, of another organisation or without right, is
// answered by the same bytes as what does not exist.
//
// The package keeps no table. Sessions are those of package staff, sealed at
// rest; what the pages add to one is in session.go.
package web
