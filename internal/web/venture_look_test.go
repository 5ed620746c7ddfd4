package web_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/venture"
)

// phoned is a bakery in the hands of three people, each with a phone.
type phoned struct {
	*site
	her                  her
	path, under          string
	greta, una, approves *tab
}

// TestTheBakeryOnAPhone is the main path by hand: a plan with its numbers before it is
// saved, two reviewers, an approval, both payments with receipts between, and how it
// goes.
func TestTheBakeryOnAPhone(t *testing.T) {
	inChrome(t, func(t *testing.T) {
		s := one(t)
		h := s.learner()
		p := &phoned{
			site: s, her: h, path: h.path + "/negocio", greta: s.phone("greta", facilitatorOfAlma), una: s.phone("una", facilitatorOfAlma),
			approves: s.phone("aprueba", trenza.Grant{Role: trenza.RoleProgrammeApprove, Programme: "alma-llanera"}),
		}
		p.begun()
		p.planned()
		p.judged()
		p.paid()
		p.followed()
		if g := p.seed(); g.State != venture.Tranche2 || g.Shown() != 129_600 {
			t.Errorf("%+v", g)
		}
	})
}

// phone is a window of a phone in which somebody has signed in.
func (s *site) phone(login string, grant trenza.Grant) *tab {
	s.Helper()
	s.join(login, grant)
	t := s.tab()
	t.size(390, 844, "light")
	t.signIn(login)
	return t
}

// enters puts the focus on something and presses enter.
func (t *tab) enters(selector string) {
	t.Helper()
	t.do(chromedp.Focus(selector))
	t.keys("\r")
}

// ticks chooses by the space bar.
func (t *tab) ticks(name, value string) {
	t.Helper()
	t.do(chromedp.Focus("input[name=" + name + "][value=" + value + "]"))
	t.keys(" ")
}

// fills types into the fields of a form what stands in them, but for some.
func (t *tab) fills(form url.Values, but ...string) {
	t.Helper()
	for field, value := range form {
		if !slices.Contains(but, field) {
			t.do(chromedp.SetValue("#"+field, value[0]))
		}
	}
}

func (p *phoned) seed() venture.Grant {
	p.Helper()
	seed, _ := p.businesses(p.her)[0].Seed()
	return seed
}

func (p *phoned) begun() {
	p.Helper()
	p.greta.open(p.path)
	p.greta.accessible()
	p.greta.do(chromedp.SendKeys("#name", "Panadería Marbelys"), chromedp.SetValue("#day", "2019-08-01"), chromedp.SetValue("#place", "Trujillo"))
	p.greta.enters("main form .btn.primary")
	p.greta.comes(func() bool { return len(p.businesses(p.her)) == 1 })
	p.greta.shown("main > [role=status]")
	p.under = p.path + "/" + p.businesses(p.her)[0].ID
}

func (p *phoned) planned() {
	p.Helper()
	p.greta.open(p.under + "/plan")
	p.greta.accessible()
	p.greta.picture("venture-plan-390")
	p.greta.fills(planTyped(), "form", "day")
	p.greta.enters("button[value=show]")
	p.greta.shown("#seen")
	p.greta.picture("venture-plan-seen-390")
	p.greta.enters("button[value=save]")
	p.greta.at(p.path)
}

func (p *phoned) judged() {
	p.Helper()
	p.greta.enters("section[aria-labelledby=seed] summary")
	p.greta.do(chromedp.SetValue("#amount", "2400"), chromedp.SendKeys("#for", "Un horno"))
	p.greta.ticks("kind", "mixed")
	p.greta.ticks("owner", "her")
	p.greta.ticks("control", "her")
	p.greta.enters("section[aria-labelledby=seed] details .btn")
	p.greta.comes(func() bool { return len(p.businesses(p.her)[0].Seeds) == 1 })
	p.greta.shown("main > [role=status]")
	p.una.open(p.under + "/evaluar")
	p.una.accessible()
	p.una.fits()
	p.una.picture("venture-judge-390")
	p.una.fills(judged(76), "form")
	p.una.enters("main form .btn.primary")
	p.una.at(p.path)
	p.join("dos", trenza.Grant{Role: trenza.RoleRegistrar, Programme: "alma-llanera"})
	dos := p.in("dos")
	dos.ledTo(dos.post(p.under+"/evaluar", judged(80)), p.path)
}

// moves presses the button of a step and waits until it is taken.
func (p *phoned) moves(who *tab, move string) {
	p.Helper()
	who.open(p.path)
	before := p.seed().State
	who.enters("button[value=" + move + "]")
	who.comes(func() bool { return p.seed().State != before })
	who.shown("main > [role=status]")
}

func (p *phoned) paid() {
	p.Helper()
	p.moves(p.greta, "review")
	p.moves(p.approves, "approve")
	p.moves(p.greta, "sign")
	p.moves(p.greta, "pay_first")
	p.greta.open(p.path)
	p.greta.enters(".grant details summary")
	p.greta.do(chromedp.SetValue("#amount", "1296"), chromedp.SendKeys("#for", "Horno"))
	p.greta.enters(".grant details .btn")
	p.greta.comes(func() bool { return len(p.seed().Receipts) == 1 })
	p.greta.shown("main > [role=status]")
	p.moves(p.greta, "pay_rest")
}

func (p *phoned) followed() {
	p.Helper()
	p.greta.open(p.under + "/visita?mes=0")
	p.greta.accessible()
	p.greta.picture("venture-visit-390")
	p.greta.ticks("operating", "yes")
	p.greta.do(chromedp.SendKeys("#sales", "720"), chromedp.SendKeys("#costs", "300"))
	p.greta.enters("main form .btn.primary")
	p.greta.at(p.path)
	p.greta.accessible()
	p.greta.fits()
	p.greta.picture("venture-390")
}
