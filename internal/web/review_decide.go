package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/web/page"
)

// decidePair keeps what she says of a pair. A form that is sent twice says it once,
// and what somebody else decided meanwhile stands.
func (v *visit) decidePair() error {
	p, err := exchange.ReadPair(v.ctx(), v.Journal, v.scope, v.r.PathValue("pair"))
	if err != nil {
		return err
	}
	verdict := registry.Verdict(v.r.PostFormValue("verdict"))
	if known, err := registry.ParseVerdict(string(verdict)); err != nil || known != verdict {
		return v.drawPair(http.StatusUnprocessableEntity, p, v.words.Text("web.review.choose"))
	}
	came, err := v.decided(p.Code, verdict)
	v.waits.forget()
	if trenza.KindOf(err) == trenza.Conflict {
		return v.undecided(p.Code, err)
	}
	if err != nil {
		return err
	}
	return v.afterDeciding(p.Pair, came)
}

// errMeanwhile says that somebody else decided since she opened the page.
var errMeanwhile = &trenza.Problem{Kind: trenza.Conflict, Key: "web.review.meanwhile"}

// undecided shows a pair again about which nothing was decided, as it is now.
func (v *visit) undecided(code string, because error) error {
	p, err := exchange.ReadPair(v.ctx(), v.Journal, v.scope, code)
	if err != nil {
		return err
	}
	return v.drawPair(http.StatusConflict, p, v.words.Error(because))
}

// came is what came of a verdict.
type came struct {
	pathway.Decision
	Now registry.Verdict // of the pair
}

// decided carries a verdict out, once for each form.
func (v *visit) decided(code string, verdict registry.Verdict) (came, error) {
	return wrote(v, v.formSent(), func(tx *journal.Tx) (came came, err error) {
		scope, err := programme.ScopeOf(v.ctx(), tx, v.actor)
		if err != nil {
			return came, err
		}
		p, err := registry.FindPair(v.ctx(), tx, tx.Vault(), scope, code)
		if err != nil {
			return came, err
		}
		if p.Verdict != verdict && v.overtaken(p) {
			return came, errMeanwhile
		}
		if came.Decision, err = pathway.Decide(v.ctx(), tx, p, verdict); err != nil {
			return came, err
		}
		p, err = registry.FindPair(v.ctx(), tx, tx.Vault(), scope, code)
		came.Now = p.Verdict
		return came, err
	})
}

// overtaken reports whether a pair was settled since she opened its page. One that
// waits has at most been talked about.
func (v *visit) overtaken(p registry.Pair) bool {
	if p.Verdict == registry.Open || p.Verdict == registry.Unsure {
		return false
	}
	return v.r.PostFormValue("seen") != strconv.FormatInt(p.Decided, 10)
}

// afterDeciding leads on: to the thread that two became, where the way back is, or
// else to the next pair.
func (v *visit) afterDeciding(p registry.Pair, came came) error {
	switch {
	case came.Joined:
		return v.afterJoining(p, came.Decision)
	case came.Waits:
		v.tell(page.Info, v.words.Text("web.review.waits"))
	case came.Now == registry.Unsure:
		v.tellGood("web.review.talk")
	default:
		v.tellGood("web.review.kept", v.words.Text("web.review.verdict."+string(came.Now)))
	}
	return v.goTo(page.ReviewPath)
}

func (v *visit) afterJoining(p registry.Pair, came pathway.Decision) error {
	overlaps, err := v.overlaps(came.Overlaps)
	if err != nil {
		return err
	}
	v.tellGood("web.review.joined")
	if overlaps != "" {
		v.tell(page.Warn, v.words.Text("web.review.joined_overlap", overlaps))
	}
	path := page.PairPath(p.Code)
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		code, err := registry.CodeOf(v.ctx(), r, v.actor.Organisation, p.First)
		if err != nil {
			return err
		}
		reached, err := registry.Reach(v.ctx(), r, v.scope, code)
		if err == nil {
			path = threadPath(reached.Code)
		}
		if trenza.KindOf(err) == trenza.NotFound {
			return nil
		}
		return err
	})
	if err != nil {
		return err
	}
	return v.goTo(path)
}

// overlaps names the services of which both records were paid for one month, as far
// as she sees them.
func (v *visit) overlaps(all []pathway.Overlap) (text string, err error) {
	err = v.Data.Read(v.ctx(), func(r store.Reader) error {
		var lines []string
		for _, o := range all {
			if s := v.scope.Service(o.Programme, o.Service); v.scope.Reaches("attention.read", access.Attention, s) {
				lines = append(lines, v.titleIn(r, o.Programme, o.Service)+" ("+o.Month+")")
			}
		}
		text = strings.Join(lines, ", ")
		return nil
	})
	return text, err
}
