// Package staff keeps the accounts of those who work with Trenza, and how they
// prove who they are.
//
// Somebody comes in by an invitation and chooses a password; a code generator or
// a passkey makes it two things to steal. What she may do she holds as grants,
// from a day and until a day, and [Desk.Actor] puts together who she is today. It
// is asked on every request, so that a role which is taken away ends with the
// next one. A [Desk] refuses with one sentence, after the same work, whatever was
// wrong and whether or not the account exists.
//
// Administrators manage the accounts of their organisation, and nobody manages
// her own: another gives her roles, takes them away and helps her back in. Of
// recoveries the two who agree differ, and neither is the one who comes back.
//
// Everything that names somebody, and every secret, is sealed under the key of
// the organisation: names, logins, passwords (as Argon2id hashes, RFC 9106),
// secrets of code generators (RFC 6238), passkeys (WebAuthn level 3) and grants.
// A login is found by its blind token, links and sessions by the SHA-256 of
// theirs.
//
// Tables: account, account_secret, account_grant, invitation, recovery, session.
// Tells: account.invited, account.accepted, account.changed, account.closed,
// role.granted, role.revoked, password.changed, password.renewed, factor.added,
// factor.dropped, factor.shown, recovery.asked, recovery.agreed, recovery.used,
// session.opened, session.refused, session.ended. None carries a name.
package staff
