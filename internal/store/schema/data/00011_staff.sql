-- +goose Up

-- Who works with Trenza. A login is a blind token, the same whatever the
-- organisation, so that it is used once in the installation; an invitation
-- without one has none.
create table account (
    organisation text not null,
    id text not null,
    login text,
    state text not null,
    kept bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint account_state_known check (state in ('invited', 'active', 'closed'))
);
create unique index account_once on account (id);
create unique index account_login_once on account (login);

-- What an account proves itself with: the hash of its password, the secret of
-- its code generator, its passkeys.
create table account_secret (
    organisation text not null,
    account text not null,
    kind text not null,
    id text not null,
    kept bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, account, kind, id),
    constraint account_secret_kind_known check (kind in ('password', 'code', 'passkey'))
);

-- The roles that accounts hold, held or will hold. Which role, and of which
-- restricted team, is sealed.
create table account_grant (
    organisation text not null,
    id text not null,
    account text not null,
    kept bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index account_grant_by_account on account_grant (organisation, account, id);

-- Links by which somebody comes in, each used once. Of a link only its SHA-256
-- is kept.
create table invitation (
    organisation text not null,
    id text not null,
    account text not null,
    token text not null,
    ends text not null,
    used text not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create unique index invitation_token_once on invitation (token);
create index invitation_by_account on invitation (organisation, account, id);

-- Recoveries: asked for by one, agreed to by another, and then a link like the
-- others. Who they are is sealed.
create table recovery (
    organisation text not null,
    id text not null,
    account text not null,
    token text,
    ends text not null,
    used text not null,
    kept bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create unique index recovery_token_once on recovery (token);
create index recovery_by_account on recovery (organisation, account, id);

-- Open sessions, by the SHA-256 of their token. What a row says is sealed with
-- it; the account and the end stand outside to be found by.
create table session (
    token text not null,
    id text not null,
    account text not null,
    ends text not null,
    kept bytea not null,
    primary key (token)
);
create unique index session_once on session (id);
create index session_by_account on session (account, id);
create index session_by_end on session (ends);
