package web

import (
	"net/http"
	"time"

	"github.com/trenza/trenza/internal/staff"
)

// spare is how much sooner a page warns than a session falls asleep: signs of
// life are written down so far apart.
const spare = 20 * time.Second

// mayIdle is for how many seconds her session stays awake without a sign of life.
func (v *visit) mayIdle() int {
	idle := staff.Idle
	if v.sessions.GetBool(v.ctx(), staff.SessionSensitive) {
		idle = staff.IdleSensitive
	}
	return int((idle - spare).Seconds())
}

// stay is a sign of life, and nothing else: a page asks for it when she says that
// she is still there.
func (v *visit) stay() error {
	v.w.WriteHeader(http.StatusNoContent)
	return nil
}
