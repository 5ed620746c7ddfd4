package web

import (
	"crypto/rand"
	"sync"
	"time"

	"github.com/trenza/trenza/internal/web/page"
)

// once remembers which forms were sent whose answer is a link that is shown once
// and kept nowhere, so that one which is sent twice, by an impatient finger or by
// going back, does its work once. It forgets after an hour, and holds so many at
// most.
type once struct {
	sync.Mutex
	sent map[string]time.Time
}

const (
	onceLasts  = time.Hour
	onceAtMost = 1 << 14
)

// first reports whether a form is sent for the first time. One without a number
// is always the first.
func (o *once) first(form string, now time.Time) bool {
	if form == "" {
		return true
	}
	o.Lock()
	defer o.Unlock()
	for old, at := range o.sent {
		if now.Sub(at) > onceLasts || len(o.sent) >= onceAtMost {
			delete(o.sent, old)
		}
	}
	_, before := o.sent[form]
	o.sent[form] = now
	return !before
}

// again forgets a form that did not do its work, so that it may be mended and
// sent.
func (o *once) again(form string) {
	o.Lock()
	defer o.Unlock()
	delete(o.sent, form)
}

// formNumber is a number for a form that is drawn.
func formNumber() string { return rand.Text() }

// sentBefore reports whether this form was sent already; it then leads to a page
// and says so.
func (v *visit) sentBefore(to string) (bool, error) {
	if v.sent.first(v.sentAs(), v.now()) {
		return false, nil
	}
	v.tell(page.Info, v.words.Text("web.form.sent_before"))
	return true, v.goTo(to)
}

// sendAgain lets a form be sent again that was refused.
func (v *visit) sendAgain() { v.sent.again(v.sentAs()) }

// sentAs is the number of a form, with whose it is; "" for a form without one.
func (v *visit) sentAs() string {
	if number := v.formSent(); number != "" {
		return v.account.ID + " " + number
	}
	return ""
}
