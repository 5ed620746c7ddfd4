package web

import "net/http"

// signOut ends the session.
func (v *visit) signOut() error {
	if err := v.sessions.Destroy(v.ctx()); err != nil {
		return err
	}
	return v.goTo("/sign-in?said=out")
}

// exit ends the session, tells the browser to drop the pages that it holds of us,
// and leads to one that anybody might read. What a phone keeps to send later is
// not touched.
func (v *visit) exit() error {
	if err := v.sessions.Destroy(v.ctx()); err != nil {
		v.Log.Error("a session did not end", "number", traceOf(v.ctx()).number, "error", err)
	}
	v.w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(v.w, v.r, v.Away, http.StatusSeeOther)
	return nil
}
