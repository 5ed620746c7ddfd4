package web

import (
	"net/http"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/staff"
	"github.com/trenza/trenza/internal/web/page"
)

// team lists who works here.
func (v *visit) team() error {
	members, err := v.Desk.Accounts(v.ctx(), v.actor)
	if err != nil {
		return err
	}
	recoveries, err := v.recoveries()
	if err != nil {
		return err
	}
	show := page.TeamShow{Invites: v.may("account.invite", access.Account)}
	for _, m := range members {
		_, asked := recoveries[m.ID]
		show.Members = append(show.Members, page.TeamLine{Member: m, Recovering: asked})
	}
	return v.show(http.StatusOK, page.Team(v.view(), show))
}

// recoveries are those that wait for a second administrator, by the account.
func (v *visit) recoveries() (map[string]staff.Recovery, error) {
	waiting := make(map[string]staff.Recovery)
	if !v.may("recovery.agree", access.Account) {
		return waiting, nil
	}
	all, err := v.Desk.Recoveries(v.ctx(), v.actor)
	for _, r := range all {
		waiting[r.Account] = r
	}
	return waiting, err
}

func (v *visit) invitePage() error {
	form := v.form("/team/invite")
	if form.Values == nil {
		form.Values = map[string][]string{"language": {v.words.Lang()}, "from": {string(v.Desk.Today())}}
	}
	return v.drawInvite(http.StatusOK, form)
}

func (v *visit) drawInvite(status int, form page.Form) error {
	ground, err := v.ground()
	if err != nil {
		return err
	}
	return v.show(status, page.Invite(v.view(), form, ground, formNumber()))
}

// invite opens the door to somebody. The link is shown once, to whoever invited
// her, who hands it over.
func (v *visit) invite() error {
	grant, faults := v.grantTyped()
	if missing := v.missing("name"); len(missing) > 0 {
		faults = append(missing, faults...)
	}
	if len(faults) > 0 {
		form := v.typedForm()
		form.Faults = faults
		return v.drawInvite(http.StatusUnprocessableEntity, form)
	}
	if before, err := v.sentBefore("/team"); before {
		return err
	}
	token, err := v.Desk.Invite(v.ctx(), v.actor, staff.Invitation{
		Name: v.r.PostFormValue("name"), Login: v.r.PostFormValue("login"), Employer: v.r.PostFormValue("employer"),
		Language: v.r.PostFormValue("language"), Grants: []trenza.Grant{grant},
	})
	if err != nil {
		v.sendAgain()
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawInvite(status, form)
	}
	return v.handOver("/invitation/"+token, v.r.PostFormValue("name"), "web.link.invitation")
}

// handOver shows a link once. It is on this answer and nowhere else: neither in a
// session nor in a log.
func (v *visit) handOver(path, name, key string) error {
	return v.show(http.StatusOK, page.HandOver(v.view(), page.LinkShow{Address: v.Config.Origin + path, Name: name, Why: key}))
}

// member shows one account to whoever manages accounts.
func (v *visit) member() error {
	action := v.r.URL.Path + "/grants"
	form := v.form(action)
	if form.Values == nil {
		form.Values = map[string][]string{"from": {string(v.Desk.Today())}}
	}
	return v.drawMember(http.StatusOK, form)
}

func (v *visit) drawMember(status int, form page.Form) error {
	m, err := v.Desk.Find(v.ctx(), v.actor, v.r.PathValue("account"))
	if err != nil {
		return err
	}
	show := page.MemberShow{Member: m, Form: form, Mine: m.ID == v.account.ID, Team: v.may("account.read", access.Account), Number: formNumber()}
	show.Audits = v.may("entry.read", access.Entry)
	if show.Grants, err = v.grantLines(m.Organisation, m.Grants); err != nil {
		return err
	}
	if show.Ground, err = v.ground(); err != nil {
		return err
	}
	if show.Employer, err = v.organisation(m.Organisation, m.Employer); err != nil {
		return err
	}
	if v.may("session.read", access.Account) && m.State == staff.Active {
		if show.Sessions, err = v.Desk.Sessions().List(v.ctx(), v.actor, m.ID); err != nil {
			return err
		}
	}
	recoveries, err := v.recoveries()
	if err != nil {
		return err
	}
	if r, waiting := recoveries[m.ID]; waiting {
		show.Recovery = &r
	}
	return v.show(status, page.MemberPage(v.view(), show))
}

// done leads back to the page of an account after something was done to it. What
// was refused is said there.
func (v *visit) done(err error, key string, args ...any) error {
	if err != nil {
		if kind := trenza.KindOf(err); hidden(err) || kind != trenza.Invalid && kind != trenza.Conflict && kind != trenza.Forbidden {
			return err
		}
		v.tell(page.Danger, v.words.Error(err))
	} else {
		v.tellGood(key, args...)
	}
	return v.goTo("/team/" + v.r.PathValue("account"))
}

func (v *visit) inviteAgain() error {
	token, err := v.Desk.InviteAgain(v.ctx(), v.actor, v.r.PathValue("account"))
	if err != nil {
		return v.done(err, "")
	}
	return v.handOverTo("/invitation/"+token, "web.link.invitation")
}

// handOverTo is handOver to the account of the address.
func (v *visit) handOverTo(path, key string) error {
	m, err := v.Desk.Find(v.ctx(), v.actor, v.r.PathValue("account"))
	if err != nil {
		return err
	}
	return v.handOver(path, m.Name, key)
}

// grant gives an account one more role.
func (v *visit) grant() error {
	grant, faults := v.grantTyped()
	if len(faults) > 0 {
		form := v.typedForm()
		form.Faults = faults
		return v.drawMember(http.StatusUnprocessableEntity, form)
	}
	if before, err := v.sentBefore("/team/" + v.r.PathValue("account")); before {
		return err
	}
	if _, err := v.Desk.Grant(v.ctx(), v.actor, v.r.PathValue("account"), grant); err != nil {
		v.sendAgain()
		form, status, err := v.faulty(err)
		if err != nil {
			return err
		}
		return v.drawMember(status, form)
	}
	return v.done(nil, "web.member.granted")
}

func (v *visit) revoke() error {
	return v.done(v.Desk.Revoke(v.ctx(), v.actor, v.r.PathValue("grant")), "web.member.revoked")
}

func (v *visit) endSessions() error {
	return v.done(v.Desk.Sessions().EndAll(v.ctx(), v.actor, v.r.PathValue("account"), ""), "web.member.sessions_ended")
}

func (v *visit) closeAccount() error {
	return v.done(v.Desk.Close(v.ctx(), v.actor, v.r.PathValue("account")), "web.member.closed")
}

func (v *visit) askRecovery() error {
	_, err := v.Desk.AskRecovery(v.ctx(), v.actor, v.r.PathValue("account"))
	return v.done(err, "web.member.recovery_asked")
}

// agreeRecovery agrees to what another administrator asked for, and shows the
// link once.
func (v *visit) agreeRecovery() error {
	token, err := v.Desk.AgreeRecovery(v.ctx(), v.actor, v.r.PathValue("recovery"))
	if err != nil {
		return v.done(err, "")
	}
	return v.handOverTo("/recovery/"+token, "web.link.recovery")
}
